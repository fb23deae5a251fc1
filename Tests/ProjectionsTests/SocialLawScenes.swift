import CaseModel
import Projections
import Testing

// The rules of the social services, on the days where a wrong calendar or a wrong Act shows.
extension LawScene {
  static let social: [LawScene] = [
    LawScene("SO-01-O", due: "2009-02-28") {
      try $0.qualified("2008-02-29")
    } meet: {
      try $0.qualificationEnded($1)
    },
    LawScene("SO-01", due: "2019-12-31") {
      try $0.qualified("2018-12-31")
    } meet: {
      try $0.qualificationEnded($1)
    },
    LawScene("SO-02", due: "2021-01-01") {
      try $0.qualified("2019-01-01")
    } meet: {
      try $0.qualificationEnded($1)
    },
    LawScene("SO-05", due: "2024-02-29") {
      try $0.appliedFor("temporary-housing", "2024-02-29")
    } meet: {
      try $0.supportDecided($1)
    },
    LawScene("SO-05-S", due: "2024-02-29") {
      try $0.personOpened("2023-11-30")
      try $0.add(StayStarted(stay: placement, stayKind: "day-and-night"), "2023-11-30")
    } meet: {
      try $0.add(StayEnded(stay: placement, stayOutcome: "own-home"), $1)
    },
    // 2024-12-26 is the second day of Christmas, a Thursday.
    LawScene("SO-06", due: "2024-12-27") {
      try $0.personOpened("2024-12-01")
      try $0.supportDecided("2024-12-01")
      try $0.notified("applicant", "2024-12-05")
    } meet: {
      try $0.complained("applicant", $1)
    },
    // 2009-04-13 is Easter Monday.
    LawScene("SO-06-O", due: "2009-04-14") {
      try $0.personOpened("2009-03-01")
      try $0.supportDecided("2009-03-01")
      try $0.notified("applicant", "2009-03-23")
    } meet: {
      try $0.complained("applicant", $1)
    },
    LawScene("SO-07", due: "2024-02-29") {
      try $0.personOpened("2023-11-01")
      try $0.supportDecided("2023-11-01")
      try $0.complained("applicant", "2023-11-10")
      try $0.add(ComplaintForwarded(complaint: complaint), "2023-11-30")
    } meet: {
      try $0.add(ComplaintDecided(complaint: complaint, complaintOutcome: "upheld"), $1)
    },
    LawScene("SO-08", due: "2010-02-28") {
      try $0.appliedFor("financial-aid", "2010-01-31")
    } meet: {
      try $0.supportDecided($1)
    },
    LawScene("SO-08-O", due: "2010-01-31") {
      try $0.appliedFor("financial-aid", "2009-12-31")
    } meet: {
      try $0.add(PreliminaryAnswerSent(application: application), $1)
    },
  ]
}

extension History {
  mutating func personOpened(_ day: String) throws {
    self = try History("person/1")
    try add(PersonOpened(birthYear: 1980), day)
  }

  mutating func appliedFor(_ service: String, _ day: String) throws {
    try personOpened(day)
    try add(SupportApplied(application: LawScene.application, appliedFor: service), day)
  }

  mutating func supportDecided(_ day: String) throws {
    try add(
      SupportDecided(
        decision: LawScene.decision, service: "financial-aid", supportOutcome: "refused",
        legalBasis: ["SOTJ-18"], application: LawScene.application), day)
  }

  mutating func qualified(_ day: String) throws {
    try personOpened(day)
    try add(
      QualificationStarted(qualification: LawScene.measure, decision: LawScene.decision), day)
  }

  mutating func qualificationEnded(_ day: String) throws {
    try add(
      QualificationEnded(qualification: LawScene.measure, qualificationOutcome: "3"), day)
  }
}

// What would break: a duty of the one service shown for the other, or shown twice.
@Suite struct SocialLawTests {
  private func duties(_ history: History, at day: String) throws -> [String] {
    let day = try #require(Day(day))
    let file = CaseFile(subject: history.subject, folding: history.events, at: day)
    return deadlines(of: file, at: day, rules: LawRule.all)
      .map { "\($0.rule.id) \($0.due) \($0.status.rawValue)" }
  }

  @Test func `a decision has one time for complaint, that of its service`() throws {
    var person = try History()
    try person.personOpened("2024-01-02")
    try person.supportDecided("2024-01-02")
    try person.notified("applicant", "2024-01-03")
    #expect(try duties(person, at: "2024-01-10") == ["SO-06 2024-01-24 due"])
    var child = try History()
    try child.decided("BVL2021", "3", "1", "2024-01-02")
    try child.notified("mother", "2024-01-03")
    #expect(try duties(child, at: "2024-01-10") == ["FV-01 2024-01-24 due"])
  }

  @Test func `an application has one preliminary answer, whatever it is for`() throws {
    for (service, rule) in [("financial-aid", "SO-08"), ("housing", "FV-03")] {
      var person = try History()
      try person.appliedFor(service, "2024-01-02")
      #expect(try duties(person, at: "2024-01-10") == ["\(rule) 2024-02-02 due"])
    }
  }

  @Test func `an extension makes one year two, and two years three`() throws {
    for (start, reason, due) in [
      ("2018-12-31", "new-assessment", "SO-01 2020-12-31 due"),
      ("2019-01-01", "special-reasons", "SO-02 2022-01-01 due"),
    ] {
      var person = try History()
      try person.qualified(start)
      try person.add(
        QualificationExtended(
          qualification: LawScene.measure, plannedEnd: try #require(Day("2019-12-31")),
          extensionReason: reason), "2019-06-01")
      #expect(try duties(person, at: "2019-12-01") == [due])
    }
  }
}
