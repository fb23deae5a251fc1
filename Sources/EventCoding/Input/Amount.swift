public import CaseModel
import Schemas

/// An amount of money as people write it (beløp): whole øre are stored, kroner are typed.
public enum Amount {
  /// Whether a field of an event type is an amount in øre: its label says so.
  public static func isAmount(_ field: Field, of type: EventType?) -> Bool {
    Labels.field(field.name, of: type?.name ?? "", .en).hasSuffix(mark)
  }

  /// The words in a label that mark an amount, in English and Norwegian.
  private static let mark = " in øre"
  private static let marks = [mark, " i øre"]

  /// A label without the words that say it is in øre.
  public static func plain(label: String) -> String {
    marks.first(where: label.hasSuffix).map { String(label.dropLast($0.count)) } ?? label
  }

  /// The øre that a text in kroner means: `7000 kr`, `7 000,50`, `7000.50 kr`; nil for any other
  /// text, a bare whole number among them, which is øre.
  public static func ore(kroner text: String) -> Int64? {
    var digits = Substring(String(text.lowercased().map { isBlank($0) ? " " : $0 }))
    var isKroner = false
    for ending in ["kroner", "kr.", "kr", ",-"] where digits.hasSuffix(ending) && !isKroner {
      digits = digits.dropLast(ending.count)
      isKroner = true
    }
    while digits.last == " " { digits.removeLast() }
    let parts = digits.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
    guard let whole = parts.first, parts.count == 2 || parts.count == 1 && isKroner
    else { return nil }
    let groups = whole.split(separator: " ", omittingEmptySubsequences: false)
    let isGrouped = groups.count == 1 || (1...3).contains(groups[0].count)
    guard isGrouped, groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let decimals = parts.count == 2 ? parts[1] : "00"
    guard (1...2).contains(decimals.count), decimals.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int64(groups.joined() + (decimals.count == 1 ? decimals + "0" : decimals))
  }

  private static func isBlank(_ character: Character) -> Bool {
    [" ", "\u{00A0}", "\u{202F}"].contains(character)
  }
}
