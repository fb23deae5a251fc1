import CaseModel
import CaseService
import EventCoding
import FoundationEssentials
import Interchange

/// A folder of its own for one test, with a case log in it.
struct TemporaryLog: ~Copyable {
  /// The moment the log's clock shows: after everything in the fixtures.
  static let now = "2026-03-20T10:00:00.000Z"

  struct Clock: CaseService.Clock {
    var now = Instant(TemporaryLog.now) ?? Instant(milliseconds: 0)
  }

  let folder: String
  let log: CaseLog

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/interchange-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    log = try CaseLog.create(at: folder + "/log", clock: Clock())
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Writes a file beside the log and tells its path.
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(filePath: folder + "/" + name))
    return folder + "/" + name
  }

  /// Takes in a body under an id.
  func take(
    _ body: JSONValue, id: RecordID = .message, arrival: String? = "2026-03-17",
    cases: [Int: Subject] = [:]
  ) -> FiksResult.Outcome {
    take(JSON.canonical(body), id: id, arrival: arrival, cases: cases)
  }

  /// Takes in bytes under an id.
  func take(
    _ bytes: [UInt8], id: RecordID = .message, type: String? = nil,
    arrival: String? = "2026-03-17", cases: [Int: Subject] = [:]
  ) -> FiksResult.Outcome {
    FiksImporter().take(
      FiksDelivery(
        name: "message", bytes: bytes, messageID: id, type: type,
        arrival: arrival.flatMap { FiksArrival($0) }, cases: cases),
      into: log
    ).outcome
  }

  /// The events in the log.
  func events() throws -> [RecordedEvent] { try (0..<log.size).map { try log.event(at: $0) } }

  /// The sealed texts of the event at a position, by field.
  func texts(at position: UInt64) throws -> [Field: String] {
    var texts: [Field: String] = [:]
    for part in try log.sealedTexts(at: position) {
      guard case .texts(let found) = part.content else { continue }
      for (field, text) in found { texts[field] = text }
    }
    return texts
  }
}

extension FiksImporter {
  /// Takes in files and gives the results together.
  @discardableResult
  func `import`(
    files: [String], into log: CaseLog, options: FiksDelivery = FiksDelivery(name: "", bytes: [])
  ) -> [FiksResult] {
    self.import(files: files, into: log, options: options) { _ in }
  }
}

extension RecordID {
  /// The message id of most fixtures.
  static let message = RecordID(high: 0x6f1c_0a52_9d3e_4b17, low: 0x8a44_2f0d_5c6b_7e81)
  /// Another message's.
  static let other = RecordID(high: 0x0b6d_83f4_1c2a_4e95, low: 0xb0e7_19ad_44f2_6c38)
}
