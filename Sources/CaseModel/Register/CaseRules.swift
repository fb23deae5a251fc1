// What the register demands of a case as a whole (Sak).

extension RegisterRule {
  static let caseRules: [RegisterRule] = [
    RegisterRule("BVR-Sak-1", .error) { $0.farDates },
    RegisterRule("BVR-Sak-2a", .error) { $0.reversed(.case) },
    RegisterRule("BVR-Sak-7", .warning, .report) { folder in
      folder.hasTurned(25) && folder.isRunning ? folder.ofCase() : []
    },
    RegisterRule("BVR-Sak-8", .error, .report) { folder in
      folder.hasTurned(18) && folder.isRunning && folder.records(.measure).isEmpty
        ? folder.ofCase() : []
    },
    // A case is opened before its first record is written, so an own act is not told.
    RegisterRule("BVR-Sak-21", .error, atAppend: .never) { folder in
      let isEmpty = recordsOfCase.allSatisfy { folder.records($0).isEmpty }
      return isEmpty && folder.end == nil ? folder.ofCase() : []
    },
    RegisterRule("BVR-Sak-22", .warning) { folder in
      folder.file.strayDeletions.flatMap { deletion in
        let fields = deletion.event.fields
        return folder.ofCase(
          .record, fields.text(.recordType) ?? "", fields.id(.record)?.description ?? "")
      }
    },
    RegisterRule("BVR-Sak-23", .info, atAppend: .told(.warning)) { $0.closedOverOpen },
  ]

  /// The records that make a case one: without any, it is empty.
  private static let recordsOfCase: [EpisodeKind] = [
    .report, .investigation, .decision, .measure, .plan, .aftercare, .boardReferral,
  ]
}

extension RegisterCase {
  /// A breach by the case itself.
  fileprivate func ofCase(_ field: Field? = nil, _ details: String...) -> [RegisterBreach] {
    own.map { [RegisterBreach($0, field, details: details)] } ?? []
  }

  /// Whether the case, or a record in it other than a decision, has no end.
  fileprivate var isRunning: Bool {
    end == nil
      || RegisterCase.recordsWithEnd.contains { records($0).contains { $0.end == nil } }
  }

  /// The records that the register gives an end (Konklusjon), decisions aside.
  private static let recordsWithEnd: [EpisodeKind] = [
    .report, .investigation, .measure, .plan, .aftercare,
  ]

  /// A date more than 26 calendar years away is a slip of the pen (BVR-Sak-1).
  ///
  /// The day of birth is not among the dates: its KOSTRA twin names those of records only.
  fileprivate var farDates: [RegisterBreach] {
    let window = Day.first(of: day.year - 26)...Day.last(of: day.year + 26)
    var found: [RegisterBreach] = []
    for index in file.episodes.indices {
      guard let far = file.episodes[index].firstDate(outside: window) else { continue }
      found.append(
        RegisterBreach(
          file.episodes[index], nil, far.description, window.lowerBound.description,
          window.upperBound.description))
    }
    return found
  }

  /// A closed case in which something goes on (BVR-Sak-23).
  ///
  /// A placement counts too: it is a part of the register's measure. A decision without a lapse
  /// date is what a decision usually is: the register tells, we only before a delivery.
  fileprivate var closedOverOpen: [RegisterBreach] {
    guard end != nil, let own else { return [] }
    let open = { (kind: EpisodeKind) in self.records(kind).contains { $0.end == nil } }
    let kinds = (RegisterCase.recordsWithEnd + [.placement]).filter(open).map(\.rawValue)
    var found: [RegisterBreach] = []
    if !kinds.isEmpty {
      found.append(RegisterBreach(own, nil, kinds.sorted().joined(separator: ", ")))
    }
    if open(.decision) {
      found.append(RegisterBreach(own, nil, EpisodeKind.decision.rawValue, atAppend: .never))
    }
    return found
  }
}

extension Episode {
  /// The first of its dates that lies outside a window.
  fileprivate func firstDate(outside window: ClosedRange<Day>) -> Day? {
    if !window.contains(start) { return start }
    if let end, !window.contains(end) { return end }
    if let mark = marks.first(where: { !window.contains($0.day) }) { return mark.day }
    for entry in attributes.entries {
      if case .day(let day) = entry.value, !window.contains(day) { return day }
    }
    return nil
  }
}
