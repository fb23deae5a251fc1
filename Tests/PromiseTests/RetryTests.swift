// What would break: a retry after a lost answer that registers the same act twice.

import CaseModel
import CaseService
import Foundation
import Testing

@testable import Simulation

@Suite struct RetryTests {
  @Test(arguments: [UInt64(1), 20_260_114])
  func `whatever was accepted adds nothing when it comes again`(seed: UInt64) throws {
    let folder = try Folder()
    let log = try CaseLog.create(at: folder("log"), simulated: true)
    let drafts = Array(try Scenario.drafts(of: [.land2017], seed: seed).prefix(900))
    var random = Seeded(seed)
    var batches: [(drafts: [Draft], positions: [UInt64])] = []
    var rest = drafts[...]
    while !rest.isEmpty {
      var batch = Array(rest.prefix(Int.random(in: 1...30, using: &random)))
      // An annulment and what replaces it are one act.
      while batch.last?.type == .eventAnnulled, batch.count < rest.count {
        batch.append(rest[rest.startIndex + batch.count])
      }
      rest = rest.dropFirst(batch.count)
      let outcome = try log.record(batch)
      guard case .recorded(let receipt) = outcome else {
        Issue.record("not recorded: \(outcome)")
        return
      }
      batches.append((batch, receipt.positions))
      let (size, root) = (try log.size, try log.root())
      let earlier = Int.random(in: 0..<batches.count, using: &random)
      for again in [batches[earlier], batches[batches.count - 1]] {
        guard case .alreadyStored(let positions) = try log.record(again.drafts) else {
          Issue.record("a retry of \(again.positions) was taken for something new")
          return
        }
        #expect(positions == again.positions)
      }
      #expect(try log.size == size)
      #expect(try log.root() == root)
    }
    #expect(try log.size == drafts.count)
    #expect(try log.check().isEmpty)
  }

  @Test(arguments: [UInt64(3), 4])
  func `a retry joined with something new adds only what is new, or nothing`(seed: UInt64) throws {
    let folder = try Folder()
    let log = try CaseLog.create(at: folder("log"), simulated: true)
    let drafts = Array(try Scenario.drafts(of: [.land2017], seed: seed).prefix(300))
    let half = Array(drafts.prefix(150))
    guard case .recorded = try log.record(half) else {
      Issue.record("not recorded")
      return
    }
    let root = try log.root()
    // Whether it is refused or thrown out, the log must not take a part of it twice.
    do {
      switch try log.record(Array(drafts.dropFirst(120).prefix(60))) {
      case .recorded: Issue.record("a part was recorded twice")
      default: break
      }
    } catch {}
    #expect(try log.size == 150)
    #expect(try log.root() == root)
  }

  @Test func `an id used twice in a batch over several cases is told at its own line`() throws {
    let folder = try Folder()
    try folder.done("init")
    let batch = Casework.batch(case: "1", events: 30)
    try folder.done("record", "--batch", try folder.file("batch", batch))
    // The first event of the third case again, with other content, in the second line of a chunk.
    let lines = batch.split(separator: "\n").map(String.init)
    let new = lines[0].replacingOccurrences(of: "case/1-0", with: "case/9")
      .replacingOccurrences(of: Casework.eventID(0, 0), with: Casework.eventID(9, 0))
    let changed = lines[20].replacingOccurrences(of: "2014", with: "2015")
    let again = try folder.file("again", new + "\n" + changed + "\n")
    let ended = try folder.sakslogg("record", "--batch", again)
    #expect(ended.status == 1)
    #expect(ended.errors.contains("(\(again):2, case/1-2, case-opened, event-id-used)"))
    #expect(try folder.done("root").hasPrefix("30 "))
  }

  @Test func `a command that is run again with its event's id adds nothing`() throws {
    let folder = try Folder()
    try folder.done("init")
    let text = try folder.file("text", #"{"text":"Noe som ikke skal sees"}"#)
    for (index, command) in [
      ["case-opened", "--office", "3005", "journal=1"],
      ["report-received", "channel=portal", "reporters=11", "contents=7", "--sealed", text],
      ["case-assigned", "worker=w02"],
    ].enumerated() {
      let id = Casework.eventID(0, index)
      let whole =
        [Program.path, "record"] + command
        + ["--case", "1", "--id", id, "--effective", "2024-01-02", "--log", folder("log")]
      for _ in 0..<3 {
        let ended = try folder.run(whole)
        #expect(ended.status == 0, "\(ended.errors)")
      }
      #expect(try folder.done("root").hasPrefix("\(index + 1) "))
    }
  }
}
