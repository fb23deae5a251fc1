import CaseModel
import EventCoding
import Testing

/// Breaks if a schema asks for what the line cannot hold.
@Suite struct CodableShapeTests {
  @Test(arguments: EventType.allCases)
  func `no field takes a name that data has for its own members`(type: EventType) {
    let names = type.shape.fields.map(\.field.name) + type.shape.sealed.map(\.field.name)
    #expect(Set(names).isDisjoint(with: ["sealed", "warnings"]))
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: EventType.allCases)
  func `every number is exact in other people's readers`(type: EventType) {
    // RFC 8785 numbers are those of JavaScript, whole and exact to 2^53 - 1.
    for field in type.shape.fields {
      guard case .number(let limits) = field.kind else { continue }
      #expect(limits.lowerBound >= -9_007_199_254_740_991)
      #expect(limits.upperBound <= 9_007_199_254_740_991)
    }
  }

  @Test func `fields are numbered in the order of their names, as lines sort them`() {
    let names = Field.allCases.sorted().map { Array($0.name.utf16) }
    for (one, next) in zip(names, names.dropFirst()) {
      #expect(one.lexicographicallyPrecedes(next))
    }
  }
}
