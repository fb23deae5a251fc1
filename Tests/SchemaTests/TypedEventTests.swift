import CaseModel
import Testing

/// A typed struct that lost or renamed a field would write an event that its own schema refuses.
@Suite struct TypedEventTests {
  @Test(arguments: EventType.allCases)
  func `a typed event gives back the facts that it was read from`(type: EventType) {
    for fields in [Samples.minimal(type.shape), Samples.full(type.shape)] {
      let read = type.typed.init(fields)
      #expect(read?.fields == fields)
    }
  }

  @Test(arguments: EventType.allCases)
  func `a typed event is of the type that it is listed under`(type: EventType) {
    #expect(type.typed.type == type)
  }

  @Test(arguments: EventType.allCases)
  func `facts that lack a required field are no typed event`(type: EventType) {
    for shape in type.shape.fields where shape.required {
      var fields = Samples.full(type.shape)
      fields[shape.field] = nil
      let read = type.typed.init(fields)
      #expect(read == nil, "without \(shape.field.name)")
    }
  }

  @Test(arguments: EventType.allCases)
  func `facts with a value of another kind are no typed event`(type: EventType) {
    for shape in type.shape.fields {
      var fields = Samples.full(type.shape)
      fields[shape.field] = Samples.wrong(shape)
      let read = type.typed.init(fields)
      #expect(read == nil, "with a wrong \(shape.field.name)")
    }
  }

  @Test func `an event written by its struct has only the facts that were given`() {
    let id = RecordID(high: 0x4000, low: 1 << 63)
    let event = ReportAssessed(report: id, conclusion: "4", investigation: id)
    #expect(event.fields.entries.map(\.field) == [.conclusion, .investigation, .report])
    #expect(event.fields.text(.conclusion) == "4")
    #expect(event.fields.id(.report) == id)
  }
}
