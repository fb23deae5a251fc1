import CLibXML2

/// Which characters and names XML 1.0 can hold.
enum XMLCharacters {
  /// The first character that XML cannot hold, even as a reference, as in `U+0007`.
  static func firstNotAllowed(in text: String) -> String? {
    text.unicodeScalars.first { !isAllowed($0) }.map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// Whether a name can be one, with at most one prefix.
  ///
  /// The corresponding C function is `xmlValidateQName`.
  static func isName(_ name: String) -> Bool {
    guard firstNotAllowed(in: name) == nil else { return false }
    return unsafe withXML(name) { unsafe xmlValidateQName($0, 0) == 0 }
  }
}

/// Lends a text in libxml2's form.
///
/// The text has no zero byte.
func withXML<R>(_ text: String, _ body: (UnsafePointer<xmlChar>) -> R) -> R {
  unsafe text.withCString { start in
    unsafe start.withMemoryRebound(to: xmlChar.self, capacity: text.utf8.count + 1) {
      unsafe body($0)
    }
  }
}
