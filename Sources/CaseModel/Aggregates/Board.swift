// What only the child welfare and health board decides (fylkesnemnda, barneverns- og helsenemnda):
// care orders, and placements for serious behavioural difficulties.

/// What the sections are under which the board alone decides: care orders, and placements in an
/// institution without consent.
private let boardSections = [
  LegalSection("BVL", "4", "12"), LegalSection("BVL", "4", "24"),
  LegalSection("BVL2021", "5", "1"), LegalSection("BVL2021", "6", "2"),
]

/// What a decision of the service itself has to meet: reports that it rests on are reviewed, and
/// what the board decides has been before it.
func serviceDecisionFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  let isOwn = ["1", nil].contains(fields.text(.status))
  let isBoards = boardSections.contains { $0.isBasis(of: fields) }
  return unreviewedFindings(on: proposal)
    + (isOwn && isBoards ? unheardFindings(on: proposal, .section) : [])
}

/// What is done by the board's order follows from the board (measures, placements).
func boardOrderFindings(on proposal: Proposal) -> [Finding] {
  ["care-order", "behaviour"].contains(proposal.event.fields.text(.basis))
    ? unheardFindings(on: proposal, .basis) : []
}

/// Only the board makes the order; it may have done so elsewhere, before the case came here.
private func unheardFindings(on proposal: Proposal, _ field: Field) -> [Finding] {
  let day = proposal.event.effective
  let kinds: [EpisodeKind] = [.boardReferral, .boardDecision]
  let hasBeen = kinds.contains { kind in
    proposal.file.episodes(kind).contains { $0.start <= day }
  }
  let isSent = proposal.file.episodes(.decision).contains {
    $0.start <= day && $0.value(.status, on: day) == .text("2")
  }
  return hasBeen || isSent ? [] : [.info("board-not-heard", field)]
}

/// A petition is withdrawn before the board has decided on it.
func boardWithdrawalFindings(on proposal: Proposal) -> [Finding] {
  let (file, fields) = (proposal.file, proposal.event.fields)
  let petition = fields.id(.boardReferral)
  let decided = file.episodes(.boardDecision).first { decision in
    decision.start <= proposal.event.effective
      && file.parent(of: decision, .boardHearing)?.given.id(.boardReferral) == petition
  }
  return decided.map { [.error("petition-decided", .boardReferral, $0.start.description)] } ?? []
}
