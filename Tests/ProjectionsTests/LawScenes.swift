import CaseModel
import Testing

// One scene for every rule of the law table, on the days where a wrong calendar shows: the ends of
// months, leap years, Easter and Christmas.
extension LawScene {
  static let all: [LawScene] =
    reports + investigations + emergencies + plans + measures + ages + bars + board + complaints
    + social + control

  static let reports: [LawScene] = [
    LawScene("BV-01", due: "2024-02-29") {
      try $0.reported("2024-02-22")
    } meet: {
      try $0.add(ReportAssessed(report: report, conclusion: "2"), $1)
    },
    LawScene("CAL-06", due: "2024-03-01") {
      try $0.reported("2024-02-23")
    } meet: {
      try $0.add(ReportAssessed(report: report, conclusion: "2"), $1)
    },
    LawScene("BV-01-M", due: "2023-03-01") {
      $0 = try History("message/1")
      let digest = String(repeating: "0", count: 64)
      try $0.add(
        MessageStored(message: .random(), problem: "not-json", rawDigest: digest), "2023-02-22")
    } meet: {
      try $0.add(MessageHandled(outcome: "not-a-report"), $1)
    },
    LawScene("BV-03", due: "2024-03-01") {
      try $0.reported("2024-02-09")
    } meet: {
      try $0.fedBack("received", $1)
    },
    LawScene("BV-04", due: "2023-03-01") {
      try $0.reported("2023-02-08")
      try $0.fedBack("received", "2023-02-09")
    } meet: {
      try $0.fedBack("investigation", $1)
    },
    LawScene("BV-05", due: "2023-03-01") {
      try $0.investigated(reported: "2022-12-01", opened: "2022-12-02")
      try $0.fedBack("outcome", "2023-01-01")
      try $0.concluded("2023-02-08")
    } meet: {
      try $0.fedBack("outcome", $1)
    },
  ]

  static let investigations: [LawScene] = [
    LawScene("BV-10", due: "2017-02-28") {
      try $0.investigated(reported: "2016-11-30", opened: "2016-11-30")
    } meet: {
      try $0.concluded($1)
    },
    LawScene("BV-11", due: "2024-02-29") {
      try $0.investigated(reported: "2023-11-23", opened: "2023-11-24")
    } meet: {
      try $0.concluded($1)
    },
    LawScene("CAL-05", due: "2017-04-09") {
      try $0.investigated(reported: "2017-01-02", opened: "2017-01-09")
    } meet: {
      try $0.concluded($1)
    },
    LawScene("BV-14", due: "2024-02-29") {
      try $0.investigated(reported: "2024-02-22", opened: "2024-02-29")
    } meet: {
      try $0.planned("7", $1)
    },
    LawScene("BV-15", due: "2024-02-29") {
      try $0.investigated(reported: "2023-06-01", opened: "2023-06-02")
      try $0.concluded("2023-08-31")
      try $0.add(RenewedInvestigationSet(investigation: investigation), "2023-08-31")
    } meet: {
      try $0.add(InvestigationOpened(investigation: .random(), reports: [report]), $1)
    },
  ]

  static let emergencies: [LawScene] = [
    LawScene("BV-20", due: "2023-03-01") {
      try $0.decided("BVL2021", "4", "2", "2023-02-27")
      try $0.add(EmergencyDecisionExecuted(decision: decision), "2023-02-28")
    } meet: {
      try $0.add(EmergencyDecisionSent(decision: decision), $1)
    },
    LawScene("BV-21", due: "2024-03-01") {
      try $0.decided("BVL", "4", "6", "2024-02-27")
      try $0.add(EmergencyDecisionReceived(decision: decision), "2024-02-28")
    } meet: {
      try $0.add(EmergencyDecisionReviewed(decision: decision, review: "approved"), $1)
    },
    LawScene("BV-22", due: "2016-02-29") {
      try $0.decided("BVL", "4", "6", "2016-01-18", paragraphs: [2])
    } meet: {
      try $0.petitioned($1)
    },
    LawScene("BV-22", due: "2023-03-01") {
      try $0.decided("BVL2021", "4", "2", "2023-01-18")
    } meet: {
      try $0.petitioned($1)
    },
    LawScene("BV-23", due: "2024-02-29") {
      try $0.decided("BVL2021", "4", "4", "2024-02-15")
    } meet: {
      try $0.petitioned($1)
    },
    LawScene("BV-25", due: "2023-03-01") {
      try $0.decided("BVL2021", "4", "2", "2023-02-20")
      try $0.complained("mother", "2023-02-22", to: "board")
    } meet: {
      try $0.add(ComplaintDecided(complaint: complaint, complaintOutcome: "upheld"), $1)
    },
    LawScene("BV-26", due: "2023-02-28") {
      try $0.measured("emergency", "2023-02-28")
    } meet: {
      try $0.planned("8", $1)
    },
    LawScene("BV-27", due: "2026-03-01") {
      try $0.decided("BVL2021", "7", "7", "2026-02-08")
    } meet: {
      try $0.petitioned($1)
    },
    LawScene("BV-27-C", due: "2026-03-01") {
      try $0.decided("BVL2021", "7", "7", "2026-02-28")
    } meet: {
      try $0.add(EmergencyDecisionSent(decision: decision), $1)
    },
    LawScene("BV-83", due: "2026-03-01") {
      try $0.opened("2026-01-01")
      try $0.add(
        GraveEventRegistered(graveEvent: complaint, graveEventKind: "injury"), "2026-02-28")
    } meet: {
      try $0.add(GraveEventReported(graveEvent: complaint), $1)
    },
  ]

  static let plans: [LawScene] = [
    LawScene("BV-30", due: "2024-02-29") {
      try $0.measured("assistance", "2024-02-29")
    } meet: {
      try $0.planned("1", $1)
    },
    LawScene("BV-31", due: "2024-02-29") {
      try $0.opened("2023-08-31")
      try $0.add(PlanAdopted(plan: complaint, planType: "1"), "2023-08-31")
    } meet: {
      try $0.add(PlanEvaluated(plan: complaint), $1)
    },
    LawScene("BV-32", due: "2023-02-28") {
      try $0.placed("institution", "behaviour", "2023-02-28")
    } meet: {
      try $0.planned("2", $1)
    },
    LawScene("BV-33", due: "2022-12-31") {
      try $0.measured("care-order", "2022-12-31")
    } meet: {
      try $0.planned("3", $1)
    },
    LawScene("BV-34", due: "2018-02-28") {
      try $0.measured("care-order", "2016-02-29")
    } meet: {
      try $0.planned("4", $1)
    },
    LawScene("BV-35", due: "2023-01-01") {
      try $0.measured("care-order", "2023-01-01")
    } meet: {
      try $0.planned("4", $1)
    },
    LawScene("BV-36", due: "2023-01-01") {
      try $0.measured("care-order", "2023-01-01")
    } meet: {
      try $0.planned("6", $1)
    },
    LawScene("BV-63", due: "2024-02-29") {
      try $0.measured("aftercare", "2024-02-29")
    } meet: {
      try $0.planned("5", $1)
    },
  ]

  static let measures: [LawScene] = [
    LawScene("BV-37", due: "2025-02-28") {
      try $0.measured("care-order", "2024-02-29")
    } meet: {
      try $0.add(CareOrderReassessed(measure: measure), $1)
    },
    LawScene("BV-38", due: "2027-02-28") {
      try $0.measured("care-order", "2020-01-01")
      try $0.ended("2026-08-31", revocation: "1")
    } meet: {
      try $0.add(ReturnFollowUpOffered(followUp: .random(), measure: measure), $1)
    },
    LawScene("BV-39", due: "2024-02-29") {
      try $0.placed("institution", "behaviour", "2023-08-31")
    } meet: {
      try $0.add(StayReassessed(placement: placement), $1)
    },
    LawScene("BV-39-M", due: "2025-02-28") {
      try $0.placed("institution", "behaviour", "2024-02-29")
    } meet: {
      try $0.add(PlacementEnded(placement: placement), $1)
    },
    LawScene("BV-40", due: "2024-02-29") {
      try $0.decided("BVL2021", "6", "2", "2024-01-18")
    } meet: {
      try $0.started("behaviour", $1)
    },
    LawScene("BV-41", due: "2024-02-29") {
      try $0.decided("BVL2021", "3", "5", "2023-08-31")
      try $0.started("assistance", "2023-09-15")
    } meet: {
      try $0.ended($1)
    },
    LawScene("BV-50", due: "2024-02-29") {
      try $0.placed("foster-home", "care-order", "2023-11-30")
    } meet: {
      try $0.add(FollowUpVisitDone(visit: .random(), placement: placement), $1)
    },
    LawScene("BV-51", due: "2023-02-28") {
      try $0.placed("foster-home", "care-order", "2022-11-30")
    } meet: {
      try $0.add(SupervisionVisitDone(visit: .random(), placement: placement), $1)
    },
  ]

  static let ages: [LawScene] = [
    LawScene("BV-60", due: "2025-12-31") {
      try $0.measured("care-order", "2020-01-01", born: 2008)
    } meet: {
      try $0.add(AftercareAssessed(assessment: .random()), $1)
    },
    LawScene("BV-61", due: "2020-12-31") {
      try $0.measured("aftercare", "2016-01-01", born: 1997)
    } meet: {
      try $0.ended($1)
    },
    LawScene("BV-62", due: "2023-12-31") {
      try $0.measured("aftercare", "2016-01-01", born: 1998)
    } meet: {
      try $0.ended($1)
    },
  ]

  static let bars: [LawScene] = [
    LawScene(
      "BV-70", due: "2025-02-28",
      {
        try $0.decided("BVL2021", "7", "2", "2023-06-01")
        try $0.add(DecisionFinal(decision: decision), "2023-08-31")
      }, meet: nil),
    LawScene(
      "BV-70-T", due: "2017-02-28", { try $0.decided("BVL", "4", "19", "2016-02-29") }, meet: nil),
    LawScene(
      "BV-71", due: "2025-02-28",
      {
        try $0.decided("BVL2021", "5", "1", "2023-12-01")
        try $0.add(DecisionFinal(decision: decision), "2024-02-29")
      }, meet: nil),
    LawScene(
      "BV-71-O", due: "2017-02-28", { try $0.decided("BVL", "4", "21", "2016-02-29") }, meet: nil),
  ]

  static let board: [LawScene] = [
    LawScene("BV-16", due: "2024-02-29") {
      try $0.decided("BVL2021", "5", "1", "2023-01-02")
      try $0.add(PrivateClaimReceived(claim: complaint, decision: decision), "2023-11-30")
    } meet: {
      try $0.add(PrivateClaimConcluded(claim: complaint, conclusion: "1"), $1)
    },
    LawScene("BV-22", due: "2024-02-29") {
      try $0.decided("BVL2021", "4", "2", "2024-01-18")
    } meet: {
      try $0.referred($1)
    },
    LawScene("BV-72", due: "2024-02-29") {
      try $0.decided("BVL2021", "4", "2", "2024-01-18")
      try $0.referred("2024-02-01")
    } meet: {
      try $0.add(BoardHearingHeld(hearing: hearing, boardReferral: referral), $1)
    },
    LawScene("BV-73", due: "2024-02-29") {
      try $0.opened("2024-01-01")
      try $0.add(BoardHearingHeld(hearing: hearing, boardReferral: referral), "2024-02-15")
    } meet: {
      try $0.add(BoardDecisionMade(boardDecision: boardDecision, hearing: hearing), $1)
    },
    // 2026-02-28 is a Saturday.
    LawScene("BV-74", due: "2026-03-02") {
      try $0.opened("2026-01-01")
      try $0.add(BoardDecisionMade(boardDecision: boardDecision, hearing: hearing), "2026-01-20")
      try $0.add(BoardDecisionServed(boardDecision: boardDecision), "2026-01-31")
    } meet: {
      try $0.add(LawsuitReceived(lawsuit: .random(), boardDecision: boardDecision), $1)
    },
  ]

  static let complaints: [LawScene] = [
    // 2026-04-02 is Maundy Thursday; Easter Monday is the 6th.
    LawScene("BV-84", due: "2026-04-07") {
      try $0.decided("BVL2021", "5", "5", "2026-03-01")
      try $0.notified("child", "2026-03-12")
    } meet: {
      try $0.complained("child", $1)
    },
    // 2024-12-26 is the second day of Christmas, a Thursday.
    LawScene("FV-01", due: "2024-12-27") {
      try $0.decided("BVL2021", "3", "1", "2024-12-01")
      try $0.notified("mother", "2024-12-05")
    } meet: {
      try $0.complained("mother", $1)
    },
    // 2024-03-02 is a Saturday.
    LawScene("FV-02", due: "2024-03-04") {
      try $0.decided("BVL2021", "3", "1", "2024-01-01")
      try $0.notified("father", "2024-02-10", notice: "learned")
    } meet: {
      try $0.complained("father", $1)
    },
    LawScene("FV-03", due: "2023-02-28") {
      try $0.opened("2023-01-31")
      try $0.add(ApplicationReceived(application: application), "2023-01-31")
    } meet: {
      try $0.add(PreliminaryAnswerSent(application: application), $1)
    },
    LawScene("FV-04", due: "2024-02-29") {
      try $0.opened("2024-01-01")
      try $0.add(ApplicationReceived(application: application), "2024-01-01")
      try $0.add(
        PreliminaryAnswerSent(application: application, expectedBy: Day("2024-02-29")),
        "2024-01-10")
    } meet: {
      try $0.add(ApplicationDecided(application: application), $1)
    },
    LawScene("FV-05", due: "2024-02-29") {
      try $0.decided("BVL2021", "3", "1", "2024-01-01")
      try $0.complained("mother", "2024-01-31")
    } meet: {
      try $0.add(ComplaintForwarded(complaint: complaint), $1)
    },
  ]
}
