import CaseModel
import CaseService
import EventCoding
import Foundation
import Testing

/// A log in a folder of its own that goes away with the test.
final class TemporaryLog {
  let folder: String
  var log: CaseLog
  static let office = "3005"

  init(simulated: Bool = false) throws {
    folder = NSTemporaryDirectory() + "sakslogg-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    log = try CaseLog.create(at: folder + "/log", simulated: simulated)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// A draft of a typed event in `case/1`.
  func draft(
    _ event: some TypedEvent, _ day: String, on subject: String = "case/1",
    texts: [(field: Field, text: String)] = [], id: RecordID? = nil, time: String? = nil
  ) throws -> Draft {
    Draft(
      id: id, event, on: try #require(Subject(subject)), effective: try #require(Day(day)),
      office: Office(Self.office), actor: "w01",
      sealed: SealedPlaintext.grouped(texts, of: type(of: event).type),
      time: try time.map { try #require(Instant($0)) })
  }

  /// Records drafts that must be accepted.
  @discardableResult
  func record(
    _ drafts: [Draft], sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Receipt {
    let outcome = try log.record(drafts)
    guard case .recorded(let receipt) = outcome else {
      Issue.record("not recorded: \(outcome)", sourceLocation: sourceLocation)
      throw NotRecorded()
    }
    return receipt
  }

  struct NotRecorded: Error {}
}
