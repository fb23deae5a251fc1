// Promise: a backup is the log as it was, complete, and has its name only when it is.

import EventLog
import Glibc
import Testing

@Suite struct BackupTests {
  @Test func `a backup equals the original and goes its own way`() throws {
    let folder = try Folder()
    let log = try EventLog(opening: folder.makeLog(), access: .readWrite)
    try fill(log, 0..<700)
    let backup = try log.backup(to: folder.path + "/copy")
    try fill(log, 700..<800)
    #expect(backup.size == 700)
    #expect(backup.root == (try log.read { try $0.root(at: 700) }))
    let copy = try EventLog(opening: folder.path + "/copy", access: .readWrite)
    #expect(copy.identity == log.identity)
    #expect(try lines(copy) == (0..<700).map { event($0).line })
    #expect(try copy.check().faults == [])
    try fill(copy, 700..<800)
    #expect(try copy.read { $0.root } == (try log.read { $0.root }))
    var status = stat()
    #expect(stat(folder.path + "/copy", &status) == 0 && status.st_mode & 0o777 == 0o700)
  }

  @Test func `a backup never takes the place of something`() throws {
    let folder = try Folder()
    let path = try folder.makeLog()
    let log = try EventLog(opening: path, access: .readWrite)
    #expect(throws: LogError(.exists, "")) { try log.backup(to: path) }
    #expect(throws: LogError(.notFound, "")) { try log.backup(to: folder.path + "/no/copy") }
    #expect(try log.backup(to: folder.path + "/empty-log/").size == 0)
  }
}
