import CaseModel
import CaseService
import EventLog
import Projections
import Schemas

/// A command in the middle of being carried out: its options, its language, its log.
final class Session {
  private let options: GlobalOptions
  /// The language that people are spoken to in.
  let language: Language
  /// The form of the result.
  let format: OutputFormat
  /// What an error is about, if not the log.
  var place: String?
  /// The log, once it is open.
  private(set) var log: CaseLog?
  /// Standard output.
  let out = Output()

  /// A session by the options given and the environment.
  init(_ options: GlobalOptions) {
    self.options = options
    language = options.language ?? .ofEnvironment
    format = options.format ?? .table
  }

  /// The language of labels in the result: a program must get the same whatever the locale, so
  /// machine forms have the catalogue's own Norwegian unless a language is asked for.
  var labels: Language {
    [.table, .svg].contains(format) ? language : options.language ?? .nb
  }

  /// The log's folder.
  var logPath: String {
    get throws(Failure) {
      guard let path = options.log ?? variable("SAKSLOGG_LOG") else {
        throw Failure(.usage, "log-not-given")
      }
      return path
    }
  }

  /// The key store's folder, if one was given.
  var keysPath: String? { options.keys ?? variable("SAKSLOGG_KEYS") }

  /// The master key's file, if one was given.
  var masterKeyPath: String? { options.masterKey ?? variable("SAKSLOGG_MASTER_KEY") }

  /// The staff id of who records.
  var actor: String {
    get throws(Failure) {
      guard let actor = options.actor ?? variable("SAKSLOGG_ACTOR") else {
        throw Failure(.usage, "actor-not-given")
      }
      return try Reading.actor(actor)
    }
  }

  /// Opens the log.
  func openLog(_ access: Access = .reading) throws -> CaseLog {
    let log = try CaseLog(
      opening: logPath, keys: keysPath, masterKey: masterKeyPath,
      access: access == .writing ? .readWrite : .readOnly)
    if try moment != nil, !log.isSimulated { throw Failure(.usage, "clock-on-real-log") }
    self.log = log
    return log
  }

  /// What a command does with the log.
  enum Access { case reading, writing }

  /// The moment that stands in for the clock.
  ///
  /// Tests need one that stands still; so that nobody can
  /// give a real log false times of recording, only a simulated log takes it, and says so if not.
  var moment: Instant? {
    get throws(Failure) {
      guard let text = variable("SAKSLOGG_CLOCK") else { return nil }
      guard let moment = Instant(text) else { throw Failure(.usage, "clock-invalid") }
      return moment
    }
  }

  /// The day it is for the log.
  func today(_ log: CaseLog) throws -> Day { try moment?.dayInOslo ?? log.today }

  /// Shows a table in the asked form; through the pager if it is long and for people.
  func show(_ table: Table) throws {
    let text = table.text(format, language)
    if format == .table {
      if table.rows.isEmpty { return tell(Word.nothing.text(language)) }
      try out.show(text)
    } else {
      try out.write(text)
    }
  }

  /// Shows one thing: as lines of words for people, as its members for programs.
  func show(_ members: [(id: String, value: Cell)], words: [String]) throws(Failure) {
    let table = Table(
      columns: members.map { Column(id: $0.id, title: $0.id) }, rows: [members.map(\.value)])
    switch format {
    case .table, .svg: for line in words { try out.line(line.printable) }
    case .json, .jsonl: try out.write(table.text(.jsonl, language))
    case .csv: try out.write(table.text(.csv, language))
    }
  }

  /// Says something to the person in their language, on standard error.
  func say(_ word: Word, _ details: String...) {
    tell(MessageText.fill(word.text(language), details, language).printable)
  }
}

/// Reads what the command line says: each with the one message for what cannot be read.
enum Reading {
  /// A subject: `case/2017-0412`.
  static func subject(_ text: String) throws(Failure) -> Subject {
    // A key alone is a case's, which is what people mean nine times in ten.
    guard let subject = text.contains("/") ? Subject(text) : Subject(.case, text) else {
      let key = text.split(separator: "/", maxSplits: 1).last.map(String.init) ?? text
      // Not shown again: it may be somebody's number.
      if Subject.mayIdentify(key) { throw Failure(.usage, "subject-personal") }
      throw Failure(.usage, "subject-invalid", at: "", text)
    }
    return subject
  }

  /// A staff id.
  static func actor(_ text: String) throws(Failure) -> String {
    guard StaffID.isValid(text), text.printable == text else {
      throw Failure(.usage, "actor-invalid")
    }
    return text
  }

  /// A day: `2017-03-14`.
  static func day(_ text: String) throws(Failure) -> Day {
    guard let day = Day(text) else { throw Failure(.usage, "day-invalid", at: "", text) }
    return day
  }

  /// A day that may be left out.
  static func day(_ text: String?) throws(Failure) -> Day? {
    guard let text else { return nil }
    let day: Day = try day(text)
    return day
  }

  /// A year: `2017`.
  static func year(_ text: String) throws(Failure) -> Int {
    guard let year = Int(text), (1000...9999).contains(year) else {
      throw Failure(.usage, "year-invalid", at: "", text)
    }
    return year
  }

  /// A municipality.
  static func office(_ text: String) throws(Failure) -> Office {
    guard let office = Office(text) else { throw Failure(.usage, "office-invalid", at: "", text) }
    return office
  }

  /// A municipality that may be left out.
  static func office(_ text: String?) throws(Failure) -> Office? {
    guard let text else { return nil }
    let office: Office = try office(text)
    return office
  }

  /// An id.
  static func id(_ text: String) throws(Failure) -> RecordID {
    guard let id = RecordID(text) else { throw Failure(.usage, "id-invalid", at: "", text) }
    return id
  }

  /// An event type by its short or its full name: `report-received`.
  static func type(_ text: String, _ language: Language) throws(Failure) -> EventType {
    if let type = EventType(name: text) ?? EventType.allCases.first(where: { $0.shortName == text })
    {
      return type
    }
    let near = nearest(to: text, of: EventType.allCases.map(\.shortName), within: 4)
    let hint = near.map { " " + Word.didYouMean.text(language, $0) } ?? ""
    throw Failure(.usage, "type-unknown", at: "", text, hint)
  }

  /// One of some choices.
  static func choice<Choice: RawRepresentable & CaseIterable>(
    _ text: String
  ) throws(Failure) -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: text) else {
      let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(.usage, "choice-invalid", at: "", text, all)
    }
    return choice
  }

  /// The name nearest to a mistyped one, if at most so many letters differ.
  static func nearest(to text: String, of names: [String], within limit: Int) -> String? {
    names.map { (name: $0, change: letterDistance($0, text)) }.filter { $0.change <= limit }
      .min { $0.change < $1.change }?.name
  }
}

extension EventType {
  /// The name without area and, for the newest version, without version: `report-received`.
  var shortName: String {
    let (stem, version) = stemAndVersion
    return version == EventType.newest[stem] ? stem : "\(stem)-v\(version)"
  }

  private var stemAndVersion: (stem: String, version: Int) {
    (stem, name.split(separator: ".").last.flatMap { Int($0.dropFirst()) } ?? 1)
  }

  private static let newest = Dictionary(
    allCases.map(\.stemAndVersion).map { ($0.stem, $0.version) }, uniquingKeysWith: max)
}
