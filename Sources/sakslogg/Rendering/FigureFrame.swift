import CaseModel
import CaseService
import Projections
import Schemas

/// What stands around a table or a chart: its title, whom and which time it is of, and where the
/// figures come from.
struct FigureFrame {
  /// The report's title.
  let title: String
  /// The municipalities, and the time.
  let scope: [String]
  /// The definition with its version, how many events it was made from, and the times asked at.
  let source: String
  /// The same for a picture that goes on without the program: the last position is named.
  let pictureSource: String

  /// A frame by its parts.
  init(title: String, scope: [String], source: String, pictureSource: String) {
    (self.title, self.scope, self.source) = (title, scope, source)
    self.pictureSource = pictureSource
  }

  /// The frame of a table that was asked of a log.
  init(
    _ report: Report, _ question: Statistics.Question, _ result: CaseService.Table, _ times: Times,
    today: Day, isSimulated: Bool, _ language: Language
  ) {
    title = Label.report(result.report, language)
    scope = [
      FigureFrame.offices(report.offices(question), of: result.unitName, language),
      FigureFrame.periods(report.periods(question, today: today), language),
    ].filter { !$0.isEmpty }
    let position = result.position.map(String.init) ?? "-"
    let table = Word.tableSource.text(language, result.definition, String(result.size))
    let picture = Word.chartSource.text(
      language, result.report, String(report.version), position)
    var parts: [String] = []
    if let at = question.at {
      parts.append(Word.sourceAt.text(language, DateText.shown(at, language)))
    }
    if let known = times.knownAt { parts.append(Word.sourceKnownAt.text(language, known)) }
    if isSimulated { parts.append(Word.tableSimulated.text(language)) }
    source = ([table] + parts).joined(separator: "; ")
    pictureSource = ([picture] + parts).joined(separator: "; ")
  }

  private static func offices(
    _ offices: [Office], of unit: String?, _ language: Language
  ) -> String {
    guard !offices.isEmpty else { return unit ?? Word.allOffices.text(language) }
    let names = offices.map(\.description).joined(separator: ", ")
    let named = Word.officesNamed.text(language, names, String(offices.count))
    return [unit, named].compactMap(\.self).joined(separator: ", ")
  }

  /// Times one by one; of many, from the first to the last.
  private static func periods(_ periods: [ClosedRange<Day>], _ language: Language) -> String {
    guard let first = periods.map(\.lowerBound).min(), let last = periods.map(\.upperBound).max()
    else { return "" }
    guard periods.count > 3 else {
      return periods.map { DateText.shown($0, language) }.joined(separator: ", ")
    }
    return DateText.shown(first...last, language)
  }
}

extension Report {
  /// The municipalities that a table is of; empty for all that the log knows.
  fileprivate func offices(_ question: Statistics.Question) -> [Office] {
    guard case .fixed(let columns) = columns else { return question.offices }
    return unique(columns.flatMap(\.offices)).compactMap { Office(number: Int($0)) }
  }

  /// The times that a table is of, each once, as they come.
  fileprivate func periods(_ question: Statistics.Question, today: Day) -> [ClosedRange<Day>] {
    switch columns {
    case .fixed(let columns):
      // A change has no time of its own.
      return unique(columns.filter { $0.change == nil }.map { $0.from...$0.to })
    case .day where question.periods.isEmpty:
      let day = question.at ?? today
      return [day...day]
    case .day, .period, .groups, .figures: return question.periods.map(\.days)
    }
  }
}

/// Days and periods as people write them.
enum DateText {
  /// A day: `31.12.2017` in Norwegian, `2017-12-31` in English.
  static func shown(_ day: Day, _ language: Language) -> String {
    guard language == .nb else { return day.description }
    let (year, month, number) = day.components
    return "\(number).\(month).\(year)"
  }

  /// A period: a whole year by its number, whole years by their numbers, else by its days.
  static func shown(_ period: ClosedRange<Day>, _ language: Language) -> String {
    let (first, last) = (period.lowerBound, period.upperBound)
    if first == last { return shown(first, language) }
    if first == Day.first(of: first.year), last == Day.last(of: last.year) {
      return first.year == last.year ? "\(first.year)" : "\(first.year)–\(last.year)"
    }
    return shown(first, language) + " – " + shown(last, language)
  }
}
