import CaseModel
import CaseService

extension Session {
  /// Shows nobody a file of a municipality that he or she does not work for, as far as the log
  /// knows where people work, and as far as somebody is said to be asking.
  ///
  /// It keeps an honest user from looking across a border by mistake (taushetsplikt mellom
  /// kommuner). Whoever may read the log's folder may read its facts.
  func requireAccess(to subject: Subject, in log: CaseLog) throws {
    guard let actor = try? actor,
      let finding = try log.objection(toReading: subject, by: actor)
    else { return }
    throw Failure(
      status: .permission, wording: .text(finding.rule, finding.details),
      place: subject.description)
  }
}
