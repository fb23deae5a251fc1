// What the register demands of a measure (Tiltak) and its legal basis (Lovhjemmel).

extension RegisterRule {
  static let measureRules: [RegisterRule] = [
    RegisterRule("BVR-Tiltak-2a", .error) { $0.reversed(.measure) },
    RegisterRule("BVR-Tiltak-2c", .error) { $0.endingAfterCase(.measure) },
    RegisterRule("BVR-Tiltak-2e", .error) { $0.startingBeforeCase(.measure) },
    RegisterRule("BVR-Tiltak-5", .warning, .report, atAppend: .told(.warning)) { folder in
      folder.measures("4.1", ofChildOlderThan: 7)
    },
    RegisterRule("BVR-Tiltak-6", .warning, .report, atAppend: .told(.warning)) { folder in
      folder.measures("4.2", ofChildOlderThan: 11)
    },
    RegisterRule("BVR-Tiltak-7", .error) { folder in
      folder.measures { measure in
        guard let category = measure.attributes.text(.category), vague.contains(category),
          !folder.has(.specification, measure)
        else { return nil }
        return RegisterBreach(measure, .category, category)
      }
    },
    RegisterRule("BVR-Tiltak-8", .error) { folder in
      folder.measures { measure in
        guard measure.attributes.text(.revocation) == "4",
          !folder.has(.revocationSpecification, measure)
        else { return nil }
        return RegisterBreach(measure, .revocation)
      }
    },
    RegisterRule("BVR-Tiltak-9", .warning, .report) { $0.overlappingPlacements },
    RegisterRule("BVR-Tiltak-12", .error) { folder in
      folder.measures { measure in
        guard measure.end != nil, measure.attributes.text(.revocation) == nil,
          measure.isPlacementMeasure, folder.file.isCareOrder(measure)
        else { return nil }
        return RegisterBreach(measure, .revocation, measure.attributes.text(.category) ?? "")
      }
    },
    RegisterRule("BVR-Tiltak-13", .error, .report) { folder in
      guard folder.hasTurned(18) else { return [] }
      return folder.measures { measure in
        measure.isOpen(on: folder.day) && folder.file.isCareOrder(measure)
          ? RegisterBreach(measure, nil, measure.start.description) : nil
      }
    },
    RegisterRule("BVR-Tiltak-14", .error) { $0.sectionsNought },
    RegisterRule("BVR-Tiltak-19", .warning, .report) { folder in
      folder.twins(folder.records(.measure))
    },
    RegisterRule("BVR-Tiltak-20", .error) { folder in
      folder.measures { measure in
        folder.file.parent(of: measure, .decision) == nil
          ? RegisterBreach(measure, .decision) : nil
      }
    },
    RegisterRule("BVR-Tiltak-21", .error) { folder in
      folder.measures { folder.basisUnlikeDecision($0) }
    },
    RegisterRule("BVR-Tiltak-22", .warning, .report) { $0.measures(of: "1.99") },
    RegisterRule("BVR-Tiltak-23", .warning, .report) { $0.measures(of: "2.99") },
  ]

  /// The categories that say "other".
  private static let vague: Set<String> = [
    "1.99", "2.99", "3.7", "3.99", "4.99", "5.99", "6.99", "7.99", "8.99",
  ]
}

extension RegisterCase {
  fileprivate func measures(_ breach: (Episode) -> RegisterBreach?) -> [RegisterBreach] {
    records(.measure).compactMap(breach)
  }

  fileprivate func measures(of category: String) -> [RegisterBreach] {
    measures { measure in
      measure.attributes.text(.category) == category
        ? RegisterBreach(measure, .category, category) : nil
    }
  }

  /// Measures of a category for a child older than it is meant for (BVR-Tiltak-5, -6), counted in
  /// whole years on the measure's last day, or on the day of delivery while it goes on.
  fileprivate func measures(
    _ category: String, ofChildOlderThan limit: Int
  ) -> [RegisterBreach] {
    measures { measure in
      guard measure.attributes.text(.category) == category,
        let age = age(on: min(measure.end ?? day, day)), age > limit
      else { return nil }
      return RegisterBreach(measure, .category, "\(age)")
    }
  }

  /// Placement measures more than 90 days of which another goes on too; one without an end goes on
  /// until the day of delivery (BVR-Tiltak-9).
  fileprivate var overlappingPlacements: [RegisterBreach] {
    var found: [RegisterBreach] = []
    var longest: (measure: Episode, end: Day)?
    // Episodes come in the order of their start.
    for measure in records(.measure) where measure.isPlacementMeasure {
      let end = measure.end ?? day
      if let earlier = longest, min(earlier.end, end).days(since: measure.start) > 90 {
        let (first, second) = (earlier.measure.start.description, measure.start.description)
        found.append(RegisterBreach(measure, nil, second, first))
      }
      if longest.map({ end > $0.end }) ?? true { longest = (measure, end) }
    }
    return found
  }

  /// Chapter, section, paragraph or sentence 0 (BVR-Tiltak-14): of a measure's own legal basis, and
  /// of a decision's, which its measures take over.
  fileprivate var sectionsNought: [RegisterBreach] {
    (records(.decision) + records(.measure)).compactMap { record in
      record.attributes.noughtInLegalBasis.map { RegisterBreach(record, $0) }
    }
  }

  /// A measure under another section than one of its decisions (BVR-Tiltak-21).
  ///
  /// The register's own history says that a decision may hold measures with legal bases of their
  /// own; its rule refuses that, and the rule is what a delivery meets.
  fileprivate func basisUnlikeDecision(_ measure: Episode) -> RegisterBreach? {
    guard let basis = file.legalBasis(of: measure) else { return nil }
    for id in measure.parents {
      guard let decision = file.episode(.decision, id),
        let other = LegalBasis(decision.attributes), !basis.isSameSection(as: other)
      else { continue }
      return RegisterBreach(measure, .section, basis.description, other.description)
    }
    return nil
  }
}

extension Fields {
  /// The part of the legal basis that is 0; nil if none is.
  fileprivate var noughtInLegalBasis: Field? {
    [Field.chapter, .section].first { text($0).flatMap { Int($0) } == 0 }
      ?? [Field.paragraphs, .sentences].first { values($0).contains(.number(0)) }
  }
}
