public import CaseModel

/// What the facts about an episode must be.
public indirect enum FactCondition: Sendable {
  /// When age is counted.
  public enum AgeDay: Sendable {
    /// The last day of the year in which the episode starts.
    case start
    /// The last day of the year in which the asked period ends.
    case end
  }

  /// What the length of an episode is counted in: whole ones that have passed.
  public enum Length: Sendable {
    /// Days.
    case days
    /// Calendar months.
    case months
    /// Calendar years.
    case years
  }

  /// A code field has, or has not, one of some codes.
  case codes(FieldCondition)
  /// A number field has one of some numbers.
  case numbers(Field, [Int64])
  /// A number field has a number within limits, in the field's own unit.
  case number(Field, Limits)
  /// What is left of a number field lies within limits, when what the records of a kind that
  /// follow from the episode say of that field is taken off: of a payment less its reversals.
  case left(Field, less: EpisodeKind, Limits)
  /// A text field has a value that is, or begins with, these words.
  case begins(Field, StaticString)
  /// An event of that type was about it, by the last day that is looked at.
  case marked(EventType)
  /// A field says nothing.
  case missing(Field)
  /// The child's age at a year's last day lies within limits.
  case age(Limits, AgeDay)
  /// From its first day to its last, or to the period's end, so much time has passed.
  case lasted(Length, Limits)
  /// What another indicator counts of the same subject, in the same time and municipalities, lies
  /// within limits: months with a payment, kroner, measures.
  case figure(StaticString, Limits)
  /// The episode follows from one of that kind, of which the conditions hold.
  case parent(EpisodeKind, [FactCondition])
  /// Some record of that kind follows from the episode by the last day that is looked at, or is the
  /// same record under another kind, and the conditions hold of it: a talk in an investigation, a
  /// measure that was granted and began. Or none does. All in a file follow from its subject.
  case child(EpisodeKind, [FactCondition], isThere: Bool)
  /// The conditions hold of the subject itself: the child's case.
  case own([FactCondition])
}

/// From, to and below: those that are nil are open.
public struct Limits: Sendable {
  /// The least; it belongs to them.
  public let from: Int64?
  /// The greatest; it belongs to them.
  public let to: Int64?
  /// The first that is too great.
  public let below: Int64?

  /// Limits by their numbers.
  public init(from: Int64? = nil, to: Int64? = nil, below: Int64? = nil) {
    (self.from, self.to, self.below) = (from, to, below)
  }

  func contain(_ number: Int64) -> Bool { contain(Fixed(number)) }

  func contain(_ number: Fixed) -> Bool {
    /// How the number lies to a limit: less than nought, nought or more.
    func side(_ limit: Int64) -> Int64 { (number + -Fixed(limit)).scaled }
    return from.map { side($0) >= 0 } ?? true && to.map { side($0) <= 0 } ?? true
      && below.map { side($0) < 0 } ?? true
  }
}

extension FactCondition {
  /// Whether it holds for an episode, with the facts as they stand or those of an earlier day.
  func holds(
    for episode: Episode, saying facts: Fields? = nil, in view: FileView, _ scope: Scope,
    at day: Day? = nil
  ) -> Bool {
    let facts = facts ?? episode.attributes
    let last = day ?? scope.period.upperBound
    switch self {
    case .codes(let condition): return condition.holds(for: facts)
    case .numbers(let field, let numbers):
      return facts.hasNumber(field) { numbers.contains($0) }
    case .number(let field, let limits): return facts.hasNumber(field, where: limits.contain)
    case .left(let field, let kind, let limits):
      let off = view.followers(of: episode, kind).reduce(0) {
        $0 + ($1.attributes.number(field) ?? 0)
      }
      return facts.hasNumber(field) { limits.contain($0 - off) }
    case .begins(let field, let words):
      return facts.values(field).contains { value in
        value.plain == words.description || value.plain.hasPrefix(words.description + " ")
      }
    case .marked(let type): return episode.marks(type).contains { $0.day <= last }
    case .missing(let field): return facts.values(field).isEmpty
    case .age(let limits, let ageDay):
      guard let born = view.file.own?.attributes.number(.birthYear) else { return false }
      return limits.contain(Int64((ageDay == .start ? episode.start : last).year) - born)
    case .lasted(let length, let limits):
      return limits.contain(length.passed(from: episode.start, to: min(episode.end ?? last, last)))
    case .figure(let id, let limits):
      return view.figure(of: id.description, in: scope).map(limits.contain) ?? false
    case .parent(let kind, let conditions):
      guard let parent = view.file.parent(of: episode, kind) else { return false }
      return conditions.allSatisfy { $0.holds(for: parent, in: view, scope, at: day) }
    case .child(let kind, let conditions, let isThere):
      return view.followers(of: episode, kind).contains { child in
        child.start <= last
          && conditions.allSatisfy { $0.holds(for: child, in: view, scope, at: day) }
      } == isThere
    case .own(let conditions):
      guard let own = view.file.own else { return false }
      return conditions.allSatisfy { $0.holds(for: own, in: view, scope, at: day) }
    }
  }

  /// The positions of the events, other than the episode's own, by which it holds.
  func evidence(for episode: Episode, in view: FileView, _ scope: Scope) -> [UInt64] {
    let file = view.file
    switch self {
    case .codes, .numbers, .number, .begins, .missing, .lasted: return []
    case .left(_, let kind, _):
      return view.followers(of: episode, kind).flatMap(\.positions)
    case .marked(let type): return episode.marks(type).map(\.position)
    case .age: return file.positions(giving: .birthYear)
    case .figure(let id, _): return view.positions(behind: id.description, in: scope)
    case .parent(let kind, _):
      return file.parent(of: episode, kind)?.positions.prefix(1).map(\.self) ?? []
    case .child(let kind, let conditions, let isThere):
      guard isThere else { return [] }
      return view.followers(of: episode, kind).filter { child in
        conditions.allSatisfy { $0.holds(for: child, in: view, scope) }
      }.flatMap { $0.positions.prefix(1) }
    case .own(let conditions):
      return conditions.flatMap { condition -> [UInt64] in
        guard case .codes(let codes) = condition else { return [] }
        return file.positions(giving: codes.field)
      }
    }
  }
}

extension FactCondition.Length {
  /// How many whole ones have passed from one day to another.
  func passed(from first: Day, to last: Day) -> Int64 {
    switch self {
    case .days: return Int64(last.days(since: first))
    case .months:
      let (from, to) = (first.components, last.components)
      let months = (to.year - from.year) * 12 + to.month - from.month
      return Int64(first.adding(months: months) <= last ? months : months - 1)
    case .years: return FactCondition.Length.months.passed(from: first, to: last) / 12
    }
  }
}

extension Fields {
  fileprivate func hasNumber(_ field: Field, where fits: (Int64) -> Bool) -> Bool {
    values(field).contains { value in
      if case .number(let number) = value { fits(number) } else { false }
    }
  }
}

extension CaseFile {
  /// The position of the event that last said a fact of the subject itself.
  func positions(giving field: Field) -> [UInt64] {
    let told = episodes(.personalDetails).last { $0.attributes[field] != nil }
    return told?.positions ?? own?.positions(giving: field) ?? []
  }
}

extension Episode {
  /// The position of the last event that gave a field its value.
  func positions(giving field: Field) -> [UInt64] {
    if let mark = marks.last(where: { $0.fields[field] != nil }) { return [mark.position] }
    return given[field] == nil ? [] : positions.prefix(1).map(\.self)
  }
}
