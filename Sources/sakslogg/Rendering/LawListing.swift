import CaseModel
import Schemas

/// The law table as a listing: every row, computed or not (lovtabell).
enum LawListing {
  /// The rows in force on a day; all without one.
  static func table(on day: Day?, _ language: Language) -> Table {
    var table = Table(columns: [
      Column(id: "rule", title: Word.code.text(language)),
      Column(id: "label", title: Word.duty.text(language)),
      Column(id: "length", title: Word.length.text(language)),
      Column(id: "validFrom", title: Word.validFrom.text(language)),
      Column(id: "validTo", title: Word.validTo.text(language)),
      Column(id: "certainty", title: "", audience: .programs),
      Column(id: "certaintyLabel", title: Word.certainty.text(language), audience: .people),
      Column(id: "kind", title: "", audience: .programs),
      Column(id: "kindLabel", title: Word.treatment.text(language), audience: .people),
      Column(id: "earlierAct", title: "", audience: .programs),
      Column(id: "currentAct", title: "", audience: .programs),
      Column(id: "by", title: "", audience: .programs),
      Column(id: "note", title: "", audience: .programs),
    ])
    for entry in LawEntry.all where day.map(entry.holds) ?? true {
      let (id, note) = (entry.id.description, Labels.note(ofRule: entry.id.description))
      let sections = [entry.now, entry.old].compactMap { $0?.description }
      table.notes[table.rows.count] = [sections.joined(separator: "; ")] + (note.map { [$0] } ?? [])
      table.rows.append([
        .text(id), .text(Labels.lawRule(id, language)), .optional(entry.length?.description),
        .optional(entry.validFrom?.description), .optional(entry.validTo?.description),
        .text(entry.certainty.rawValue), .text(entry.certainty.word.text(language)),
        .text(entry.kind.rawValue), .text(entry.kind.word.text(language)),
        .optional(entry.old?.description), .optional(entry.now?.description),
        .optional(entry.by?.description), .optional(note),
      ])
    }
    return table
  }
}

extension LawEntry.Kind {
  /// The word for people.
  var word: Word {
    switch self {
    case .deadline: .lawDeadline
    case .counting: .lawCounting
    case .duty: .lawDuty
    case .later: .lawLater
    }
  }
}
