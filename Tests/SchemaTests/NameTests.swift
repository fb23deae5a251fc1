import CaseModel
import Testing

/// Names come from lines that anyone may have written: only the exact name may find its case.
@Suite struct NameTests {
  @Test func `every event type and field is found by its name and no other`() {
    for type in EventType.allCases {
      #expect(EventType(name: type.name) == type)
      #expect("\(type.shape.name)" == type.name)
      for wrong in [type.name + "0", String(type.name.dropLast()), type.name.uppercased()] {
        #expect(EventType(name: wrong) == nil)
      }
    }
    for field in Field.allCases {
      #expect(Field(name: field.name) == field)
      #expect(Field(name: field.name + " ") == nil)
    }
    #expect(EventType(name: "") == nil)
    #expect(Field(name: "") == nil)
  }

  @Test func `a name found by its bytes is the name found by its text`() {
    let bytes = Array("child-welfare.report-received.v1".utf8)
    #expect(EventType(utf8: bytes.span) == .reportReceived)
    #expect(EventType(name: "x.child-welfare.report-received.v1".dropFirst(2)) == .reportReceived)
  }

  @Test func `fields are numbered in the order of their names`() {
    let names = Field.allCases.map { Array($0.name.utf8) }
    for (one, next) in zip(names, names.dropFirst()) {
      #expect(one.lexicographicallyPrecedes(next))
    }
    #expect(Field.allCases.map(\.rawValue) == Array(0..<UInt16(Field.allCases.count)))
  }

  @Test func `a released number keeps its type`() {
    #expect(EventType(rawValue: 1) == .caseOpened)
    #expect(EventType(rawValue: 10) == .reportReceived)
    #expect(EventType(rawValue: 41) == .measureStarted)
    #expect(EventType(rawValue: 101) == .messageHandled)
    #expect(EventType(rawValue: 0) == nil)
  }
}
