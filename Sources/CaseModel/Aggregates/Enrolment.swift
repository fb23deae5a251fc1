// Taking part in any other programme (deltakelse): one mechanism, with a code for the programme.
// That an outcome is given once follows from its schema.

/// A person is enrolled once in a programme at a time.
func enrolmentFaults(in file: CaseFile) -> [Finding] {
  overlapFaults("enrolment-overlap", file.episodes(.enrolment)) {
    $0.given.text(.programme) ?? ""
  }
}

/// What the rules of the content of programmes say of an act: it belongs to one programme.
func activityFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  guard proposal.event.type == .programmeActivityStarted,
    (fields.id(.qualification) == nil) == (fields.id(.enrolment) == nil)
  else { return [] }
  return [.error("activity-of-one-programme", .qualification)]
}
