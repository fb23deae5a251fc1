// Impartiality (habilitet, forvaltningsloven § 6): a worker with a conflict of interest is not
// given the file, and what such a worker does in it is noted.

/// What impartiality says of an act on a child's case or a person's file.
func impartialityFindings(on proposal: Proposal) -> [Finding] {
  let event = proposal.event
  guard event.subject.kind == .case || event.subject.kind == .person else { return [] }
  switch event.type {
  case .caseAssigned, .caseReassigned, .personAssigned, .personReassigned:
    return assignmentFindings(on: proposal) + actorFindings(on: proposal)
  case .conflictDeclared:
    // Whoever declares it may be the one it is about.
    return responsibleFindings(on: proposal)
  case .conflictLifted: return []
  default: return actorFindings(on: proposal)
  }
}

/// The file is not given to somebody with a conflict of interest.
private func assignmentFindings(on proposal: Proposal) -> [Finding] {
  guard let worker = proposal.event.fields.text(.worker),
    let conflict = proposal.file.conflict(of: worker, on: proposal.event.effective)
  else { return [] }
  return [.error("worker-in-conflict", .worker, worker, conflict.start.description)]
}

/// What is done by somebody with a conflict of interest is noted: what cannot wait may be done
/// (forvaltningsloven § 7).
private func actorFindings(on proposal: Proposal) -> [Finding] {
  let event = proposal.event
  guard let conflict = proposal.file.conflict(of: event.actor, on: event.effective) else {
    return []
  }
  return [.warning("actor-in-conflict", nil, event.actor, conflict.start.description)]
}

/// A conflict of whoever has the file: somebody else must take it.
private func responsibleFindings(on proposal: Proposal) -> [Finding] {
  guard let worker = proposal.event.fields.text(.worker), worker == proposal.file.worker else {
    return []
  }
  return [.warning("conflict-of-responsible", .worker, worker)]
}

extension CaseFile {
  /// The conflict of interest that a worker has on a day; nil for none (inhabilitet).
  public func conflict(of worker: String, on day: Day) -> Episode? {
    episodes(.conflict).first { $0.isOpen(on: day) && $0.given.text(.worker) == worker }
  }
}
