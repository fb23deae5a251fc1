import CaseModel

/// A measure as its story remembers it (tiltak).
struct MeasureNote {
  /// The record.
  let id: RecordID
  /// The day it started.
  let start: Day
  /// What it was decided on.
  let basis: LegalBasis
}

/// A plan as its story remembers it (tiltaksplan).
struct PlanNote {
  /// The record.
  let id: RecordID
  /// The day it was adopted.
  let adopted: Day
}

extension CaseStory {
  /// A measure is granted and starts (tiltak innvilget og iverksatt).
  /// - Parameters:
  ///   - category: the register's category; nil for one that fits the basis.
  ///   - class: change, compensating or controlling; nil for one that fits the basis.
  ///   - entry: the key that it has in the municipality's catalogue, if it was chosen there.
  func start(
    _ basis: LegalBasis, under decision: RecordID, on day: Day, category: String? = nil,
    class chosenClass: String? = nil, entry: String? = nil
  ) -> MeasureNote {
    let (fitting, fittingClass) = roll { dice in basis.category(&dice) }
    let (chosen, kind, id) = (category ?? fitting, chosenClass ?? fittingClass, newRecord())
    note(
      MeasureGranted(measure: id, decision: decision, category: chosen, class: kind), on: day)
    if let entry { note(MeasureChosen(measure: id, entryKey: entry), on: day) }
    note(
      MeasureStarted(
        measure: id, category: chosen, class: kind, decision: decision, basis: basis.rawValue),
      on: day)
    return MeasureNote(id: id, start: day, basis: basis)
  }

  /// The measure ends with an outcome (tiltak avsluttet).
  func end(_ measure: MeasureNote, on day: Day) {
    let outcome = roll { $0.pick(["goal-reached", "partly-reached", "not-reached", "broken-off"]) }
    let revoked = measure.basis == .careOrder ? "1" : nil
    note(MeasureEnded(measure: measure.id, outcome: outcome, revocation: revoked), on: day)
  }

  /// A plan of measures is adopted (tiltaksplan vedtatt).
  func plan(for measure: MeasureNote, on day: Day, evaluateBy: Day? = nil) -> PlanNote {
    let type = measure.basis == .careOrder ? "4" : "1"
    let id = newRecord()
    note(
      PlanAdopted(plan: id, planType: type, measure: measure.id, evaluateBy: evaluateBy), on: day)
    return PlanNote(id: id, adopted: day)
  }

  /// The plan is evaluated (tiltaksplan evaluert).
  func evaluate(_ plan: PlanNote, on day: Day, recorded: Day? = nil) {
    note(PlanEvaluated(plan: plan.id), on: day, recorded: recorded)
  }

  /// The plan is evaluated again and again, always in time, for as long as it must be.
  /// - Returns: the days on which it was.
  @discardableResult
  func evaluate(_ plan: PlanNote, every months: Int, through last: Day) -> [Day] {
    var days: [Day] = []
    var due = plan.adopted.adding(months: months)
    while due < last {
      let day = due.adding(days: -roll { $0.below(20) })
      evaluate(plan, on: day)
      days.append(day)
      due = day.adding(months: months)
    }
    return days
  }

  /// The plan is closed (tiltaksplan avsluttet).
  func close(_ plan: PlanNote, on day: Day) { note(PlanClosed(plan: plan.id), on: day) }

  /// A measure with a plan from its first day.
  func startWithPlan(
    under decision: RecordID, on day: Day
  ) -> (measure: MeasureNote, plan: PlanNote) {
    let measure = start(.assistance, under: decision, on: day)
    return (measure, plan(for: measure, on: day))
  }
}

extension LegalBasis {
  /// A category of the register, and the class of such a measure.
  fileprivate func category(_ dice: inout Dice) -> (category: String, kind: String) {
    switch self {
    case .assistance:
      let kind = dice.pick(["change", "change", "change", "compensating", "controlling"])
      switch kind {
      case "change": return (dice.pick(["3.2", "3.4", "3.5", "3.6", "3.9", "3.10"]), kind)
      case "compensating": return (dice.pick(["4.3", "4.4", "4.5", "4.6"]), kind)
      default: return (dice.pick(["5.1", "5.4"]), kind)
      }
    case .voluntary: return (dice.pick(["2.1", "2.2"]), "compensating")
    case .careOrder: return (dice.pick(["2.1", "2.2", "2.3"]), "compensating")
    case .emergency: return ("2.5", "compensating")
    }
  }
}
