import CaseModel

/// A municipality of a scenario, with the staff that writes in its cases.
struct Municipality {
  /// The four-digit number at the time.
  let office: Office
  /// Its name.
  let name: String
  /// Staff ids.
  let workers: [String]
  /// Teams.
  let teams: [String]

  /// - Parameters:
  ///   - number: four digits.
  ///   - staff: the numbers of the staff ids, such as 1 for `w01`.
  init(_ number: String, _ name: String, staff: ClosedRange<Int>, teams: Int) throws {
    office = try Office.named(number)
    self.name = name
    workers = staff.map { $0 < 10 ? "w0\($0)" : "w\($0)" }
    self.teams = (1...teams).map { "team-\($0)" }
  }
}

extension Office {
  /// An office by a number that stands in a recipe.
  static func named(_ number: String) throws -> Office {
    guard let office = Office(number) else { throw SimulationError.nameInvalid(number) }
    return office
  }
}

extension Subject {
  /// A subject by a key made from a recipe.
  static func named(_ kind: Kind, _ key: String) throws -> Subject {
    guard let subject = Subject(kind, key) else { throw SimulationError.nameInvalid(key) }
    return subject
  }
}
