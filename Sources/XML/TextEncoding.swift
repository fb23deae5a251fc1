/// The encodings that are read, and how their bytes become UTF-8.
///
/// The parser behind is only ever given UTF-8. What does not fit the encoding is handed on as the
/// byte 0xFF, which is never UTF-8, and so is noticed by the parser in its place, with line and
/// element. The zero byte is treated likewise, which XML does not allow in any encoding.
enum TextEncoding: Equatable {
  case utf8
  case ascii
  case latin1
  case utf16(bigEndian: Bool)

  static let misfit: UInt8 = 0xFF

  /// The name for people.
  var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .ascii: "US-ASCII"
    case .latin1: "ISO-8859-1"
    case .utf16: "UTF-16"
    }
  }
}

/// What the first bytes of a file say of its encoding.
struct EncodingSigns {
  /// The encoding, as far as it is known: `nil` when what is declared is not read.
  let encoding: TextEncoding?
  /// Whether what is declared contradicts the bytes.
  let isContradictory: Bool
  /// The bytes of a byte order mark, to be left out.
  let markLength: Int

  /// Reads the byte order mark and the declaration, which stands in the first bytes or nowhere.
  init(_ head: [UInt8]) {
    let family: TextEncoding
    switch (head.first, head.dropFirst().first, head.dropFirst(2).first) {
    case (0xEF, 0xBB, 0xBF): (family, markLength) = (.utf8, 3)
    case (0xFE, 0xFF, _): (family, markLength) = (.utf16(bigEndian: true), 2)
    case (0xFF, 0xFE, _): (family, markLength) = (.utf16(bigEndian: false), 2)
    case (0, 0x3C, _): (family, markLength) = (.utf16(bigEndian: true), 0)
    case (0x3C, 0, _): (family, markLength) = (.utf16(bigEndian: false), 0)
    default: (family, markLength) = (.utf8, 0)
    }
    // In UTF-16 every letter of a declaration has a zero byte beside it.
    let start = head.prefix(Self.declarationBytesMax).filter { $0 != 0 }
    guard let declared = Self.declared(in: String(decoding: start, as: UTF8.self)) else {
      (encoding, isContradictory) = (family, false)
      return
    }
    let known: [String: TextEncoding] = [
      "UTF-8": .utf8, "UTF8": .utf8, "US-ASCII": .ascii, "ASCII": .ascii,
      "ISO-8859-1": .latin1, "ISO_8859-1": .latin1, "LATIN1": .latin1,
      "UTF-16": .utf16(bigEndian: true), "UTF-16BE": .utf16(bigEndian: true),
      "UTF-16LE": .utf16(bigEndian: false),
    ]
    let meant = known[declared.uppercased()]
    switch (family, meant) {
    case (_, nil): (encoding, isContradictory) = (nil, false)
    case (.utf16, .utf16): (encoding, isContradictory) = (family, false)
    case (.utf16, _), (_, .utf16): (encoding, isContradictory) = (family, true)
    default:
      // Three bytes of a UTF-8 mark allow no other encoding.
      isContradictory = markLength == 3 && meant != .utf8
      encoding = meant
    }
  }

  private static let declarationBytesMax = 1024

  /// The encoding that the XML declaration names.
  private static func declared(in start: String) -> String? {
    guard let begin = start.firstRange(of: "<?xml"), let end = start.firstRange(of: "?>"),
      begin.upperBound <= end.lowerBound, start[..<begin.lowerBound].allSatisfy({ !$0.isASCII })
    else { return nil }
    let declaration = start[begin.upperBound..<end.lowerBound]
    return declaration.firstMatch(of: /\sencoding\s*=\s*["']([^"']*)["']/).map { String($0.1) }
  }
}

/// Turns bytes into UTF-8, piece by piece.
struct TextDecoder {
  let encoding: TextEncoding
  /// The first byte of a UTF-16 unit whose second has not come.
  private var half: UInt8?
  /// The first unit of a surrogate pair whose second has not come.
  private var lead: UInt16?

  init(_ encoding: TextEncoding) { self.encoding = encoding }

  /// The bytes in UTF-8, with a misfit for each that does not fit.
  mutating func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    switch encoding {
    case .utf8: return bytes.map { $0 == 0 ? TextEncoding.misfit : $0 }
    case .ascii: return bytes.map { $0 == 0 || $0 > 0x7F ? TextEncoding.misfit : $0 }
    case .latin1:
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count)
      for byte in bytes {
        if byte == 0 {
          result.append(TextEncoding.misfit)
        } else if byte < 0x80 {
          result.append(byte)
        } else {
          result += [0xC0 | byte >> 6, 0x80 | byte & 0x3F]
        }
      }
      return result
    case .utf16(let isBigEndian):
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count)
      for byte in bytes {
        guard let first = half else {
          half = byte
          continue
        }
        half = nil
        let (high, low) = isBigEndian ? (first, byte) : (byte, first)
        take(UInt16(high) << 8 | UInt16(low), into: &result)
      }
      return result
    }
  }

  /// What is left at the end of the file: a misfit when a character was cut.
  mutating func finish() -> [UInt8] {
    defer { (half, lead) = (nil, nil) }
    return half == nil && lead == nil ? [] : [TextEncoding.misfit]
  }

  private mutating func take(_ unit: UInt16, into result: inout [UInt8]) {
    if let first = lead {
      lead = nil
      if UTF16.isTrailSurrogate(unit) {
        let scalar = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(unit & 0x3FF))
        return Self.append(scalar, to: &result)
      }
      result.append(TextEncoding.misfit)
    }
    if UTF16.isLeadSurrogate(unit) {
      lead = unit
    } else if unit == 0 || UTF16.isTrailSurrogate(unit) {
      result.append(TextEncoding.misfit)
    } else {
      Self.append(UInt32(unit), to: &result)
    }
  }

  private static func append(_ value: UInt32, to result: inout [UInt8]) {
    if let scalar = Unicode.Scalar(value) { result += UTF8.encode(scalar).map(Array.init) ?? [] }
  }
}
