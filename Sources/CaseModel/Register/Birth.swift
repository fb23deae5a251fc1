// Who the child is (personalia), as far as it is known, and how old.

/// Personal details as the register has them (Personalia): a record of their own, or what the
/// opening of the case said.
struct PersonalDetails {
  /// The record: personal details, or the case itself.
  let record: Episode
  /// The number for who the child is (Fodselsnummer), where it is known; as it was written.
  let number: String?
  /// The day of birth, or the due date of an unborn child (Fodseldato), where it is known.
  let birth: Day?
  /// The number of the immigration authorities (DUFnummer), where it is known; as it was written.
  let dufNumber: String?
  /// The code of sex (Kjonn).
  let sex: String?
}

extension RegisterCase {
  /// All personal details, in the order of their day.
  var personalDetails: [PersonalDetails] {
    var found: [PersonalDetails] = []
    if let own, has(.nationalId, own) || has(.birthDate, own) {
      found.append(details(own, sex: own.given.text(.sex)))
    }
    for record in records(.personalDetails) {
      found.append(details(record, sex: record.attributes.text(.sex)))
    }
    return found
  }

  private func details(_ record: Episode, sex: String?) -> PersonalDetails {
    let known = { (field: Field) in self.text(field, of: record).flatMap { $0.isEmpty ? nil : $0 } }
    return PersonalDetails(
      record: record, number: known(.nationalId), birth: known(.birthDate).flatMap { Day($0) },
      dufNumber: known(.dufNumber), sex: sex)
  }

  /// The day of birth: the exact one where the texts are known, else 31 December of the year of
  /// birth, so that nobody is taken to be older than they are.
  var birth: Day? {
    let year = own?.attributes.number(.birthYear)
    let exact =
      texts.isEmpty
      ? []
      : personalDetails.reversed().compactMap {
        $0.birth ?? $0.number.flatMap { NationalNumber($0)?.birth }
      }
    // An exact day of another year than the open facts say is one that was corrected since.
    return exact.first { year == nil || Int64($0.year) == year }
      ?? year.map { Day.last(of: Int($0)) }
  }

  /// Whether the child has turned that old, by the day of delivery or another.
  func hasTurned(_ years: Int, on other: Day? = nil) -> Bool {
    birth.map { $0.adding(months: 12 * years) <= other ?? day } ?? false
  }

  /// The child's age in whole years on a day; nil before birth, or if it is not known.
  func age(on day: Day) -> Int? {
    guard let birth, birth <= day else { return nil }
    let years = day.year - birth.year
    return birth.adding(months: 12 * years) <= day ? years : years - 1
  }
}
