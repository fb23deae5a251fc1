import ArgumentParser
import CaseModel
import CaseService

/// Why sealed text could not be shown: the first reason, while everything else is shown.
private final class Hidden {
  private(set) var fault: (any Error)?

  /// The same parts, after a look at what could not be read.
  func noting(_ parts: [SealedReading]) -> [SealedReading] {
    fault = fault ?? parts.lazy.compactMap(\.failure).first
    return parts
  }
}

extension SealedReading {
  /// Whether there is text to show.
  var isReadable: Bool { if case .texts = content { true } else { false } }

  /// Why it cannot be shown, if that is for a person to mend: keys that are missing or wrong.
  ///
  /// What was destroyed or not taken along is as it should be.
  var failure: (any Error)? {
    if let fault { return fault }
    if case .noKey = content { return Failure(.unavailable, "reveal-without-keys") }
    return nil
  }
}

/// `history`: every event of a subject in the order it was recorded (historikk).
struct ShowHistory: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: Word.helpHistory.asked,
    discussion: """
      sakslogg history 2017-0412 --reveal --purpose casework

      Annulled events stay and are marked. Personal text is shown only with --reveal, and only \
      where the keys are; that it was read, by whom and why, is first recorded on the file. See \
      `sakslogg access`.
      """)

  @Argument(help: "The case's key, or another subject as order/17-3.")
  var subject: String

  @Flag(help: "Show sealed text too; needs the keys.")
  var reveal = false

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var times: Times

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let reader = reveal ? try Reader(reading, session) : nil
    if reader == nil, let option = reading.given {
      throw Failure(.usage, "purpose-without-reveal", at: "", option)
    }
    let log = try reveal ? session.openLogToReveal() : session.openLog()
    let hidden = Hidden()
    let subject = try Reading.subject(subject)
    try session.requireAccess(to: subject, in: log, revealing: reveal)
    let events = try events(of: subject, log)
    guard !events.isEmpty else {
      throw Failure(.noInput, "subject-not-found", at: "", subject.description)
    }
    var parts: [UInt64: [SealedReading]] = [:]
    if let reader {
      for event in events { parts[event.position] = try log.sealedTexts(at: event.position) }
      let isAnyText = parts.values.contains { $0.contains(where: \.isReadable) }
      try session.recordReading(of: subject, by: reader, revealed: isAnyText, in: log)
    }
    let annulled = CaseFile.annulments(in: events)
    if session.format == .table {
      var text = ""
      for recorded in events {
        text += entry(
          recorded, annulled[recorded.event.id]?.position, parts, hidden, session)
      }
      try session.out.show(text)
    } else {
      try session.show(table(events, annulled, parts, hidden, session))
    }
    // Everything that could be shown was shown; now it is said why the rest was not.
    if let fault = hidden.fault { throw fault }
  }

  /// What was recorded, as far as it was known and true; with what took any of it back.
  private func events(of subject: Subject, _ log: CaseLog) throws -> [RecordedEvent] {
    let known = try times.knownBefore(log) ?? .max
    let events = try log.history(of: subject).filter { $0.position < known }
    guard let day: Day = try Reading.day(times.at) else { return events }
    let kept = Set(events.filter { $0.event.effective <= day }.map(\.event.id))
    return events.filter { recorded in
      kept.contains(recorded.event.id)
        || recorded.event.fields.id(.event).map { kept.contains($0) } ?? false
    }
  }

  private func entry(
    _ recorded: RecordedEvent, _ annulledAt: UInt64?, _ parts: [UInt64: [SealedReading]],
    _ hidden: Hidden, _ session: Session
  ) -> String {
    let (event, language) = (recorded.event, session.language)
    var text = session.summary(recorded) + "  " + Word.time.text(language).lowercased()
    text += " \(recorded.time)\n"
    if let annulledAt { text += "      " + Word.annulled.text(language, "\(annulledAt)") + "\n" }
    for field in event.type.shape.order {
      guard let value = event.fields[field] else { continue }
      let shown = Label.value(value, event.type.fieldShape(field), of: event.type, language)
      text += "      \(Label.field(field, of: event.type, language)): \(shown)".printable + "\n"
    }
    for (field, shown) in sealedLines(of: recorded, parts, hidden, language) {
      let label = Label.field(field, of: event.type, language)
      let body = shown.printableLines.split(separator: "\n", omittingEmptySubsequences: false)
      text += "      \(label): " + body.joined(separator: "\n        ") + "\n"
    }
    if !event.warnings.isEmpty {
      text += "      \(Word.warnings.text(language)): "
      text += event.warnings.joined(separator: ", ").printable + "\n"
    }
    return text
  }

  /// The sealed fields of an event, in the order of its schema.
  private func sealedLines(
    of recorded: RecordedEvent, _ parts: [UInt64: [SealedReading]], _ hidden: Hidden,
    _ language: Language
  ) -> [(Field, String)] {
    let order = recorded.event.type.shape.order
    guard reveal else {
      return order.filter(recorded.event.sealedFields.contains)
        .map { ($0, Word.sealedHidden.text(language)) }
    }
    let texts = hidden.noting(parts[recorded.position] ?? []).flatMap { lines($0, language) }
    return order.flatMap { field in texts.filter { $0.0 == field } }
  }

  /// The fields of a sealed part, with their text or why there is none.
  private func lines(_ part: SealedReading, _ language: Language) -> [(Field, String)] {
    switch part.content {
    case .texts(let texts): return texts.map { ($0.field, $0.text) }
    case .unreadable(let since, let basis):
      return part.fields.map { ($0, Word.sealedUnreadable.text(language, since, basis)) }
    case .noKey: return part.fields.map { ($0, Word.sealedNoKey.text(language)) }
    case .damaged: return part.fields.map { ($0, Word.sealedDamaged.text(language)) }
    case .absent: return part.fields.map { ($0, Word.sealedAbsent.text(language)) }
    }
  }

  private func table(
    _ events: [RecordedEvent], _ annulled: [RecordID: RecordedEvent],
    _ parts: [UInt64: [SealedReading]], _ hidden: Hidden, _ session: Session
  ) -> Table {
    var table = Table(
      columns: [
        "position", "id", "type", "label", "effective", "time", "actor", "office", "annulledAt",
        "data", "warnings", "sealed",
      ].map { Column(id: $0, title: $0) })
    for recorded in events {
      let event = recorded.event
      var sealed: [(String, JSONText)] = event.sealedFields.sorted().map { ($0.name, .null) }
      if reveal {
        sealed = hidden.noting(parts[recorded.position] ?? []).flatMap { part in
          guard case .texts(let texts) = part.content else {
            return part.fields.map { ($0.name, JSONText.null) }
          }
          return texts.map { ($0.field.name, JSONText.string($0.text)) }
        }
      }
      table.rows.append([
        .whole(recorded.position), .text(event.id.description), .text(event.type.name),
        .text(Label.type(event.type, session.labels)), .text(event.effective.description),
        .text(recorded.time.description), .text(event.actor), .text(event.office.description),
        annulled[event.id].map { .whole($0.position) } ?? .missing, .object(event.fields.json),
        .list(event.warnings), .object(sealed),
      ])
    }
    return table
  }
}
