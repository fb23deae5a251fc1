// The format of a log (sakslogg), version 1. `EventLog.docc/Format.md` draws it byte by byte, with
// an example and what a crash does at each step; whoever changes one changes both.
//
// A log is a folder (mode 0700) that holds one LMDB environment, `data.mdb` and `lock.mdb`, with
// these named databases ("keyspaces"). Integers are little-endian unless the C2SP standard says
// otherwise; numeric keys have the machine's order. A varint is unsigned LEB128.
//
//   tail         position → leaf hash ‖ line: the events after the last closed bundle, at most 255
//   bundles      N → 256 closed lines: the entry bundle of C2SP tlog-tiles
//   tree         level, number → hashes: the tiles of C2SP, height 8; the open one of level 0 is
//                not there, it follows from `tail`
//   streams      subject → ordinal, version, open chunk
//   chunks       ordinal, number → closed chunk: 128 × (position delta, mark of the event's id)
//   sealed       position → ciphertexts; no row when there are none
//   keys         external key → positions
//   checkpoints  empty; signed checkpoints will be kept here
//   projections  derived tables: "h" ‖ name → record, "c" ‖ name ‖ … → content
//   meta         "format", "log", "origin", "created", "simulated", "state"
//
// What follows from what: `tail`, `bundles` and `sealed` are the truth. `tree`, `streams`, `chunks`
// and `meta/state` are derived from the lines in the same transaction, and `check` derives them
// again. `keys` is given by the caller with the event. `projections` can be dropped.
//
// Positions are gapless from 0. Position p lies in bundle p / 256 when that is closed, else in
// `tail`. The first event of a stream has version 0. Neither is in the line: both follow from its
// place. No call changes or removes a line.

/// Numbers and names of the format.
public enum Layout {
  /// The format this code writes, and the newest it reads.
  public static let formatVersion: UInt32 = 1
  /// Lines in a closed bundle.
  public static let bundleEntries: UInt64 = 256
  /// The longest line, in bytes.
  public static let lineBytesMax = 32 * 1024
  /// The longest subject, in bytes.
  public static let subjectBytesMax = 200
  /// The longest event id, in bytes.
  public static let idBytesMax = 100
  /// The longest external key, in bytes.
  public static let keyBytesMax = 200
  /// The longest ciphertext of one sealed part, in bytes.
  public static let sealedBytesMax = 16 * 1024 * 1024
  /// Entries in a closed chunk of a stream.
  static let chunkEntries: UInt64 = 128
  /// Bytes of a leaf hash in front of a line in `tail`.
  static let leafBytes = 32
  /// Small chunks of a derived table are joined up to this size: large enough to scan fast, small
  /// enough that adding a row now and then does not write much.
  static let tableChunkBytes = 8 * 1024
  /// The longest name of a derived table, in bytes.
  static let tableNameBytesMax = 100

  static let integerKeyspaces = ["tail", "bundles", "tree", "chunks", "sealed"]
  static let byteKeyspaces = ["streams", "keys", "checkpoints", "projections", "meta"]
}
