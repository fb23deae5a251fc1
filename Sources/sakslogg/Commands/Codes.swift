import ArgumentParser
import CaseModel
import Schemas

/// `codes`: the code lists with the dates each code may be used, and the law table (kodelister,
/// lovtabell).
struct Codes: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "codes",
    abstract: Word.helpCodes.asked,
    discussion: """
      sakslogg codes melder --on 2017-03-14
      sakslogg codes --law --on 2023-01-01

      The law table shows every duty and deadline that is known, with the sections of both Acts, \
      how sure it is, and what is done with it: computed by `sakslogg deadlines`, followed as a \
      rule of counting, shown only, or to come with another service.
      """)

  @Argument(help: "The name of the list.", completion: Completions.codeLists)
  var list: String?

  @Option(help: ArgumentHelp("Only what is in force on that day.", valueName: "YYYY-MM-DD"))
  var on: String?

  @Flag(help: "The law table: duties and deadlines.")
  var law = false

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let language = session.labels
    let day = try Reading.day(on)
    if law {
      if let list { throw Failure(.usage, "options-conflict", at: "", "--law", list) }
      return try session.show(LawListing.table(on: day, language))
    }
    guard let list else { return try showLists(session) }
    guard let name = CodeListName(rawValue: list) else {
      throw Failure(.usage, "list-unknown", at: "", list)
    }
    var table = Table(columns: [
      Column(id: "code", title: Word.code.text(language)),
      Column(id: "label", title: Word.label.text(language)),
      Column(id: "validFrom", title: Word.validFrom.text(language)),
      Column(id: "validTo", title: Word.validTo.text(language)),
    ])
    let entries = day.map { CodeLists.entries(in: name, on: $0) } ?? CodeLists.entries(in: name)
    for entry in entries {
      let code = entry.code.description
      table.rows.append([
        .text(code), .text(Label.code(code, name, language)),
        .optional(entry.validFrom?.description), .optional(entry.validTo?.description),
      ])
    }
    try session.show(table)
  }

  private func showLists(_ session: Session) throws {
    let language = session.labels
    var table = Table(columns: [
      Column(id: "list", title: Word.list.text(language)),
      Column(id: "label", title: Word.label.text(language)),
      Column(id: "codes", title: Word.codes.text(language), isNumber: true),
    ])
    for list in CodeListName.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
      table.rows.append([
        .text(list.rawValue), .text(Labels.codeList(list.rawValue, language)),
        .whole(CodeLists.entries(in: list).count),
      ])
    }
    try session.show(table)
  }
}
