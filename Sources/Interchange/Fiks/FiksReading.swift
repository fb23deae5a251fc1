import CaseModel
import EventCoding

/// What reading a delivery gave: a message, or why it needs a person.
struct FiksReading {
  enum Content {
    case message(FiksMessage)
    case problem(FiksProblem, [FiksViolation])
  }

  /// The largest body that is read as JSON, in bytes; a larger one is stored as it is.
  static let bodyBytesMax = 1 << 20

  /// The message id: the portal's, or one derived from the bytes.
  private(set) var id: RecordID
  /// Whether nothing told the portal's id.
  private(set) var isIDDerived: Bool
  var type: String?
  var arrival: FiksArrival?
  /// The municipality that the message names, if that much can be read.
  var office: Office?
  /// SHA-256 of the content, however it was laid out; tells whether an id was used twice.
  let fingerprint: String
  let content: Content
  /// Members that the published structure does not have.
  var unknown: [String] = []

  /// Reads a delivery.
  ///
  /// A message whose id nothing tells gets one that follows from its bytes, so that it is not
  /// dropped, and the same file is the same message when it comes again.
  /// - Throws: `FiksRefusal` when the caller and the envelope tell different ids.
  init(_ delivery: FiksDelivery) throws(FiksRefusal) {
    let parsed = FiksReading.parse(delivery.bytes)
    var envelope: JSONValue?
    if case .success(let value) = parsed, value["melding-id"] != nil, value["body"] != nil {
      envelope = value
    }
    let told = try FiksReading.id(of: delivery, envelope: envelope)
    id = told ?? FiksReading.derivedID(of: delivery.bytes)
    isIDDerived = told == nil
    let type = delivery.type ?? envelope?["type"]?.string
    let written = envelope?["mottatt"]
    arrival = delivery.arrival ?? written?.string.flatMap { FiksArrival($0) }
    switch parsed {
    case .failure(let fault):
      fingerprint = sha256Hex(delivery.bytes)
      content = .problem(fault.problem, fault.violations)
      self.type = type
    case .success(let value):
      let body = envelope?["body"] ?? value
      fingerprint = sha256Hex(JSON.canonical(body))
      office = body["kommunenummer"]?.string.flatMap { Office($0) }
      let known = type.map(FiksMessageType.init) ?? FiksMessageType(inferredFrom: body)
      self.type = known?.rawValue ?? type
      var findings = StructureFindings()
      if written != nil, arrival == nil { findings.add("mottatt", "is not a date and time") }
      content = FiksReading.content(of: body, type: known, into: &findings)
      unknown = findings.unknown
    }
  }

  private static func content(
    of body: JSONValue, type: FiksMessageType?, into findings: inout StructureFindings
  ) -> Content {
    guard let type else {
      findings.add("(message)", "is of no type that carries a report")
      return .problem(.unknownType, findings.violations)
    }
    type.structure.check(body, into: &findings)
    if body[type.childrenMember]?.array?.isEmpty == true {
      if !type.isPublic { findings.add(type.childrenMember, "holds no child") }
      return .problem(.noChild, findings.violations)
    }
    guard findings.violations.isEmpty, let message = FiksMessage(body, type: type) else {
      return .problem(.schema, findings.violations)
    }
    return .message(message)
  }

  private static func id(
    of delivery: FiksDelivery, envelope: JSONValue?
  ) throws(FiksRefusal) -> RecordID? {
    let enclosed = envelope?["melding-id"]?.string.flatMap { RecordID($0) }
    if let given = delivery.messageID, let enclosed, given != enclosed {
      throw FiksRefusal(
        .messageIDConflict, "the envelope holds message \(enclosed), not \(given)",
        remedy: "Give the id of this message, or leave --message-id out")
    }
    return delivery.messageID ?? enclosed ?? delivery.namedID
  }

  /// The id that bytes have as a message: the UUID of version 5 of their SHA-256, in hex.
  static func derivedID(of bytes: [UInt8]) -> RecordID { contents.named(sha256Hex(bytes)) }

  /// The space of derived ids: the UUID of version 5 of `sakslogg/fiks-content` among the URLs'.
  private static let contents = RecordID(high: 0x6ba7_b811_9dad_11d1, low: 0x80b4_00c0_4fd4_30c8)
    .named("sakslogg/fiks-content")

  /// Takes the derived id although another is told: the message came before, without its id.
  mutating func takeDerivedID(of bytes: [UInt8]) {
    id = FiksReading.derivedID(of: bytes)
    isIDDerived = true
  }
}

/// Why a message cannot be registered by itself (feil ved melding).
public enum FiksProblem: String, CaseIterable, Sendable {
  /// It is not JSON, or is cut off.
  case notJSON = "not-json"
  /// It does not follow the published structure.
  case schema
  /// It names no child.
  case noChild = "no-child"
  /// It is of no type that carries a report.
  case unknownType = "unknown-type"
  /// It is larger than a body may be.
  case tooLarge = "too-large"
  /// It is not UTF-8.
  case encoding
}

extension FiksReading {
  struct Fault: Error {
    let problem: FiksProblem
    let violations: [FiksViolation]
  }

  /// The JSON of a body; a byte order mark before it does no harm.
  private static func parse(_ bytes: [UInt8]) -> Result<JSONValue, Fault> {
    guard bytes.count <= bodyBytesMax else {
      let what = "has \(bytes.count) bytes; \(bodyBytesMax) are read"
      return .failure(Fault(.tooLarge, what))
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    do throws(JSONError) {
      // A number with a fraction has no place in the structure, but may stand in a member that is
      // not of it, which must not cost the message.
      let limits = JSON.Limits(size: bodyBytesMax, numbersAsText: true)
      return .success(try JSON.parse(body, limits: limits))
    } catch {
      let problem = error.code == .notUTF8 ? FiksProblem.encoding : .notJSON
      return .failure(
        Fault(problem, "line \(error.line), column \(error.column): \(error.what)"))
    }
  }
}

extension FiksReading.Fault {
  fileprivate init(_ problem: FiksProblem, _ what: String) {
    self.problem = problem
    violations = [FiksViolation(path: "(message)", what: what)]
  }
}
