import CaseModel
import CaseService
import Testing

@testable import Simulation

/// The printed figures of the other services, counted draft by draft.
@Suite struct `Bergen's services come to what was printed` {
  private static let made = Result { BergenCount(try Played.bergen(seed: Played.seeds[1])) }
  private let count: BergenCount
  private let year = Day.first(of: 2008)...Day.last(of: 2008)

  init() throws { count = try Self.made.get() }

  private func enrolled(_ programme: String, _ drafts: [Draft]) -> [Draft] {
    drafts.filter { $0.fields.text(.programme) == programme }
  }

  private func exits(_ programme: String) -> [String: Int] {
    let entered = enrolled(programme, count.acts(.programmeEntered))
    let ids = Set(entered.map { $0.fields.id(.enrolment) })
    return count.acts(.programmeExited).filter { ids.contains($0.fields.id(.enrolment)) }.reduce(
      into: [:]
    ) { counts, draft in
      counts[
        "\(draft.fields.text(.programmeOutcome) ?? "") \(draft.effective.year)", default: 0] += 1
    }
  }

  @Test(arguments: [
    (2007, [292, 314], [9_200_000, 20_800_000]),
    (2008, [326, 302], [10_500_000, 23_700_000]),
  ])
  func `in temporary housing`(year: Int, persons: [Int], costs: [Int64]) {
    let days = Day.first(of: year)...Day.last(of: year)
    let stays = count.open(.stayStarted, .stayEnded, .stay, in: days)
    for (kind, code) in ["quality-agreement", "day-and-night"].enumerated() {
      #expect(
        count.persons(stays.filter { $0.fields.text(.stayKind) == code }) == persons[kind])
      let ids = Set(
        count.acts(.stayStarted).filter { $0.fields.text(.stayKind) == code }
          .map { $0.fields.id(.stay) })
      let charges = count.acts(.stayCharged, year).filter { ids.contains($0.fields.id(.stay)) }
      #expect(count.kroner(charges) == costs[kind])
    }
    let ends = count.ends(.stayEnded, .stay)
    let lengths = count.acts(.stayStarted).compactMap { stay in
      stay.fields.id(.stay).flatMap { ends[$0] }.map { $0.effective.days(since: stay.effective) }
    }
    #expect((91...122).contains(lengths.reduce(0, +) / lengths.count))
  }

  @Test func `in the qualification programme`() {
    let granted = count.acts(.supportDecided).filter {
      $0.fields.text(.service) == "qualification-programme"
        && $0.fields.text(.supportOutcome) == "granted" && $0.effective <= year.upperBound
    }
    #expect(count.persons(granted) == 333)
    let started = count.acts(.qualificationStarted).filter { $0.effective <= year.upperBound }
    #expect(count.persons(started) == 287)
    #expect(started.contains { $0.effective == year.upperBound })
  }

  @Test func `in Folk i arbeid and the work measures`() {
    let fia = count.open(.programmeEntered, .programmeExited, .enrolment, in: year)
    #expect(count.persons(enrolled("fia", fia)) == 115)
    let exits = exits("fia")
    #expect(exits["work 2008"] == 31)
    #expect(exits["education 2008"] == 4)
    #expect(exits["benefit 2008"] == 15)
    #expect(exits["treatment 2008"] == 14)
    #expect(exits["other-measure 2008"] == 14)
    #expect(exits["qualification-programme 2008"] == 11)
    let day = Day.of(2008, 10, 15)
    let there = count.open(
      .programmeEntered, .programmeExited, .enrolment, in: day...day, atEnd: true)
    let measures = ["fia", "job-club", "youth-reception", "work-measure"]
    #expect(count.persons(measures.flatMap { enrolled($0, there) }) == 539)
    #expect(measures.flatMap { enrolled($0, there) }.count > 539)
  }

  @Test func `in Ny sjanse, of two projects`() {
    let all = enrolled(
      "new-chance", count.open(.programmeEntered, .programmeExited, .enrolment, in: year))
    #expect(count.persons(all) == 116)
    let exits = exits("new-chance")
    #expect(exits.filter { $0.key.hasSuffix("2008") }.map(\.value).reduce(0, +) == 32)
    let work = exits.filter { $0.key.hasPrefix("work") }.map(\.value).reduce(0, +)
    #expect(work * 2 == exits.map(\.value).reduce(0, +))
    for month in 1...12 {
      let day = Day.of(2008, month, 28)
      let there = count.open(
        .programmeEntered, .programmeExited, .enrolment, in: day...day, atEnd: true)
      let main = enrolled("new-chance", there).filter { $0.fields.text(.project) == "main" }
      #expect(main.count == 50)
    }
  }

  @Test func `in Tett på`() {
    let entered = enrolled("close-follow-up", count.acts(.programmeEntered))
    let sexes = count.facts(.sex, 2009)
    #expect(count.persons(entered) == 472)
    #expect(entered.count { sexes[$0.subject] == .text("2") } == 176)
    let earlier = Dictionary(grouping: entered) { $0.fields.text(.earlierSupport) ?? "" }
    #expect(
      earlier.mapValues(\.count)
        == ["under-6-months": 90, "7-12-months": 80, "1-3-years": 132, "over-3-years": 170])
    let outcomes = exits("close-follow-up").reduce(into: [String: Int]()) {
      $0[String($1.key.dropLast(5)), default: 0] += $1.value
    }
    #expect(
      outcomes == [
        "work": 161, "education": 24, "labour-measure": 66, "treatment": 14, "benefit": 57,
        "moved": 47, "qualification-programme": 38, "drop-out": 65,
      ])
  }

  @Test func `in benefit applications, debt and managed accounts`() {
    let filed = count.acts(.benefitApplicationFiled, 2008)
    let answers = count.ends(.benefitApplicationDecided, .benefitApplication)
    let answer = filed.compactMap { $0.fields.id(.benefitApplication).flatMap { answers[$0] } }
    #expect(answer.count == 985)
    #expect(answer.count { $0.fields.text(.benefitDecision) == "granted" } == 890)
    #expect(answer.allSatisfy { $0.effective.year == 2008 })
    let paid = count.aid(2008)
    let debt = Set(
      count.open(.debtCaseOpened, .debtCaseClosed, .debtCase, in: year).map(\.subject))
    #expect(debt.count { paid[$0] != nil } == 101)
    #expect(debt.count { paid[$0] == nil } == 361)
    for (year, persons) in [(2007, 731), (2008, 624)] {
      let days = Day.first(of: year)...Day.last(of: year)
      let open = count.open(.managedAccountOpened, .managedAccountClosed, .account, in: days)
      #expect(count.persons(open) == persons)
      let urgent = count.acts(.supportDecided, year).filter {
        $0.fields.flag(.emergency) == true
      }
      #expect(urgent.count == (year == 2007 ? 1335 : 1359))
    }
  }

  @Test func `at home, in LAR and in the narcotics programme`() {
    let last = year.upperBound...year.upperBound
    let home = count.open(
      .housingFollowUpStarted, .housingFollowUpEnded, .housingFollowUp, in: last, atEnd: true)
    #expect(count.persons(home.filter { $0.fields.flag(.formerlyHomeless) == true }) == 252)
    #expect(count.open(.leaseSigned, .leaseEnded, .lease, in: last, atEnd: true).count == 250)
    let there = count.open(
      .programmeEntered, .programmeExited, .enrolment, in: last, atEnd: true)
    let patients = Set(enrolled("lar", there).map(\.subject))
    let adopted = Set(count.acts(.individualPlanAdopted).map(\.subject))
    #expect(patients.count == 200)
    #expect(patients.count { adopted.contains($0) } == 38)
    #expect(enrolled("nd", there).count == 19)
    let requests = count.acts(.programmeRequested, 2008)
    #expect(requests.count == 44)
    let found = count.ends(.programmeSuitabilityFound, .request)
    let suitable = requests.compactMap { $0.fields.id(.request).flatMap { found[$0] } }
    #expect(suitable.count { $0.fields.flag(.suitable) == true } == 23)
    let judged = enrolled("nd", count.acts(.programmeEntered))
    #expect(judged.count == 49)
    #expect(judged.count { $0.effective.year == 2008 } == 17)
    #expect(exits("nd").filter { $0.key.hasPrefix("completed") }.map(\.value) == [2])
  }
}
