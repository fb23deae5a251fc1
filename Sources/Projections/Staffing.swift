public import CaseModel

/// Somebody's work at a unit, as it stands on a day (stilling).
public struct Post: Hashable, Sendable {
  /// The staff id.
  public let worker: String
  /// The unit.
  public let unit: Subject
  /// The code of the role.
  public let role: String
  /// The code of the kind of employment; nil where it was not given.
  public let kind: String?
  /// How much of a full post it is, in percent; 100 where it was not given.
  public let percent: Int64
  /// How much of it the person is away from that day, in percent of the post.
  public let away: Int64
  /// Who stands in.
  public let substitute: String?
}

extension Organisation {
  /// The posts that are filled at units on a day, by worker and unit (bemanning).
  /// - Parameters:
  ///   - units: the units; nil for all.
  ///   - day: the day.
  public func posts(at units: [Subject]? = nil, on day: Day) -> [Post] {
    (units ?? self.units).flatMap { unit -> [Post] in
      guard let file = files[unit] else { return [] }
      return file.episodes(.post).filter { $0.isOpen(on: day) }.map { post in
        let absence = file.episodes(.absence).first {
          $0.isOpen(on: day) && $0.given.id(.post) == post.id
        }
        return Post(post, at: unit, absence: absence, on: day)
      }
    }.sorted { ($0.worker, $0.unit) < ($1.worker, $1.unit) }
  }

  /// The full-time equivalents at units on a day, with two decimals (årsverk).
  /// - Parameters:
  ///   - units: the units; nil for all.
  ///   - day: the day.
  ///   - present: whether to leave out what people are away from.
  public func fullTimeEquivalents(
    at units: [Subject]? = nil, on day: Day, present: Bool = false
  ) -> Fixed {
    // In hundredths of a percent, rounded once at the end.
    let sum = posts(at: units, on: day).reduce(Int64(0)) {
      $0 + $1.percent * (100 - (present ? $1.away : 0))
    }
    return Fixed((sum + 50) / 100, decimals: 2)
  }

  /// Those who are away from the whole of a post on a day: their files are somebody else's to see
  /// to (fravær).
  public func absentWorkers(on day: Day) -> Set<String> {
    let posts = posts(on: day)
    let present = Set(posts.filter { $0.away < 100 }.map(\.worker))
    return Set(posts.map(\.worker)).subtracting(present)
  }

  /// Whether the log has ever been told where somebody works.
  public func knows(worker: String) -> Bool {
    files.values.contains { file in
      file.episodes(.post).contains { $0.given.text(.worker) == worker }
    }
  }

  /// The municipalities whose files somebody may deal with: those of the units worked at, what has
  /// become part of them, and those that have let a joint service among them decide.
  /// - Parameters:
  ///   - worker: the staff id.
  ///   - service: the task, as a code of `municipal_service`.
  ///   - day: the day of the work: who is employed then.
  ///   - actDay: the day the act is true: what is delegated then.
  /// - Returns: none if the log knows that the person has no post; nil if it knows nothing of the
  ///   person.
  public func offices(
    ofWorker worker: String, service: String, on day: Day, actsOf actDay: Day
  ) -> Set<Office>? {
    guard knows(worker: worker) else { return nil }
    return posts(on: day).reduce(into: []) { all, post in
      guard post.worker == worker else { return }
      all.formUnion(offices(of: post, service: service, on: day, actsOf: actDay))
    }
  }

  /// The municipalities whose files somebody may deal with in one post.
  func offices(of post: Post, service: String, on day: Day, actsOf actDay: Day) -> Set<Office> {
    var offices: Set<Office> = []
    for unit in [post.unit] + ancestors(of: post.unit, on: day) {
      if let office = employer(at: unit, on: day) { offices.insert(office) }
      offices.formUnion(delegators(to: unit, service: service, on: actDay))
    }
    return offices.reduce(into: []) { $0.formUnion(self.offices(of: $1, at: day)) }
  }

  /// The municipality that the staff of a unit works for on a day: the host's for a joint service,
  /// which acts for the others by delegation.
  func employer(at unit: Subject, on day: Day) -> Office? {
    host(of: unit, on: day) ?? municipality(of: unit, on: day)
  }

  /// The municipalities that let a joint service decide in a task on a day.
  private func delegators(to unit: Subject, service: String, on day: Day) -> [Office] {
    guard let file = files[unit] else { return [] }
    return file.episodes(.delegation).filter { delegation in
      delegation.isInForce(on: day)
        && delegation.given.values(.services).contains(.text(service))
    }.compactMap { $0.given.text(.municipality).flatMap { Office($0) } }
  }
}

extension Post {
  fileprivate init(_ post: Episode, at unit: Subject, absence: Episode?, on day: Day) {
    func text(_ field: Field) -> String? {
      if case .text(let text)? = post.value(field, on: day) { text } else { nil }
    }
    var percent: Int64 = 100
    if case .number(let number)? = post.value(.percent, on: day) { percent = number }
    self.init(
      worker: post.given.text(.worker) ?? "", unit: unit, role: text(.staffRole) ?? "",
      kind: text(.staffKind), percent: percent,
      away: absence.map { $0.given.number(.percent) ?? 100 } ?? 0,
      substitute: absence?.given.text(.substitute))
  }
}
