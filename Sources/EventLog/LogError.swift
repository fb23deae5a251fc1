import LMDB

/// An error of the log: a code to match, and a message that says what, where, and what to do.
///
/// Messages hold subjects, ids, positions and paths; never the content of an event.
public struct LogError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What happened.
  public enum Code: String, Sendable, CaseIterable {
    /// There is no log, stream, event or table of that name.
    case notFound
    /// There is something already where a log should be made.
    case exists
    /// The log was written by a newer version of this program.
    case newerFormat
    /// The log may not be changed: opened for reading, or no permission.
    case notWritable
    /// The disk or the map is full. Nothing was stored, nothing was lost.
    case full
    /// What is stored is not what was written.
    case damaged
    /// The stream or the log has moved on since the caller read it.
    case conflict
    /// An event's time is earlier than the last event's.
    case timeOrder
    /// The event's line is not one the log takes.
    case lineInvalid
    /// Some of the events are stored already, others are not.
    case partlyStored
    /// The external key is taken.
    case keyTaken
    /// The derived table is not as the caller believed.
    case tableMoved
    /// Too many are reading, or the log is open in this process already.
    case busy
    /// The operating system failed.
    case inputOutput
  }

  /// What happened.
  public let code: Code
  /// What, where, and what to do.
  public let message: String
  /// The stored events that stand in the way, when there are some.
  public let positions: [UInt64]

  /// Makes an error.
  public init(_ code: Code, _ message: String, positions: [UInt64] = []) {
    self.code = code
    self.message = message
    self.positions = positions
  }

  /// The message.
  public var description: String { message }

  /// Errors are equal when their codes are.
  public static func == (a: LogError, b: LogError) -> Bool { a.code == b.code }
}

extension LogError {
  /// A storage error in the words of the log.
  init(_ error: LMDBError, path: String) {
    switch error.code {
    case .inputOutput where error.call == "mdb_txn_commit":
      // LMDB's name for a write that was cut short, which is how most disks fill up.
      self.init(
        .full,
        "\(path): the disk is full, or it fails; nothing was stored, nothing was lost. "
          + "Free some space and try again (\(error))")
    case .mapFull:
      self.init(
        .full, "\(path): the log's map is full; nothing was stored, nothing was lost (\(error))")
    case .diskFull, .quotaExceeded, .fileTooLarge:
      self.init(
        .full,
        "\(path): the disk is full; nothing was stored, nothing was lost. "
          + "Free some space and try again (\(error))")
    case .accessDenied, .readOnlyFileSystem, .notPermitted:
      self.init(
        .notWritable,
        "\(path): no permission. Ask for it, or for a copy made by backup: whoever may read its "
          + "folder and data.mdb can read it (\(error))")
    case .noSuchFile, .notFound:
      self.init(.notFound, "\(path): there is no complete log here (\(error))")
    case .changedUnlocked:
      self.init(
        .busy,
        "\(path): this user may only read the folder, and cannot sign in to lock.mdb while others "
          + "use the log. Try again when nobody does, or read a copy made by backup (\(error))")
    case .alreadyOpen, .readersFull:
      self.init(.busy, "\(path): close the other use of the log first (\(error))")
    case .corrupted, .pageNotFound, .invalid, .versionMismatch, .incompatible, .badValueSize,
      .keyExists:
      self.init(
        .damaged, "\(path): the data file is damaged; run check, restore a backup (\(error))")
    default:
      self.init(.inputOutput, "\(path): \(error)")
    }
  }
}

/// Runs `body` and gives the storage errors in it the words of the log.
func inWordsOfTheLog<R>(_ path: String, _ body: () throws -> R) throws -> R {
  do {
    return try body()
  } catch let error as LMDBError {
    throw LogError(error, path: path)
  }
}
