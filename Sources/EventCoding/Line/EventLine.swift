public import CaseModel

/// The line of an event: one object of canonical JSON (RFC 8785), at most 32 KiB, CloudEvents 1.0.
///
/// ```
/// {"actor":"kari.n","data":{…},"effective":"2017-03-14","id":"<uuid>","office":"3005",
///  "source":"sakslogg:3005","specversion":"1.0","subject":"case/2017-0412",
///  "time":"2017-03-14T08:12:33.123Z","type":"child-welfare.measure-granted.v1"}
/// ```
///
/// All ten members are required. The `source` of made-up events is `sakslogg-simulated:3005`, so
/// that they are never taken for real ones, wherever the line is copied to. `data` holds the coded
/// fields by name; besides them
///
/// - `sealed`: `[{"class","digest","fields","key","of"}, …]`, one for each ciphertext beside the
///   line, in the order in which they are stored;
/// - `warnings`: the ids of register rules that warned when the event was recorded.
///
/// There is one way to write an event, and only that way is read: the bytes of a line follow from
/// the event, and the event from the bytes. Everything about a type comes from its `EventShape`;
/// nothing here is written for a single type. Whether a code stands in its list at its date, and
/// whether an event may happen at all, are rules and not asked here.
public enum EventLine {
  /// The longest line in bytes.
  public static let longest = 32 * 1024

  /// Reads a line. Lines of older versions are carried forward first.
  public static func decode(
    _ line: Span<UInt8>, upcasting: Upcasting = .current
  ) throws(LineError) -> DecodedLine {
    guard line.count <= longest else { throw tooLong(line.count) }
    do {
      return try decodeOrFail(line, upcasting)
    } catch {
      throw LineDiagnosis.explain(error, line)
    }
  }

  /// Reads a line. Lines of older versions are carried forward first.
  public static func decode(
    _ line: [UInt8], upcasting: Upcasting = .current
  ) throws(LineError) -> DecodedLine {
    try decode(line.span, upcasting: upcasting)
  }

  private static func decodeOrFail(
    _ line: Span<UInt8>, _ upcasting: Upcasting
  ) throws(LineError) -> DecodedLine {
    guard let name = typeName(line) else {
      throw LineError(.missingMember, "type", "the line does not end with its type")
    }
    guard let type = EventType(utf8: line.extracting(name)) else {
      return try decodeOlder(line, LineDiagnosis.text(line, name) ?? "", upcasting)
    }
    var decoder = LineDecoder(line, code: TypeCodes.all[type])
    return try decoder.line()
  }

  /// The name of the line's type: the last member, so that it is found without reading the rest.
  static func typeName(_ line: Span<UInt8>) -> Range<Int>? {
    let end = line.count - LineParts.end.count
    guard end > 0, line[end] == LineParts.end[0], line[end + 1] == LineParts.end[1] else {
      return nil
    }
    var start = end
    while start > 0, line[start - 1] != UInt8(ascii: "\"") { start -= 1 }
    let before = start - LineParts.type.count
    guard before >= 0, compare(line, before..<start, LineParts.type) == 0 else { return nil }
    return start..<end
  }

  static func tooLong(_ count: Int) -> LineError {
    LineError(
      .tooLong, "", "the line is \(count) bytes, the limit is \(longest)",
      "move long text to a sealed field, or split the event")
  }

  private static func decodeOlder(
    _ line: Span<UInt8>, _ name: String, _ upcasting: Upcasting
  ) throws(LineError) -> DecodedLine {
    guard upcasting.reads(name) else {
      let (stem, version) = Upcasting.parts(of: name)
      throw LineError(
        .unknownType, "type",
        "this log holds type \(stem) version \(version), which this program does not know",
        "use a newer sakslogg")
    }
    let older: JSONValue
    do { older = try JSON.parse(line) } catch {
      throw LineError(.notJSON, "", error.description)
    }
    return try decode(JSON.canonical(try upcasting.carryForward(older)).span, upcasting: upcasting)
  }
}

/// What a line holds.
public struct DecodedLine: Hashable, Sendable {
  /// The event.
  public let event: Event
  /// When it was recorded.
  public let time: Instant
  /// The parts sealed beside the line, in the order in which they are stored.
  public let sealed: [SealedReference]
  /// Whether it comes from a log of made-up events.
  public let isSimulated: Bool

  /// The event with its place in the log.
  public func recorded(at position: UInt64) -> RecordedEvent {
    RecordedEvent(position: position, time: time, event: event)
  }
}
