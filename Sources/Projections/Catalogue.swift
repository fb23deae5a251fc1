public import CaseModel

/// What is counted, by what definition: data, not code (indikator).
///
/// The definitions lie in `Schemas/indicators`; each names one of a few measurements.
public struct Indicator: Sendable {
  /// The id, as reports name it.
  public let id: StaticString
  /// What one of it is, as an id for its label: reports, children, municipalities.
  public let unit: StaticString
  /// How it is measured.
  public let measure: Measure
  /// A thing that an office may say it does not count; then the figure is missing, never 0.
  public let countedAs: StaticString?
  /// Whether a small figure may be shown where small cells are hidden: it is not about persons.
  public let isOpen: Bool
  /// The first day that the definition holds for; nil for always.
  public let validFrom: Day?
  /// The last day that the definition holds for; nil for still.
  public let validTo: Day?

  /// An indicator with all its parts; days as numbers since 1970-01-01.
  public init(
    _ id: StaticString, unit: StaticString, _ measure: Measure, countedAs: StaticString? = nil,
    isOpen: Bool = false, validFrom: Int32? = nil, validTo: Int32? = nil
  ) {
    self.id = id
    self.unit = unit
    self.measure = measure
    self.countedAs = countedAs
    self.isOpen = isOpen
    self.validFrom = validFrom.map { Day(number: $0) }
    self.validTo = validTo.map { Day(number: $0) }
  }

  /// Whether the definition holds for a figure of that day.
  func holds(on day: Day) -> Bool {
    (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
  }
}

/// The measurements there are: each is one function in `Tally.swift`, or computed from others.
public enum Measure: Sendable {
  /// The number of episodes.
  case episodes(EpisodeQuery)
  /// The number of different subjects: children, persons, orders.
  case subjects(SubjectQuery)
  /// The number of different values of a field; the office's own number can be left out.
  case distinct(EpisodeQuery, Field, leavingOutOwn: Bool)
  /// The sum of a number that the episodes have, such as an amount.
  case sum(EpisodeQuery, Field, decimals: Int)
  /// The sum of a number that is a fact of the subjects themselves, such as their children.
  case ownSum(SubjectQuery, Field)
  /// The number of different pairs of a subject and a calendar month with such an episode.
  case months(EpisodeQuery)
  /// The days of the episodes, first and last included, or the nights: all of them, or those in
  /// the period.
  case days(EpisodeQuery, inPeriod: Bool, nights: Bool)
  /// The days of the period on which the subject has such an episode: each day once, however many
  /// there are, and in the first of the groups that one of that day's lies in (barnedager).
  case subjectDays(EpisodeQuery)
  /// The days from the first day of the record that each follows from to the day that it counts by:
  /// from an application to its decision; 0 on the same day, and nothing without such a record.
  case daysSince(EpisodeQuery, EpisodeKind)
  /// What was done: events, each with the post that who recorded it had on its day (handlinger).
  case acts(ActQuery)
  /// The stretches of time in each of which a duty that comes again is owed once: visits.
  case stretches(StretchQuery)
  /// The middle one of the numbers that another indicator adds up.
  case median(Median)
  /// A figure that was given, not counted: population, staffing.
  case reference(figure: StaticString)
  /// What joint services spent, shared between their municipalities by the keys of its days.
  case shared(SharedQuery)
  /// What a field of an episode says, in words: a name in a catalogue. Missing if there is no such
  /// episode, or several that say different things.
  case told(EpisodeQuery, Field)
  /// What one indicator measures for each of what another does (andel, gjennomsnitt).
  case share(Share)
  /// What some indicators measure together, less what others do (sum, differanse).
  case combination(plus: [StaticString], minus: [StaticString])
}

/// One indicator by another: computed, never stored, and missing where there is no whole.
public struct Share: Sendable {
  /// The id of the indicator that counts the part.
  public let part: StaticString
  /// The id of the indicator that counts the whole.
  public let whole: StaticString
  /// Per how many: 100 for percent.
  public let times: Int64
  /// Decimals, rounded half up.
  public let decimals: Int

  /// A share with all its parts.
  public init(of part: StaticString, in whole: StaticString, times: Int64, decimals: Int) {
    (self.part, self.whole, self.times, self.decimals) = (part, whole, times, decimals)
  }
}

/// The middle one of some numbers: as many lie above it as below (median).
public struct Median: Sendable {
  /// Whose numbers they are.
  public enum Unit: Sendable {
    /// One for each thing that is added up: an investigation's days, a payment.
    case thing
    /// One for each subject: a person's payments together.
    case subject
  }

  /// The id of the indicator that adds up the numbers.
  public let of: StaticString
  /// Whose numbers they are.
  public let each: Unit
  /// Decimals, rounded half up: of an even number of numbers it lies between the middle two.
  public let decimals: Int

  /// A median with all its parts.
  public init(of: StaticString, each: Unit, decimals: Int) {
    (self.of, self.each, self.decimals) = (of, each, decimals)
  }
}

/// Which stretches of a duty that comes again count (perioder med besøksplikt).
///
/// The time from an episode's first day is cut into stretches as long as the rule says, by the
/// frequency in force where each begins. One is owed if the episode is open at its last day.
public struct StretchQuery: Sendable {
  /// What is counted.
  public enum Unit: Sendable {
    /// The stretches.
    case stretch
    /// The subjects that have any.
    case subject
  }

  /// The law rule, by id.
  public let rule: StaticString
  /// What is counted.
  public let each: Unit
  /// Only stretches in which the duty was done; only subjects for which it was in all of them.
  public let kept: Bool

  /// A query with all its parts.
  public init(_ rule: StaticString, each: Unit = .stretch, kept: Bool = false) {
    (self.rule, self.each, self.kept) = (rule, each, kept)
  }
}

/// What a joint service shares by its cost key (fordelingsnøkkel).
public enum SharedQuery: Sendable {
  /// A number of what was recorded on it, such as minutes of work.
  case recorded(EpisodeQuery, Field)
  /// A figure that it gave, such as its accounts, by the key of the year's last day.
  case given(figure: StaticString)
}

/// Which subjects count: children, persons.
public struct SubjectQuery: Sendable {
  /// They have an episode by one of these.
  public let any: [EpisodeQuery]
  /// They have an episode by each of these too.
  public let having: [EpisodeQuery]
  /// They have no episode by any of these.
  public let lacking: [EpisodeQuery]
  /// They have such episodes in at least so many calendar months.
  public let months: Int

  /// A query with all its parts.
  public init(
    _ any: [EpisodeQuery], having: [EpisodeQuery] = [], lacking: [EpisodeQuery] = [],
    months: Int = 0
  ) {
    (self.any, self.having, self.lacking, self.months) = (any, having, lacking, months)
  }
}

/// Which episodes count.
public struct EpisodeQuery: Sendable {
  /// How an episode must lie in the period.
  public enum When: Sendable {
    /// Its first day lies in it.
    case started
    /// Its last day lies in it.
    case ended
    /// It was closed when the period began, and was opened again in it (gjenåpnet).
    case reopened
    /// It is open at the end of the period's last day.
    case open
    /// It is open at the end of the period's last day, and not past the last day it was given for.
    case inForce
    /// Some of its days lie in it.
    case active
    /// It was open at the end of the day before the period's first.
    case openBefore
    /// It was another municipality's or unit's when the period began, or when it began, and is the
    /// asked one's at the period's end, or was when it ended.
    case arrived
    /// The other way round.
    case departed
    /// An event of that type was about it on a day of the period.
    case marked(EventType)
  }

  /// The kind of episode.
  public let kind: EpisodeKind
  /// How it must lie in the period.
  public let when: When
  /// What its facts must be.
  public let conditions: [FactCondition]
  /// How a deadline of it must stand.
  public let deadline: DeadlineCondition?
  /// Only those that started before this day: a cohort.
  public let startedBefore: Day?
  /// Which days it looks at.
  public let days: Days

  /// A query with all its parts.
  public init(
    _ kind: EpisodeKind, _ when: When, where conditions: [FactCondition] = [],
    deadline: DeadlineCondition? = nil, startedBefore: Day? = nil, within days: Days = .period
  ) {
    self.kind = kind
    self.when = when
    self.conditions = conditions
    self.deadline = deadline
    self.startedBefore = startedBefore
    self.days = days
  }
}

/// Which acts count.
public struct ActQuery: Sendable {
  /// The kind of subject that they are about: cases, persons.
  public let kind: Subject.Kind
  /// Only these types; empty for all.
  public let types: [EventType]
  /// These types do not count.
  public let leavingOut: [EventType]
  /// What the post of who did it must be.
  public let conditions: [FactCondition]

  /// A query with all its parts.
  public init(
    _ kind: Subject.Kind, types: [EventType] = [], leavingOut: [EventType] = [],
    where conditions: [FactCondition] = []
  ) {
    (self.kind, self.types) = (kind, types)
    (self.leavingOut, self.conditions) = (leavingOut, conditions)
  }
}

/// How a deadline of an episode must stand.
public struct DeadlineCondition: Sendable {
  /// The rules, by id; any of them will do.
  public let rules: [StaticString]
  /// The statuses that count.
  public let statuses: [Deadline.Status]

  /// A condition by rules and statuses.
  public init(_ rules: [StaticString], _ statuses: [Deadline.Status]) {
    self.rules = rules
    self.statuses = statuses
  }
}

extension Measure {
  /// The questions about episodes that it asks, those that are counted first.
  public var queries: [EpisodeQuery] {
    switch self {
    case .episodes(let query), .distinct(let query, _, _), .told(let query, _),
      .sum(let query, _, _),
      .months(let query), .days(let query, _, _), .subjectDays(let query),
      .daysSince(let query, _):
      [query]
    case .subjects(let query), .ownSum(let query, _): query.any + query.having + query.lacking
    case .shared(.recorded(let query, _)): [query]
    case .median(let median): Indicator.named(median.of.description)?.measure.queries ?? []
    case .acts, .stretches, .reference, .shared, .share, .combination: []
    }
  }
}
