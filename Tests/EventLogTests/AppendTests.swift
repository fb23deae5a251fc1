// Promise: an append is stored whole, once, in order, with everything that follows from it.

import EventLog
import Testing
import TransparencyLog

@Suite struct AppendTests {
  @Test func `positions and versions are gapless from 0`() throws {
    try withLog { log in
      for number in 0..<20 {
        let outcome = try log.append { _ in [event(number)] }
        guard case .appended(let stored) = outcome else { throw LogError(.damaged, "\(outcome)") }
        #expect(stored.positions == UInt64(number)..<UInt64(number + 1))
        #expect(stored.versions == [UInt64(number / 7)])
        #expect(stored.size == UInt64(number + 1))
      }
      #expect(try lines(log) == (0..<20).map { event($0).line })
    }
  }
}
