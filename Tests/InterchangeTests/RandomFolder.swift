import CaseModel
import XML

@testable import Interchange

/// Case folders drawn from the schema itself: every element, any codes, any order of dates.
///
/// What the schema allows a real file may hold, however odd, so nothing more is asked of a folder
/// than the schema asks.
struct RandomFolder {
  private var random: SplitMix
  private var ids: [String: [String]] = [:]

  init(seed: UInt64) { random = SplitMix(state: seed) }

  /// A folder of a case; a later one of the same case for the same `case` and another `number`.
  mutating func tree(case id: String, journal: String, extractedAt: String) -> XMLElement {
    var root = element(RegisterNode.barnevern(.v4))
    root.set("DatoUttrekk", extractedAt)
    guard let place = root.children.firstIndex(where: { $0.name == "Sak" }) else { return root }
    root.children[place].set("Id", id)
    root.children[place].set("Journalnummer", journal)
    for index in root.children[place].children.indices {
      root.children[place].children[index] = settle(root.children[place].children[index])
    }
    return root
  }

  /// Relations and deletions name records that are there, by types that they have.
  private mutating func settle(_ element: XMLElement) -> XMLElement {
    var element = element
    let types = ids.keys.sorted().filter {
      EpisodeKind(registerType: $0) != nil && $0 != "Relasjon"
    }
    guard !types.isEmpty else { return element }
    func draw(_ random: inout SplitMix) -> (String, String) {
      let type = types[Int(random.next() % UInt64(types.count))]
      let known = ids[type] ?? []
      return (type, known[Int(random.next() % UInt64(known.count))])
    }
    if element.name == "Relasjon" {
      let (from, to) = (draw(&random), draw(&random))
      element.set("FraType", from.0)
      element.set("FraId", from.1)
      element.set("TilType", to.0)
      element.set("TilId", to.1)
    }
    return element
  }

  private mutating func element(_ node: RegisterNode) -> XMLElement {
    var made = XMLElement(node.name)
    for attribute in node.attributes where attribute.required || random.chance(1, in: 3) {
      // Deletions have a test of their own: here every record stands.
      if attribute.name == "ErSlettet" { continue }
      made.attributes.append(XMLAttribute(attribute.name, value(attribute.value)))
    }
    if let id = made["Id"] { ids[node.name, default: []].append(id) }
    if let text = node.text { made.text = value(text) }
    for child in node.children where child.name != "Slettet" {
      let most = min(child.occurs.upperBound, max(child.occurs.lowerBound, 3))
      let count = child.occurs.lowerBound + random.below(most - child.occurs.lowerBound + 1)
      for _ in 0..<count { made.children.append(element(child)) }
    }
    return made
  }

  private mutating func value(_ value: RegisterValue) -> String {
    switch value {
    case .uuid: RecordID.random(using: &random).description
    case .day: Day(number: 14_000 + Int32(random.below(6_000))).description
    case .moment: "2024-05-06T07:08:09+02:00"
    case .flag: random.chance(1, in: 2) ? "true" : "false"
    case .text(let lengths):
      text(
        min(lengths.upperBound, lengths.lowerBound + random.below(12)),
        Self.letters.filter { $0 != "\n" })
    case .prose(let lengths):
      text(min(lengths.upperBound, lengths.lowerBound + random.below(30)), Self.letters)
    case .digits(let count): text(count, Self.digits)
    case .code(let list):
      CodeLists.entries(in: list).map { "\($0.code)" }[
        random.below(CodeLists.entries(in: list).count)]
    case .number: String(1 + random.below(20))
    case .letter: String(["a", "b", "c"][random.below(3)])
    case .section: String(1 + random.below(14))
    }
  }

  private mutating func text(_ count: Int, _ characters: [Character]) -> String {
    var text = ""
    for _ in 0..<count { text.append(characters[random.below(characters.count)]) }
    return text
  }

  private static let digits = Array("0123456789")
  private static let letters: [Character] = [
    "a", "Å", "ø", "9", " ", "<", "&", "\"", "\n", "\\", ":", "x",
  ]
}

extension XMLElement {
  /// Replaces an attribute's value, or adds it.
  mutating func set(_ name: String, _ value: String) {
    if let place = attributes.firstIndex(where: { $0.name == name }) {
      attributes[place].value = value
    } else {
      attributes.append(XMLAttribute(name, value))
    }
  }
}

/// A small generator of pseudo-random numbers with a seed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

  mutating func chance(_ part: Int, in whole: Int) -> Bool { below(whole) < part }
}
