import Glibc
import LMDB
public import TransparencyLog

/// What a backup holds.
public struct Backup: Equatable, Sendable {
  /// The number of its events.
  public var size: UInt64
  /// Its root hash.
  public var root: Digest
}

extension EventLog {
  /// Copies the log as it is now to a new folder, while others read and append.
  ///
  /// The copy is on disk, opened again and its root compared when this returns; only then does the
  /// folder get its name. What is compared is the tree: run `check` on the copy to read every line.
  ///
  /// - Throws: `LogError` `.exists`, `.notFound` for the folder above, `.full`, `.notWritable`,
  ///   `.damaged` when the copy is not the log.
  public func backup(to destination: String) throws -> Backup {
    let destination = Files.trimmed(destination)
    guard !Files.exists(destination) else {
      throw LogError(.exists, "\(destination): there is something here already")
    }
    let draft = "\(destination).new-\(getpid())-\(UInt32.random(in: .min ... .max))"
    Files.sweepDrafts(of: destination)
    try Files.makeFolder(draft)
    do {
      try inWordsOfTheLog(destination) { try environment.copy(to: draft) }
      try Files.makePrivate(draft + "/data.mdb")
      try Files.sync(draft + "/data.mdb")
      let backup = try verify(draft)
      // Made by looking at it. Without it, who may only read the copy knows that nobody uses it.
      Files.remove(draft + "/lock.mdb")
      try Files.sync(draft)
      try Files.move(draft, to: destination)
      try Files.sync(Files.parent(of: destination))
      return backup
    } catch {
      Files.removeLog(draft)
      throw error
    }
  }

  /// Opens a copy and compares the root that its own tiles give with the log's at that size.
  private func verify(_ copy: String) throws -> Backup {
    let log = try EventLog(opening: copy, access: .readOnly)
    let backup = try log.read { snapshot in
      let size = snapshot.size
      let root = try MerkleTree.root(size: size) { try snapshot.node($0) }
      guard root == snapshot.root, log.identity == identity else {
        throw LogError(.damaged, "\(copy): the copy does not have the root it says it has")
      }
      return Backup(size: size, root: root)
    }
    guard try read({ try $0.root(at: backup.size) }) == backup.root else {
      throw LogError(.damaged, "\(copy): the copy does not have the root of the log")
    }
    return backup
  }
}
