import CaseModel

/// Identity numbers of the synthetic series, 80 added to the month.
enum Synthetic {
  /// A girl born on 12 April 2015.
  static let girl = number(day: 12, individual: 512)
  /// The same as a D-number.
  static let girlAsDNumber = number(day: 52, individual: 512)
  /// A number with right check digits.
  static func number(day: Int, month: Int = 84, year: Int = 15, individual: Int) -> String {
    for number in stride(from: individual, through: 999, by: 2) {
      let digits =
        [day, month, year].flatMap { [$0 / 10, $0 % 10] }
        + [number / 100, number / 10 % 10, number % 10]
      let first = check(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2])
      let second = check(digits + [first], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
      if first < 10, second < 10 { return (digits + [first, second]).map(String.init).joined() }
    }
    return ""
  }

  private static func check(_ digits: [Int], _ weights: [Int]) -> Int {
    (11 - zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11) % 11
  }
}

extension RegisterExample {
  static let ofCase: [RegisterExample] = [
    RegisterExample("BVR-Sak-1") {
      // 26 calendar years before 2024.
      try $0.open($1 ? "1997-12-31" : "1998-01-01")
    },
    RegisterExample("BVR-Sak-2a") {
      try $0.open("2024-03-01")
      try $0.close($1 ? "2024-02-29" : "2024-03-01")
    },
    RegisterExample("BVR-Sak-7") {
      try $0.open(born: 1999)
      try $0.deliver(on: $1 ? "2024-12-31" : "2024-12-30")
    },
    RegisterExample("BVR-Sak-7") {
      // A closed case in which a measure goes on, or only a decision stands.
      try $0.open(born: 1999)
      try $0.measure(to: $1 ? nil : "2024-05-01")
      try $0.close("2024-06-01")
    },
    RegisterExample("BVR-Sak-8") {
      try $0.open(born: 2006)
      try $0.deliver(on: $1 ? "2024-12-31" : "2024-12-30")
    },
    RegisterExample("BVR-Sak-8") {
      // Any measure will do, an ended one too.
      try $0.open(born: 2006)
      if !$1 { try $0.measure(to: "2024-03-03") }
    },
    RegisterExample("BVR-Sak-21") {
      try $0.open()
      if !$1 { try $0.report() }
    },
    RegisterExample("BVR-Sak-21") {
      try $0.open()
      if !$1 { try $0.close("2024-01-02") }
    },
    RegisterExample("BVR-Sak-22") {
      try $0.open()
      let report = try $0.report()
      try $0.add(
        RecordAnnulled(recordType: "Melding", record: $1 ? .random() : report), "2024-03-01")
    },
    RegisterExample("BVR-Sak-23") {
      try $0.open()
      try $0.plan(to: $1 ? nil : "2024-06-01")
      try $0.close("2024-06-01")
    },
    RegisterExample("BVR-Sak-23") {
      try $0.open()
      try $0.decision(to: $1 ? nil : "2024-06-01")
      try $0.close("2024-06-01")
    },
  ]

  static let ofPersonalDetails: [RegisterExample] = [
    RegisterExample("BVR-Personalia-2f") {
      try $0.open()
      try $0.close("2024-06-01")
      try $0.child(from: $1 ? "2024-06-02" : "2024-06-01")
    },
    RegisterExample("BVR-Personalia-11") {
      try $0.open()
      if !$1 { try $0.child() }
    },
    RegisterExample("BVR-Personalia-11") {
      // What the opening of the case said counts.
      try $0.add(
        CaseOpened(journal: "1"), "2024-01-02", sealed: $1 ? [.name] : [.nationalId, .name])
    },
    RegisterExample("BVR-Personalia-12", readsTexts: true) {
      try $0.open()
      try $0.child([.nationalId: $1 ? String(Synthetic.girl.reversed()) : Synthetic.girl])
    },
    RegisterExample("BVR-Personalia-12", readsTexts: true) {
      try $0.open()
      try $0.child([.nationalId: $1 ? "31022400200" : "29022400200"])
    },
    RegisterExample("BVR-Personalia-13", readsTexts: true) {
      try $0.open()
      try $0.child([
        .nationalId: Synthetic.girlAsDNumber, .birthDate: $1 ? "2015-04-13" : "2015-04-12",
      ])
    },
    RegisterExample("BVR-Personalia-14", readsTexts: true) {
      try $0.open()
      try $0.child([.nationalId: Synthetic.girl], sex: $1 ? "1" : "2")
    },
    RegisterExample("BVR-Personalia-14", readsTexts: true) {
      try $0.open()
      try $0.child([.nationalId: $1 ? "12062400100" : "12062499999"], sex: "0")
    },
    RegisterExample("BVR-Personalia-15", readsTexts: true) {
      try $0.open()
      try $0.child(
        [.nationalId: "12062499999", .birthDate: "2024-06-12"],
        from: $1 ? "2024-06-13" : "2024-06-12")
    },
    RegisterExample("BVR-Personalia-16", readsTexts: true) {
      try $0.open()
      try $0.child([.birthDate: "2024-12-12"], from: $1 ? "2024-03-11" : "2024-03-12")
    },
    RegisterExample("BVR-Personalia-17", readsTexts: true) {
      try $0.open()
      // 1 * 4 + 2 * 6 + … + 0 * 5 is 189, which is 2 modulo 11.
      try $0.child([.dufNumber: $1 ? "123456789003" : "123456789002"])
    },
    RegisterExample("BVR-Personalia-18", readsTexts: true) {
      try $0.open()
      try $0.child([.nationalId: $1 ? Synthetic.girlAsDNumber : Synthetic.girl])
    },
  ]
}
