import CaseModel
import Projections

// What a case folder says and the log does not say in so many words, since it follows from what the
// log does say. Ids are derived too, so that the same log gives the same folder.

extension LogFolder {
  /// The facts that follow from the others.
  func derivedFacts(given facts: [RegisterFact]) -> [RegisterFact] {
    personalDetails(given: facts) + statuses + settings(given: facts) + relocations
      + relations(given: facts)
  }

  private func derived(
    _ type: EventType, _ path: String, record: RecordID?, own: RecordID? = nil, on day: Day,
    _ fields: [(Field, FieldValue)], texts: [Field: String] = [:]
  ) -> RegisterFact? {
    let path = path.split(separator: "/").map(String.init)
    guard let row = RegisterRow.of(type).first(where: { $0.path == path }) else { return nil }
    var all = Fields()
    for (field, value) in fields { all[field] = value }
    return RegisterFact(
      row: row, record: record, own: own, effective: day, fields: all, texts: texts)
  }

  /// The child's number where it was given with the case, and no record of personal details.
  private func personalDetails(given facts: [RegisterFact]) -> [RegisterFact] {
    guard !facts.contains(where: { $0.row.type == .identityRecorded }),
      let opened = events.first(where: { $0.event.type == .caseOpened }),
      let number = texts[opened.position]?[.nationalId], let caseID
    else { return [] }
    let identity = NationalNumber(number)
    let born = texts[opened.position]?[.birthDate].flatMap { Day($0) } ?? identity?.birth
    guard let born, let sex = opened.event.fields.text(.sex) ?? identity?.sex else { return [] }
    let fact = derived(
      .identityRecorded, "Personalia", record: caseID.named("personalia"),
      on: opened.event.effective,
      [(.sex, .text(sex)), (.birthYear, .number(Int64(born.year)))],
      texts: [.nationalId: number, .birthDate: born.description])
    return [fact].compactMap(\.self)
  }

  /// The first status, given with the decision.
  private var statuses: [RegisterFact] {
    file.episodes(.decision).compactMap { decision in
      guard let id = decision.id, let status = decision.given[.status] else { return nil }
      return derived(
        .decisionStatusChanged, "Vedtak/Status", record: id, own: id.named("status"),
        on: decision.start, [(.status, status)])
    }
  }

  /// Moves from a home, told with the placement.
  private var relocations: [RegisterFact] {
    events.compactMap { recorded in
      let event = recorded.event
      guard event.type == .placementMoved || event.type == .placementEnded,
        let cause = event.fields[.cause], let destination = event.fields[.destination]
      else { return nil }
      return derived(
        .childRelocated, "Flytting", record: event.id.named("relocation"), on: event.effective,
        [(.cause, cause), (.destination, destination)])
    }
  }

  /// Who supervises and how often, from the home that belongs to a measure.
  ///
  /// The register asks for both wherever there are visits. Where nothing was set, the ordinary
  /// frequency of four visits a year holds, and the municipality that has the case.
  private func settings(given facts: [RegisterFact]) -> [RegisterFact] {
    let homes = file.episodes(.placement).flatMap(settings)
    let known = facts + homes
    return homes
      + file.episodes(.measure).flatMap { measure in
        [
          missing("Tilsyn/Hyppighet", ["Tilsyn/Utfort", "Tilsyn/Ansvarlig"], measure, known),
          missing("Tilsyn/Ansvarlig", ["Tilsyn/Utfort", "Tilsyn/Hyppighet"], measure, known),
          missing("Oppfolging/Hyppighet", ["Oppfolging/Utfort"], measure, known),
        ].compactMap(\.self)
      }
  }

  private func missing(
    _ path: String, _ demanding: [String], _ measure: Episode, _ known: [RegisterFact]
  ) -> RegisterFact? {
    func has(_ path: String) -> Bool {
      known.contains {
        $0.record == measure.id && $0.row.path.joined(separator: "/") == "Tiltak/" + path
      }
    }
    guard let id = measure.id, !has(path), demanding.contains(where: has) else { return nil }
    let (field, value): (Field, FieldValue) =
      switch path {
      case "Tilsyn/Ansvarlig": (.supervisingOffice, .text(measure.office.description))
      case "Tilsyn/Hyppighet": (.supervisionFrequency, .text("4"))
      default: (.followUpFrequency, .text("4"))
      }
    return derived(
      .measureVisitsSet, "Tiltak/" + path, record: id, own: id.named(path), on: measure.start,
      [(field, value)])
  }

  private func settings(of home: Episode) -> [RegisterFact] {
    guard let measure = home.given.id(.measure), let id = home.id else { return [] }
    let places: [(Field, String)] = [
      (.supervisingOffice, "Tiltak/Tilsyn/Ansvarlig"),
      (.supervisionFrequency, "Tiltak/Tilsyn/Hyppighet"),
      (.followUpFrequency, "Tiltak/Oppfolging/Hyppighet"),
    ]
    return places.flatMap { field, path in
      let first = home.given[field].map { [(home.start, $0, id.named(path))] } ?? []
      let later = home.marks(.visitFrequencySet).compactMap { mark in
        mark.fields[field].map { (mark.day, $0, id.named("\(path)/\(mark.position)")) }
      }
      return (first + later).compactMap { day, value, own in
        derived(.measureVisitsSet, path, record: measure, own: own, on: day, [(field, value)])
      }
    }
  }

  /// What follows from what, told by a parent's id and not by a relation of its own.
  private func relations(given facts: [RegisterFact]) -> [RegisterFact] {
    let told = Set(
      facts.filter { $0.row.type == .recordsLinked }.map { fact in
        [Field.fromType, .from, .toType, .to].map { fact.fields[$0]?.plain.lowercased() ?? "" }
      })
    var links: [(from: Episode, to: Episode)] = []
    func link(_ from: Episode?, _ to: Episode?) {
      if let from, let to { links.append((from, to)) }
    }
    for episode in file.episodes {
      switch episode.kind {
      case .investigation:
        for case .id(let report) in episode.given.values(.reports) {
          link(file.episode(.report, report), episode)
        }
        link(episode, file.episode(.decision, episode.attributes.id(.decision)))
      case .decision:
        link(file.episode(.investigation, episode.given.id(.investigation)), episode)
      case .measure, .boardReferral:
        link(file.episode(.decision, episode.given.id(.decision)), episode)
      default: break
      }
    }
    var seen = told
    return links.compactMap { from, to in
      guard let fromType = from.kind.registerType, let toType = to.kind.registerType,
        let fromID = from.id, let toID = to.id,
        seen.insert([fromType.lowercased(), "\(fromID)", toType.lowercased(), "\(toID)"]).inserted
      else { return nil }
      return derived(
        .recordsLinked, "Relasjon", record: toID.named("\(fromType)/\(fromID)"), on: to.start,
        [
          (.from, .text("\(fromID)")), (.fromType, .text(fromType)), (.to, .id(toID)),
          (.toType, .text(toType)),
        ])
    }
  }
}
