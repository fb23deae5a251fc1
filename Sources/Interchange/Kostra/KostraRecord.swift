public import CaseModel

// The typed side of a record: what an exporter fills in and writes, and what a reader gets back. It
// knows fields and their values, and none of the rules: the checker reads a line by itself, so that
// what is wrong here is found there.

/// What stands in a field of a record.
public enum KostraValue: Hashable, Sendable {
  /// Nothing: spaces.
  case blank
  /// A text or a code, without blanks at its ends.
  case text(String)
  /// A whole number.
  case integer(Int)
  /// A day.
  case day(Day)
}

/// One record of KOSTRA with its fields (post).
///
/// ```swift
/// var record = KostraRecord(layout, year: 2026)
/// try record.set(.kommuneNr, .text("4601"))
/// try record.set(.bidrag, .integer(6300))
/// try record.tick(.stmnd1)
/// bytes += record.line + [10]
/// ```
public struct KostraRecord: Hashable, Sendable {
  /// The layout.
  public let layout: KostraLayout
  /// The reporting year, by which codes are taken.
  public let year: Int
  private var values: [KostraFieldName: KostraValue] = [:]

  /// A record whose fields are all blank.
  public init(_ layout: KostraLayout, year: Int) {
    self.layout = layout
    self.year = year
  }

  /// What stands in a field.
  public subscript(_ name: KostraFieldName) -> KostraValue { values[name] ?? .blank }

  /// Fills in a field.
  /// - Throws: `KostraMisfit` when the record type has no such field or the value does not fit it;
  ///   the record is then as before.
  public mutating func set(
    _ name: KostraFieldName, _ value: KostraValue
  ) throws(KostraMisfit) {
    let field = try field(name)
    _ = try field.written(value, year)
    values[name] = value == .blank || value == .text("") ? nil : value
  }

  /// Ticks a box: the one code that may stand there.
  public mutating func tick(_ name: KostraFieldName) throws(KostraMisfit) {
    guard let code = try field(name).only else { throw KostraMisfit(.noTickBox, name) }
    values[name] = .text(code)
  }

  private func field(_ name: KostraFieldName) throws(KostraMisfit) -> KostraField {
    guard let field = layout[name] else { throw KostraMisfit(.fieldUnknown, name) }
    return field
  }

  /// Whether two records have the same layout, year and values.
  public static func == (left: KostraRecord, right: KostraRecord) -> Bool {
    left.layout.type == right.layout.type && left.layout.years == right.layout.years
      && left.year == right.year && left.values == right.values
  }

  /// Hashes what makes two records equal.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(layout.type)
    hasher.combine(year)
    hasher.combine(values)
  }
}

/// Why a value does not fit a field, or a line is no record; it never says the value.
public struct KostraMisfit: Error, Hashable, Sendable {
  /// The kinds of misfit.
  public enum Code: Hashable, Sendable {
    /// The record type has no such field.
    case fieldUnknown
    /// The field is no tick box.
    case noTickBox
    /// A number where a text belongs, or the like.
    case wrongKind
    /// More characters than the field has.
    case tooLong
    /// A character outside ASCII, or one that cannot be seen.
    case notASCII
    /// A blank at either end, which would be lost.
    case blankAtEnd
    /// No code of the field's list in the reporting year.
    case notInList
    /// The line has more or fewer characters than a record.
    case lineLength
  }

  /// The kind of misfit.
  public let code: Code
  /// The field; nil for the line as a whole.
  public let field: KostraFieldName?

  init(_ code: Code, _ field: KostraFieldName? = nil) {
    self.code = code
    self.field = field
  }
}

// MARK: - Writing

extension KostraRecord {
  /// The record as it stands in a file, without its line break.
  ///
  /// Texts are flush left and numbers flush right, filled up with spaces.
  public var line: [UInt8] {
    var line = [UInt8](repeating: KostraField.space, count: layout.length)
    for (name, value) in values {
      guard let field = layout[name], let text = try? field.written(value, year) else { continue }
      let start = field.kind == .integer ? field.range.upperBound - text.count : field.position - 1
      line.replaceSubrange(start..<start + text.count, with: text)
    }
    return line
  }
}

extension KostraField {
  fileprivate static let space = UInt8(ascii: " ")

  /// A value as it is written, without what fills it up.
  fileprivate func written(_ value: KostraValue, _ year: Int) throws(KostraMisfit) -> [UInt8] {
    switch (value, kind) {
    case (.blank, _): return []
    case (.text(let text), .text): return try written(text, year)
    case (.integer(let number), .integer):
      let digits = Array(String(number).utf8)
      guard digits.count <= length else { throw KostraMisfit(.tooLong, name) }
      return digits
    case (.day(let day), .date):
      let (year, month, date) = day.components
      return [date / 10, date % 10, month / 10, month % 10].map(Self.digit)
        + [year / 1000 % 10, year / 100 % 10, year / 10 % 10, year % 10].map(Self.digit)
    default: throw KostraMisfit(.wrongKind, name)
    }
  }

  private func written(_ text: String, _ year: Int) throws(KostraMisfit) -> [UInt8] {
    let bytes = Array(text.utf8)
    guard bytes.allSatisfy({ $0 >= 32 && $0 < 127 }) else { throw KostraMisfit(.notASCII, name) }
    guard bytes.count <= length else { throw KostraMisfit(.tooLong, name) }
    guard bytes.first != Self.space, bytes.last != Self.space else {
      throw KostraMisfit(.blankAtEnd, name)
    }
    if let codes = codes(in: year), !text.isEmpty, !codes.contains(text) {
      throw KostraMisfit(.notInList, name)
    }
    return bytes
  }

  private static func digit(_ value: Int) -> UInt8 { UInt8(value) + 48 }
}

// MARK: - Reading

extension KostraRecord {
  /// Reads a line, without its line break, however its values are aligned.
  /// - Throws: `KostraMisfit` for the first thing that is not as the layout says.
  public init(
    reading line: some Collection<UInt8>, _ layout: KostraLayout, year: Int
  ) throws(KostraMisfit) {
    self.init(layout, year: year)
    let bytes = Array(line)
    guard bytes.count == layout.length else { throw KostraMisfit(.lineLength) }
    for field in layout.fields { try set(field.name, try field.value(bytes[field.range])) }
  }
}

extension KostraField {
  /// The value that is written in a part of a line.
  fileprivate func value(_ bytes: ArraySlice<UInt8>) throws(KostraMisfit) -> KostraValue {
    var bytes = bytes
    while bytes.first == Self.space { bytes.removeFirst() }
    while bytes.last == Self.space { bytes.removeLast() }
    guard !bytes.isEmpty else { return .blank }
    guard bytes.allSatisfy({ $0 >= 32 && $0 < 127 }) else { throw KostraMisfit(.notASCII, name) }
    let text = String(decoding: bytes, as: UTF8.self)
    switch kind {
    case .text: return .text(text)
    case .integer:
      guard let number = Int(text) else { throw KostraMisfit(.wrongKind, name) }
      return .integer(number)
    case .date:
      guard bytes.count == 8,
        let day = Day(text.suffix(4) + "-" + text.dropFirst(2).prefix(2) + "-" + text.prefix(2))
      else { throw KostraMisfit(.wrongKind, name) }
      return .day(day)
    }
  }
}
