import EventCoding

/// What a JSON value must look like: as much of JSON Schema as the portal's messages need.
indirect enum Structure: Sendable {
  /// A text.
  case text(TextPattern = .anything)
  /// True or false.
  case flag
  /// An object with at least the required members. Others are allowed, and told of.
  case object([Member])
  /// An array.
  case list(of: Structure, count: ClosedRange<Int>)

  /// A member of an object.
  struct Member: Sendable {
    let name: String
    let structure: Structure
    let isRequired: Bool
  }

  /// Checks a value.
  func check(_ value: JSONValue, at path: String = "", into findings: inout StructureFindings) {
    switch self {
    case .text(let pattern):
      guard let text = value.string else { return findings.wrongKind("a text", value, path) }
      if let what = pattern.violation(in: text) { findings.add(path, what) }
    case .flag:
      if value.bool == nil { findings.wrongKind("true or false", value, path) }
    case .object(let members):
      guard let given = value.members else { return findings.wrongKind("an object", value, path) }
      check(given, against: members, at: path, into: &findings)
    case .list(let element, let count):
      guard let values = value.array else { return findings.wrongKind("an array", value, path) }
      if !count.contains(values.count) {
        let limits = "\(count.lowerBound) to \(count.upperBound)"
        findings.add(path, "must hold \(limits) entries, holds \(values.count)")
      }
      for (index, value) in values.prefix(count.upperBound).enumerated() {
        element.check(value, at: "\(path)[\(index)]", into: &findings)
      }
    }
  }

  private func check(
    _ given: [(name: String, value: JSONValue)], against members: [Member], at path: String,
    into findings: inout StructureFindings
  ) {
    let prefix = path.isEmpty ? "" : path + "."
    for member in members {
      let found = given.first { $0.name.utf8.elementsEqual(member.name.utf8) }
      if let found {
        member.structure.check(found.value, at: prefix + member.name, into: &findings)
      } else if member.isRequired {
        findings.add(prefix + member.name, "is missing")
      }
    }
    for (name, _) in given
    where !members.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      findings.unknown.append(prefix + (name.isPlainName ? name : "(name not shown)"))
    }
  }
}

/// What a check against a structure found; nothing of it shows a value.
struct StructureFindings {
  var violations: [FiksViolation] = []
  /// Members that the structure does not have.
  var unknown: [String] = []

  mutating func add(_ path: String, _ what: String) {
    violations.append(FiksViolation(path: path, what: what))
  }

  mutating func wrongKind(_ expected: String, _ value: JSONValue, _ path: String) {
    add(path.isEmpty ? "(message)" : path, "must be \(expected), is \(value.kindName)")
  }
}

/// A place where a message does not follow its structure (skjemafeil): where and what, never the
/// value, which may be personal.
public struct FiksViolation: Hashable, Sendable, CustomStringConvertible {
  /// The place, such as `offentligBarn[0].orientertGrunn`.
  public let path: String
  /// What is wrong there.
  public let what: String

  /// The place and what is wrong.
  public var description: String { "\(path) \(what)" }
}

extension String {
  /// Whether it looks like a member's name, and so cannot be somebody's text.
  var isPlainName: Bool {
    utf8.allSatisfy {
      ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) || ($0 >= 97 && $0 <= 122)
        || $0 == 45 || $0 == 95
    } && (1...40).contains(utf8.count)
  }
}
