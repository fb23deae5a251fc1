import CaseModel
import Projections
import Testing

// The days that a service sets itself: a control by its frequency, a routine, a deviation, a
// review, an expert's report.
extension LawScene {
  static let control: [LawScene] = [
    LawScene("IK-01", due: "2024-02-29") {
      $0 = try History("deviation/1")
      try $0.add(DeviationRegistered(kind: "other"), "2024-01-02")
      try $0.add(DeviationAssigned(worker: "w02", dueBy: Day("2024-02-29")), "2024-01-03")
    } meet: {
      try $0.add(DeviationClosed(), $1)
    },
    LawScene("IK-02", due: "2024-02-29") {
      try $0.established()
      try $0.add(
        RoutineAdopted(
          routine: placement, name: "Reports", routineVersion: 1, reviewBy: Day("2024-02-29")),
        "2023-03-01")
    } meet: {
      try $0.add(RoutineWithdrawn(routine: placement), $1)
    },
    LawScene("IK-03", due: "2024-02-29") {
      try $0.established()
      try $0.add(
        ControlDefined(
          control: measure, name: "Reports in time", controlKind: "internal-control",
          controlFrequency: "monthly"), "2024-01-31")
    } meet: {
      try $0.add(ControlPerformed(run: .random(), control: measure, examined: 9, found: 0), $1)
    },
    LawScene("IK-04", due: "2024-02-29") {
      try $0.opened("2024-01-02")
      try $0.add(
        CaseReviewed(caseReview: report, reviewKind: "periodic", nextBy: Day("2024-02-29")),
        "2024-01-15")
    } meet: {
      try $0.add(CaseReviewed(caseReview: .random(), reviewKind: "guidance"), $1)
    },
    LawScene("BV-17", due: "2024-02-29") {
      try $0.opened("2024-01-02")
      try $0.add(
        ExpertEngaged(
          engagement: decision, engagedBy: "child-welfare", reportDue: Day("2024-02-29")),
        "2024-01-15")
    } meet: {
      try $0.add(ExpertEngagementEnded(engagement: decision, expertOutcome: "delivered"), $1)
    },
  ]
}

extension History {
  mutating func established() throws {
    self = try History("unit/3005")
    try add(UnitEstablished(name: "Barneverntjenesten"), "2010-01-01")
  }
}
