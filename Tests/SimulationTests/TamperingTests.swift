import CaseService
import EventLog
import LMDB
import Testing

@testable import Simulation

/// Somebody with a tool for the file, and not for the log, changes what was recorded.
@Suite struct `Tampering with a scenario's log` {
  @Test(arguments: `Laws of every scenario`.plays)
  func `a changed byte of an old event is found, at that event and no other`(
    scenario: Scenario, seed: UInt64
  ) throws {
    let folder = Folder()
    let path = folder.path + "/log"
    _ = try folder.newLog("other")
    let kept = try Played.log(scenario, seed: seed).backup(to: path)
    let sound = try EventLog(opening: path, access: .readOnly).check()
    #expect(sound.faults == [] && sound.root == kept.root)

    var dice = Dice(seed: seed)
    let changed = try change(path, of: kept.size, &dice)
    let found = try EventLog(opening: path, access: .readOnly).check()
    #expect(Set(found.faults.compactMap(\.position)) == changed, "\(found.faults)")
    #expect(found.root != kept.root)
  }

  /// Flips one bit in each of three events, of which one is among the first; gives their positions.
  private func change(_ path: String, of size: UInt64, _ dice: inout Dice) throws -> Set<UInt64> {
    let environment = try Environment(opening: path)
    let space = try environment.openKeyspaces(integers: ["bundles"], bytes: []).integers[0]
    let closed = size / 256
    try #require(closed > 0)
    var changed: Set<UInt64> = []
    try environment.write { transaction in
      for number in [0, UInt64(dice.below(Int(closed))), closed - 1] {
        var bundle = try #require(
          try transaction.get(number, in: space) { span in span.indices.map { span[$0] } })
        let lines = try lines(of: bundle)
        var index = dice.below(lines.count)
        // Two changes of one event may undo each other.
        while changed.contains(number * 256 + UInt64(index)) { index = dice.below(lines.count) }
        let place = lines[index].lowerBound + dice.below(lines[index].count)
        bundle[place] ^= 1 << UInt8(dice.below(8))
        try transaction.put(bundle.span, at: number, in: space)
        changed.insert(number * 256 + UInt64(index))
      }
    }
    return changed
  }

  private func lines(of bundle: [UInt8]) throws -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var at = 0
    try EntryBundle.forEach(bundle.span) { _, line in
      lines.append(at + 2..<at + 2 + line.count)
      at += 2 + line.count
    }
    return lines
  }
}
