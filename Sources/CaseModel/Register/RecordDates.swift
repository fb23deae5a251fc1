// What the rules of many records have in common: a record's days lie in order, and within those of
// the case.

extension RegisterCase {
  /// The last day of the case (Sak SluttDato); nil while it is open.
  var end: Day? { own?.end }

  /// Records that begin after they end.
  func reversed(_ kind: EpisodeKind) -> [RegisterBreach] {
    records(kind).compactMap { record in
      guard let end = record.end, record.start > end else { return nil }
      return RegisterBreach(record, nil, record.start.description, end.description)
    }
  }

  /// Records that end after the case does.
  func endingAfterCase(_ kind: EpisodeKind) -> [RegisterBreach] {
    guard let last = end else { return [] }
    return records(kind).compactMap { record in
      guard let end = record.end, end > last else { return nil }
      return RegisterBreach(record, nil, end.description, last.description)
    }
  }

  /// Records that begin before the case does.
  func startingBeforeCase(_ kind: EpisodeKind) -> [RegisterBreach] {
    guard let first = own?.start else { return [] }
    return records(kind).compactMap { record in
      guard record.start < first else { return nil }
      return RegisterBreach(record, nil, record.start.description, first.description)
    }
  }

  /// Records that begin after the case has ended.
  func startingAfterCase(_ kind: EpisodeKind) -> [RegisterBreach] {
    guard let last = end else { return [] }
    return records(kind).compactMap { record in
      guard record.start > last else { return nil }
      return RegisterBreach(record, nil, record.start.description, last.description)
    }
  }

  /// Records under the Act of 1992 after it ended, or under that of 2021 before it began
  /// (BVR-Vedtak-5, BVR-Oversendelse-5). Other Acts, and further sections, are not tested.
  func underWrongAct(_ kind: EpisodeKind) -> [RegisterBreach] {
    records(kind).compactMap { record in
      let act = record.attributes.text(.act) ?? ""
      let isNew = record.start.year >= 2023
      guard act == "BVL" && isNew || act == "BVL2021" && !isNew else { return nil }
      return RegisterBreach(record, .act, act, record.start.description)
    }
  }
}
