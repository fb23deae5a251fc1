import CaseModel

/// The tasks of the child welfare service in Nedre Eiker: at least one act of each in 2017.
struct DrammenTasks2017 {
  let municipality: Municipality
  let unit: Ledger
  let diary: Diary

  /// Numbers are those of the sixteen tasks; 3, 4 and 6 are done in every case of the year too.
  func write() throws {
    for (kind, day) in [("open-meeting", Day.of(2017, 1, 24)), ("visit", .of(2017, 9, 12))] {  // 1
      unit.note(OutreachDone(outreach: diary.dice.recordID(), outreachKind: kind), on: day)
    }
    unit.consult(on: .of(2017, 2, 14))  // 3
    try writeHelpAtHome()  // 2, 5, 6
    let homes = try approveHomes()  // 12
    for (place, home) in homes.enumerated() {  // 7, 9, 10, 11, 13, 14
      try writeFosterChild(in: home, starting: .of(2016, 10 + place, 3))
    }
    try writeInstitution()  // 7, 15
    try writeAftercare()  // 8
    try writeUnaccompanied()  // 16
    // After the year, and not of it.
    unit.consult(on: .of(2018, 1, 2))
  }

  private func child(
    aged age: Int, on opened: Day, basis: LegalBasis = .assistance
  ) throws -> (story: CaseStory, decision: RecordID, on: Day) {
    let story = try CaseStory(in: municipality, year: opened.year, diary: diary)
    story.open(on: opened, born: (opened.year - age)...(opened.year - age))
    let investigation = story.investigate(
      story.report(on: opened), on: opened.adding(days: 4).onWorkday)
    let day = investigation.opened.adding(days: diary.dice.number(30...80)).onWorkday
    return (story, story.concludeWithMeasure(investigation, on: day, basis: basis), day)
  }

  // MARK: At home

  private func writeHelpAtHome() throws {
    let (story, decision, day) = try child(aged: 6, on: .of(2016, 10, 10))
    let measure = story.start(
      .assistance, under: decision, on: day, category: "3.9", class: "change", entry: "m03")
    let plan = story.plan(for: measure, on: day)
    for months in 1...3 {
      story.note(
        SessionHeld(
          session: story.newRecord(), sessionKind: "guidance", recipient: "parents",
          measure: measure.id),
        on: .of(2017, months, 8))
    }
    story.note(
      FamilyCouncilHeld(
        council: story.newRecord(), councilKind: "responsible-group", plan: plan.id),
      on: .of(2017, 3, 15))
    story.evaluate(plan, every: 6, through: .of(2017, 12, 20))
  }

  // MARK: Outside the home

  /// One home in the municipality and one in another, each looked into and approved by the
  /// municipality that it lies in.
  private func approveHomes() throws -> [Subject] {
    try [("0625", "2016-1"), ("0602", "2016-2")].map { office, key in
      let home = Ledger(
        try .named(.home, "\(municipality.office)-\(key)"), of: municipality, diary: diary)
      let approval = diary.dice.recordID()
      home.note(
        HomeRegistered(homeKind: "foster-home", municipality: try .named(office)),
        on: .of(2016, 5, 9))
      home.note(
        ApprovalApplied(approval: approval, approvalScope: "general"), on: .of(2016, 5, 9))
      home.note(HomeAssessed(approval: approval, suitable: true), on: .of(2016, 8, 15))
      home.note(
        HomeApproved(approval: approval, approvedBy: try .named(office)), on: .of(2016, 8, 29))
      return home.subject
    } + approveLater()
  }

  /// Approved in 2017, and empty still.
  private func approveLater() throws -> [Subject] {
    let home = Ledger(
      try .named(.home, "\(municipality.office)-2017-1"), of: municipality, diary: diary)
    let approval = diary.dice.recordID()
    home.note(
      HomeRegistered(homeKind: "visiting-home", municipality: municipality.office),
      on: .of(2017, 1, 9))
    home.note(ApprovalApplied(approval: approval, approvalScope: "general"), on: .of(2017, 1, 9))
    home.note(HomeAssessed(approval: approval, suitable: true), on: .of(2017, 3, 6))
    home.note(
      HomeApproved(approval: approval, approvedBy: municipality.office), on: .of(2017, 3, 20))
    return []
  }

  private func writeFosterChild(in home: Subject, starting start: Day) throws {
    let (story, decision, _) = try child(aged: 5, on: .of(2016, 6, 6), basis: .careOrder)
    let measure = story.start(.careOrder, under: decision, on: start, category: "2.2")
    let placement = story.place(
      under: measure, in: "foster-home", at: municipality.office, on: start)
    story.note(
      PlacementHomeSet(placement: placement.id, fosterHome: home.description), on: start)
    story.note(
      SupervisorAppointed(placement: placement.id, worker: municipality.workers[1]),
      on: .of(2017, 1, 4))
    _ = story.plan(for: measure, on: start)
    for quarter in 0..<4 {
      let day = Day.of(2017, 1 + quarter * 3, 2 + quarter)
      story.note(
        FollowUpVisitDone(visit: story.newRecord(), placement: placement.id), on: day.onWorkday)
      story.note(
        SupervisionVisitDone(visit: story.newRecord(), placement: placement.id),
        on: day.adding(days: 7).onWorkday)
      story.note(
        SessionHeld(
          session: story.newRecord(), sessionKind: "guidance",
          recipient: quarter % 2 == 0 ? "foster-parents" : "parents", placement: placement.id),
        on: day.adding(days: 14).onWorkday)
      story.note(
        VisitationHeld(
          visitation: story.newRecord(), party: "mother", supervised: true,
          visitationOutcome: quarter == 3 ? "cancelled-family" : "held",
          placement: placement.id),
        on: day.adding(days: 20).onWorkday)
    }
  }

  private func writeInstitution() throws {
    let (story, decision, day) = try child(aged: 14, on: .of(2017, 1, 16), basis: .voluntary)
    let start = day.adding(days: 10).onWorkday
    let measure = story.start(.voluntary, under: decision, on: start, category: "1.1")
    let placement = story.place(
      under: measure, in: "institution", at: municipality.office, on: start)
    let plan = story.plan(for: measure, on: start)
    story.note(
      FollowUpVisitDone(visit: story.newRecord(), placement: placement.id),
      on: start.adding(days: 45).onWorkday)
    story.evaluate(plan, every: 6, through: .of(2017, 12, 20))
  }

  // MARK: Older and alone

  /// A young person who lived in a foster home, and has help after the age of 18.
  private func writeAftercare() throws {
    let (story, decision, day) = try child(aged: 17, on: .of(2016, 3, 7))
    let help = story.start(.assistance, under: decision, on: day, category: "4.6")
    let plan = story.plan(for: help, on: day)
    story.evaluate(plan, every: 6, through: .of(2017, 12, 20))
    let grown = story.decide(.assistance, on: .of(2017, 4, 3))
    story.note(
      AftercareAssessed(assessment: story.newRecord(), contacted: true), on: .of(2017, 3, 13))
    _ = story.start(
      .assistance, under: grown, on: .of(2017, 4, 18), category: "8.1", class: "compensating",
      entry: "m12")
  }

  private func writeUnaccompanied() throws {
    let (story, decision, day) = try child(aged: 15, on: .of(2017, 1, 9))
    let settled = day.adding(days: 20).onWorkday
    let measure = story.start(.assistance, under: decision, on: settled, category: "8.2")
    let plan = story.plan(for: measure, on: settled)
    story.note(
      MinorSettled(settlement: story.newRecord(), settlementHousing: "shared-housing"),
      on: settled)
    story.evaluate(plan, every: 6, through: .of(2017, 12, 20))
  }
}
