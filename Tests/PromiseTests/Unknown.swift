import EventLog

/// An event of a type that this program does not know, as a newer one may have written it.
enum Unknown {
  static let type = "child-welfare.time-travelled.v1"

  /// Appends one to a log: through the log itself, which knows no types.
  static func append(to path: String, subject: String = "case/later", type: String = type) throws {
    let log = try EventLog(opening: path, access: .readWrite)
    let time = try log.read { $0.lastTime?.description } ?? "2024-01-02T08:00:00.000Z"
    let line = """
      {"actor":"w01","data":{},"effective":"2014-01-02",\
      "id":"00000000-0000-4000-8000-00000000fffe",\
      "office":"3005","source":"sakslogg:3005","specversion":"1.0","subject":"\(subject)",\
      "time":"\(time)","type":"\(type)"}
      """
    try log.append { _ in [NewEvent(line: Array(line.utf8))] }
  }
}
