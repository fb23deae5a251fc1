/// The languages that labels exist in.
public enum Language: String, CaseIterable, Sendable {
  /// Norwegian (bokmål).
  case nb
  /// English.
  case en
}

/// What things are called, in Norwegian and English.
///
/// The labels are one static text, searched in place: nothing is loaded at start. A label that does
/// not exist gives the name itself, so that a log with a newer code list can still be shown.
public enum Labels {
  /// An event type by its name with version.
  public static func eventType(_ name: String, _ language: Language) -> String {
    text("event/" + name, language) ?? name
  }

  /// A field, as the event type calls it.
  public static func field(_ field: String, of type: String, _ language: Language) -> String {
    text("field/" + type + "/" + field, language) ?? text("field/" + field, language) ?? field
  }

  /// A code of a list; headings have labels too.
  public static func code(_ code: String, in list: String, _ language: Language) -> String {
    text("code/" + list + "/" + code, language) ?? code
  }

  /// A code list.
  public static func codeList(_ list: String, _ language: Language) -> String {
    text("list/" + list, language) ?? list
  }

  /// A law rule by its id.
  public static func lawRule(_ id: String, _ language: Language) -> String {
    text("law/" + id, language) ?? id
  }

  /// What must be known about a law rule, if anything; English only.
  public static func note(ofRule id: String) -> String? { text("note/" + id, .en) }

  /// A kind of episode.
  public static func episode(_ kind: String, _ language: Language) -> String {
    text("episode/" + kind, language) ?? kind
  }

  /// A kind of subject.
  public static func subject(_ kind: String, _ language: Language) -> String {
    text("subject/" + kind, language) ?? kind
  }

  /// Whom a sealed part is about.
  public static func dataSubject(_ role: String, _ language: Language) -> String {
    text("of/" + role, language) ?? role
  }

  /// What an event type is, with the Norwegian term and the source; English only.
  public static func description(ofType name: String) -> String? {
    text("description/" + name, .en)
  }

  /// What a field of an event type is, where its label does not say it; English only.
  public static func description(ofField field: String, in type: String) -> String? {
    text("description/" + type + "/" + field, .en)
  }

  /// A label by its key in the table; nil if there is none.
  ///
  /// English where Norwegian is lacking.
  public static func text(_ key: String, _ language: Language) -> String? {
    let labels = labelTable
    let table = labels.utf8Span.span
    guard let start = row(of: key.utf8Span.span, in: table) else { return nil }
    let middle = index(of: UInt8(ascii: "|"), from: start, in: table)
    let end = index(of: UInt8(ascii: "\n"), from: middle, in: table)
    let useFirst = language == .nb && middle > start
    return string(useFirst ? start..<middle : middle + 1..<end, in: table)
  }
}

/// The place after `key|` of the key's row, found by halving.
private func row(of key: Span<UInt8>, in table: Span<UInt8>) -> Int? {
  var (low, high) = (0, table.count)
  while low < high {
    var start = (low + high) / 2
    while start > low && table[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    switch order(of: key, rowAt: start, in: table) {
    case 0: return start + key.count + 1
    case ..<0: high = start
    default: low = index(of: UInt8(ascii: "\n"), from: start, in: table) + 1
    }
  }
  return nil
}

/// Negative if the key comes before the row that starts there, 0 if it is the row's key.
private func order(of key: Span<UInt8>, rowAt start: Int, in table: Span<UInt8>) -> Int {
  for offset in key.indices {
    let byte = table[start + offset]
    if byte == UInt8(ascii: "|") { return 1 }
    if byte != key[offset] { return key[offset] < byte ? -1 : 1 }
  }
  return table[start + key.count] == UInt8(ascii: "|") ? 0 : -1
}

/// The next place of a byte; the table's end if there is none.
private func index(of byte: UInt8, from start: Int, in table: Span<UInt8>) -> Int {
  var index = start
  while index < table.count && table[index] != byte { index += 1 }
  return index
}

/// A copy of a part of the table.
private func string(_ range: Range<Int>, in table: Span<UInt8>) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(range.count)
  for index in range { bytes.append(table[index]) }
  return String(decoding: bytes, as: UTF8.self)
}
