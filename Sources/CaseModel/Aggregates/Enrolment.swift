// Taking part in any other programme (deltakelse): one mechanism, with a code for the programme.
// That an outcome is given once follows from its schema.

/// A person is enrolled once in a programme at a time.
func enrolmentFaults(in file: CaseFile) -> [Finding] {
  overlapFaults("enrolment-overlap", file.episodes(.enrolment)) {
    $0.given.text(.programme) ?? ""
  }
}

/// What the rules of taking part in a programme say of an act.
func enrolmentFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .programmeEntered: participantFindings(on: proposal)
  case .programmePhaseEntered: phaseFindings(on: proposal)
  case .programmeExited: exitFindings(on: proposal)
  default: []
  }
}

/// The ages that a programme is for, of those that say (introduksjonsloven 2003 § 2,
/// integreringsloven § 8); the others are for those of working age, or for the young.
private func ages(of programme: String) -> ClosedRange<Int> {
  switch programme {
  case "introduction": 18...55
  case "due", "youth-reception": 13...30
  case "families", "poverty", "right-benefit": 0...120
  default: 18...67
  }
}

/// Who takes part has the age and, in the introduction programme, came as a refugee.
private func participantFindings(on proposal: Proposal) -> [Finding] {
  let (day, own) = (proposal.event.effective, proposal.file.own)
  guard let programme = proposal.event.fields.text(.programme) else { return [] }
  var findings: [Finding] = []
  if let born = own?.attributes.number(.birthYear) {
    let (age, limits) = (day.year - Int(born), ages(of: programme))
    if !limits.contains(age) {
      findings.append(
        .warning(
          "enrolment-age", nil, "\(age)", "\(limits.lowerBound)", "\(limits.upperBound)",
          "\(day.year)"))
    }
  }
  let status = own?.value(.refugeeStatus, on: day)?.plain
  if programme == "introduction", status == nil || status == "none" {
    findings.append(.warning("introduction-without-status", .programme))
  }
  return findings
}

/// A programme with phases has so many, and they are passed through in order.
private func phaseFindings(on proposal: Proposal) -> [Finding] {
  guard let enrolment = proposal.target, let phase = proposal.event.fields.number(.phase) else {
    return []
  }
  guard enrolment.given.text(.programme) == "nd" else {
    return [.warning("programme-without-phases", .phase)]
  }
  // The programme with court control has four (forskrift om narkotikaprogram § 6, recalled).
  guard phase <= 4 else { return [.error("phase-of-programme", .phase, "\(phase)", "4")] }
  let before = enrolment.marks(.programmePhaseEntered).last { $0.day <= proposal.event.effective }
  guard let before, let former = before.fields.number(.phase), former > phase else { return [] }
  return [.warning("phase-backwards", .phase, "\(phase)", "\(former)", before.day.description)]
}

/// Who came to a phase of the programme has begun in it.
private func exitFindings(on proposal: Proposal) -> [Finding] {
  guard proposal.event.fields.text(.programmeOutcome) == "not-started",
    let phase = proposal.target?.marks(.programmePhaseEntered).first
  else { return [] }
  return [.error("begun-already", .programmeOutcome, phase.day.description)]
}

/// What the rules of the content of programmes say of an act: it belongs to one programme.
func activityFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  guard proposal.event.type == .programmeActivityStarted,
    (fields.id(.qualification) == nil) == (fields.id(.enrolment) == nil)
  else { return [] }
  return [.error("activity-of-one-programme", .qualification)]
}
