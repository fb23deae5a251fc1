import ArgumentParser
import CaseModel
import CaseService
import EventCoding

/// `record`: appends one event, or many from JSON lines (før).
struct Record: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: Word.helpRecord.asked,
    discussion: """
      sakslogg record report-received --case 2017-0412 --effective 2017-03-14 channel=portal \
      reporters=11 contents=7

      Fields are given as field=value; a list takes commas. On a terminal what is missing is asked \
      for. Personal fields (names, addresses, text) never stand on the command line: answer the \
      prompt, or give JSON with --sealed. The id of a new record is made if left out, and printed. \
      An event given again with the same --id adds nothing.

      --batch takes JSON lines \
      {"type":…,"subject":…,"effective":…,"data":{…},"sealed":{…}}, all or nothing per chunk.
      """)

  @Argument(help: "The type of the event, as report-received.", completion: Completions.types)
  var type: String?

  @Argument(help: "Coded fields, as channel=portal.", completion: Completions.assignments)
  var fields: [String] = []

  @Option(help: ArgumentHelp("What it is about, as case/2017-0412.", valueName: "kind/key"))
  var subject: String?

  @Option(name: .customLong("case"), help: ArgumentHelp("The case it is about.", valueName: "key"))
  var caseKey: String?

  @Option(help: ArgumentHelp("The event's id; give it again to retry.", valueName: "uuid"))
  var id: String?

  @Option(
    help: ArgumentHelp("JSON lines in a file, or - for standard input.", valueName: "file"),
    completion: .file())
  var batch: String?

  @Option(parsing: .unconditional, help: "How many lines of a batch are stored at a time.")
  var chunk = 256

  @OptionGroup var event: EventArguments
  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    if let batch {
      if let type { throw Failure(.usage, "options-conflict", at: "", "--batch", type) }
      guard (1...10_000).contains(chunk) else {
        throw Failure(.usage, "chunk-invalid", at: "", String(chunk))
      }
      return try Batch(session: session, path: batch, chunk: chunk).run()
    }
    guard let type else {
      throw Failure(
        .usage, "usage-missing-argument", at: "", "<type>",
        "sakslogg record <type> --case <key> [<fields> ...] […]")
    }
    var input = EventInput(try Reading.type(type, session.language))
    let subject = try subjectGiven()
    let problems = try event.read(fields, into: &input)
    let id: RecordID? = if let id { try Reading.id(id) } else { nil }
    try input.addRecordID(of: id)
    let mayAsk = Stream.input.isTerminal && event.json != "-" && event.sealed != "-"
    let day = try Reading.day(event.effective)
    try session.stop(for: session.failures(problems, in: input, on: day, asks: mayAsk))
    let asks = mayAsk && (event.ask || event.isEmpty(fields) || !input.missing.isEmpty)
    // From here on nothing that is typed or pasted may reach the shell.
    if asks { TerminalMode.begin() }
    let log = try session.openLog(.writing)
    let (actor, office) = (try session.actor, try Reading.office(event.office))
    if asks {
      let dialogue = Dialogue(
        session: session, log: log, subject: subject, id: id, actor: actor, expected: event.expect)
      return try dialogue.run(input, effective: day, office: office)
    }
    let (coded, sealed) = try input.finish()
    let draft = Draft(
      id: id, input.type, on: subject, effective: try day ?? session.today(log), office: office,
      actor: actor, fields: coded, sealed: sealed, time: try session.moment)
    let outcome = try log.record(
      [draft], expecting: event.expect.map { [subject: $0] } ?? [:])
    try session.report(outcome, of: [draft])
  }

  private func subjectGiven() throws(Failure) -> Subject {
    switch (subject, caseKey) {
    case (let subject?, nil): return try Reading.subject(subject)
    case (nil, let key?): return try Reading.subject("case/" + key)
    case (nil, nil): throw Failure(.usage, "subject-not-given")
    case (.some, .some): throw Failure(.usage, "options-conflict", at: "", "--subject", "--case")
    }
  }
}
