// What the register demands of a report of concern (Melding, Melder, Saksinnhold).

extension RegisterRule {
  static let reportRules: [RegisterRule] = [
    RegisterRule("BVR-Melding-2a", .error) { $0.reversed(.report) },
    RegisterRule("BVR-Melding-2c", .error) { $0.endingAfterCase(.report) },
    RegisterRule("BVR-Melding-2e", .error) { $0.startingBeforeCase(.report) },
    RegisterRule("BVR-Melding-3", .warning, .report) { folder in
      folder.records(.report).compactMap { report in
        let limit = report.start.adding(days: 7)
        guard let end = report.end, end > limit else { return nil }
        return RegisterBreach(report, nil, end.description, limit.description)
      }
    },
    RegisterRule("BVR-Melding-4", .error) { folder in
      folder.records(.report)
        .filter { $0.end != nil && $0.attributes.values(.reporters).isEmpty }
        .map { RegisterBreach($0, .reporters) }
    },
    RegisterRule("BVR-Melding-5", .error) { folder in
      folder.records(.report)
        .filter { $0.end != nil && $0.attributes.values(.contents).isEmpty }
        .map { RegisterBreach($0, .contents) }
    },
    RegisterRule("BVR-Melding-19", .info, .report) { folder in
      folder.twins(folder.records(.report).filter { $0.end != nil })
    },
    RegisterRule("BVR-Melder-2", .error) { folder in
      folder.records(.report)
        .filter { folder.lacks(.reporterSpecification, in: .reporters, of: $0) }
        .map { RegisterBreach($0, .reporters) }
    },
    RegisterRule("BVR-Saksinnhold-2", .error) { folder in
      folder.records(.report)
        .filter { folder.lacks(.contentSpecification, in: .contents, of: $0) }
        .map { RegisterBreach($0, .contents) }
    },
  ]
}
