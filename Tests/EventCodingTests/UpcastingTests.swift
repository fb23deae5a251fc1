import CaseModel
import EventCoding
import Testing

/// Breaks if an old line can no longer be read, or is read by guessing.
@Suite struct UpcastingTests {
  /// Two steps to case-opened.v1: v1's `journal` was once `serial`, and before that `number`.
  static let table = Upcasting([
    .init(from: "case-file.opening.v1", to: "case-file.opening.v2") { data in
      data["number"].map { .object([("serial", $0)]) }
    },
    .init(from: "case-file.opening.v2", to: "case-file.case-opened.v1") { data in
      data["serial"].map { .object([("journal", $0)]) }
    },
  ])

  static func line(_ type: String, _ data: String, about subject: String = "case/1") -> [UInt8] {
    Array(
      """
      {"actor":"a","data":\(data),"effective":"2017-03-14",\
      "id":"0195a2b4-7c1d-7e3f-8a5b-6c7d8e9f0a1b","office":"3005","source":"sakslogg:3005",\
      "specversion":"1.0","subject":"\(subject)","time":"2017-03-14T08:12:33.123Z","type":"\(type)"}
      """.utf8)
  }

  @Test func `a line of an old version is read through all steps to the newest`() throws {
    let old = Self.line("case-file.opening.v1", #"{"number":"17/3"}"#)
    let new = Self.line("case-file.case-opened.v1", #"{"journal":"17/3"}"#)
    #expect(try EventLine.decode(old, upcasting: Self.table) == EventLine.decode(new))
  }

  @Test func `a step that cannot be made is an error`() {
    let old = Self.line("case-file.opening.v1", "{}")
    let error = #expect(throws: LineError.self) {
      try EventLine.decode(old, upcasting: Self.table)
    }
    #expect(error?.code == .notUpcast)
  }

  @Test func `a reference figure of version 1 is read as one of version 2`() throws {
    let data = #"{"decimals":1,"figure":"population-0-17","value":5643,"year":2017}"#
    let old = Self.line("organisation.reference-figure-set.v1", data, about: "unit/3005")
    let new = Self.line("organisation.reference-figure-set.v2", data, about: "unit/3005")
    #expect(try EventLine.decode(old) == EventLine.decode(new))
  }

  private static let once: [(type: String, data: String)] = [
    (
      "case-file.access-used",
      #"{"access":"d26cbeeb-16fc-46db-8bae-87aefa332e9f","accessPurpose":"casework"}"#
    ),
    (
      "case-file.letter-received",
      #"{"letter":"9849e020-3570-45d7-a6d3-1f3c6e6496b4","letterKind":"notice","party":"child"}"#
    ),
    (
      "case-file.enquiry-answered",
      #"{"enquiry":"117816ad-98f2-4fa2-8224-315c1e63ca6d","enquiryOutcome":"answered"}"#
    ),
  ]

  @Test(arguments: once)
  func `a reading, a letter and an answer of version 1 are read as those of version 2`(
    _ one: (type: String, data: String)
  ) throws {
    let old = try EventLine.decode(Self.line(one.type + ".v1", one.data))
    #expect(try old == EventLine.decode(Self.line(one.type + ".v2", one.data)))
    // What version 1 did not say stays unsaid.
    #expect(old.event.fields[.disclosureBasis] == nil)
  }

  @Test func `the types that this program cannot read are named`() {
    let names = EventType.allCases.map { "\($0.shape.name)" }
    #expect(Upcasting.current.unreadableTypes(in: names) == [])
    let more = names + ["x.b.v1", "case-file.opening.v1", "x.a.v3", "x.b.v1"]
    #expect(Self.table.unreadableTypes(in: more) == ["x.a.v3", "x.b.v1"])
    #expect(
      Upcasting.current.unreadableTypes(in: more) == ["case-file.opening.v1", "x.a.v3", "x.b.v1"])
  }

  @Test func `steps that lead in a circle end in an error and not in a loop`() {
    let circle = Upcasting([
      .init(from: "x.a.v1", to: "x.b.v1") { $0 }, .init(from: "x.b.v1", to: "x.a.v1") { $0 },
    ])
    #expect(circle.unreadableTypes(in: ["x.a.v1"]) == ["x.a.v1"])
    let line = Self.line("x.a.v1", "{}")
    let error = #expect(throws: LineError.self) { try EventLine.decode(line, upcasting: circle) }
    #expect(error?.code == .unknownType)
  }
}
