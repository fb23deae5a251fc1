/// How much of a file is taken in before it is refused.
///
/// Memory grows with what is read, and each limit holds while reading: what lies beyond it is not
/// read.
public struct XMLLimits: Hashable, Sendable {
  /// The bytes of the file.
  ///
  /// The default is 64 MiB.
  public var fileBytes = 64 << 20
  /// Elements inside each other, the root being the first; never more than `depthMax`.
  public var depth = 64
  /// Elements in all.
  public var elements = 1_000_000
  /// The bytes of one attribute's value, in UTF-8.
  ///
  /// The default is 64 KiB.
  public var attributeBytes = 64 << 10
  /// The bytes, in UTF-8, of one tag, comment or processing instruction.
  ///
  /// It bounds the number of attributes of an element, whose names libxml2 compares each with each.
  /// The default is 256 KiB.
  public var markupBytes = 256 << 10

  /// The greatest depth: that of libxml2 itself.
  public static let depthMax = 256

  /// The defaults.
  public init() {}
}
