import Foundation
import Sealing
import Testing

/// Would break: two keys for one subject, so that destroying "the" key leaves half the texts.
struct TogetherTests {
  @Test func `eight processes sealing for the same subjects end with one key each`() async throws {
    let store = try TemporaryStore()
    let folder = store.folder
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          await #expect(processExitsWith: .success) { [folder = folder as String] in
            let keys = try KeyStore(opening: folder)
            for number in 0..<200 {
              let part = try keys.seal("tekst \(number)", subject: "case/\(number / 2)#child")
              guard try keys.open(part) == .text("tekst \(number)") else { exit(3) }
            }
          }
        }
      }
    }
    #expect(try store.lines().count == 1 + 100)
    #expect(code { _ = try store.open() } == nil)
  }

  @Test func `eight threads with a store each, and with one in common, end with one key`() throws {
    let store = try TemporaryStore()
    let common = try store.open()
    let folder = store.folder
    DispatchQueue.concurrentPerform(iterations: 16) { number in
      do {
        let keys = number % 2 == 0 ? common : try KeyStore(opening: folder)
        for round in 0..<50 {
          let part = try keys.seal("tekst", subject: "case/\(round)#child")
          let other = try KeyStore(opening: folder)
          if try other.open(part) != .text("tekst") { Issue.record("a key was not there") }
        }
      } catch {
        Issue.record(error)
      }
    }
    #expect(try store.lines().count == 1 + 50)
  }

  @Test func `destroying while others seal leaves every text readable or marked`() throws {
    let store = try TemporaryStore()
    let folder = store.folder
    DispatchQueue.concurrentPerform(iterations: 6) { number in
      do {
        let keys = try KeyStore(opening: folder)
        for _ in 0..<30 {
          if number == 0 {
            _ = try keys.destroyKeys(
              subject: TemporaryStore.subject, basis: "b", at: TemporaryStore.time)
          } else if try keys.open(keys.seal("tekst")) == .noKey {
            Issue.record("a key vanished without a marker")
          }
        }
      } catch {
        Issue.record(error)
      }
    }
    let living = try store.lines().filter { $0.contains("\"wrapped\"") }
    #expect(living.count <= 1)
  }
}
