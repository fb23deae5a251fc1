public import CaseModel

/// A delivery made from the log, or what keeps it from being made (leveranse).
public struct KostraDelivery: Sendable {
  /// The municipality that delivers a file for each district.
  public static let officeWithDistricts = Office(number: 301)

  /// The file; nil if records lack something and nobody may be left out.
  public private(set) var bytes: [UInt8]?
  /// How many records it has; 0 for one without recipients, which is a single space.
  public private(set) var recordCount = 0
  /// How many records have a number that stands for an unknown one (erstatningsnummer).
  public private(set) var madeNumberCount = 0
  /// How many records have a day of birth that is made up within the year of birth.
  public private(set) var madeBirthCount = 0
  /// How many records name a municipality that no longer is one, as not stated (9999).
  public private(set) var formerOfficeCount = 0
  /// Whose records tell what lies sealed: a number or a day of birth.
  public private(set) var revealed: Set<Subject> = []
  /// What records lack, by person and then in the order of the fields.
  public private(set) var lacks: [KostraLack] = []
  /// Whether the log has the municipality: as a unit, or in a person's file.
  public internal(set) var knowsOffice: Bool

  /// How many persons' records lack something.
  public var incompleteCount: Int { Set(lacks.map(\.subject)).count }

  init(knowsOffice: Bool) { self.knowsOffice = knowsOffice }

  /// Takes in the records, and makes the file of those that are whole.
  /// - Parameter astray: persons of whom nobody knows which file they belong in.
  mutating func fill(
    _ rows: [KostraRow], _ astray: [KostraLack], _ leavesOutIncomplete: Bool
  ) {
    let shared = Self.shared(rows)
    lacks = astray + rows.flatMap { row in row.lacks + (shared[row.subject] ?? []) }
    let incomplete = Set(lacks.map(\.subject))
    let whole = rows.filter { !incomplete.contains($0.subject) }
    recordCount = whole.count
    madeNumberCount = whole.count(where: \.isNumberMade)
    madeBirthCount = whole.count(where: \.isBirthMade)
    formerOfficeCount = whole.count(where: \.namesFormerOffice)
    if rows.isEmpty, lacks.isEmpty { bytes = [UInt8(ascii: " ")] }
    guard !whole.isEmpty, lacks.isEmpty || leavesOutIncomplete else { return }
    var bytes: [UInt8] = []
    for row in whole { bytes += row.record.line + [UInt8(ascii: "\n")] }
    revealed = Set(whole.filter(\.isRead).map(\.subject))
    self.bytes = bytes
  }

  /// What several records of a file share that must be unique (005A, 005B).
  private static func shared(_ rows: [KostraRow]) -> [Subject: [KostraLack]] {
    var subjects: [String: [Subject]] = [:]
    let keyed = rows.map { row in
      (row.subject, row.keys.map { ($0.field, "\($0.field.name)/\($0.key)") })
    }
    for (subject, keys) in keyed {
      for (_, key) in keys { subjects[key, default: []].append(subject) }
    }
    var lacks: [Subject: [KostraLack]] = [:]
    for (subject, keys) in keyed {
      for (field, key) in keys {
        guard let other = subjects[key]?.first(where: { $0 != subject }) else { continue }
        let fact: KostraOrigin =
          field == .personJournalnr
          ? KostraOrigin(type: .personOpened, field: .journal)
          : KostraOrigin(type: .personIdentityRecorded, field: .nationalId)
        lacks[subject, default: []].append(
          KostraLack(subject, .shared, field, fact, other: other))
      }
    }
    return lacks
  }

  /// Gives the file its name when it is whole on disk; only its owner may read it.
  /// - Throws: `FileNotWritten`.
  public func write(to path: String) throws(FileNotWritten) {
    if let bytes { try DeliveredFile.write(bytes, to: path) }
  }
}
