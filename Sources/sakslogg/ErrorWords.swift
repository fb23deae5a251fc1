import CaseModel
import CaseService
import EventCoding
import EventLog
import Interchange
import Projections
import Sealing
import Simulation

/// Gives the errors of other modules the one form, an exit code, and the user's language.
///
/// A module's code says what happened and picks the words; where its own message holds a detail
/// that the code does not, the detail fills the text's gap as it is, in English.
func failure(from error: any Error, at path: String?, _ language: Language) -> Failure {
  switch error {
  case let failure as Failure: failure
  case let error as LogError:
    Failure(error.code.status, "log-\(error.code.rawValue)", at: path ?? "", error.message)
  case let error as KeyStoreError: keyFailure(error)
  case let error as ServiceError: serviceFailure(error, path)
  case let error as LineError where error.code == .tooLong:
    Failure(.badData, "event-too-large", at: "", error.what)
  case let error as LineError where error.code == .personal:
    Failure(.badData, "value-personal", at: "", error.path)
  case let error as LineError:
    Failure(.unavailable, "line-unreadable", at: error.path, error.what, error.remedy)
  case let error as JSONError:
    Failure(
      .badData, "json-invalid", at: "\(error.line):\(error.column)",
      "\(error.what); \(error.remedy)")
  case let refusal as Statistics.Refusal: reportFailure(refusal)
  case let error as FileNotWritten:
    error.isUnmade
      ? Failure(.cannotCreate, "file-not-created", at: error.path, error.reason)
      : Failure(.inputOutput, "output-failed", at: error.path, error.reason)
  case SimulationError.logIsReal: Failure(.refused, "not-simulated", at: path ?? "")
  case SimulationError.logIsLater:
    Failure(.refused, "simulation-later", at: path ?? "", "\(error)")
  case let error as SimulationError: Failure(.refused, "simulation-failed", at: "", "\(error)")
  default: Failure(.unavailable, "unexpected", at: "", "\(error)")
  }
}

private func reportFailure(_ refusal: Statistics.Refusal) -> Failure {
  switch refusal {
  case .periodMissing: Failure(.usage, "report-period-missing")
  case .periodUnsplit(let period): Failure(.usage, "report-period-unsplit", at: "--by", period)
  case .populationsOverlap(let one, let other):
    Failure(.unavailable, "report-populations", at: "", one, other)
  case .columnsFixed: Failure(.usage, "report-columns-fixed")
  case .officeUnknown(let office): Failure(.usage, "office-not-in-log", at: "", "\(office)")
  case .unitUnknown(let unit): Failure(.usage, "unit-not-in-log", at: "--unit", unit.key)
  case .indicatorUnknown(let id): Failure(.unavailable, "report-broken", at: "", id)
  case .rowUnknown(let row, let rows):
    Failure(.usage, "report-row-unknown", at: "--explain", row, likeRows(row, rows))
  case .columnUnknown("", let columns):
    Failure(
      .usage, "report-column-missing", at: "--explain", columns.joined(separator: ", "))
  case .columnUnknown(let column, let columns):
    Failure(
      .usage, "report-column-unknown", at: "--explain", column, columns.joined(separator: ", "))
  }
}

/// The rows that may have been meant; all where they are few, and the first where none is like it.
func likeRows(_ row: String, _ rows: [String]) -> String {
  let near = rows.count > 8 ? nearestNames(to: row, of: rows) : rows
  return near.isEmpty
    ? rows.prefix(5).joined(separator: ", ") + ", …" : near.joined(separator: ", ")
}

private func keyFailure(_ error: KeyStoreError) -> Failure {
  let status: ExitStatus =
    switch error.code {
    case .existsAlready: .cannotCreate
    case .exposedMasterKey, .notPermitted: .permission
    case .cannotRead, .cannotWrite: .inputOutput
    case .unfitValue: .badData
    case .missingKeyStore, .missingMasterKey, .malformedMasterKey, .wrongMasterKey,
      .damagedKeyFile, .newerFormat, .damagedKey, .damagedText:
      .unavailable
    }
  return Failure(status, "keys-\(error.code.rawValue)", at: "", error.message)
}

private func serviceFailure(_ error: ServiceError, _ path: String?) -> Failure {
  let id = "service-\(error.code.rawValue)"
  let place: String =
    switch error.code {
    case .officeMissing: "--office"
    case .knownAtInvalid: "--known-at"
    case .logDiffers, .originDiffers, .unreadableTypes, .inputOutput: path ?? ""
    case .clockGiven, .importInvalid, .subjectUnknown, .eventUnknown: ""
    }
  return Failure(error.code.status, id, at: place, error.what, error.remedy)
}

extension LogError.Code {
  /// The exit code that the error ends a command with.
  var status: ExitStatus {
    switch self {
    case .notFound, .newerFormat, .damaged: .unavailable
    case .exists: .cannotCreate
    case .notWritable: .permission
    case .full, .inputOutput: .inputOutput
    case .conflict, .tableMoved, .busy: .tryAgain
    case .timeOrder, .partlyStored, .keyTaken: .refused
    case .lineInvalid: .badData
    }
  }
}

extension ServiceError.Code {
  /// The exit code that the error ends a command with.
  var status: ExitStatus {
    switch self {
    case .officeMissing, .knownAtInvalid, .clockGiven: .usage
    case .logDiffers, .originDiffers: .refused
    case .importInvalid: .badData
    case .unreadableTypes: .unavailable
    case .subjectUnknown, .eventUnknown: .noInput
    case .inputOutput: .inputOutput
    }
  }
}

/// A problem with what was given for an event, in the user's language.
func failure(
  from problem: InputProblem, of input: EventInput, at place: String = "", _ language: Language
) -> Failure {
  let status: ExitStatus = problem.code == .sealedAsArgument ? .usage : .badData
  guard problem.code != .unknownField else {
    let near = input.nearest(to: problem).map { Word.didYouMean.text(language, $0) }
    let all = Word.itsFields.text(language, input.type.fieldNames.joined(separator: ", "))
    let remedy = [near, all].compactMap(\.self).joined(separator: " ")
    let id = problem.field.isEmpty ? "input-unnamed-field" : "input-unknown-field"
    return Failure(status: status, wording: .text(id, [problem.field, remedy]), place: place)
  }
  let shape = input.type.shape.fields.first { $0.field.name == problem.field }
  let details = [
    problem.field,
    shape.map { expectation($0, of: input.type, language) } ?? Word.expectSealed.text(language),
  ]
  return Failure(
    status: status, wording: .text("input-\(problem.code.rawValue)", details), place: place)
}

/// What a coded field of a type takes, in words: "a date (YYYY-MM-DD)".
func expectation(_ shape: FieldShape, of type: EventType, _ language: Language) -> String {
  switch shape.kind {
  case .id:
    type.shape.recordNamed(by: shape).map { Word.expectRecord.text(language, $0.rawValue) }
      ?? Word.expectID.text(language)
  case .day: Word.expectDay.text(language)
  case .number(let limits) where Amount.isAmount(shape.field, of: type):
    Word.expectAmount.text(
      language, Label.kroner(String(limits.lowerBound), language),
      Label.kroner(String(limits.upperBound), language))
  case .number(let limits):
    Word.expectNumber.text(language, String(limits.lowerBound), String(limits.upperBound))
  case .flag: Word.expectFlag.text(language)
  case .code(let list): Word.expectCode.text(language, list.rawValue)
  case .office: Word.expectOffice.text(language)
  case .staff: Word.expectStaff.text(language)
  case .key: Word.expectKey.text(language)
  case .reference(let limit), .foreign(let limit):
    Word.expectReference.text(language, String(limit))
  case .text(let limit): Word.expectText.text(language, String(limit))
  }
}

extension EventType {
  /// The names of all its fields, coded and sealed, sorted.
  var fieldNames: [String] {
    (shape.fields.map(\.field.name) + shape.sealed.map(\.field.name)).sorted()
  }
}
