// What the register demands of an offer of aftercare (Ettervern), a relocation (Flytting) and a
// petition to the board (OversendelseFylkesnemnd).

extension RegisterRule {
  static let aftercareRules: [RegisterRule] = [
    RegisterRule("BVR-Ettervern-2a", .error) { $0.reversed(.aftercare) },
    RegisterRule("BVR-Ettervern-2c", .error) { $0.endingAfterCase(.aftercare) },
    RegisterRule("BVR-Ettervern-2e", .error) { $0.startingBeforeCase(.aftercare) },
  ]

  static let relocationRules: [RegisterRule] = [
    RegisterRule("BVR-Flytting-2c", .error) { $0.endingAfterCase(.relocation) },
    RegisterRule("BVR-Flytting-2f", .error) { $0.startingBeforeCase(.relocation) },
  ]

  static let boardReferralRules: [RegisterRule] = [
    RegisterRule("BVR-Oversendelse-2e", .error) { $0.startingBeforeCase(.boardReferral) },
    RegisterRule("BVR-Oversendelse-2f", .error) { $0.startingAfterCase(.boardReferral) },
    RegisterRule("BVR-Oversendelse-5", .error) { $0.underWrongAct(.boardReferral) },
  ]
}
