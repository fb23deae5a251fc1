import CaseModel
import Testing

/// Coding, rules and prompts trust the shapes: a wrong one would spread to all of them.
@Suite struct ShapeTests {
  @Test(arguments: EventType.allCases)
  func `the fields of a shape stand once each, in the order of their names`(type: EventType) {
    for names in [type.shape.fields.map(\.field.name), type.shape.sealed.map(\.field.name)] {
      #expect(names.map { Array($0.utf8) }.lexicographicallySorted == names)
      #expect(Set(names).count == names.count)
    }
  }

  @Test(arguments: EventType.allCases)
  func `a field is either open or sealed`(type: EventType) {
    let open = Set(type.shape.fields.map(\.field))
    #expect(open.isDisjoint(with: type.shape.sealed.map(\.field)))
  }

  @Test(arguments: EventType.allCases)
  func `the episode's id is a required id, and its parents are ids that must exist`(
    type: EventType
  ) throws {
    let shape = type.shape
    if let id = shape.episode.id {
      let field = try #require(shape.fields.first { $0.field == id })
      #expect(field.required && !field.list && isID(field.kind))
      let isNew = [.start, .happen].contains(shape.episode.effect)
      #expect(field.refers == (isNew ? nil : shape.episode.kind))
    }
    for parent in shape.episode.parents {
      let field = try #require(shape.fields.first { $0.field == parent })
      #expect(isID(field.kind) && field.refers != nil)
    }
    if let outcome = shape.episode.outcome {
      #expect(shape.fields.contains { $0.field == outcome })
    }
  }

  @Test func `every episode that is marked, closed or reopened can be opened`() {
    let shapes = EventType.allCases.map(\.shape.episode)
    let opened = Set(shapes.filter { $0.effect == .start }.map(\.kind))
    // What takes one day and has an id can be said more of, but not ended.
    let happening = Set(shapes.filter { $0.effect == .happen && $0.id != nil }.map(\.kind))
    for role in shapes where [.end, .mark, .resume].contains(role.effect) {
      let makers = role.effect == .mark ? opened.union(happening) : opened
      #expect(makers.contains(role.kind))
    }
  }

  @Test(arguments: EventType.allCases)
  func `a record that a field refers to can come to exist`(type: EventType) {
    let roles = EventType.allCases.map(\.shape.episode)
    for field in type.shape.fields {
      guard let kind = field.refers else { continue }
      let makers = roles.filter { $0.kind == kind && $0.id != nil }
      #expect(makers.contains { $0.effect == .start || $0.effect == .happen })
    }
  }

  private func isID(_ kind: FieldShape.Kind) -> Bool {
    if case .id = kind { true } else { false }
  }
}

extension [[UInt8]] {
  /// The names in the order of their bytes, which is the order in a canonical line.
  fileprivate var lexicographicallySorted: [String] {
    sorted { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
  }
}
