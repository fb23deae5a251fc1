import ArgumentParser
import CaseService
import TransparencyLog

/// `replay`: rebuilds everything derived from the lines (bygg opp på nytt).
struct Replay: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: Word.helpReplay.asked,
    discussion: """
      The rebuilt facts are made beside the live ones and put in their place at once. Interrupted, \
      it goes on where it stopped when it is run again.
      """)

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let log = try session.openLog(.writing)
    let showsProgress = Stream.error.isTerminal
    let report = try log.replay { progress in
      guard showsProgress else { return }
      let words = Word.progress.text(
        session.language, String(progress.done), String(progress.total),
        progress.secondsLeft.map(String.init) ?? "?")
      _ = Stream.error.write(Array("\r\u{1B}[K\(words)".utf8))
    }
    if showsProgress { tell("") }
    if report.resumedAt > 0 { session.say(.replayResumed, String(report.resumedAt)) }
    try session.show(
      [
        ("events", .whole(report.events)), ("digest", .text(report.digest)),
        ("resumedAt", .whole(report.resumedAt)), ("replaced", .optional(report.replaced)),
      ],
      words: [Word.replayed.text(session.language, String(report.events)) + " \(report.digest)"])
    if let replaced = report.replaced, replaced != report.digest {
      session.say(.replayDiffers, replaced)
    }
  }
}

/// `backup`: a copy of the log while it is in use (sikkerhetskopi).
struct Backup: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: Word.helpBackup.asked,
    discussion: "sakslogg backup /media/backup/2017-03-14 --log barnevern")

  @Argument(help: "The new folder of the copy.", completion: .directory)
  var folder: String

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let log = try session.openLog()
    try Path.requireParent(of: folder)
    session.place = folder
    let copy = try log.backup(to: folder)
    try session.show(
      [
        ("backup", .text(folder)), ("size", .whole(copy.size)), ("root", .text(copy.root.hex)),
      ],
      words: [
        Word.backedUp.text(session.language, String(copy.size), folder),
        "\(copy.size) \(copy.root.hex)",
      ])
  }
}

/// `restore`: a log from a backup (hent tilbake).
struct Restore: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: Word.helpRestore.asked,
    discussion: "sakslogg restore /media/backup/2017-03-14 --log barnevern")

  @Argument(help: "The folder of the backup.", completion: .directory)
  var backup: String

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let path = try session.logPath
    if Path.exists(path) { throw Failure(.cannotCreate, "log-exists", at: path) }
    try Path.requireParent(of: path)
    session.place = backup
    let restored = try CaseLog.restore(backup, to: path)
    try session.show(
      [
        ("log", .text(path)), ("size", .whole(restored.size)), ("root", .text(restored.root.hex)),
      ],
      words: [
        Word.restored.text(session.language, String(restored.size), path),
        "\(restored.size) \(restored.root.hex)",
      ])
  }
}
