public import CaseModel

/// The dense form of events from which replay and statistics read: no text to parse.
///
/// A chunk is rows one after another. Numbers are little-endian; `varint` is LEB128; a text is a
/// varint of its bytes' count and the bytes.
///
/// ```
///  0  u32  bytes of the row after this number
///  4  u16  event type's number        6  u16  office
///  8  i32  effective, day number     12  i64  time, milliseconds
/// 20  u64  position                  28  16 bytes  id: the high half, then the low
/// 44  u8   kind of subject, then its key and the actor as texts
///     varint  number of fields, then for each: u16 field, value
///     varint  number of sealed fields, then for each: u16 field
///     varint  number of warnings, then for each: text
/// value: u8 tag, then
///     0 text: text   1 number: zigzag varint   2 no   3 yes   4 day: i32   5 id: 16 bytes
///     6 list: varint of its count, then values, none of them a list
/// ```
///
/// A row follows from the line alone. Rows are derived data: they may be thrown away, and are, when
/// `version` is another than the one they were written under.
public enum FactCoding {
  /// Names the form: another when the layout or the generated numbering of types, fields or kinds
  /// of subject is another.
  ///
  /// Stored beside the rows.
  public static let version: UInt64 = {
    var hash = FNV1a()
    hash.add(layout)
    for type in EventType.allCases {
      hash.add(type.rawValue)
      hash.add(String(describing: type.shape.name))
    }
    for field in Field.allCases {
      hash.add(field.rawValue)
      hash.add(field.name)
    }
    for kind in Subject.Kind.allCases { hash.add(kind.rawValue) }
    return hash.value
  }()

  /// Raised by hand when the layout above changes.
  private static let layout: UInt16 = 1

  /// Adds an event's row to a chunk.
  public static func append(_ recorded: RecordedEvent, to chunk: inout [UInt8]) {
    let start = chunk.count
    var writer = FactWriter(bytes: chunk)
    // The array is moved into the writer and back, so that it is not copied.
    chunk = []
    writer.add(UInt32(0))
    writer.add(recorded)
    writer.setLength(at: start)
    chunk = writer.bytes
  }

  /// Reads the rows of a chunk in order.
  ///
  /// A row whose head `isWanted` refuses is stepped over without reading further, which is what
  /// makes a filtered scan cheap.
  ///
  /// - Throws: ``FactError`` if the chunk is damaged; what `body` throws.
  public static func forEach(
    _ chunk: Span<UInt8>, where isWanted: (FactHead) -> Bool = { _ in true },
    _ body: (RecordedEvent) throws -> Void
  ) throws {
    var reader = FactReader(chunk)
    while let (head, end) = try reader.head() {
      if isWanted(head) {
        try body(try reader.event(head, end: end))
      } else {
        reader.offset = end
      }
    }
  }

  /// Reads the heads of a chunk's rows in order: enough to count events by type, office and day.
  ///
  /// - Throws: ``FactError`` if the chunk is damaged; what `body` throws.
  public static func forEachHead(
    _ chunk: Span<UInt8>, _ body: (FactHead) throws -> Void
  ) throws {
    var reader = FactReader(chunk)
    while let (head, end) = try reader.head() {
      try body(head)
      reader.offset = end
    }
  }
}

/// The fixed part of a row.
public struct FactHead: Hashable, Sendable {
  /// The position in the log.
  public let position: UInt64
  /// When it was recorded.
  public let time: Instant
  /// When it was true.
  public let effective: Day
  /// What kind of act.
  public let type: EventType
  /// The responsible municipality.
  public let office: Office
  /// The event's id.
  public let id: RecordID
}

/// A chunk of facts that cannot be read.
public struct FactError: Error, Hashable, CustomStringConvertible {
  /// Bytes before the place.
  public let offset: Int
  /// What is wrong there.
  public let what: String

  /// `facts at byte N: what; rebuild them`.
  public var description: String {
    "facts at byte \(offset): \(what); rebuild them with sakslogg replay"
  }
}
