import ArgumentParser
import CaseModel
import EventCoding
import Schemas

/// `schema`: the event types and their JSON Schemas (skjema).
struct SchemaCommand: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: Word.helpSchema.asked,
    discussion: "sakslogg schema report-received")

  @Argument(help: "The event type.", completion: Completions.types)
  var type: String?

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    guard let type else { return try showTypes(session) }
    let name = try Reading.type(type, session.language).name
    guard let text = SchemaTexts.text(forType: name)?.description else {
      throw Failure(.unavailable, "type-unknown", at: "", type, "")
    }
    // For people the schema is indented; programs get it on one line.
    guard session.format == .table else { return try session.out.line(text) }
    try session.out.show(JSON.indented(try JSON.parse(text)) + "\n")
  }

  private func showTypes(_ session: Session) throws {
    let language = session.labels
    var table = Table(columns: [
      Column(id: "type", title: Word.type.text(language)),
      Column(id: "name", title: "", audience: .programs),
      Column(id: "label", title: Word.label.text(language)),
      Column(id: "subjects", title: Word.subject.text(language)),
    ])
    for type in EventType.allCases {
      table.rows.append([
        .text(type.shortName), .text(type.name), .text(Label.type(type, language)),
        .list(type.shape.subjects.map(\.rawValue)),
      ])
    }
    try session.show(table)
  }
}
