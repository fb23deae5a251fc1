import CaseModel

extension RegisterExample {
  static let ofReports: [RegisterExample] = [
    RegisterExample("BVR-Melding-2a") {
      try $0.open()
      try $0.report("2024-02-01", to: $1 ? "2024-01-31" : "2024-02-01")
    },
    RegisterExample("BVR-Melding-2c") {
      try $0.open()
      try $0.close("2024-02-05")
      try $0.report("2024-02-01", to: $1 ? "2024-02-06" : "2024-02-05")
    },
    RegisterExample("BVR-Melding-2e") {
      try $0.open("2024-02-01")
      try $0.report($1 ? "2024-01-31" : "2024-02-01")
    },
    RegisterExample("BVR-Melding-3") {
      try $0.open()
      try $0.report("2024-02-01", to: $1 ? "2024-02-09" : "2024-02-08")
    },
    RegisterExample("BVR-Melding-4") {
      let report = RecordID.random()
      try $0.open()
      try $0.add(
        ReportReceived(report: report, reporters: $1 ? [] : ["11"], contents: ["7"]), "2024-02-01")
      try $0.add(ReportAssessed(report: report, conclusion: "2"), "2024-02-02")
    },
    RegisterExample("BVR-Melding-5") {
      let report = RecordID.random()
      try $0.open()
      try $0.add(
        ReportReceived(report: report, reporters: ["11"], contents: $1 ? [] : ["7"]), "2024-02-01")
      try $0.add(ReportAssessed(report: report, conclusion: "2"), "2024-02-02")
    },
    RegisterExample("BVR-Melding-19") {
      try $0.open()
      try $0.report("2024-02-01", to: "2024-02-02")
      try $0.report("2024-02-01", to: $1 ? "2024-02-02" : "2024-02-03")
    },
    RegisterExample("BVR-Melding-19") {
      // Reports not concluded yet are not compared.
      try $0.open()
      for _ in 1...2 { try $0.report("2024-02-01", to: $1 ? "2024-02-02" : nil) }
    },
    RegisterExample("BVR-Melder-2") {
      try $0.open()
      try $0.add(
        ReportReceived(report: .random(), reporters: ["11", "22"]), "2024-02-01",
        $1 ? [:] : [.reporterSpecification: "legevakten"])
    },
    RegisterExample("BVR-Melder-2", readsTexts: true) {
      try $0.open()
      try $0.add(
        ReportReceived(report: .random(), reporters: ["11", "22"]), "2024-02-01",
        [.reporterSpecification: $1 ? "11: mor" : "11: mor\n22: legevakten"])
    },
    RegisterExample("BVR-Saksinnhold-2") {
      try $0.open()
      try $0.add(
        ReportReceived(report: .random(), contents: ["19"]), "2024-02-01",
        sealed: $1 ? [] : [.contentSpecification])
    },
  ]

  static let ofInvestigations: [RegisterExample] = [
    RegisterExample("BVR-Undersokelse-2a") {
      try $0.open()
      try $0.investigation("2024-03-01", to: $1 ? "2024-02-29" : "2024-03-01")
    },
    RegisterExample("BVR-Undersokelse-2c") {
      try $0.open()
      try $0.close("2024-04-01")
      try $0.investigation("2024-03-01", to: $1 ? "2024-04-02" : "2024-04-01")
    },
    RegisterExample("BVR-Undersokelse-2e") {
      try $0.open("2024-02-01")
      try $0.investigation($1 ? "2024-01-31" : "2024-02-01")
    },
    RegisterExample("BVR-Undersokelse-3") {
      try $0.open()
      let id = try $0.investigation()
      try $0.add(
        InvestigationGroundsSet(investigation: id, grounds: ["18"]), "2024-03-01",
        sealed: $1 ? [] : [.groundSpecification])
    },
    RegisterExample("BVR-Undersokelse-7") {
      try $0.open()
      let id = try $0.investigation(to: "2024-03-01", conclusion: "2")
      if !$1 {
        try $0.add(InvestigationGroundsSet(investigation: id, grounds: ["7"]), "2024-03-01")
      }
    },
    RegisterExample("BVR-Undersokelse-11") {
      // 7 and 90 days after 1 February 2024.
      try $0.open()
      try $0.investigation(of: [$0.report("2024-02-01")])
      try $0.deliver(on: $1 ? "2024-05-09" : "2024-05-08")
    },
    RegisterExample("BVR-Undersokelse-11") {
      // 7 and 180 days with an extension; a refused one changes nothing.
      try $0.open()
      let id = try $0.investigation(of: [$0.report("2024-02-01")])
      try $0.add(ExtensionDecided(investigation: id, granted: "1"), "2024-05-01")
      try $0.deliver(on: $1 ? "2024-08-07" : "2024-08-06")
    },
    RegisterExample("BVR-Undersokelse-11") {
      try $0.open()
      let id = try $0.investigation(of: [$0.report("2024-02-01")])
      try $0.add(ExtensionDecided(investigation: id, granted: $1 ? "2" : "1"), "2024-05-01")
      try $0.deliver(on: "2024-06-01")
    },
    RegisterExample("BVR-Undersokelse-19") {
      // What it comes from is a link beside the record, and does not tell two apart.
      try $0.open()
      try $0.investigation("2024-02-08", to: "2024-03-01")
      try $0.investigation("2024-02-08", to: $1 ? "2024-03-01" : "2024-03-02")
    },
    RegisterExample("BVR-Undersokelse-19", readsTexts: true) {
      try $0.open()
      for text in ["uro", $1 ? "uro" : "fravær"] {
        let id = try $0.investigation()
        try $0.add(
          InvestigationGroundsSet(investigation: id, grounds: ["18"]), "2024-03-01",
          [.groundSpecification: text])
      }
    },
    RegisterExample("BVR-Undersokelse-20") {
      try $0.open()
      try $0.investigation(of: $1 ? [] : nil)
    },
    RegisterExample("BVR-Undersokelse-20") {
      // A relation recorded for itself will do.
      try $0.open()
      let (report, id) = (try $0.report(), try $0.investigation(of: []))
      guard !$1 else { return }
      try $0.add(
        RecordsLinked(
          relation: .random(), fromType: "Melding", from: report.description,
          toType: "Undersokelse", to: id), "2024-03-01")
    },
    RegisterExample("BVR-Undersokelse-20") {
      // A deleted report is none.
      try $0.open()
      let report = try $0.report()
      try $0.investigation(of: [report])
      if $1 { try $0.add(RecordAnnulled(recordType: "Melding", record: report), "2024-03-01") }
    },
    RegisterExample("BVR-Undersokelse-21") {
      try $0.open()
      let (id, decision) = (try $0.investigation(), try $0.decision())
      try $0.add(
        InvestigationConcluded(
          investigation: id, conclusion: "1", decision: $1 ? nil : decision), "2024-03-01")
    },
    RegisterExample("BVR-Undersokelse-21") {
      // The decision may name the investigation instead.
      try $0.open()
      let id = try $0.investigation(to: "2024-03-01", conclusion: "1")
      try $0.add(
        DecisionMade(
          decision: .random(), act: "BVL2021", chapter: "3", section: "1", status: "1",
          investigation: $1 ? nil : id), "2024-03-01")
    },
  ]
}
