import EventCoding

/// A generator whose values follow from its seed alone (SplitMix64), so that a failure repeats.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { self.state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension SeededGenerator {
  /// A text with letters, Norwegian letters, marks, controls and characters beyond the BMP.
  mutating func text(upTo length: Int = 12) -> String {
    let pieces: [String] = [
      "a", "Z", "7", " ", "\"", "\\", "/", "\n", "\t", "\u{0}", "\u{1F}", "\u{7F}", "æ", "Ø",
      "e\u{301}", "é", "€", "\u{FB33}", "😀", "\u{10FFFF}", "\u{2028}", "\u{E000}",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0...length, using: &self) {
      text += pieces[Int.random(in: 0..<pieces.count, using: &self)]
    }
    return text
  }

  /// A JSON value of at most that depth, with unique member names.
  mutating func json(depth: Int = 4) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
    case 0: return .null
    case 1: return .bool(.random(using: &self))
    case 2: return .integer(Int64(truncatingIfNeeded: next()))
    case 3: return .integer(Int64.random(in: -1000...1000, using: &self))
    case 4: return .string(text())
    case 5:
      var values: [JSONValue] = []
      for _ in 0..<Int.random(in: 0...4, using: &self) { values.append(json(depth: depth - 1)) }
      return .array(values)
    default:
      var members: [(name: String, value: JSONValue)] = []
      for _ in 0..<Int.random(in: 0...4, using: &self) {
        let name = text()
        guard !members.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { continue }
        members.append((name, json(depth: depth - 1)))
      }
      return .object(members)
    }
  }
}
