import CaseModel

/// A placement as its story remembers it (plassering).
struct PlacementNote {
  /// The record.
  let id: RecordID
  /// The day the child moved in.
  let start: Day
}

extension CaseStory {
  /// A child moves into a home outside its family (plassering).
  /// - Parameters:
  ///   - home: foster-home, institution, emergency-home, housing or relative.
  ///   - municipality: where the home lies.
  func place(
    under measure: MeasureNote, in home: String, at municipality: Office, on day: Day
  ) -> PlacementNote {
    let id = newRecord()
    note(
      PlacementStarted(
        placement: id, home: home, basis: measure.basis.rawValue, municipality: municipality,
        measure: measure.id, followUpFrequency: "4", supervisionFrequency: "4",
        supervisingOffice: municipality),
      on: day)
    return PlacementNote(id: id, start: day)
  }

  /// The service visits the child again and again (oppfølgingsbesøk).
  func visit(_ placement: PlacementNote, timesAYear times: Int, in period: ClosedRange<Day>) {
    for day in spread(timesAYear: times, over: period) {
      note(FollowUpVisitDone(visit: newRecord(), placement: placement.id), on: day)
    }
  }

  /// The supervising municipality visits again and again (tilsynsbesøk).
  func supervise(_ placement: PlacementNote, timesAYear times: Int, in period: ClosedRange<Day>) {
    for day in spread(timesAYear: times, over: period) {
      note(SupervisionVisitDone(visit: newRecord(), placement: placement.id), on: day)
    }
  }

  /// Days that come so many times a year, a little irregularly.
  private func spread(timesAYear times: Int, over period: ClosedRange<Day>) -> [Day] {
    let step = 365 / max(times, 1)
    var days: [Day] = []
    var day = period.lowerBound.adding(days: roll { $0.below(step) }).onWorkday
    while day <= period.upperBound {
      days.append(day)
      day = day.adding(days: step - 6 + roll { $0.below(7) }).onWorkday
    }
    return days
  }

  /// Written down that two visits a year are enough (redusert hyppighet).
  func reduceVisits(_ placement: PlacementNote, on day: Day) {
    note(VisitFrequencySet(placement: placement.id, followUpFrequency: "2"), on: day)
  }

  /// The child moves out (plassering avsluttet).
  func end(_ placement: PlacementNote, on day: Day) {
    note(PlacementEnded(placement: placement.id), on: day)
  }

  /// Responsibility for the supervision of a child whom another municipality has placed here
  /// (tilsynsbarn).
  func supervise(placedBy other: Office, on day: Day) -> RecordID {
    let id = newRecord()
    note(SupervisionAssumed(supervision: id, placedBy: other), on: day)
    return id
  }

  /// The responsibility ends.
  func endSupervision(_ supervision: RecordID, on day: Day) {
    note(SupervisionEnded(supervision: supervision), on: day)
  }
}
