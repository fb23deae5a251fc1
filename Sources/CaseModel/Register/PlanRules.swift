// What the register demands of a plan (Plan) and its evaluations (Evaluering).

extension RegisterRule {
  static let planRules: [RegisterRule] = [
    RegisterRule("BVR-Plan-2a", .error) { $0.reversed(.plan) },
    RegisterRule("BVR-Plan-2c", .error) { $0.endingAfterCase(.plan) },
    RegisterRule("BVR-Plan-2e", .error) { $0.startingBeforeCase(.plan) },
    // The register's words name the plan's end, its test the end of the case: the test counts.
    RegisterRule("BVR-Plan-2f", .error) { folder in
      guard let last = folder.end else { return [] }
      return folder.evaluations { $0 > last ? last : nil }
    },
    RegisterRule("BVR-Plan-2g", .error) { folder in
      guard let first = folder.own?.start else { return [] }
      return folder.evaluations { $0 < first ? first : nil }
    },
    RegisterRule("BVR-Plan-19", .info, .report) { folder in
      folder.twins(folder.records(.plan))
    },
  ]
}

extension RegisterCase {
  /// Evaluations beyond a limit, which the test gives for a day that is.
  fileprivate func evaluations(beyond limit: (Day) -> Day?) -> [RegisterBreach] {
    records(.plan).flatMap { plan in
      plan.marks(.planEvaluated).compactMap { mark in
        limit(mark.day).map { RegisterBreach(plan, nil, mark.day.description, $0.description) }
      }
    }
  }
}
