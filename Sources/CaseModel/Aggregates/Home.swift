// The foster home or visiting home (fosterhjem, besøkshjem): registered, approved for itself or for
// one child, by which municipality, and its approval revoked.

/// What the rules of homes say of an act.
func homeFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .approvalApplied: scopeFindings(on: proposal)
  case .homeApproved: approvalFindings(on: proposal) + unassessedFindings(on: proposal)
  case .homeAssessed: unsuitableFindings(on: proposal)
  case .approvalEnded: approvalEndFindings(on: proposal)
  case .homeClosed: homeClosingFindings(on: proposal)
  default: []
  }
}

extension Episode {
  /// The municipalities that have approved a home, in an approval that is in force on a day.
  public func approvals(on day: Day) -> [Office] {
    guard isOpen(on: day) else { return [] }
    return marks(.homeApproved).filter { $0.day <= day }.compactMap {
      $0.fields.text(.approvedBy).flatMap { Office($0) }
    }
  }
}

extension CaseFile {
  /// The approvals of a home that hold for a child, each from the day it was first given.
  public func approvals(for child: Subject) -> [Episode] {
    episodes(.homeApproval).compactMap { approval in
      let named = approval.given.text(.case).map { Subject($0) ?? Subject(.case, $0) }
      guard named == nil || named == child else { return nil }
      return approval.marks(.homeApproved).first.map { approval.counted(from: $0.day) }
    }
  }

  /// Whether this home is approved on a day: for itself, or for the child of a case.
  public func isApproved(for child: Subject, on day: Day) -> Bool {
    episodes(.homeApproval).contains { approval in
      let named = approval.given.text(.case).map { Subject($0) ?? Subject(.case, $0) }
      return !approval.approvals(on: day).isEmpty && (named == nil || named == child)
    }
  }
}

extension CaseFile {
  /// Whether what was last found out of a home that is approved for a child is that it is not fit.
  public func isUnsuitable(for child: Subject, on day: Day) -> Bool {
    let found = episodes(.homeApproval).filter { approval in
      let named = approval.given.text(.case).map { Subject($0) ?? Subject(.case, $0) }
      return approval.isOpen(on: day) && (named == nil || named == child)
    }.compactMap { $0.lastAssessment(by: day) }
    return found.max { $0.day < $1.day }?.fields[.suitable] == .flag(false)
  }
}

extension Episode {
  /// What was last found out of the home by a day.
  fileprivate func lastAssessment(by day: Day) -> Mark? {
    marks(.homeAssessed).last { $0.day <= day }
  }
}

/// A home is looked into, and found fit, before it is approved.
private func unassessedFindings(on proposal: Proposal) -> [Finding] {
  let assessed = proposal.target?.lastAssessment(by: proposal.event.effective)
  guard let assessed else { return [.warning("home-not-assessed", nil)] }
  return assessed.fields[.suitable] == .flag(false)
    ? [.warning("home-approved-unfit", nil, assessed.day.description)] : []
}

/// A home that is found not to be fit does not stay approved.
private func unsuitableFindings(on proposal: Proposal) -> [Finding] {
  guard proposal.event.fields[.suitable] == .flag(false), let target = proposal.target,
    !target.approvals(on: proposal.event.effective).isEmpty
  else { return [] }
  return [.warning("home-approval-stands", .suitable, target.start.description)]
}

/// An approval for one child says which case, and one for the home names none.
private func scopeFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  let agrees = (fields.text(.approvalScope) == "child") == (fields.text(.case) != nil)
  return agrees ? [] : [.error("approval-scope", .case)]
}

/// A municipality approves once at a time what it approves.
private func approvalFindings(on proposal: Proposal) -> [Finding] {
  guard let target = proposal.target, let office = proposal.event.fields.text(.approvedBy) else {
    return []
  }
  let day = proposal.event.effective
  let twin = proposal.file.episodes(.homeApproval).first { other in
    other.given.text(.approvalScope) == target.given.text(.approvalScope)
      && other.given.text(.case) == target.given.text(.case)
      && other.approvals(on: day).contains { $0.description == office }
  }
  return twin.map { [.error("approved-already", .approvedBy, office, $0.start.description)] } ?? []
}

/// An application is refused or withdrawn, an approval revoked or out of time.
private func approvalEndFindings(on proposal: Proposal) -> [Finding] {
  guard let end = proposal.event.fields.text(.approvalEnd), let target = proposal.target else {
    return []
  }
  let isApproved = !target.marks(.homeApproved).isEmpty
  let endsApproval = ["revoked", "ended"].contains(end)
  return isApproved == endsApproval ? [] : [.error("approval-end-other", .approvalEnd, end)]
}

/// A home is not closed over an application or an approval.
private func homeClosingFindings(on proposal: Proposal) -> [Finding] {
  let open = proposal.file.episodes(.homeApproval).first { $0.end == nil }
  return open.map { [.error("home-approval-open", nil, $0.start.description)] } ?? []
}
