import CaseModel
import XML

extension RegisterFolder {
  /// Reads a delivered file's tree.
  /// - Throws: `RegisterFaults` with everything that is not as the schema asks.
  init(reading root: XMLElement) throws(RegisterFaults) {
    let version = RegisterVersion(of: root)
    guard root.name == "Barnevern" else {
      throw RegisterFaults([
        RegisterProblem(.elementMissing, line: root.line, path: "/", "Barnevern")
      ])
    }
    let problems = RegisterNode.barnevern(version).problems(of: root, at: "/Barnevern")
    guard problems.isEmpty, let sak = root.child("Sak"),
      let id = sak["Id"].flatMap({ RecordID($0) }),
      let submission = RegisterSubmission(reading: root)
    else { throw RegisterFaults(problems) }
    let reader = FolderReader(sak: sak, caseID: id, version: version)
    self.init(
      submission: submission, caseID: id, journal: sak["Journalnummer"] ?? "",
      facts: reader.facts, deletions: reader.deletions, version: version, leftOut: reader.leftOut)
    let twice = reader.idsTwice
    if !twice.isEmpty { throw RegisterFaults(twice) }
  }
}

/// Everything wrong with a file, so that one run tells all of it.
struct RegisterFaults: Error {
  let problems: [RegisterProblem]

  init(_ problems: [RegisterProblem]) { self.problems = problems }
}

extension RegisterVersion {
  /// The oldest version that the file's marks fit; a file does not say which it follows.
  init(of root: XMLElement) {
    let sak = root.child("Sak")
    let visits = sak?.children("Tiltak").flatMap { $0.children("Oppfolging") } ?? []
    if sak?["Fodselsnummer"] != nil || sak?["Fodseldato"] != nil {
      self = .v1
    } else if visits.contains(where: { $0["UtfortDato"] != nil }) || Self.namesStatus(sak) {
      self = .v2
    } else {
      self = .v4
    }
  }

  private static func namesStatus(_ sak: XMLElement?) -> Bool {
    guard let sak else { return false }
    return sak.children("Relasjon").contains {
      $0["FraType"] == "Status" || $0["TilType"] == "Status"
    }
      || sak.children("Slettet").contains { $0["Type"] == "Status" }
  }
}

extension RegisterSubmission {
  init?(reading root: XMLElement) {
    guard let id = root["Id"].flatMap({ RecordID($0) }), let system = root.child("Fagsystem"),
      let unit = root.child("Avgiver"), let office = Office(unit["Kommunenummer"] ?? "")
    else { return nil }
    self.init(
      id: id, previous: root["ForrigeId"].flatMap { RecordID($0) },
      extractedAt: root["DatoUttrekk"] ?? "", vendor: system["Leverandor"] ?? "",
      system: system["Navn"] ?? "", systemVersion: system["Versjon"] ?? "",
      organisationNumber: unit["Organisasjonsnummer"] ?? "", municipality: office,
      municipalityName: unit["Kommunenavn"] ?? "", districtNumber: unit["Bydelsnummer"],
      districtName: unit["Bydelsnavn"])
  }
}

/// Reads a case element, record by record, by the rows of the map.
private struct FolderReader {
  let sak: XMLElement
  let caseID: RecordID
  let version: RegisterVersion
  let opened: Day

  init(sak: XMLElement, caseID: RecordID, version: RegisterVersion) {
    (self.sak, self.caseID, self.version) = (sak, caseID, version)
    opened = sak["StartDato"].flatMap { Day($0) } ?? Day(number: 0)
  }

  /// What the case and its records say.
  var facts: [RegisterFact] {
    var facts: [RegisterFact] = []
    for row in RegisterRow.all where row.path.isEmpty {
      facts += self.facts(row, in: sak, path: "/Barnevern/Sak", record: nil, start: opened)
    }
    if version == .v1 { facts += personalDetails }
    var counts: [String: Int] = [:]
    for element in sak.children where element.name != "Slettet" && !isLeftOut(element) {
      counts[element.name, default: 0] += 1
      let count = counts[element.name] ?? 1
      let path = "/Barnevern/Sak/" + element.name + (count > 1 ? "[\(count)]" : "")
      let id = element["Id"].flatMap { RecordID($0) }
      let start = Self.start(of: element) ?? opened
      for row in RegisterRow.all where row.path.first == element.name {
        facts += self.facts(row, in: element, path: path, record: id, start: start)
      }
    }
    return facts
  }

  private static func start(of element: XMLElement) -> Day? {
    for name in ["StartDato", "TilbudSendtDato", "SluttDato"] {
      if let day = element[name].flatMap({ Day($0) }) { return day }
    }
    return nil
  }

  /// The oldest schema kept the person on the case: a record of its own, from the case's start.
  private var personalDetails: [RegisterFact] {
    guard let row = RegisterRow.of(.identityRecorded).first,
      var fact = fact(
        row, at: sak, path: "/Barnevern/Sak", record: caseID.named("personalia"), start: opened)
    else { return [] }
    fact.effective = opened
    return [fact]
  }

  private func facts(
    _ row: RegisterRow, in element: XMLElement, path: String, record: RecordID?, start: Day
  ) -> [RegisterFact] {
    var places = [(element, path)]
    for name in row.path.dropFirst() {
      places = places.flatMap { parent, path in
        parent.children(name).enumerated().map { index, child in
          (child, path + "/" + name + (index > 0 ? "[\(index + 1)]" : ""))
        }
      }
    }
    if row.path == ["Tiltak", "Oppfolging", "Utfort"], version != .v4 {
      places = element.children("Oppfolging").map { ($0, path + "/Oppfolging") }
    }
    var ordinal = 0
    return places.compactMap { place, path in
      // A claim's conclusion is the claim's: it has no id, its parent's names it.
      let owner =
        row.path.last == "Konklusjon" && row.own != nil
        ? element.children(row.path[1]).first { $0.child("Konklusjon") == place } : nil
      guard var fact = fact(row, at: place, owner: owner, path: path, record: record, start: start)
      else { return nil }
      if fact.own == nil {
        fact.ordinal = ordinal
        ordinal += 1
      }
      return fact
    }
  }

  private func fact(
    _ row: RegisterRow, at element: XMLElement, owner: XMLElement? = nil, path: String,
    record: RecordID?, start: Day
  ) -> RegisterFact? {
    var fields = Fields()
    var texts: [Field: String] = [:]
    for (place, field) in row.fields {
      guard let value = element.value(at: place), let shape = row.type.shape.field(field) else {
        continue
      }
      fields[field] = shape.value(reading: value)
    }
    for (place, field) in row.texts { texts[field] = element.value(at: place) }
    for list in row.lists {
      let entries = element.children(list.element)
      let codes = entries.map { $0["Kode"] ?? "" }
      if !codes.isEmpty { fields[list.codes] = .list(codes.map { .text($0) }) }
      texts[list.texts] = CodeTexts.write(entries.map { $0["Presisering"] }, for: codes)
    }
    if row.legal { fields.readLegalBases(of: element) }
    if row.type == .identityRecorded, let born = texts[.birthDate].flatMap({ Day($0) }) {
      fields[.birthYear] = .number(Int64(born.year))
    }
    let said = row.date.flatMap { element.value(at: $0) }.flatMap { Day($0) }
    let isSaid = row.date == nil ? !fields.entries.isEmpty || !texts.isEmpty : said != nil
    // The oldest schema has the person's facts on the case, whose own day counts.
    guard isSaid else { return nil }
    if row.path.isEmpty { fields[.finished] = finished(row.type) }
    if row.type == .caseOpened, ["true", "1"].contains(sak["ErSlettet"] ?? "") {
      fields[.deleted] = .flag(true)
    }
    return RegisterFact(
      row: row, record: record,
      own: row.own == nil ? nil : ((owner ?? element)["Id"]).flatMap { RecordID($0) },
      effective: said ?? day(element) ?? start, fields: fields, texts: texts, line: element.line,
      path: path)
  }

  /// The day of what has none of its own: that of its element, if it has one.
  private func day(_ element: XMLElement) -> Day? {
    element["StartDato"].flatMap { Day($0) }
  }

  /// What the file says of the case being finished belongs to its end, or, without one, to itself.
  private func finished(_ type: EventType) -> FieldValue? {
    let isEnded = sak["SluttDato"] != nil
    guard (type == .caseClosed) == isEnded else { return nil }
    guard let said = sak["Avsluttet"] else { return isEnded ? .flag(false) : nil }
    return .flag(said == "true" || said == "1")
  }

  /// What is flagged as deleted, and what stands in the list.
  var deletions: [RegisterDeletion] {
    var found: [RegisterDeletion] = []
    func isFlagged(_ element: XMLElement?) -> Bool {
      ["true", "1"].contains(element?["ErSlettet"] ?? "")
    }
    for element in sak.children where element.name != "Slettet" {
      guard let id = element["Id"].flatMap({ RecordID($0) }) else { continue }
      if isFlagged(element) {
        found.append(RegisterDeletion(type: element.name, record: id, flagged: true))
      }
      if isFlagged(element.child("Konklusjon")) {
        found.append(
          RegisterDeletion(type: element.name, record: id, conclusionOnly: true, flagged: true))
      }
    }
    for element in sak.children("Slettet") where !isLeftOut(element) {
      guard let id = element["Id"].flatMap({ RecordID($0) }), let type = element["Type"],
        let day = element["SluttDato"].flatMap({ Day($0) })
      else { continue }
      if let place = found.firstIndex(where: {
        $0.type == type && $0.record == id && !$0.conclusionOnly
      }) {
        found[place].listed = day
      } else {
        found.append(RegisterDeletion(type: type, record: id, listed: day))
      }
    }
    return found
  }

  /// What an earlier schema could say and today's cannot: relations and deletions of a status.
  private func isLeftOut(_ element: XMLElement) -> Bool {
    let types = [element["FraType"], element["TilType"], element["Type"]].compactMap(\.self)
    return types.contains { EpisodeKind(registerType: $0) == nil }
  }

  var leftOut: [(path: String, line: Int?)] {
    sak.children.filter(isLeftOut).map { ("/Barnevern/Sak/" + $0.name, $0.line) }
  }

  /// Ids that two records of a type share, which could not be told apart.
  var idsTwice: [RegisterProblem] {
    var seen: Set<String> = []
    var problems: [RegisterProblem] = []
    func see(_ element: XMLElement, _ path: String) {
      if let id = element["Id"], element.name != "Slettet" || element["Type"] != nil,
        !seen.insert(path + " " + id.lowercased() + (element["Type"] ?? "")).inserted
      {
        problems.append(
          RegisterProblem(.idTwice, line: element.line, path: path, element.name, id.lowercased()))
      }
      for child in element.children { see(child, path + "/" + child.name) }
    }
    for element in sak.children { see(element, "/Barnevern/Sak/" + element.name) }
    return problems
  }
}

extension XMLElement {
  /// The value at a place of the map: `@Kode`, `Kategori@Kode`, `MedvirkningType`.
  func value(at place: String) -> String? {
    guard let at = place.firstIndex(of: "@") else { return child(place)?.text }
    let (name, attribute) = (String(place[..<at]), String(place[place.index(after: at)...]))
    return (name.isEmpty ? self : child(name))?[attribute]
  }
}

extension EventShape {
  /// What the schema says of one of the type's coded fields.
  func field(_ field: Field) -> FieldShape? { fields.first { $0.field == field } }
}

extension FieldShape {
  /// The value that a text of a file gives, by the field's kind; nil if it gives none.
  func value(reading text: String) -> FieldValue? {
    switch kind {
    case .id: RecordID(text).map(FieldValue.id)
    case .day: Day(text).map(FieldValue.day)
    case .number: Int64(text).map(FieldValue.number)
    case .flag: .flag(text == "true" || text == "1")
    case .code, .office, .staff, .key, .reference, .foreign, .text: .text(text)
    }
  }
}
