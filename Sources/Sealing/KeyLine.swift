/// One line of `keys.jsonl`, without its newline.
enum KeyLine: Equatable {
  /// The first line: the format, and the proof of the master key.
  case check(format: String, check: String)
  /// A data key, wrapped by the master key.
  case key(id: String, owner: KeyOwner, created: String, wrapped: String)
  /// The marker a destroyed key leaves.
  case destroyed(id: String, owner: KeyOwner, at: String, basis: String)

  static let format = "sakslogg-keys-1"

  /// The line that `bytes` write; nil unless they are exactly as `text` would write it.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard let fields = FlatJSON.parse(bytes) else { return nil }
    let values = fields.map(\.value)
    switch fields.map(\.name) {
    case ["check", "format"]:
      self = .check(format: values[1], check: values[0])
    case ["class", "created", "key", "subject", "wrapped"]:
      guard let sealClass = SealClass(rawValue: values[0]) else { return nil }
      let owner = KeyOwner(subject: values[3], class: sealClass)
      self = .key(id: values[2], owner: owner, created: values[1], wrapped: values[4])
    case ["basis", "class", "destroyed", "key", "subject"]:
      guard let sealClass = SealClass(rawValue: values[1]) else { return nil }
      let owner = KeyOwner(subject: values[4], class: sealClass)
      self = .destroyed(id: values[3], owner: owner, at: values[2], basis: values[0])
    default:
      return nil
    }
  }

  /// The line, canonical JSON.
  var text: String {
    switch self {
    case .check(let format, let check):
      FlatJSON.text([("check", check), ("format", format)])
    case .key(let id, let owner, let created, let wrapped):
      FlatJSON.text([
        ("class", owner.sealClass.rawValue), ("created", created), ("key", id),
        ("subject", owner.subject), ("wrapped", wrapped),
      ])
    case .destroyed(let id, let owner, let at, let basis):
      FlatJSON.text([
        ("basis", basis), ("class", owner.sealClass.rawValue), ("destroyed", at), ("key", id),
        ("subject", owner.subject),
      ])
    }
  }
}

/// Canonical JSON (RFC 8785) of one object with string values free of control characters.
enum FlatJSON {
  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  /// Whether a value can be written: text of 1 to 500 bytes without control characters.
  static func fits(_ value: String) -> Bool {
    (1...500).contains(value.utf8.count)
      && value.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }

  static func text(_ fields: [(name: String, value: String)]) -> String {
    let members = fields.map { "\"\($0.name)\":\"\(escaped($0.value))\"" }
    return "{\(members.joined(separator: ","))}"
  }

  private static func escaped(_ value: String) -> String {
    var out = ""
    for scalar in value.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { out.unicodeScalars.append("\\") }
      out.unicodeScalars.append(scalar)
    }
    return out
  }

  /// The members of an object written as `text` writes it; nil for any other bytes.
  static func parse(_ bytes: ArraySlice<UInt8>) -> [(name: String, value: String)]? {
    var rest = bytes
    var fields: [(name: String, value: String)] = []
    var before = UInt8(ascii: "{")
    repeat {
      guard take(before, from: &rest), let name = takeString(from: &rest),
        take(UInt8(ascii: ":"), from: &rest), let value = takeString(from: &rest)
      else { return nil }
      fields.append((name, value))
      before = UInt8(ascii: ",")
    } while rest.first == before
    return take(UInt8(ascii: "}"), from: &rest) && rest.isEmpty ? fields : nil
  }

  private static func take(_ byte: UInt8, from rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  private static func takeString(from rest: inout ArraySlice<UInt8>) -> String? {
    guard take(quote, from: &rest) else { return nil }
    var escapes = false
    var end = rest.startIndex
    while end < rest.endIndex, rest[end] != quote {
      if rest[end] == backslash {
        escapes = true
        end += 1
      }
      end += 1
    }
    guard end < rest.endIndex else { return nil }
    let raw = rest[rest.startIndex..<end]
    rest = rest[(end + 1)...]
    return String(validating: escapes ? unescaped(raw)[...] : raw, as: UTF8.self)
  }

  private static func unescaped(_ raw: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var escaped = false
    for byte in raw {
      escaped = byte == backslash && !escaped
      if !escaped { out.append(byte) }
    }
    return out
  }
}
