import CaseModel

/// The codes of the social services that stories choose from, by the day they are used on.
enum AidCodes {
  /// The Act that a decision is made under: that of 1991 until 2009, then that of 2009.
  private static func isOld(_ day: Day) -> Bool { day.year < 2010 }

  /// The legal basis of financial aid (økonomisk stønad).
  static func aid(on day: Day, special: Bool) -> [String] {
    if isOld(day) { return [special ? "LOST-5-2" : "LOST-5-1"] }
    return [special ? "SOTJ-19" : "SOTJ-18"]
  }

  /// The legal basis of temporary housing (midlertidig botilbud).
  static func temporaryHousing(on day: Day) -> [String] {
    isOld(day) ? ["LOST-4-5"] : ["SOTJ-27"]
  }

  /// The legal basis of a qualification programme (kvalifiseringsprogram).
  static func qualification(on day: Day) -> [String] { isOld(day) ? ["LOST-5A"] : ["SOTJ-29"] }

  /// A benefit by its code of 2008; the two kinds of rehabilitation became the work assessment
  /// allowance on 1 March 2010.
  static func benefit(_ code: String, on day: Day) -> String {
    ["attforing", "med-rehab"].contains(code) && day >= .of(2010, 3, 1) ? "11" : code
  }

  /// Benefits by their codes of 2008, each once.
  static func benefits(_ codes: [String], on day: Day) -> [String] {
    codes.map { benefit($0, on: day) }.reduce(into: []) { found, code in
      if !found.contains(code) { found.append(code) }
    }
  }

  /// Employment or life situations that go with a main source of subsistence.
  static func employment(_ income: String, benefit: String?) -> [String] {
    switch income {
    case "1": ["01", "02"]
    case "2": ["05", "06"]
    case "3" where benefit == "04" || benefit == "07": ["04", "04", "04", "02"]
    case "3": ["04", "05", "07"]
    case "4": ["03"]
    case "6": ["09"]
    case "8": ["10"]
    case "5": ["04", "05", "06", "07", "08"]
    default: ["04", "07", "02"]
    }
  }

  /// Conditions of a decision (vilkår).
  static let conditions = ["16", "17", "04", "06", "07", "08", "10", "18", "14", "20", "15"]

  /// Kinds of benefit besides subsistence and rent, the common ones more often.
  static let occasional = [
    "electricity", "electricity", "electricity", "furniture", "furniture", "health", "health",
    "children", "leisure-children", "travel", "deposit", "other",
  ]
}
