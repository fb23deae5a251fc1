import CaseModel

// The homes of the log and the children who live in them: what a home's file says of its approval
// is asked of the cases that name the home.

/// The files of the log's homes (fosterhjem, besøkshjem).
struct Homes {
  private let files: [Subject: CaseFile]

  /// The homes among some subjects, as they stand at the end of a day.
  init(_ subjects: [(Subject, [RecordedEvent])], at day: Day) {
    let homes = subjects.filter { $0.0.kind == .home }
    files = Dictionary(
      uniqueKeysWithValues: homes.map { ($0, CaseFile(subject: $0, folding: $1, at: day)) })
  }

  /// The approvals that hold for a child in the homes that it lives in on a day.
  func approvals(for child: CaseFile, on day: Day) -> [EpisodeKind: [Episode]] {
    let named = Set(child.episodes(.placement).compactMap { $0.home(on: day) })
    let approvals = named.compactMap { files[$0] }.flatMap { $0.approvals(for: child.subject) }
    return [.homeApproval: approvals]
  }
}

extension Subject {
  /// The home that a key names: home/17-3, or the number alone.
  init?(home key: String) {
    guard let home = Subject(key) ?? Subject(.home, key), home.kind == .home else { return nil }
    self = home
  }

  /// The case that a key names: case/2017-0412, or the number alone.
  init?(case key: String) {
    guard let named = Subject(key) ?? Subject(.case, key), named.kind == .case else { return nil }
    self = named
  }
}

extension Episode {
  /// The home of the log that a placement is in on a day; nil if it names none.
  func home(on day: Day) -> Subject? {
    guard case .text(let key)? = value(.fosterHome, on: day) else { return nil }
    return Subject(home: key)
  }
}

extension CaseLog {
  /// The children who live in a home on a day, by what their cases say.
  func children(in home: Subject, on day: Day) throws -> [Subject] {
    try events().bySubject.compactMap { subject, events -> Subject? in
      guard events.contains(where: { $0.event.type == .placementHomeSet }) else { return nil }
      let file = CaseFile(subject: subject, folding: events, at: day)
      let lives = file.episodes(.placement).contains {
        $0.isOpen(on: day) && $0.home(on: day) == home
      }
      return lives ? subject : nil
    }.sorted()
  }
}
