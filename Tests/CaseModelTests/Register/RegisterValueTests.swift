import CaseModel
import Testing

// What would break: a child taken for another, or a decision under another section than it was.
@Suite struct RegisterValueTests {
  static let bases: [(text: String, basis: LegalBasis)] = [
    ("BVL 4-12", LegalBasis(act: "BVL", chapter: "4", section: "12")),
    (
      "BVL2021 5-1 ledd 1,2 bokstav a punktum 1",
      LegalBasis(
        act: "BVL2021", chapter: "5", section: "1", paragraphs: [1, 2], letters: ["a"],
        sentences: [1])
    ),
    (
      "BL1981 6-43a bokstav b,c",
      LegalBasis(
        act: "BL1981", chapter: "6", section: "43a", letters: ["b", "c"])
    ),
    ("BVL 4a-0 ledd 0", LegalBasis(act: "BVL", chapter: "4a", section: "0", paragraphs: [0])),
  ]

  @Test(arguments: bases.indices)
  func `a legal basis is read as it is written`(index: Int) {
    let (text, basis) = Self.bases[index]
    #expect(basis.description == text)
    #expect(LegalBasis(text) == basis)
    #expect(basis.isWellFormed)
  }

  @Test(arguments: [
    "", "BVL", "BVL 4", "BVL  4-12", "BVL 4-12 ", "BVL §4-12", "BVL 4-12 ledd", "BVL 4-12 ledd a",
    "BVL 4-12 ledd 1,", "BVL 4-12 bokstav ab", "BVL 4-12 ledd 1 ledd 2", "BVL 4-12 avsnitt 1",
    "BVL 4-12345", "BVL a-12", "BVL 4-12 ledd 01", "BVL 4-12 ledd 1000", " 4-12", "BVL 4-12-1",
  ])
  func `anything else is no legal basis`(text: String) { #expect(LegalBasis(text) == nil) }

  @Test func `a measure without a legal basis has its decision's`() throws {
    var folder = Folder()
    try folder.open()
    let decision = RecordID.random()
    try folder.add(
      DecisionMade(
        decision: decision, act: "BVL", chapter: "4", section: "8", paragraphs: [1],
        alsoUnder: ["BVL 4-12"]), "2022-03-01")
    let (plain, own) = (try folder.measure(under: decision), RecordID.random())
    try folder.add(
      MeasureStarted(
        measure: own, category: "2.1", class: "change", decision: decision, act: "BVL",
        chapter: "4", section: "8"), "2022-03-02")
    let file = try folder.examined().file
    let (taking, having) = (
      try #require(file.episode(.measure, plain)), try #require(file.episode(.measure, own))
    )
    #expect(file.legalBasis(of: taking)?.description == "BVL 4-8 ledd 1")
    #expect(file.isCareOrder(taking))
    #expect(file.legalBasis(of: having)?.description == "BVL 4-8")
    #expect(file.alsoUnder(having).isEmpty && !file.isCareOrder(having))
  }

  @Test(arguments: [
    ("BVL 4-12", [], true), ("BVL2021 5-1", [], true), ("BVL2021 5-1 bokstav h", [], true),
    ("BVL 4-8", [], false), ("BVL 4-8 ledd 1", [], false), ("BVL 4-8 ledd 2", [], true),
    ("BVL 4-8 ledd 1,3", [], true), ("BVL 4-8", ["BVL 4-12 ledd 1"], true),
    ("BVL2021 4-12", [], false), ("BVL 4-4", ["BVL 4-12"], false), ("BVL 5-1", [], false),
  ])
  func `a care order is one by its legal basis`(
    text: String, also: [String], isCareOrder: Bool
  ) throws {
    let basis = try #require(LegalBasis(text))
    #expect(basis.isCareOrder(with: also.compactMap { LegalBasis($0) }) == isCareOrder)
  }

  @Test(arguments: [
    ("1.1", true), ("1.99", true), ("2.6", true), ("2.99", true), ("8.2", true), ("8.4", false),
    ("8.5", false), ("3.5", false), ("8.99", false),
  ])
  func `a placement is one by its category`(category: String, isPlacement: Bool) throws {
    var folder = Folder()
    try folder.open()
    try folder.measure(category)
    let measure = try #require(folder.examined().file.episodes(.measure).first)
    #expect(measure.isPlacementMeasure == isPlacement)
  }

  @Test func `every kind of number is told by its form`() throws {
    let girl = try #require(NationalNumber(Synthetic.girl))
    let born = try #require(Day("2015-04-12"))
    #expect(girl.kind == .national && girl.isSynthetic && girl.sex == "2" && girl.birth == born)
    let visitor = try #require(NationalNumber(Synthetic.girlAsDNumber))
    #expect(visitor.kind == .dNumber && visitor.birth == born && visitor.tells(born))
    let newer = try #require(
      NationalNumber(Synthetic.number(day: 12, month: 44, individual: 513)))
    #expect(newer.kind == .national && newer.isSynthetic && newer.sex == "1")
    for (text, kind, sex) in [
      ("120415 00100", NationalNumber.Kind.incomplete, "1"), ("12041500200", .incomplete, "2"),
      ("12041599999", .unborn, nil),
    ] {
      let number = try #require(NationalNumber(text))
      #expect(number.kind == kind && number.sex == sex && number.birth == nil)
      #expect(number.tells(born) && !number.tells(born.adding(days: 1)))
    }
  }

  @Test(arguments: [
    "", "32041500100", "12131500200", "30021599999", "12041555555", "52041500100", "1204150010",
    "120415001000", "12041500300", "abcdefghijk",
  ])
  func `a form that is none is no number`(text: String) { #expect(NationalNumber(text) == nil) }

  @Test func `the last two digits of a DUF number check the others`() {
    #expect(DUFNumber("123456789002")?.serial == 1_234_567_890)
    #expect(DUFNumber("1234 5678 9002") != nil)
    for wrong in ["123456789003", "123456789013", "12345678900", "1234567890021", "12345678900x"] {
      #expect(DUFNumber(wrong) == nil)
    }
  }

  @Test func `a plain text is that of the code that needs one`() {
    let codes = ["11", "22"]
    #expect(CodeTexts.read("legevakten", for: codes) == ["legevakten", nil])
    #expect(CodeTexts.read("legevakten", for: codes, needing: ["22"]) == [nil, "legevakten"])
    #expect(CodeTexts.read("22: lege\\nvakt", for: codes, needing: ["22"]) == [nil, "lege\nvakt"])
  }
}
