/// A run of lines in the entry-bundle form of C2SP tlog-tiles (linjebunt): each line as its length
/// (big-endian, 2 bytes) and its bytes.
public enum EntryBundle {
  /// Lends the lines of a bundle, in order.
  ///
  /// - Throws: `LogError` `.damaged` when the lengths do not add up.
  public static func forEach(
    _ bundle: Span<UInt8>, _ body: (_ index: Int, _ line: Span<UInt8>) throws -> Void
  ) throws {
    var (at, index) = (0, 0)
    while at < bundle.count {
      let line = try line(at: at, in: bundle)
      try body(index, bundle.extracting(line))
      at = line.upperBound
      index += 1
    }
  }

  /// Appends a line in this form.
  public static func append(_ line: Span<UInt8>, to bundle: inout [UInt8]) {
    bundle.append(UInt8(truncatingIfNeeded: line.count >> 8))
    bundle.append(UInt8(truncatingIfNeeded: line.count))
    bundle.append(span: line)
  }

  /// The range of line `index`, counted from the line that begins at a place.
  static func range(
    of index: Int, in bundle: Span<UInt8>, from start: Int = 0
  ) throws -> Range<Int> {
    var at = start
    for _ in 0..<index { at = try line(at: at, in: bundle).upperBound }
    return try line(at: at, in: bundle)
  }

  private static func line(at: Int, in bundle: Span<UInt8>) throws -> Range<Int> {
    guard at + 2 <= bundle.count else { throw damaged(at, bundle) }
    let count = Int(bundle[at]) << 8 | Int(bundle[at + 1])
    guard at + 2 + count <= bundle.count else { throw damaged(at, bundle) }
    return at + 2..<at + 2 + count
  }

  private static func damaged(_ at: Int, _ bundle: Span<UInt8>) -> LogError {
    LogError(.damaged, "a bundle of \(bundle.count) bytes breaks off at byte \(at)")
  }
}
