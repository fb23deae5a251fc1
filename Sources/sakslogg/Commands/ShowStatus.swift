import ArgumentParser
import CaseModel
import CaseService
import EventLog
import TransparencyLog

/// `status`: size and use of the log (status).
struct ShowStatus: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: Word.helpShowStatus.asked,
    discussion: """
      sakslogg status --format json

      Readers are the readings going on at this moment: how many changes were written since the \
      state that each of them sees, whose space cannot be used again before it is done.
      """)

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let log = try session.openLog()
    let status = try log.status()
    switch session.format {
    case .json: try session.out.line(Self.json(status, log.path).compact)
    case .csv, .jsonl: try session.show(Self.flat(Self.json(status, log.path)))
    case .table, .svg: try show(status, log.path, session)
    }
  }

  private func show(_ status: LogStatus, _ path: String, _ session: Session) throws {
    let rows = Self.facts(of: status, path, session.language)
    let width = rows.map(\.0.displayWidth).max() ?? 0
    var text = ""
    for (label, value) in rows {
      text += label + String(repeating: " ", count: width - label.displayWidth) + "  "
      text += value.printable + "\n"
    }
    try session.out.write(text + "\n")
    try session.out.write(Self.keyspaces(status, session.language).text(.table, session.language))
    let readers = Self.readers(status, session.language)
    guard !readers.rows.isEmpty else { return }
    try session.out.write("\n" + readers.text(.table, session.language))
  }

  private static func facts(
    of status: LogStatus, _ path: String, _ language: Language
  ) -> [(String, String)] {
    let (identity, statistics) = (status.identity, status.statistics)
    let kind = identity.origin.simulated ? Word.statusSimulated : .statusReal
    let bytes = { (count: Int) in Word.statusBytes.text(language, String(count)) }
    let facts: [(Word, String)] = [
      (.statusLog, path), (.statusID, identity.id),
      (.statusOrigin, "\(identity.origin.name), \(kind.text(language))"),
      (.statusMade, identity.created.description),
      (.statusFormat, String(identity.formatVersion)), (.statusEvents, String(statistics.size)),
      (.statusRoot, status.root.hex), (.statusLast, status.lastTime?.description ?? "-"),
      (.statusStreams, String(statistics.streams)),
      (
        .statusFacts,
        Word.statusCovers.text(language, String(status.factsSize), String(statistics.size))
      ),
      (.statusFile, bytes(statistics.fileBytes)), (.statusUsed, bytes(statistics.usedBytes)),
      (.statusMap, bytes(statistics.mapSizeBytes)),
      (
        .statusReaders,
        statistics.isUnlocked
          ? Word.statusUnseen.text(language) : String(statistics.openReaders.count)
      ),
    ]
    return facts.map { ($0.text(language), $1) }
  }

  private static func keyspaces(_ status: LogStatus, _ language: Language) -> Table {
    Table(
      columns: [
        Column(id: "name", title: Word.keyspace.text(language)),
        Column(id: "rows", title: Word.rows.text(language), isNumber: true),
        Column(id: "bytes", title: Word.bytes.text(language), isNumber: true),
      ],
      rows: status.statistics.parts.map {
        [.text($0.name), .whole($0.entries), .whole($0.bytes)]
      })
  }

  private static func readers(_ status: LogStatus, _ language: Language) -> Table {
    Table(
      columns: [
        Column(id: "process", title: Word.process.text(language), isNumber: true),
        Column(id: "behind", title: Word.behind.text(language), isNumber: true),
      ],
      rows: status.statistics.openReaders.map { [.whole($0.process), .whole($0.behind)] })
  }

  private static func json(_ status: LogStatus, _ path: String) -> JSONText {
    let (identity, statistics) = (status.identity, status.statistics)
    let number = { (number: Int) in JSONText.number(String(number)) }
    return .object([
      ("log", .string(path)), ("id", .string(identity.id)),
      ("origin", .string(identity.origin.name)), ("simulated", .bool(identity.origin.simulated)),
      ("created", .string(identity.created.description)),
      ("format", .number(String(identity.formatVersion))),
      ("events", .number(String(statistics.size))), ("root", .string(status.root.hex)),
      ("lastTime", status.lastTime.map { .string($0.description) } ?? .null),
      ("subjects", .number(String(statistics.streams))),
      ("factsEvents", .number(String(status.factsSize))),
      ("fileBytes", number(statistics.fileBytes)), ("usedBytes", number(statistics.usedBytes)),
      ("mapBytes", number(statistics.mapSizeBytes)),
      ("readersSeen", .bool(!statistics.isUnlocked)),
      (
        "readers",
        .array(
          statistics.openReaders.map {
            .object([("process", number($0.process)), ("behind", number($0.behind))])
          })
      ),
      (
        "keyspaces",
        .array(
          statistics.parts.map {
            .object([
              ("name", .string($0.name)), ("rows", number($0.entries)), ("bytes", number($0.bytes)),
            ])
          })
      ),
    ])
  }

  /// The object as rows of a name and a value: `keyspaces.tail.rows`.
  private static func flat(_ object: JSONText) -> Table {
    var table = Table(columns: [Column(id: "name", title: ""), Column(id: "value", title: "")])
    guard case .object(let members) = object else { return table }
    for (name, value) in members {
      guard case .array(let parts) = value else {
        table.rows.append([.text(name), cell(value)])
        continue
      }
      for part in parts {
        guard case .object(let members) = part, let first = members.first else { continue }
        for (member, value) in members.dropFirst() {
          let path = "\(name).\(cell(first.1).plain).\(member)"
          table.rows.append([.text(path), cell(value)])
        }
      }
    }
    return table
  }

  private static func cell(_ value: JSONText) -> Cell {
    switch value {
    case .string(let text): .text(text)
    case .number(let digits): .number(digits)
    case .bool(let flag): .flag(flag)
    case .null, .array, .object: .missing
    }
  }
}
