public import TransparencyLog

/// Where the CloudEvents attributes that the log knows stand in a line (hendelseslinje).
///
/// Ranges and not strings: nothing is copied or allocated for the lines of a scan.
public struct Envelope: Sendable {
  /// The event's id, without quotes.
  public let id: Range<Int>
  /// The stream's name, without quotes.
  public let subject: Range<Int>
  /// The event's type, without quotes.
  public let type: Range<Int>
  /// When it was recorded.
  public let time: EventTime
  /// The whole value of `data`.
  public let data: Range<Int>

  private static let required: [StaticString] = [
    "actor", "data", "effective", "id", "office", "source", "specversion", "subject", "time",
    "type",
  ]

  /// Reads the envelope of a line.
  ///
  /// - Throws: `LogError` `.lineInvalid` for a line that is too long, is not UTF-8 or not canonical
  ///   JSON, holds a control character, lacks an attribute, or has them in the wrong order.
  public init(of line: Span<UInt8>) throws {
    do {
      try self.init(checking: line)
    } catch {
      throw LogError(
        .lineInvalid, "the line is not one a log takes: \(error.reason). Nothing was stored")
    }
  }

  init(checking line: Span<UInt8>) throws(LineFault) {
    guard line.count <= Layout.lineBytesMax else {
      throw LineFault("it has \(line.count) bytes; \(Layout.lineBytesMax) are allowed")
    }
    do { _ = try UTF8Span(validating: line) } catch { throw LineFault("it is not UTF-8") }
    var found = InlineArray<10, Range<Int>>(repeating: 0..<0)
    var count = 0
    var at = 0
    try CanonicalText.members(line, &at) { (name, value) throws(LineFault) in
      guard count < Self.required.count else { return }
      let wanted = Self.required[count]
      if name.count == wanted.utf8CodeUnitCount,
        CanonicalText.matches(wanted, line, name.lowerBound)
      {
        found[count] = value
        count += 1
      }
    }
    guard at == line.count else { throw LineFault("something follows the event at byte \(at)") }
    guard count == Self.required.count else {
      throw LineFault("it has no \"\(Self.required[count])\"")
    }
    guard CanonicalText.matches("{", line, found[1].lowerBound) else {
      throw LineFault("\"data\" is not an object")
    }
    guard CanonicalText.matches("\"1.0\"", line, found[6].lowerBound) else {
      throw LineFault("\"specversion\" is not \"1.0\"")
    }
    data = found[1]
    id = try Self.text(line, found[3], "id", Layout.idBytesMax)
    subject = try Self.text(line, found[7], "subject", Layout.subjectBytesMax)
    type = try Self.text(line, found[9], "type", Layout.subjectBytesMax)
    let text = try Self.text(line, found[8], "time", 24)
    guard let time = EventTime(line.extracting(text)) else {
      throw LineFault("\"time\" is not written like 2017-03-14T08:12:33.123Z")
    }
    self.time = time
  }

  /// The range between the quotes of a short string without escapes.
  private static func text(
    _ line: Span<UInt8>, _ value: Range<Int>, _ name: StaticString, _ bytesMax: Int
  ) throws(LineFault) -> Range<Int> {
    guard line[value.lowerBound] == UInt8(ascii: "\""), value.count > 2,
      value.count - 2 <= bytesMax
    else { throw LineFault("\"\(name)\" is not a text of 1 to \(bytesMax) bytes") }
    let inner = value.lowerBound + 1..<value.upperBound - 1
    for index in inner where line[index] == UInt8(ascii: "\\") {
      throw LineFault("\"\(name)\" holds an escape")
    }
    return inner
  }

  /// The digests of the sealed parts that the line names in `data.sealed`, in order.
  public static func sealedDigests(of line: Span<UInt8>) throws -> [Digest] {
    let envelope = try Envelope(of: line)
    var digests: [Digest] = []
    do {
      var at = envelope.data.lowerBound
      try CanonicalText.members(line, &at) { (name, value) throws(LineFault) in
        guard line.extracting(name).equals(Array("sealed".utf8)) else { return }
        var item = value.lowerBound
        try CanonicalText.items(line, &item) { (part) throws(LineFault) in
          digests.append(try digest(line, part))
        }
      }
    } catch {
      throw LogError(
        .lineInvalid, "the line's list of sealed parts cannot be read: \(error.reason)")
    }
    return digests
  }

  private static func digest(
    _ line: Span<UInt8>, _ part: Range<Int>
  ) throws(LineFault) -> Digest {
    var found: Digest?
    var at = part.lowerBound
    try CanonicalText.members(line, &at) { (name, value) throws(LineFault) in
      guard line.extracting(name).equals(Array("digest".utf8)), value.count == 66 else { return }
      found = Digest(hex: String(line.extracting(value.lowerBound + 1..<value.upperBound - 1)))
    }
    guard let found else { throw LineFault("a sealed part has no \"digest\" of 64 hex digits") }
    return found
  }
}
