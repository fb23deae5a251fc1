import CaseModel

// What a breakdown's parts are: rows of a table, or columns.

extension Report.Breakdown {
  /// A code or a group, with what is counted in it.
  struct Part {
    let id: String
    let norwegian: String
    let english: String
    let filter: RowFilter
  }

  /// The field or the dimension, as rows name it.
  var name: String {
    switch self {
    case .codes(let field, _), .values(let field): field.name.description
    case .dimension(let id): id.description
    }
  }

  /// Every code, value or group, and what is unknown.
  func parts(
    _ label: CodeLabel, _ values: [Field: [Statistics.KnownValue]]
  ) throws(Statistics.Refusal) -> [Part] {
    let known: [Part]
    switch self {
    case .values(let field):
      known = (values[field] ?? []).map { value in
        let name = [value.value, value.name].compactMap(\.self).joined(separator: " ")
        return Part(
          id: value.value, norwegian: name, english: name, filter: .value(field, value.value))
      }
    case .codes(let field, let list):
      known = CodeLists.entries(in: list).map { entry in
        let code = entry.code.description
        let text = label(list, code)
        return Part(
          id: code, norwegian: text.norwegian, english: text.english, filter: .code(field, code))
      }
    case .dimension:
      let dimension = try dimension
      known = dimension.groups.enumerated().map { place, group in
        Part(
          id: group.id.description, norwegian: group.norwegian.description,
          english: group.english.description, filter: .group(dimension, place))
      }
    }
    let unknown = try filter(of: "unknown")
    return known + [Part(id: "unknown", norwegian: "ukjent", english: "unknown", filter: unknown)]
  }

  /// What is counted in one part: a code or a group by its id, all that is `known`, or what is
  /// `unknown`.
  func filter(of part: String) throws(Statistics.Refusal) -> RowFilter {
    switch self {
    case .codes(let field, let list):
      if part == "known" { return .anyCode(field) }
      if part == "unknown" { return .noCode(field) }
      guard CodeLists.entries(in: list).contains(where: { $0.code.description == part }) else {
        throw .indicatorUnknown("\(field.name).\(part)")
      }
      return .code(field, part)
    case .values(let field):
      if part == "known" { return .anyValue(field) }
      return .value(field, part == "unknown" ? nil : part)
    case .dimension:
      let dimension = try dimension
      if part == "known" { return .anyGroup(dimension) }
      if part == "unknown" { return .group(dimension, nil) }
      guard let place = dimension.groups.firstIndex(where: { $0.id.description == part }) else {
        throw .indicatorUnknown("\(dimension.id).\(part)")
      }
      return .group(dimension, place)
    }
  }

  private var dimension: Dimension {
    get throws(Statistics.Refusal) {
      guard case .dimension(let id) = self, let dimension = Dimension.named(id.description) else {
        throw .indicatorUnknown(name)
      }
      return dimension
    }
  }
}

extension String {
  /// With a capital first letter, as a heading.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
