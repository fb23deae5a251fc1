// What the register demands of a report of concern (Melding, Melder, Saksinnhold).

extension RegisterRule {
  static let reportRules: [RegisterRule] = [
    RegisterRule("BVR-Melding-4", .error) { folder in
      folder.file.episodes(.report)
        .filter { $0.end != nil && $0.attributes.values(.reporters).isEmpty }
        .map { RegisterBreach($0, .reporters) }
    },
    RegisterRule("BVR-Melding-5", .error) { folder in
      folder.file.episodes(.report)
        .filter { $0.end != nil && $0.attributes.values(.contents).isEmpty }
        .map { RegisterBreach($0, .contents) }
    },
    RegisterRule("BVR-Melder-2", .error) { folder in
      folder.file.episodes(.report)
        .filter { folder.lacks(.reporterSpecification, for: ["22"], in: .reporters, of: $0) }
        .map { RegisterBreach($0, .reporters) }
    },
    RegisterRule("BVR-Saksinnhold-2", .error) { folder in
      folder.file.episodes(.report)
        .filter { folder.lacks(.contentSpecification, for: ["18", "19"], in: .contents, of: $0) }
        .map { RegisterBreach($0, .contents) }
    },
  ]
}
