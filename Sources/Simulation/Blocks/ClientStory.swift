import CaseModel

/// One person's file at the social services as its caseworkers write it (personmappe).
struct ClientStory: Story {
  let subject: Subject
  let municipality: Municipality
  let worker: String
  let diary: Diary
  let number: UInt64
  /// The file's number in the municipality: at most eight characters.
  private let journal: String

  /// The next file of a municipality, numbered within the year it was opened in.
  init(in municipality: Municipality, year: Int, diary: Diary) throws {
    let serial = diary.nextFile(.person, of: municipality, year: year)
    subject = try Subject.named(.person, "\(municipality.office)-\(year)-\(serial)")
    journal = "\(String(year).suffix(2))-\(serial)"
    self.municipality = municipality
    worker = diary.dice.pick(municipality.workers)
    self.diary = diary
    number = diary.newStory()
  }

  /// Opens the file of a grown person, gives it to its caseworker and says how the person lives.
  func open(on day: Day, ages: ClosedRange<Int> = 18...66) {
    let (age, sex) = roll { ($0.number(ages), $0.pick(["1", "2"])) }
    note(
      PersonOpened(journal: journal, birthYear: Int64(day.year - age), sex: sex), on: day)
    note(PersonAssigned(worker: worker), on: day)
    note(situation(age: age), on: day)
  }

  private func situation(age: Int) -> SituationRecorded {
    roll { dice in
      let income = dice.pick(["1", "3", "3", "5", "5", "5", "9"])
      return SituationRecorded(
        maritalStatus: dice.pick(["1", "1", "1", "2", "3", "4"]),
        citizenship: dice.chance(85) ? "norwegian" : "foreign",
        children: Int64(dice.chance(70) ? 0 : dice.number(1...4)), mainIncome: income,
        largestBenefit: income == "3" ? dice.pick(["attforing", "04", "07"]) : "12",
        housing: dice.pick(["1", "1", "1", "2", "4"]))
    }
  }

  /// Says that the person is a refugee, from a day on (flyktning).
  func isRefugee(on day: Day, settled: Day) {
    note(RefugeeStatusSet(refugeeStatus: "refugee", settledOn: settled), on: day)
  }

  /// Closes the file (personmappe avsluttet).
  func close(on day: Day) {
    let reason = roll { $0.pick(["self-supported", "benefit", "moved"]) }
    note(PersonClosed(reason: reason), on: day)
  }
}

/// A decision on financial aid as its story remembers it (vedtak).
struct AidNote {
  /// The record.
  let decision: RecordID
  /// What it grants; nil if it refuses.
  let kind: String?
  /// The days on which it may be paid.
  let period: ClosedRange<Day>
}

extension ClientStory {
  /// The person applies for financial aid, and it is decided some days later (søknad og vedtak).
  /// - Parameters:
  ///   - day: the day of the decision.
  ///   - days: how many days earlier the application came.
  ///   - granted: whether it grants what was applied for.
  ///   - recorded: when the decision was recorded, if not at once.
  func decideAid(
    on day: Day, after days: Int, granted: Bool, recorded: Day? = nil
  ) -> AidNote {
    let (application, decision) = (newRecord(), newRecord())
    let (kind, isUrgent, length) = roll { dice in
      (
        dice.pick(["subsistence", "subsistence", "rent", "electricity", "health", "other"]),
        granted && dice.chance(8), dice.number(27...60)
      )
    }
    let applied = day.adding(days: isUrgent ? 0 : -days)
    note(
      SupportApplied(
        application: application, appliedFor: "financial-aid", benefitKinds: [kind],
        urgent: isUrgent ? true : nil),
      on: applied, recorded: applied.onWorkday.notAfter(recorded ?? day.onWorkday))
    let period = day...day.adding(days: length)
    note(
      SupportDecided(
        decision: decision, service: "financial-aid",
        supportOutcome: granted ? "granted" : "refused",
        legalBasis: [kind == "other" ? "LOST-5-2" : "LOST-5-1"], application: application,
        benefitKinds: [kind], periodFrom: granted ? period.lowerBound : nil,
        periodTo: granted ? period.upperBound : nil, emergency: isUrgent ? true : nil),
      on: day, recorded: recorded)
    note(
      ApplicationDecided(application: application, decision: decision), on: day,
      recorded: recorded)
    return AidNote(decision: decision, kind: granted ? kind : nil, period: period)
  }

  /// A decision made long ago, under which one may be paid still (eldre vedtak).
  func decideBenefit(
    _ kind: String, service: String, under basis: String, for period: ClosedRange<Day>
  ) -> AidNote {
    let decision = newRecord()
    note(
      SupportDecided(
        decision: decision, service: service, supportOutcome: "granted", legalBasis: [basis],
        benefitKinds: [kind], periodFrom: period.lowerBound, periodTo: period.upperBound),
      on: period.lowerBound)
    return AidNote(decision: decision, kind: kind, period: period)
  }

  /// Money that was, or will be, paid under a decision: the act, to be written or to replace a
  /// wrong one.
  ///
  /// The amount is in øre.
  func payment(
    of amount: Int64, under aid: AidNote, id: RecordID? = nil
  ) -> PaymentMade {
    PaymentMade(
      payment: id ?? newRecord(), decision: aid.decision, benefitKind: aid.kind ?? "other",
      aidForm: "grant", amount: amount)
  }

  /// Pays, takes the money back as paid wrongly, and pays rightly (tilbakeføring).
  func payTwice(_ amount: Int64, under aid: AidNote, on day: Day) {
    let wrong = payment(of: amount, under: aid)
    note(wrong, on: day)
    note(
      PaymentReversed(
        reversal: newRecord(), payment: wrong.payment, amount: amount,
        reversalReason: "wrong-amount"),
      on: day)
    note(payment(of: amount, under: aid), on: day)
  }

  /// Money comes back from others (refusjon).
  ///
  /// The amount is in øre.
  func refund(_ amount: Int64, from source: String, on day: Day) {
    note(RefundReceived(refund: newRecord(), refundSource: source, amount: amount), on: day)
  }

  /// Advice and guidance (råd og veiledning).
  func counsel(on day: Day) {
    let kind = roll { $0.pick(["general", "financial", "housing", "work"]) }
    note(CounsellingGiven(counselling: newRecord(), counsellingKind: kind), on: day)
  }

  /// Debt counselling for a time (gjeldssak).
  func counselDebt(from day: Day, until end: Day?) {
    let (id, debt, outcome) = roll { dice in
      (
        dice.recordID(), Int64(dice.number(40...900)) * 100_000,
        dice.pick(["agreement", "solved", "no-agreement", "withdrawn"])
      )
    }
    note(DebtCaseOpened(debtCase: id, debt: debt), on: day)
    if let end { note(DebtCaseClosed(debtCase: id, debtOutcome: outcome), on: end) }
  }

  /// An application for the housing allowance of a term, and the answer (bostøtte).
  func applyForAllowance(
    _ term: (year: Int, term: String), isNew: Bool, granted: Bool, on day: Day, answered: Day
  ) {
    let (id, monthly) = roll { ($0.recordID(), Int64($0.number(400...2800)) * 100) }
    note(
      HousingAllowanceApplied(
        allowance: id, termYear: Int64(term.year), term: term.term, firstTime: isNew),
      on: day)
    note(
      HousingAllowanceDecided(
        allowance: id, allowanceOutcome: granted ? "granted" : "refused",
        monthly: granted ? monthly : nil),
      on: answered)
  }

  /// The person takes part in the introduction programme (introduksjonsprogram).
  func enterIntroduction(on day: Day, under decision: RecordID) {
    note(
      ProgrammeEntered(
        enrolment: newRecord(), programme: "introduction", entryBasis: "decision",
        decision: decision),
      on: day)
  }
}
