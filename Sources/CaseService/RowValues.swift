import CaseModel
import Projections

// The rows of a table that has one for each value of a field, whatever values there are.

extension KnownEvents {
  /// The values that the rows of a report need, by field: those of the files of the municipalities
  /// asked for, and every district that these have.
  func values(
    for report: Report, of offices: [Office], _ organisation: Organisation, at day: Day
  ) -> [Field: [Statistics.KnownValue]] {
    var values: [Field: [Statistics.KnownValue]] = [:]
    let wanted = Set(offices + offices.flatMap { organisation.offices(of: $0, at: day) })
    for row in report.rows {
      guard case .values(let field)? = row.by, values[field] == nil else { continue }
      let names = field == .district ? organisation.districtNames(of: wanted) : [:]
      let all = Set(names.keys).union(said(field, in: wanted)).sorted()
      values[field] = all.map { value in
        let names = names[value].map { Set($0).sorted() } ?? []
        return Statistics.KnownValue(
          value, name: names.isEmpty ? nil : names.joined(separator: ", "))
      }
    }
    return values
  }

  /// What the files of some municipalities, or of all, have ever said in a field.
  private func said(_ field: Field, in offices: Set<Office>) -> Set<String> {
    var found: Set<String> = []
    for (subject, events) in bySubject where subject.kind == .case || subject.kind == .person {
      for event in events where offices.isEmpty || offices.contains(event.event.office) {
        found.formUnion(event.event.fields.values(field).map(\.plain))
      }
    }
    return found
  }
}

extension Organisation {
  /// The names of the districts of some municipalities, or of all, by number.
  fileprivate func districtNames(of offices: Set<Office>) -> [String: [String]] {
    var names: [String: [String]] = [:]
    for (unit, file) in files {
      guard let own = file.own, let number = own.attributes.text(.districtNumber) else { continue }
      let office = municipality(of: unit, on: own.start) ?? own.office
      guard offices.isEmpty || offices.contains(office) else { continue }
      let name = own.attributes.text(.districtName) ?? own.attributes.text(.name)
      names[number, default: []] += name.map { [$0] } ?? []
    }
    return names
  }
}
