import CaseModel

/// One thing that a case folder says, as the act it would be: the common form of a delivered file
/// and of the log, in which the two are compared and from which files are written.
struct RegisterFact: Sendable {
  /// The row of the map that it follows.
  let row: RegisterRow
  /// The id of the record it stands in: of the report, the measure; nil for the case itself.
  let record: RecordID?
  /// Its own id within the record (a status, a visit); nil if it has none.
  let own: RecordID?
  /// Its place among those of its row and record that have no id, from 0.
  var ordinal = 0
  /// The day it was true.
  var effective: Day
  /// The coded facts that the register knows of.
  var fields: Fields
  /// The sealed texts that the register knows of.
  var texts: [Field: String]
  /// The event that says so; nil for a delivered fact, or one that only follows from others.
  var position: UInt64?
  /// Where it stands in the file.
  var line: Int?
  /// The element in the file.
  var path = ""

  /// What names it: two facts with one key are two readings of one thing.
  var key: Key {
    Key(type: row.type, path: row.path, record: record, own: own, ordinal: ordinal)
  }

  /// The name of a fact.
  struct Key: Hashable {
    var type: EventType?
    let path: [String]
    let record: RecordID?
    let own: RecordID?
    let ordinal: Int
  }

  /// Whether it says the same as another reading of the same thing.
  func agrees(with other: RegisterFact) -> Bool {
    (row.date == nil || effective == other.effective) && fields == other.fields
      && texts == other.texts
  }
}

/// A whole case folder: what the register keeps of a case, and who delivered it (saksmappe).
struct RegisterFolder: Sendable {
  /// The delivery it came in, or goes out in.
  var submission: RegisterSubmission
  /// The case's own id in the register.
  var caseID: RecordID
  /// The case's journal number.
  var journal: String
  /// Everything it says, in the order of the file.
  var facts: [RegisterFact]
  /// Records that are flagged as deleted, and entries in the list of deleted ones.
  var deletions: [RegisterDeletion]
  /// The schema version it was written in.
  var version = RegisterVersion.v4
  /// What could not be carried, and why, by the element's path.
  var leftOut: [(path: String, line: Int?)] = []
}

/// A record, or its conclusion only, that was registered by mistake (slettet).
struct RegisterDeletion: Hashable, Sendable {
  /// The register's type of record; `Sak` for the case itself.
  let type: String
  /// The record.
  let record: RecordID
  /// Whether only the conclusion is taken.
  var conclusionOnly = false
  /// Whether the record is flagged (ErSlettet).
  var flagged = false
  /// The day it was deleted, where it stands in the list (Slettet).
  var listed: Day?
  /// The event that says so; nil for a delivered one, or one that follows from others.
  var position: UInt64?

  /// Whether both say the same of the same record.
  func agrees(with other: RegisterDeletion) -> Bool {
    names(the: other) && flagged == other.flagged && listed == other.listed
  }

  /// Whether both are about the same record, or the same conclusion.
  func names(the other: RegisterDeletion) -> Bool {
    type == other.type && record == other.record && conclusionOnly == other.conclusionOnly
  }
}

/// Who delivered a folder, when, and after which delivery (innsending).
struct RegisterSubmission: Hashable, Sendable {
  var id: RecordID
  var previous: RecordID?
  var extractedAt: String
  var vendor: String
  var system: String
  var systemVersion: String
  var organisationNumber: String
  var municipality: Office
  var municipalityName: String
  var districtNumber: String?
  var districtName: String?
}
