// Who works where (bemanning): posts filled and vacated, absence. A staff id stands for a person;
// nothing else of the person is in the log.

/// What the rules of absence say of an act.
func absenceFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  guard let substitute = fields.text(.substitute), let post = fields.id(.post),
    proposal.file.episode(.post, post)?.given.text(.worker) == substitute
  else { return [] }
  return [.error("absence-own-substitute", .substitute, substitute)]
}

/// Nobody has two posts at one unit at a time, or is away twice from one.
func staffFaults(in file: CaseFile) -> [Finding] {
  overlapFaults("post-overlap", file.episodes(.post)) { $0.given.text(.worker) ?? "" }
    + overlapFaults("absence-overlap", file.episodes(.absence)) {
      $0.given.id(.post)?.description ?? ""
    }
}
