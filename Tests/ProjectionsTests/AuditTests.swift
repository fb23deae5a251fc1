import CaseModel
import Projections
import Testing

// What would break: an auditor who cannot see who changed what, or that something was corrected.
@Suite struct AuditTests {
  @Test func `every act is listed with what it changed, and a corrected one says where`() throws {
    var history = try History()
    try history.add(CaseOpened(journal: "1"), "2017-01-02")
    try history.add(CaseAssigned(worker: "w01"), "2017-01-03")
    try history.add(CaseAssigned(worker: "w02"), "2017-01-04")
    let wrong = history.events[2].event.id
    try history.add(EventAnnulled(event: wrong, reason: "wrong-data"), "2017-01-05")
    let trail = auditTrail(of: history.subject, history.events)
    #expect(trail.count == 4)
    let workers = trail.map { entry in
      entry.changes.first { $0.field == .worker }.map { "\($0.before ?? "-")>\($0.after ?? "-")" }
    }
    #expect(workers == [nil, "->w01", "w01>w02", "w02>w01"])
    #expect(trail.map(\.annulledAt) == [nil, nil, 3, nil])
  }

  @Test func `a personal text is seen to come in and to be given anew, never read`() throws {
    var history = try History()
    try history.add(CaseOpened(journal: "1"), "2017-01-02", sealed: [.name])
    try history.add(CaseAssigned(worker: "w01"), "2017-01-03", sealed: [.name, .address])
    let trail = auditTrail(of: history.subject, history.events)
    let sealed = AuditEntry.Change.sealed
    #expect(
      trail.map { entry in entry.changes.filter { $0.after == sealed } } == [
        [.init(field: .name, before: nil, after: sealed)],
        [
          .init(field: .address, before: nil, after: sealed),
          .init(field: .name, before: sealed, after: sealed),
        ],
      ])
    let difference = changes(
      from: try history.file(at: "2017-01-02"), to: try history.file(at: "2017-01-03"))
    #expect(difference.first?.changes.map(\.field) == [.worker, .address])
  }

  @Test func `two readings of a file differ in what happened between them`() throws {
    var history = try History()
    try history.add(CaseOpened(journal: "1"), "2017-01-02")
    let report = RecordID.random()
    try history.add(ReportReceived(report: report, reporters: ["11"]), "2017-02-01")
    let before = try history.file(at: "2017-01-31")
    let after = try history.file(at: "2017-02-01")
    #expect(changes(from: before, to: before).isEmpty)
    let difference = changes(from: before, to: after)
    #expect(difference.map(\.kind) == [.report])
    #expect(difference.first?.id == report)
  }
}
