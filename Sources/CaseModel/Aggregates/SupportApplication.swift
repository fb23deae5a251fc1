// The application for a social service (søknad): the decision that names it answers it, once.

/// An application is answered once.
///
/// It may be answered in parts: by decisions on other services, or on other kinds of aid. And a
/// decision that lapsed, or that somebody complained about, may be made again.
func answerFaults(in file: CaseFile) -> [Finding] {
  let byApplication = Dictionary(grouping: file.episodes(.decision)) { $0.given.id(.application) }
  return file.episodes(.application).compactMap { application -> Finding? in
    guard let id = application.id else { return nil }
    let answers = byApplication[id] ?? []
    let again =
      repeatedAnswer(answers, in: file) ?? otherAnswer(to: application, than: answers)
    return again.map {
      .error("application-answered-already", .application, id.description, $0.description)
    }
  }
}

/// The day of the first decision that another repeats; nil if none does.
private func repeatedAnswer(_ answers: [Episode], in file: CaseFile) -> Day? {
  for (place, later) in answers.enumerated() {
    let first = answers[..<place].first { earlier in
      answersTheSame(earlier, later) && !isOpenAgain(earlier, by: later.start, in: file)
    }
    if let first { return first.start }
  }
  return nil
}

/// Whether two decisions are on the same service, and not each on kinds of aid of its own.
private func answersTheSame(_ one: Episode, _ other: Episode) -> Bool {
  guard one.given.text(.service) == other.given.text(.service) else { return false }
  let (kinds, others) = (one.given.values(.benefitKinds), other.given.values(.benefitKinds))
  return kinds.isEmpty || others.isEmpty || kinds.contains(where: others.contains)
}

/// Whether a decision lapsed, or somebody complained about it, by a day.
private func isOpenAgain(_ decision: Episode, by day: Day, in file: CaseFile) -> Bool {
  decision.end.map { $0 <= day } == true
    || file.episodes(.complaint).contains {
      $0.given.id(.decision) == decision.id && $0.start <= day
    }
}

/// The first decision on an application that is said to be answered by another one; nil if it is
/// not.
private func otherAnswer(to application: Episode, than answers: [Episode]) -> Day? {
  let said = application.marks(.applicationDecided).first
  guard let named = said?.fields.id(.decision), let first = answers.first else { return nil }
  return answers.contains { $0.id == named } ? nil : first.start
}
