import CaseModel

/// The codes that the stories choose from, by the day they are used on.
enum Codes {
  /// Reporters (melder), with the schools and the police as often as they report.
  static let reporters = [
    "2", "2", "3", "4", "5", "6", "7", "8", "8", "9", "10", "10", "11", "11", "11", "13", "15",
    "23",
  ]
  /// Those of them that are private persons.
  static let privateReporters: Set<String> = ["1", "2", "3", "4", "23"]
  /// How reports arrive.
  static let channels = ["letter", "letter", "phone", "email", "meeting", "out-of-hours"]
  /// Why an investigation took too long.
  static let breachReasons = [
    "staffing", "awaiting-expert", "awaiting-body", "family-unavailable", "complexity",
  ]
  /// Report kept for investigation (ikke henlagt).
  static let reportKept = "2"
  /// Report joined to a running investigation; before 2020 it was "not dismissed" like the others.
  static func reportJoined(on day: Day) -> String { day.year < 2020 ? reportKept : "4" }

  /// Report dismissed (henlagt); the code was split in 2026.
  static func reportDismissed(on day: Day) -> String { day.year < 2026 ? "1" : "10" }

  /// One or two contents of a report (saksinnhold), with or without violence or abuse.
  static func contents(on day: Day, violence: Bool, _ dice: inout Dice) -> [String] {
    let common = ["1", "2", "3", "6", "8", "14", "17"]
    let ofTheTime = day.year < 2021 ? ["4", "13", "16"] : ["20", "21", "22", "25"]
    let concern = dice.pick(common + ofTheTime)
    return violence ? [dice.pick(["7", "9", "10", "11"]), concern] : [concern]
  }

  /// Dismissal of an investigation by its reason: at the party's wish, or on the service's own
  /// assessment (undersøkelse henlagt).
  static func investigationDismissed(_ reason: String) -> String {
    reason == "no-consent" || reason == "party-wish" ? "4" : "3"
  }

  /// Investigation concluded with a measure (vedtak om tiltak).
  static let investigationWithMeasure = "1"
}

/// What a decision is about, and the section of the Act it is made under.
enum LegalBasis: String {
  case assistance
  case voluntary
  case careOrder = "care-order"
  case emergency

  /// Act, chapter and section on a day.
  func section(on day: Day) -> (act: String, chapter: String, section: String) {
    if day.year < 2023 {
      return switch self {
      case .assistance, .voluntary: ("BVL", "4", "4")
      case .careOrder: ("BVL", "4", "12")
      case .emergency: ("BVL", "4", "6")
      }
    }
    return switch self {
    case .assistance: ("BVL2021", "3", "1")
    case .voluntary: ("BVL2021", "3", "2")
    case .careOrder: ("BVL2021", "5", "1")
    case .emergency: ("BVL2021", "4", "2")
    }
  }
}
