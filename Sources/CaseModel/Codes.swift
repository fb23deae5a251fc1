/// Whether a code may be used on a day.
public enum CodeValidity: Hashable, Sendable {
  /// The list has the code on that day.
  case valid
  /// The list never had the code, or it is a heading that cannot be chosen.
  case unknown
  /// The list has the code at another time: from the first day to the last, both included.
  case outside(from: Day?, to: Day?)
}

/// The code lists with the time that each code may be used in (kodelister).
///
/// Generated from `Schemas/codes`; labels lie in the module `Schemas`.
public enum CodeLists {
  /// Whether a code of a list may be used on a day.
  ///
  /// A list begins at its earliest first day. For an earlier day the list's first day counts: the
  /// register's lists begin in 2013 or later, and older acts are coded by the earliest lists.
  public static func validity(
    of code: String, in list: CodeListName, on day: Day
  ) -> CodeValidity {
    let table = CodeTable.of(list)
    guard let entry = table.entry(code) else { return .unknown }
    return table.isValid(entry, on: day)
      ? .valid : .outside(from: entry.validFrom, to: entry.validTo)
  }

  /// The codes of a list in the order to show them, headings left out.
  public static func entries(in list: CodeListName) -> [CodeEntry] { CodeTable.of(list).entries }

  /// The codes of a list that may be used on a day, in the order to show them.
  public static func entries(in list: CodeListName, on day: Day) -> [CodeEntry] {
    let table = CodeTable.of(list)
    return table.entries.filter { table.isValid($0, on: day) }
  }
}

/// A code list made ready for look-up by code.
struct CodeTable: Sendable {
  /// The codes in the order to show them.
  let entries: [CodeEntry]
  /// The first day of the list; nil if a code has no first day.
  let firstDay: Day?
  /// The codes in sorted order, each with its place in `entries`.
  private let sorted: [(code: String, index: Int)]

  /// A table of codes in the order to show them.
  init(_ entries: [CodeEntry]) {
    self.entries = entries
    sorted = entries.enumerated().map { ("\($1.code)", $0) }.sorted { $0.code < $1.code }
    let days = entries.compactMap(\.validFrom)
    firstDay = days.count == entries.count ? days.min() : nil
  }

  /// The entry of a code.
  func entry(_ code: String) -> CodeEntry? {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].code < code { low = middle + 1 } else { high = middle }
    }
    guard low < sorted.count, sorted[low].code == code else { return nil }
    return entries[sorted[low].index]
  }

  /// Whether an entry may be used on a day; before the list began, on its first day.
  func isValid(_ entry: CodeEntry, on day: Day) -> Bool {
    let counted = if let firstDay { max(day, firstDay) } else { day }
    if let from = entry.validFrom, counted < from { return false }
    if let to = entry.validTo, counted > to { return false }
    return true
  }
}
