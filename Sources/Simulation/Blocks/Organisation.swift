import CaseModel
import CaseService

/// What is written about something that is not a case: a unit, an order, a deviation.
struct Ledger {
  /// What it is about.
  let subject: Subject
  /// Whose it is.
  let municipality: Municipality
  private let diary: Diary
  private let number: UInt64

  /// - Parameter first: whether it comes before everything else on its day, as a unit must.
  init(_ subject: Subject, of municipality: Municipality, diary: Diary, first: Bool = false) {
    self.subject = subject
    self.municipality = municipality
    self.diary = diary
    number = first ? 0 : diary.newStory()
  }

  /// Writes an act by the leader, whose staff id is the municipality's first.
  func note(_ event: some TypedEvent, on day: Day) {
    let draft = Draft(
      event, on: subject, effective: day, office: municipality.office,
      actor: municipality.workers[0])
    diary.write(draft, recorded: day.onWorkday, story: number)
  }

  /// Rolls the scenario's dice.
  func roll<Result>(_ choose: (inout Dice) -> Result) -> Result { choose(&diary.dice) }
}

/// A figure or short fact that is given, not counted (referansetall).
struct GivenFigure {
  /// The code.
  let figure: String
  /// Which of several figures of that kind.
  var item: String?
  /// The number without its decimal point; nil for a text.
  var value: Int64?
  /// How many of its digits are decimals.
  var decimals: Int64 = 0
  /// A short fact that is no number.
  var text: String?
}

extension Municipality {
  /// The municipality's child welfare service is there from this day (enhet).
  func establish(on day: Day, diary: Diary) -> Ledger {
    let unit = Ledger(.unit(office), of: self, diary: diary, first: true)
    // A number that no unit can have: those in use begin with 8 or 9, and 99999 is not given out.
    unit.note(
      UnitEstablished(
        name: "\(name) barneverntjeneste", organisationNumber: "99999\(office)",
        municipalityName: name), on: day)
    return unit
  }

  /// A service below it: referrals and consultations are written there.
  func establish(service key: String, _ name: String, on day: Day, diary: Diary) throws -> Ledger {
    let unit = Ledger(
      try .named(.unit, "\(office)-\(key)"), of: self, diary: diary, first: true)
    unit.note(UnitEstablished(name: name, parent: "unit/\(office)"), on: day)
    return unit
  }

  /// An order of the County Governor arrives (pålegg).
  func receiveOrder(_ key: String, about subject: Subject, on day: Day, diary: Diary) throws
    -> Ledger
  {
    let order = Ledger(try .named(.order, key), of: self, diary: diary)
    order.note(
      OrderReceived(authority: "county-governor", case: subject.key, kind: "special-follow-up"),
      on: day)
    return order
  }

  /// A deviation is registered (avvik).
  func registerDeviation(
    _ key: String, kind: String, on day: Day, diary: Diary
  ) throws -> Ledger {
    let deviation = Ledger(try .named(.deviation, key), of: self, diary: diary)
    deviation.note(DeviationRegistered(kind: kind, severity: "high"), on: day)
    return deviation
  }
}

extension Ledger {
  /// Gives figures of a year.
  func give(_ figures: [GivenFigure], for year: Int, on day: Day, source: String) {
    for given in figures {
      note(
        ReferenceFigureSet(
          figure: given.figure, year: Int64(year), item: given.item, value: given.value,
          decimals: given.decimals == 0 ? nil : given.decimals, text: given.text,
          source: source),
        on: day)
    }
  }

  /// Says that a thing is not counted here: a table then says missing, not 0.
  func doesNotCount(_ thing: String, on day: Day) {
    note(CountingSet(counts: thing, counted: false), on: day)
  }

  /// A consultation without a case (konsultasjon).
  func consult(on day: Day) {
    let (id, kind, anonymous) = roll { dice in
      (
        dice.recordID(), dice.pick(["telephone", "conversation", "meeting"]), dice.chance(15)
      )
    }
    note(ConsultationHeld(consultation: id, kind: kind, anonymous: anonymous), on: day)
  }

  /// A family is referred to the service (henvisning).
  func refer(on day: Day) {
    let (id, service) = roll { ($0.recordID(), $0.pick(["family-team", "family-centre"])) }
    note(ReferralReceived(referral: id, service: service), on: day)
  }

  /// Something is done about an order.
  func actOnOrder(_ action: String, on day: Day) { note(OrderActionTaken(action: action), on: day) }

  /// The order is closed (pålegg lukket).
  func closeOrder(on day: Day) { note(OrderClosed(), on: day) }

  /// Something is done about a deviation.
  func actOnDeviation(_ action: String, on day: Day) {
    note(DeviationActionTaken(action: action), on: day)
  }

  /// The deviation is closed (avvik lukket).
  func closeDeviation(on day: Day) { note(DeviationClosed(), on: day) }
}
