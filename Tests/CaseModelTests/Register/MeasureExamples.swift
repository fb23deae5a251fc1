import CaseModel

extension RegisterExample {
  static let ofMeasures: [RegisterExample] = [
    RegisterExample("BVR-Tiltak-2a") {
      try $0.open()
      try $0.measure(from: "2024-04-01", to: $1 ? "2024-03-31" : "2024-04-01")
    },
    RegisterExample("BVR-Tiltak-2c") {
      try $0.open()
      try $0.close("2024-04-01")
      try $0.measure(to: $1 ? "2024-04-02" : "2024-04-01")
    },
    RegisterExample("BVR-Tiltak-2e") {
      try $0.open("2024-03-01")
      try $0.measure(from: $1 ? "2024-02-29" : "2024-03-01")
    },
    RegisterExample("BVR-Tiltak-5") {
      // Eight years old on the last day of 2024; not so on the measure's own last day.
      try $0.open(born: 2016)
      try $0.measure("4.1", to: $1 ? nil : "2024-12-30")
    },
    RegisterExample("BVR-Tiltak-6") {
      try $0.open(born: 2012)
      try $0.measure("4.2")
      try $0.deliver(on: $1 ? "2024-12-31" : "2024-12-30")
    },
    RegisterExample("BVR-Tiltak-7") {
      try $0.open()
      try $0.measure("3.7", $1 ? [:] : [.specification: "leirskole"])
    },
    RegisterExample("BVR-Tiltak-8") {
      try $0.open()
      let measure = try $0.measure()
      try $0.add(
        MeasureRevoked(measure: measure, revocation: "4"), "2024-04-01",
        sealed: $1 ? [] : [.revocationSpecification])
    },
    RegisterExample("BVR-Tiltak-9") {
      // 90 days from 1 October 2024 is 30 December.
      try $0.open()
      try $0.measure("1.1", from: "2024-05-01")
      try $0.measure("2.2", from: "2024-10-01")
      try $0.deliver(on: $1 ? "2024-12-31" : "2024-12-30")
    },
    RegisterExample("BVR-Tiltak-9") {
      // A long one beside a short one that came between.
      try $0.open()
      try $0.measure("1.1", from: "2024-05-01", to: $1 ? "2024-10-31" : "2024-10-30")
      try $0.measure("2.2", from: "2024-06-01", to: "2024-06-10")
      try $0.measure("2.2", from: "2024-08-01")
    },
    RegisterExample("BVR-Tiltak-12") {
      try $0.open()
      let measure = try $0.measure("2.1", under: $0.decision("5-1"))
      try $0.add(MeasureEnded(measure: measure, revocation: $1 ? nil : "1"), "2024-05-01")
    },
    RegisterExample("BVR-Tiltak-12") {
      // A care order that is no placement, and a placement under no care order.
      try $0.open()
      try $0.measure($1 ? "2.1" : "3.5", to: "2024-05-01", under: $0.decision("5-1"))
      try $0.measure("2.1", to: "2024-06-01", under: $0.decision("3-2"))
    },
    RegisterExample("BVR-Tiltak-13") {
      try $0.open(born: 2006)
      try $0.measure(under: $0.decision("5-1"))
      try $0.deliver(on: $1 ? "2024-12-31" : "2024-12-30")
    },
    RegisterExample("BVR-Tiltak-13") {
      try $0.open(born: 2006)
      try $0.measure(to: $1 ? nil : "2024-12-31", under: $0.decision("5-1"))
    },
    RegisterExample("BVR-Tiltak-14") {
      try $0.open()
      try $0.add(
        DecisionMade(
          decision: .random(), act: "BVL2021", chapter: "3", section: "1",
          paragraphs: [1, $1 ? 0 : 2], status: "1"), "2024-03-01")
    },
    RegisterExample("BVR-Tiltak-14") {
      try $0.open()
      try $0.add(
        MeasureStarted(
          measure: .random(), category: "3.5", class: "change", decision: $0.decision(),
          act: "BVL2021", chapter: "3", section: "1", sentences: [$1 ? 0 : 1]), "2024-03-02")
    },
    RegisterExample("BVR-Tiltak-19") {
      try $0.open()
      try $0.measure()
      try $0.measure($1 ? "3.5" : "3.4")
    },
    RegisterExample("BVR-Tiltak-19") {
      // A visit in the one tells them apart.
      try $0.open()
      let (_, second) = (try $0.measure(), try $0.measure())
      guard !$1 else { return }
      try $0.add(FollowUpVisitDone(visit: .random(), measure: second), "2024-04-01")
    },
    RegisterExample("BVR-Tiltak-20") {
      try $0.open()
      try $0.measure(under: $1 ? .random() : $0.decision())
    },
    RegisterExample("BVR-Tiltak-21") {
      try $0.open()
      try $0.add(
        MeasureStarted(
          measure: .random(), category: "3.5", class: "change", decision: $0.decision("3-1"),
          act: "BVL2021", chapter: "3", section: $1 ? "2" : "1", paragraphs: [2]), "2024-03-02")
    },
    RegisterExample("BVR-Tiltak-22") {
      try $0.open()
      try $0.measure($1 ? "1.99" : "1.1", [.specification: "kollektiv"])
    },
    RegisterExample("BVR-Tiltak-23") {
      try $0.open()
      try $0.measure($1 ? "2.99" : "2.2", [.specification: "slekt"])
    },
  ]

  static let ofTheRest: [RegisterExample] =
    ofInvestigations + [
      RegisterExample("BVR-Plan-2a") {
        try $0.open()
        try $0.plan("2024-04-01", to: $1 ? "2024-03-31" : "2024-04-01")
      },
      RegisterExample("BVR-Plan-2c") {
        try $0.open()
        try $0.close("2024-04-01")
        try $0.plan(to: $1 ? "2024-04-02" : "2024-04-01")
      },
      RegisterExample("BVR-Plan-2e") {
        try $0.open("2024-03-01")
        try $0.plan($1 ? "2024-02-29" : "2024-03-01")
      },
      RegisterExample("BVR-Plan-2f") {
        // The plan's own end does not matter.
        try $0.open()
        try $0.close("2024-04-01")
        try $0.add(
          PlanEvaluated(plan: $0.plan(to: "2024-03-20")), $1 ? "2024-04-02" : "2024-04-01")
      },
      RegisterExample("BVR-Plan-2g") {
        try $0.open("2024-03-01")
        try $0.add(PlanEvaluated(plan: $0.plan()), $1 ? "2024-02-29" : "2024-03-01")
      },
      RegisterExample("BVR-Plan-19") {
        try $0.open()
        try $0.plan()
        try $0.add(PlanEvaluated(plan: $0.plan()), "2024-06-01")
        if $1 { try $0.plan() }
      },
      RegisterExample("BVR-Ettervern-2a") {
        try $0.open()
        try $0.aftercare("2024-04-01", to: $1 ? "2024-03-31" : "2024-04-01")
      },
      RegisterExample("BVR-Ettervern-2c") {
        try $0.open()
        try $0.close("2024-04-01")
        try $0.aftercare("2024-03-01", to: $1 ? "2024-04-02" : "2024-04-01")
      },
      RegisterExample("BVR-Ettervern-2e") {
        try $0.open("2024-03-01")
        try $0.aftercare($1 ? "2024-02-29" : "2024-03-01")
      },
      RegisterExample("BVR-Flytting-2c") {
        try $0.open()
        try $0.close("2024-04-01")
        try $0.relocation($1 ? "2024-04-02" : "2024-04-01")
      },
      RegisterExample("BVR-Flytting-2f") {
        try $0.open("2024-03-01")
        try $0.relocation($1 ? "2024-02-29" : "2024-03-01")
      },
      RegisterExample("BVR-Oversendelse-2e") {
        try $0.open("2024-03-01")
        try $0.petition($1 ? "2024-02-29" : "2024-03-01")
      },
      RegisterExample("BVR-Oversendelse-2f") {
        try $0.open()
        try $0.close("2024-04-01")
        try $0.petition($1 ? "2024-04-02" : "2024-04-01")
      },
      RegisterExample("BVR-Oversendelse-5") {
        try $0.open("2022-12-01")
        try $0.petition($1 ? "2023-01-01" : "2022-12-31", act: "BVL")
      },
    ]
}
