import ArgumentParser
import CaseModel
import CaseService
import EventCoding
import Projections

/// `message`: messages that came in but could not be understood (innboks).
struct MessageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "message",
    abstract: Word.helpMessage.asked,
    discussion: """
      A message that cannot be read as a report is never dropped: it lies here, sealed, until a \
      person has handled it.
      """,
    subcommands: [MessageList.self, MessageShow.self, MessageHandle.self])
}

/// `message list`: the messages not yet handled.
struct MessageList: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: Word.helpMessageList.asked)

  @Flag(help: "Also those that are handled.")
  var all = false

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let log = try session.openLog()
    let language = session.labels
    var table = Table(columns: [
      Column(id: "subject", title: Word.message.text(language)),
      Column(id: "received", title: Word.received.text(language)),
      Column(id: "problem", title: "", audience: .programs),
      Column(id: "problemLabel", title: Word.problem.text(language)),
      Column(id: "handled", title: Word.end.text(language)),
    ])
    for subject in try log.subjects(.message) {
      guard let own = try log.file(subject)?.own ?? (try log.file(subject)?.episodes.first),
        all || own.end == nil
      else { continue }
      let problem = own.attributes[.problem]
      let shown = problem.map {
        Label.value($0, EventType.messageStored.fieldShape(.problem), language)
      }
      table.rows.append([
        .text(subject.description), .text(own.start.description), .optional(problem?.plain),
        .optional(shown), .optional(own.end?.description),
      ])
    }
    try session.show(table)
  }
}

/// `message show`: one message as it came.
struct MessageShow: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: Word.helpMessageShow.asked,
    discussion: """
      sakslogg message show message/…

      That it was read, by whom and why, is first recorded on the message; the purpose is routing \
      unless another is given. See `sakslogg access`.
      """)

  @Argument(help: "The message, as the list names it.")
  var subject: String

  @OptionGroup var reading: ReadingOptions
  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let reader = try Reader(reading, usual: "routing", session)
    let log = try session.openLogToReveal()
    let subject = try MessageCommand.subject(subject)
    try session.requireAccess(to: subject, in: log, revealing: true)
    guard let stored = try log.history(of: subject).first else {
      throw Failure(.noInput, "subject-not-found", at: "", subject.description)
    }
    let texts = try log.sealedTexts(at: stored.position).flatMap { part in
      if let fault = part.fault { throw fault }
      guard case .texts(let texts) = part.content else {
        throw Failure(.unavailable, "reveal-without-keys")
      }
      return texts
    }
    try session.recordReading(of: subject, by: reader, revealed: true, in: log)
    for (_, text) in texts {
      try session.out.write(text.printableLines + (text.hasSuffix("\n") ? "" : "\n"))
    }
  }
}

/// `message handle`: says what became of a message.
struct MessageHandle: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "handle",
    abstract: Word.helpMessageHandle.asked,
    discussion: "sakslogg message handle message/… --outcome registered --case 2017-0412")

  @Argument(help: "The message, as the list names it.")
  var subject: String

  @Option(
    help: "What became of it, as a code of the list message_outcome.",
    completion: Completions.codes(.messageOutcome))
  var outcome: String

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp("The case it was registered in.", valueName: "key"))
  var caseKey: String?

  @Option(help: ArgumentHelp("The report it was registered as.", valueName: "uuid"))
  var report: String?

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let log = try session.openLog(.writing)
    let subject = try MessageCommand.subject(subject)
    guard let stored = try log.history(of: subject).first else {
      throw Failure(.noInput, "subject-not-found", at: "", subject.description)
    }
    var input = EventInput(.messageHandled)
    let given = [
      ("message", stored.event.fields[.message]?.plain), ("outcome", outcome), ("case", caseKey),
      ("report", report),
    ]
    for (name, value) in given where input.type.fieldNames.contains(name) {
      guard let value else { continue }
      do {
        try input.add(answer: value, to: name)
      } catch {
        throw failure(from: error, of: input, session.language)
      }
    }
    let (fields, sealed) = try input.finish()
    let draft = Draft(
      .messageHandled, on: subject, effective: try session.today(log), actor: try session.actor,
      fields: fields, sealed: sealed, time: try session.moment)
    try session.report(try log.record([draft]), of: [draft])
  }
}

extension MessageCommand {
  /// A message by its key or its whole name.
  static func subject(_ text: String) throws -> Subject {
    try Reading.subject(text.contains("/") ? text : "message/" + text)
  }
}
