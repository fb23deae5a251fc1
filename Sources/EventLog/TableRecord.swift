/// The row of a derived table in `projections`:
/// next generation (4) ‖ copies that are there (1; bit 0 live, bit 1 building) ‖ each copy as
/// generation (4) ‖ number of chunks (8) ‖ position (8) ‖ rows (8) ‖ version ‖ digest, where the
/// last two are varint length and bytes.
struct TableRecord: Equatable {
  struct Part: Equatable {
    var generation: UInt32
    var chunks: UInt64
    var head: TableHead
  }

  private(set) var next: UInt32 = 0
  var live: Part?
  var building: Part?

  init() {}

  init(_ bytes: Span<UInt8>) throws {
    var reader = ByteReader()
    next = try reader.uint32(bytes)
    let present = bytes[try reader.take(1, bytes).lowerBound]
    if present & 1 != 0 { live = try Self.part(&reader, bytes) }
    if present & 2 != 0 { building = try Self.part(&reader, bytes) }
  }

  subscript(copy: TableCopy) -> Part? {
    get { copy == .live ? live : building }
    set { if copy == .live { live = newValue } else { building = newValue } }
  }

  /// A copy without content, under a generation that was never used.
  mutating func newPart(_ head: TableHead) -> Part {
    defer { next += 1 }
    return Part(generation: next, chunks: 0, head: head)
  }

  var encoded: [UInt8] {
    var out: [UInt8] = []
    out.append(uint32: next)
    out.append((live == nil ? 0 : 1) | (building == nil ? 0 : 2))
    for part in [live, building].compactMap({ $0 }) {
      out.append(uint32: part.generation)
      out.append(uint64: part.chunks)
      out.append(uint64: part.head.position)
      out.append(uint64: part.head.rows)
      out.append(text: part.head.version)
      out.append(varint: UInt64(part.head.digest.count))
      out += part.head.digest
    }
    return out
  }

  private static func part(_ reader: inout ByteReader, _ bytes: Span<UInt8>) throws -> Part {
    let generation = try reader.uint32(bytes)
    let chunks = try reader.uint64(bytes)
    let position = try reader.uint64(bytes)
    let rows = try reader.uint64(bytes)
    let version = try reader.string(bytes)
    let count = Int(clamping: try reader.varint(bytes))
    let digest = Array(bytes.extracting(try reader.take(count, bytes)))
    return Part(
      generation: generation, chunks: chunks,
      head: TableHead(version: version, position: position, digest: digest, rows: rows))
  }
}

/// Keys of `projections`.
enum TableKey {
  static let head = UInt8(ascii: "h")

  static func record(of name: String) -> [UInt8] { [head] + name.utf8 }

  static func chunks(of name: String, _ generation: UInt32) -> [UInt8] {
    var key = [UInt8(ascii: "c")] + Array(name.utf8) + [0]
    key.append(bigEndian: generation)
    return key
  }

  static func chunk(of name: String, _ generation: UInt32, _ number: UInt64) -> [UInt8] {
    var key = chunks(of: name, generation)
    key.append(bigEndian: number)
    return key
  }

  static func check(_ name: String, _ head: TableHead) throws {
    guard 1...Layout.tableNameBytesMax ~= name.utf8.count, !name.utf8.contains(0),
      head.digest.count <= 100, head.version.utf8.count <= 100
    else {
      throw LogError(
        .lineInvalid,
        "a derived table's name has 1 to \(Layout.tableNameBytesMax) bytes without "
          + "NUL, its version and digest at most 100")
    }
  }
}
