import ArgumentParser
import CaseModel
import CaseService
import EventCoding
import Interchange

/// What `record` and `correct` take about one event besides its type.
struct EventArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The day it was true; today if not given.", valueName: "YYYY-MM-DD"))
  var effective: String?

  @Option(
    help: ArgumentHelp(
      "The responsible municipality; the one that has the case if not given.", valueName: "NNNN"))
  var office: String?

  @Option(
    help: ArgumentHelp(
      "The subject's version you have seen; refused with what happened since if it moved on.",
      valueName: "version"))
  var expect: UInt64?

  @Option(
    help: ArgumentHelp(
      "A JSON object of coded fields in a file, or - for standard input.", valueName: "file"),
    completion: .file())
  var json: String?

  @Option(
    help: ArgumentHelp(
      "A JSON object of personal fields in a file, or - for standard input.", valueName: "file"),
    completion: .file())
  var sealed: String?

  @Flag(help: "Ask for the fields that were not given, also the optional ones.")
  var ask = false

  /// Whether nothing of the event's content was given.
  func isEmpty(_ assignments: [String]) -> Bool {
    assignments.isEmpty && json == nil && sealed == nil
  }

  /// Takes everything given into an input; throws one failure after saying all that is wrong.
  func read(
    _ assignments: [String], into input: inout EventInput, _ session: Session
  ) throws {
    if json == "-", sealed == "-" {
      throw Failure(.usage, "options-conflict", at: "", "--json -", "--sealed -")
    }
    var problems: [Failure] = []
    for argument in assignments {
      do {
        try input.add(argument: argument)
      } catch {
        problems.append(failure(from: error, of: input, session.language))
      }
    }
    for path in [json, sealed].compactMap(\.self) {
      let value = try EventArguments.parse(path)
      problems += input.add(value).map {
        failure(from: $0, of: input, at: path, session.language)
      }
    }
    try session.stop(for: problems)
  }

  /// The JSON of a file.
  private static func parse(_ path: String) throws -> JSONValue {
    let bytes = try InputFile(path).all(limit: EventInput.jsonBytesMax)
    do {
      return try JSON.parse(bytes, limits: JSON.Limits(size: EventInput.jsonBytesMax))
    } catch {
      throw Failure(
        .badData, "json-invalid", at: "\(path):\(error.line):\(error.column)",
        "\(error.what); \(error.remedy)")
    }
  }
}

extension Session {
  /// Says all failures and ends the command with the gravest; goes on if there are none.
  func stop(for failures: [Failure]) throws {
    guard let first = failures.first else { return }
    for failure in failures { tell(failure.shown(in: language)) }
    let usage = failures.contains { $0.status == .usage }
    throw QuietEnd(status: usage ? .usage : first.status)
  }
}

extension EventInput {
  /// Gives the record that the event begins an id of its own, if none was given.
  ///
  /// It follows from the event's id if that was given, so that a retry names the same record.
  mutating func addRecordID(of event: RecordID?) throws(InputProblem) {
    let role = type.shape.episode
    guard role.effect == .start || role.effect == .happen, let field = role.id,
      fields[field] == nil
    else { return }
    let record = event?.named("record") ?? .random()
    try add(answer: record.description, to: field.name)
  }
}
