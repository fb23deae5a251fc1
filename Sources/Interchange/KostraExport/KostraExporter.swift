public import CaseModel
public import CaseService

/// Makes a delivery of social services for the statistics bureau from the log (KOSTRA-uttrekk).
///
/// A delivery is the text file of one municipality, in Oslo of one district, and one reporting
/// year: 11F has a record of every person who was paid financial assistance, 11CF of every
/// programme that somebody took part in. It is made by replay from the log alone, so the same
/// number of events and the same keys give the same bytes. The checker shares nothing with it but
/// the layout.
public struct KostraExporter: Sendable {
  /// The record type, and its form in the reporting year.
  public var layout: KostraLayout
  /// The reporting year.
  public var year: Int
  /// The municipality.
  public var office: Office
  /// The district that the file is of, in Oslo: two digits.
  public var district: String?
  /// The log as it stood at the end of a day; nil for all that is true by now.
  public var day: Day?
  /// The log as its first so many events knew it; nil for all.
  public var knownBefore: UInt64?
  /// Whether who has no day of birth that can be read here is given one in the year of birth.
  public var makesUpBirths: Bool
  /// Whether persons whose record lacks something are left out.
  public var leavesOutIncomplete: Bool

  /// An exporter of one delivery.
  public init(
    _ layout: KostraLayout, year: Int, office: Office, district: String? = nil, day: Day? = nil,
    knownBefore: UInt64? = nil, makesUpBirths: Bool = false, leavesOutIncomplete: Bool = false
  ) {
    self.layout = layout
    self.year = year
    self.office = office
    self.district = district
    self.day = day
    self.knownBefore = knownBefore
    self.makesUpBirths = makesUpBirths
    self.leavesOutIncomplete = leavesOutIncomplete
  }

  /// Makes the delivery.
  ///
  /// Nothing is written.
  /// - Throws: `RegisterKeyMissing` if who somebody is lies sealed and the keys are not here,
  ///   unless births may be made up; what the log throws.
  public func delivery(from log: CaseLog) throws -> KostraDelivery {
    let known = try min(knownBefore ?? .max, log.size)
    let unit = try log.file(.unit(office), at: day, knownBefore: known)
    let offices = try log.offices(of: office, at: .last(of: year), knownBefore: known)
    var terms = KostraTerms(
      layout: layout, year: year, office: office, offices: offices, district: district, day: day)
    terms.ownDistrict = unit?.own?.attributes.text(.districtNumber)
    var identities = KostraIdentities(makesUp: makesUpBirths || log.isSimulated)
    var delivery = KostraDelivery(knowsOffice: unit != nil)
    var rows: [KostraRow] = []
    var astray: [KostraLack] = []
    try log.forEachSubject(.person) { subject in
      let history = try log.history(of: subject).filter { $0.position < known }
      guard history.contains(where: { terms.offices.contains($0.event.office) }) else { return }
      delivery.knowsOffice = true
      let file = CaseFile(subject: subject, folding: history, at: day)
      if terms.isAstray(file) {
        astray.append(KostraLack(subject, .missing, .bydelsnr, .district))
      } else {
        rows += try self.rows(file, history, terms, &identities, log)
      }
    }
    delivery.fill(rows, astray, leavesOutIncomplete)
    return delivery
  }

  /// The records of a person; none for who got nothing of this kind in the year.
  private func rows(
    _ file: CaseFile, _ history: [RecordedEvent], _ terms: KostraTerms,
    _ identities: inout KostraIdentities, _ log: CaseLog
  ) throws -> [KostraRow] {
    let payments = KostraPayment.all(in: file, terms)
    switch layout.type {
    case .financialAssistance: guard AssistanceYear.isThere(payments) else { return [] }
    case .qualificationProgramme: guard ProgrammeYear.isThere(file, terms) else { return [] }
    }
    let subject = file.subject
    let yearEnd = CaseFile(subject: subject, folding: history, at: terms.lastDay)
    let who = try identities.who(
      subject, CaseFile.standing(history, at: day),
      known: file.own?.attributes ?? Fields(), in: log)
    let person = KostraPerson(terms, file, yearEnd: yearEnd, who: who, payments: payments)
    switch layout.type {
    case .financialAssistance:
      let matter = AssistanceYear(person)
      var row = try KostraRow(matter, AssistanceYear.sources)
      if matter.grants.total + matter.loans.total == 0 {
        row.lacks.append(KostraLack(subject, .tooSmall, .bidrag))
      }
      return [row]
    case .qualificationProgramme:
      let programmes = ProgrammeYear.all(of: person)
      return try programmes.map { matter in
        var row = try KostraRow(matter, ProgrammeYear.sources)
        row.namesFormerOffice = matter.namesFormerOffice
        return row
      }
    }
  }
}

/// A record on its way into a delivery.
struct KostraRow {
  let subject: Subject
  let record: KostraRecord
  var lacks: [KostraLack] = []
  /// Whether the file is that of a district of Oslo.
  let isOfDistrict: Bool
  let isNumberMade: Bool
  let isBirthMade: Bool
  let isRead: Bool
  var namesFormerOffice = false

  /// Fills a record in by the rows of a mapping.
  init<Matter>(_ matter: Matter, _ sources: [KostraSource<Matter>]) throws(KostraMisfit) {
    let person = matter.person
    subject = person.file.subject
    isOfDistrict = person.terms.district != nil
    isNumberMade = person.who.isNumberMade
    isBirthMade = person.who.isBirthMade
    isRead = person.who.isRead
    var record = KostraRecord(person.terms.layout, year: person.terms.year)
    for source in sources {
      if let lack = try source.fill(&record, from: matter) { lacks.append(lack) }
    }
    self.record = record
  }

  /// What no other record of the file may have, by the field that says it.
  var keys: [(field: KostraFieldName, key: String)] {
    let isProgramme = record.layout.type == .qualificationProgramme
    // The districts of Oslo may report one person several times (005A, 005B).
    if isProgramme, isOfDistrict { return [] }
    var keys: [(KostraFieldName, String)] = []
    if case .text(let journal) = record[.personJournalnr] {
      keys.append((.personJournalnr, journal))
    }
    if case .text(let number) = record[.personFodselsnr], isProgramme || !isNumberMade {
      var key = number
      if isProgramme, case .text(let status) = record[.status] { key += status }
      keys.append((.personFodselsnr, key))
    }
    return keys
  }
}
