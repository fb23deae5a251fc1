import CaseModel

extension RegisterExample {
  static let ofDecisions: [RegisterExample] = [
    RegisterExample("BVR-Vedtak-2a") {
      try $0.open()
      try $0.decision(on: "2024-03-01", to: $1 ? "2024-02-29" : "2024-03-01")
    },
    RegisterExample("BVR-Vedtak-2c") {
      try $0.open()
      try $0.close("2024-04-01")
      try $0.decision(to: $1 ? "2024-04-02" : "2024-04-01")
    },
    RegisterExample("BVR-Vedtak-2e") {
      try $0.open("2024-03-01")
      try $0.decision(on: $1 ? "2024-02-29" : "2024-03-01")
    },
    RegisterExample("BVR-Vedtak-2f") {
      try $0.open()
      try $0.claim("2024-04-01", to: $1 ? "2024-03-31" : "2024-04-01", in: $0.decision())
    },
    RegisterExample("BVR-Vedtak-2g") {
      try $0.open()
      let decision = try $0.decision(to: "2024-05-01")
      try $0.claim("2024-04-01", to: $1 ? "2024-05-02" : "2024-05-01", in: decision)
    },
    RegisterExample("BVR-Vedtak-2h") {
      try $0.open()
      try $0.claim(
        $1 ? "2024-02-29" : "2024-03-01", to: "2024-04-01", in: $0.decision(on: "2024-03-01"))
    },
    RegisterExample("BVR-Vedtak-2i") {
      try $0.open()
      let decision = try $0.decision(to: "2024-05-01")
      try $0.add(
        DecisionStatusChanged(decision: decision, status: "3"),
        $1 ? "2024-05-02" : "2024-05-01")
    },
    RegisterExample("BVR-Vedtak-2j") {
      try $0.open()
      let decision = try $0.decision(on: "2024-03-01")
      try $0.add(
        DecisionStatusChanged(decision: decision, status: "1"),
        $1 ? "2024-02-29" : "2024-03-01")
    },
    RegisterExample("BVR-Vedtak-3") {
      try $0.open()
      try $0.decision(to: $1 ? nil : "2024-05-01", status: "4")
    },
    RegisterExample("BVR-Vedtak-3") {
      // The last status counts.
      try $0.open()
      let decision = try $0.decision(status: $1 ? "1" : "3")
      try $0.add(
        DecisionStatusChanged(decision: decision, status: $1 ? "3" : "1"), "2024-05-01")
    },
    RegisterExample("BVR-Vedtak-4") {
      try $0.open()
      try $0.add(
        DecisionMade(
          decision: .random(), act: "BVL2021", chapter: "3", section: "1",
          alsoUnder: ["BL1981 6-1", $1 ? "FVL 3-2" : "BVL2021 1-5"], status: "1"), "2024-03-01")
    },
    RegisterExample("BVR-Vedtak-5") {
      try $0.open("2022-12-01")
      try $0.decision("4-4", on: $1 ? "2023-01-01" : "2022-12-31", act: "BVL")
    },
    RegisterExample("BVR-Vedtak-5") {
      try $0.open("2022-12-01")
      try $0.decision(on: $1 ? "2022-12-31" : "2023-01-01", act: "BVL2021")
    },
    RegisterExample("BVR-Vedtak-19") {
      try $0.open()
      try $0.decision(on: "2024-03-01")
      try $0.decision($1 ? "3-1" : "3-2", on: "2024-03-01")
    },
    RegisterExample("BVR-Vedtak-19") {
      // A claim in the one tells them apart.
      try $0.open()
      let (first, _) = (try $0.decision(), try $0.decision())
      if !$1 { try $0.claim("2024-04-01", to: "2024-04-02", in: first) }
    },
    RegisterExample("BVR-Vedtak-20") {
      try $0.open()
      let decision = try $0.decision(status: "2")
      try $0.petition("2024-03-02", decision: $1 ? nil : decision)
    },
    RegisterExample("BVR-Vedtak-20") {
      // The link may point the other way.
      let petition = RecordID.random()
      try $0.open()
      try $0.add(
        BoardReferralSent(boardReferral: petition, act: "BVL2021", chapter: "5", section: "1"),
        "2024-03-02")
      try $0.add(
        RecordsLinked(
          relation: .random(), fromType: "OversendelseFylkesnemnd", from: petition.description,
          toType: "Vedtak", to: $1 ? .random() : $0.decision(status: "2")), "2024-03-02")
      if $1 { try $0.decision(status: "2") }
    },
  ]
}
