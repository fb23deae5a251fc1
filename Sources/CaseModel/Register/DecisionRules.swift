// What the register demands of a decision (Vedtak), and of a private party's claim in it (Krav).

extension RegisterRule {
  static let decisionRules: [RegisterRule] = [
    RegisterRule("BVR-Vedtak-2a", .error) { $0.reversed(.decision) },
    RegisterRule("BVR-Vedtak-2c", .error) { $0.endingAfterCase(.decision) },
    RegisterRule("BVR-Vedtak-2e", .error) { $0.startingBeforeCase(.decision) },
    RegisterRule("BVR-Vedtak-2f", .error) { $0.reversed(.privateClaim) },
    RegisterRule("BVR-Vedtak-2g", .error) { folder in
      folder.claims { claim, decision in
        guard let end = claim.end, let lapsed = decision.end, end > lapsed else { return nil }
        return RegisterBreach(claim, nil, end.description, lapsed.description)
      }
    },
    RegisterRule("BVR-Vedtak-2h", .error) { folder in
      folder.claims { claim, decision in
        guard claim.start < decision.start else { return nil }
        return RegisterBreach(claim, nil, claim.start.description, decision.start.description)
      }
    },
    RegisterRule("BVR-Vedtak-2i", .info) { folder in
      folder.statuses { status, decision in
        guard let end = decision.end, status.day > end else { return nil }
        return RegisterBreach(
          decision, .status, status.code, status.day.description, end.description)
      }
    },
    RegisterRule("BVR-Vedtak-2j", .info) { folder in
      folder.statuses { status, decision in
        guard status.day < decision.start else { return nil }
        return RegisterBreach(
          decision, .status, status.code, status.day.description, decision.start.description)
      }
    },
    RegisterRule("BVR-Vedtak-3", .error) { folder in
      folder.records(.decision)
        .filter { $0.end == nil && ["3", "4"].contains($0.statuses.last?.code) }
        .map { RegisterBreach($0, .status, $0.statuses.last?.code ?? "") }
    },
    RegisterRule("BVR-Vedtak-4", .error) { folder in
      folder.records(.decision).compactMap { decision in
        guard let (field, act) = decision.unknownAct else { return nil }
        return RegisterBreach(decision, field, act)
      }
    },
    RegisterRule("BVR-Vedtak-5", .error) { $0.underWrongAct(.decision) },
    RegisterRule("BVR-Vedtak-19", .info, .report) { folder in
      folder.twins(folder.records(.decision))
    },
    RegisterRule("BVR-Vedtak-20", .warning) { $0.petitionsNotSent },
  ]
}

extension Episode {
  /// The statuses of a decision, in order of their day; the last one counts.
  var statuses: [(day: Day, code: String)] {
    let first = given.text(.status).map { [(day: start, code: $0)] } ?? []
    let later = marks(.decisionStatusChanged).compactMap { mark in
      mark.fields.text(.status).map { (day: mark.day, code: $0) }
    }
    return later.first.map { $0.day < start } == true
      ? (first + later).sorted { $0.day < $1.day } : first + later
  }

  /// An Act that the register does not have among those of a decision, and where it stands.
  fileprivate var unknownAct: (Field, String)? {
    let known: Set = ["BVL", "BVL2021", "BL1981"]
    let own = attributes.text(.act) ?? ""
    if !known.contains(own) { return (.act, own) }
    let also = attributes.values(.alsoUnder).map { String($0.plainText.prefix { $0 != " " }) }
    return also.first { !known.contains($0) }.map { (.alsoUnder, $0) }
  }
}

extension RegisterCase {
  fileprivate func claims(
    _ breach: (_ claim: Episode, _ decision: Episode) -> RegisterBreach?
  ) -> [RegisterBreach] {
    records(.privateClaim).compactMap { claim in
      file.parent(of: claim, .decision).flatMap { breach(claim, $0) }
    }
  }

  fileprivate func statuses(
    _ breach: (_ status: (day: Day, code: String), _ decision: Episode) -> RegisterBreach?
  ) -> [RegisterBreach] {
    records(.decision).flatMap { decision in
      decision.statuses.compactMap { breach($0, decision) }
    }
  }

  /// Decisions with status 2, a petition sent to the board, and no petition in the file
  /// (BVR-Vedtak-20).
  ///
  /// Which of the two the register wants linked to the other is not said: either way will do.
  fileprivate var petitionsNotSent: [RegisterBreach] {
    let waiting = records(.decision).filter { $0.statuses.last?.code == "2" }
    guard !waiting.isEmpty else { return [] }
    let followed = Set(records(.boardReferral).flatMap(\.parents))
    return
      waiting
      .filter { decision in
        decision.id.map(followed.contains) != true
          && file.parent(of: decision, .boardReferral) == nil
      }
      .map { RegisterBreach($0, .status) }
  }
}
