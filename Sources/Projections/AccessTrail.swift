public import CaseModel

// Who read what (innsynslogg): every reading is an event of the file that was read. For whom the
// reader works, in which role and by whose leave follows from the units and posts in the log.

/// Somebody's reading of a file (innsyn).
public struct AccessEntry: Sendable {
  /// The event.
  public let recorded: RecordedEvent
  /// The municipality that the reader worked for; nil where the log does not know.
  public let municipality: Office?
  /// The code of the reader's role; nil where the log does not know.
  public let role: String?
  /// Whether the reader worked for another municipality than the one that had the file; nil where
  /// the log does not know for which.
  public let isAcross: Bool?
  /// What let the reader read across the border, as the log knew it then; nil for nothing.
  public let delegation: Delegation?
  /// The position of a later annulment, if there is one.
  public let annulledAt: UInt64?

  /// The code of the purpose.
  public var purpose: String? { recorded.event.fields.text(.accessPurpose) }

  /// Whether sealed content was shown; nil where it was not said.
  public var revealed: Bool? {
    if case .flag(let revealed)? = recorded.event.fields[.revealed] { revealed } else { nil }
  }
}

/// The readings of a file, in the order they were recorded.
/// - Parameters:
///   - events: every event of the file that is known.
///   - organisation: the units as the log knew them at a position.
public func accessTrail(
  _ events: [RecordedEvent], organisation: (UInt64) throws -> Organisation
) rethrows -> [AccessEntry] {
  let annulled = CaseFile.annulments(in: events)
  return try events.filter { $0.event.type == .accessUsed }.map { recorded in
    let event = recorded.event
    let organisation = try organisation(recorded.position)
    // What was said when it was recorded goes before what follows from the posts.
    let part = organisation.readingPart(
      of: event.actor, in: event.subject, event.office, on: event.effective)
    let municipality = event.fields.text(.municipality).flatMap { Office($0) } ?? part?.office
    let isAcross = municipality.map {
      organisation.isBorder(between: $0, event.office, on: event.effective)
    }
    return AccessEntry(
      recorded: recorded, municipality: municipality,
      role: event.fields.text(.staffRole) ?? part?.role, isAcross: isAcross,
      delegation: isAcross == true
        ? municipality.flatMap { organisation.delegation(for: $0, reading: event) } : nil,
      annulledAt: annulled[event.id]?.position)
  }
}

extension Organisation {
  /// In what part somebody reads a file: for which municipality, and in which role.
  ///
  /// Of several posts the one counts that lets the person deal with the file's municipality, and
  /// among those one in that municipality itself.
  /// - Parameters:
  ///   - worker: the staff id.
  ///   - subject: the file.
  ///   - office: the municipality that has it.
  ///   - day: the day of the reading.
  /// - Returns: nil if the log knows no post of the person on that day.
  public func readingPart(
    of worker: String, in subject: Subject, _ office: Office, on day: Day
  ) -> (office: Office?, role: String)? {
    func rank(_ post: Post) -> (Int, Int) {
      let isAcross = employer(at: post.unit, on: day).map { isBorder(between: $0, office, on: day) }
      return (post.role == Self.frontDesk ? 1 : 0, isAcross == false ? 0 : 1)
    }
    return readingPosts(of: worker, in: subject, office, on: day).min { rank($0) < rank($1) }
      .map { (employer(at: $0.unit, on: day), $0.role) }
  }

  /// Whether somebody has no other part in a file than to receive and pass on (servicetorg).
  ///
  /// Where the log knows no post of the person, it knows no such thing.
  public func isFrontDesk(
    _ worker: String, in subject: Subject, _ office: Office, on day: Day
  ) -> Bool {
    let posts = readingPosts(of: worker, in: subject, office, on: day)
    return !posts.isEmpty && posts.allSatisfy { $0.role == Self.frontDesk }
  }

  /// The role that registers and passes on without reading.
  private static var frontDesk: String { "front-desk" }

  /// The posts in which somebody may deal with a file; all posts, if that can be said of none.
  private func readingPosts(
    of worker: String, in subject: Subject, _ office: Office, on day: Day
  ) -> [Post] {
    let posts = posts(on: day).filter { $0.worker == worker }
    let reaching = posts.filter { post in
      guard let service = subject.municipalService else {
        return employer(at: post.unit, on: day) == office
      }
      return offices(of: post, service: service, on: day, actsOf: day).contains(office)
    }
    return reaching.isEmpty ? posts : reaching
  }

  /// Whether two municipalities are different ones on a day; one that has become part of the other
  /// is not.
  func isBorder(between one: Office, _ other: Office, on day: Day) -> Bool {
    successor(of: one, on: day) != successor(of: other, on: day)
  }

  /// The delegation that lets whoever works for a municipality read a file of another.
  fileprivate func delegation(for municipality: Office, reading event: Event) -> Delegation? {
    guard let service = event.subject.municipalService else { return nil }
    let day = event.effective
    for unit in units where host(of: unit, on: day) == municipality || isUnit(unit, of: event) {
      let given = files[unit]?.delegations(by: event.office, service: service) ?? []
      if let held = given.first(where: { $0.isInForce(on: day) }) {
        return Delegation(held, of: unit)
      }
    }
    return nil
  }

  /// Whether the reader works at a unit, or below it.
  private func isUnit(_ unit: Subject, of event: Event) -> Bool {
    posts(on: event.effective).contains { post in
      post.worker == event.actor
        && (post.unit == unit || ancestors(of: post.unit, on: event.effective).contains(unit))
    }
  }
}

extension Subject {
  /// The task that the file belongs to, as a code of `municipal_service`; nil for what is no file
  /// of a child or a person.
  public var municipalService: String? {
    switch kind {
    case .case: "child-welfare"
    case .person: "social-services"
    case .order, .deviation, .unit, .programme, .message, .home: nil
    }
  }
}
