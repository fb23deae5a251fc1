// What the register demands of an investigation (Undersokelse).

extension RegisterRule {
  static let investigationRules: [RegisterRule] = [
    RegisterRule("BVR-Undersokelse-2a", .error) { $0.reversed(.investigation) },
    RegisterRule("BVR-Undersokelse-2c", .error) { $0.endingAfterCase(.investigation) },
    RegisterRule("BVR-Undersokelse-2e", .error) { $0.startingBeforeCase(.investigation) },
    RegisterRule("BVR-Undersokelse-3", .error) { folder in
      folder.records(.investigation)
        .filter { folder.lacks(.groundSpecification, in: .grounds, of: $0) }
        .map { RegisterBreach($0, .grounds) }
    },
    RegisterRule("BVR-Undersokelse-7", .error) { folder in
      folder.records(.investigation)
        .filter { $0.leadsToMeasure && $0.attributes.values(.grounds).isEmpty }
        .map { RegisterBreach($0, .grounds, $0.outcome ?? "") }
    },
    RegisterRule("BVR-Undersokelse-11", .warning, .report) { folder in
      folder.records(.investigation).compactMap { folder.overdue($0) }
    },
    RegisterRule("BVR-Undersokelse-19", .error) { folder in
      folder.twins(folder.records(.investigation))
    },
    RegisterRule("BVR-Undersokelse-20", .error) { folder in
      folder.records(.investigation)
        .filter { folder.file.parent(of: $0, .report) == nil }
        .map { RegisterBreach($0, .reports) }
    },
    RegisterRule("BVR-Undersokelse-21", .error) { $0.withoutDecision },
  ]
}

extension Episode {
  /// Whether an investigation was concluded with a measure, or a petition for one.
  fileprivate var leadsToMeasure: Bool { outcome == "1" || outcome == "2" }
}

extension RegisterCase {
  /// An investigation not concluded 7 and 90 days after the first report it comes from, or 7 and
  /// 180 with an extension granted (BVR-Undersokelse-11).
  ///
  /// The register counts days. What the Act says, in calendar months, is the law table's to count.
  fileprivate func overdue(_ investigation: Episode) -> RegisterBreach? {
    let reports = investigation.parents.compactMap { file.episode(.report, $0)?.start }
    guard investigation.end == nil, let received = reports.min() else { return nil }
    let isExtended = investigation.attributes.text(.granted) == "1"
    let limit = received.adding(days: isExtended ? 7 + 180 : 7 + 90)
    guard day > limit else { return nil }
    return RegisterBreach(investigation, nil, limit.description, received.description)
  }

  /// Investigations that led to a measure and to no decision in the file: neither does the
  /// conclusion name one, nor does one follow from it (BVR-Undersokelse-21).
  ///
  /// A petition to the board (conclusion 2) may still be on its way, so that is only warned of.
  fileprivate var withoutDecision: [RegisterBreach] {
    let concluded = records(.investigation).filter(\.leadsToMeasure)
    guard !concluded.isEmpty else { return [] }
    let followed = Set(records(.decision).flatMap(\.parents))
    return concluded.compactMap { investigation in
      let named = investigation.attributes.id(.decision)
      guard investigation.id.map(followed.contains) != true,
        named.flatMap({ file.episode(.decision, $0) }) == nil
      else { return nil }
      return RegisterBreach(
        investigation, .decision, investigation.outcome ?? "",
        severity: investigation.outcome == "2" ? .warning : nil)
    }
  }
}
