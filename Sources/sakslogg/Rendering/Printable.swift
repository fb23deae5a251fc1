extension StringProtocol {
  /// The text without characters that steer a terminal or deceive the eye: control characters
  /// (C0, C1, DEL) become a blank, and the marks that turn the direction of writing vanish.
  var printable: String { cleaned(keepingLines: false) }

  /// The same, with its line breaks.
  var printableLines: String { cleaned(keepingLines: true) }

  private func cleaned(keepingLines: Bool) -> String {
    var result = String.UnicodeScalarView()
    var changed = false
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x0A where keepingLines: result.append(scalar)
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029:
        result.append(" ")
        changed = true
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x061C, 0xFEFF: changed = true
      default: result.append(scalar)
      }
    }
    return changed ? String(result) : String(self)
  }

  /// How many columns of a terminal the text takes.
  var displayWidth: Int {
    unicodeScalars.reduce(0) { width, scalar in
      if scalar.isASCII { return width + 1 }
      if scalar.properties.generalCategory == .nonspacingMark
        || scalar.properties.generalCategory == .enclosingMark || scalar.value == 0x200D
      {
        return width
      }
      return width + (scalar.isWide ? 2 : 1)
    }
  }
}

extension Unicode.Scalar {
  /// East Asian and pictorial characters, which take two columns.
  fileprivate var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
