import ArgumentParser
import CaseModel
import CaseService
import EventCoding

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
    parsing: .unconditional,
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

  /// Takes everything given into an input, and gives back what could not be taken.
  func read(_ assignments: [String], into input: inout EventInput) throws -> [PlacedProblem] {
    if json == "-", sealed == "-" {
      throw Failure(.usage, "options-conflict", at: "", "--json -", "--sealed -")
    }
    var problems: [PlacedProblem] = []
    for argument in assignments {
      do {
        try input.add(argument: argument)
      } catch {
        problems.append(PlacedProblem(error, at: .argument(argument)))
      }
    }
    for path in [json, sealed].compactMap(\.self) {
      problems += input.add(try EventArguments.parse(path)).map {
        PlacedProblem($0, at: .file(path))
      }
    }
    return problems
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
