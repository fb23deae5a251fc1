// The format of a log (sakslogg), version 1, byte by byte.
//
// A log is a folder (mode 0700) that holds one LMDB environment: `data.mdb` and `lock.mdb`. Keys of
// sealed parts are never in it. Everything below lies in LMDB named databases ("keyspaces").
// Integers are little-endian unless the C2SP standard says otherwise; a `varint` is unsigned
// LEB128; `[n]` is n bytes. Keys of integer keyspaces are 8 bytes in the machine's order
// (little-endian). A packed time is its fields in one number: ((((((year · 13 + month) · 32 + day)
// · 24 + hour) · 60 + minute) · 60 + second) · 1000 + millisecond.
//
//   tail         position → leaf hash [32] ‖ line
//                The events after the last closed bundle: at most 255 rows. The leaf hash stands
//                beside its line so that an append need not rewrite the open tile of 8 KiB.
//   bundles      N → 256 closed lines, each as length (big-endian, 2) ‖ line: the entry bundle of
//                C2SP tlog-tiles as it stands. Written in the transaction of its 256th line, which
//                also drops the rows from `tail`. Never written again.
//   tree         tile level << 56 | tile number → hashes of 32 bytes: the tiles of C2SP, height 8.
//                Level 0 holds full tiles only (the open one follows from `tail`); higher levels
//                also hold their open tile, which grows by one hash when a tile below it closes.
//   streams      subject → varint ordinal ‖ varint version ‖ open chunk
//                Ordinal: the stream's number in order of first event. Version: its event count.
//   chunks       ordinal << 24 | chunk number → closed chunk of exactly 128 entries
//                A chunk is a run of entries: varint position delta ‖ mark [2]. The first delta of
//                a chunk is the position itself. The mark is 16 bits of the FNV-1a hash of the
//                event's id: a retry is found by reading the lines with its mark, most often none.
//                An event costs about 4 to 5 bytes; a tree over (stream, version) costs 44, and
//                appends at a third of the speed or less.
//   sealed       position → ciphertexts, each as length (4) ‖ bytes. No row when there are none.
//   keys         external key (1–200 bytes) → varint position deltas, ascending
//   checkpoints  empty; signed checkpoints will be kept here
//   projections  "h" ‖ name → derived table's record (see `TableRecord`)
//                "c" ‖ name ‖ 0 ‖ generation (big-endian, 4) ‖ chunk number (big-endian, 8) → bytes
//   meta         "format"  → version (4)
//                "log"     → the log's id, 16 random bytes
//                "origin"  → UTF-8 text
//                "created" → packed time (8)
//                "simulated" → 1 byte, 0 or 1
//                "state"   → size (8) ‖ number of streams (8) ‖ packed last time (8) ‖ frontier:
//                            one hash [32] for each set bit of size, largest subtree first
//
// What follows from what: `tail`, `bundles` and `sealed` are the truth. `tree`, `streams`, `chunks`
// and the frontier are derived from the lines in the same transaction, and `check` derives them
// again. `keys` is given by the caller with the event. `projections` can be deleted.
//
// Positions are gapless from 0. Position p lies in bundle p / 256 when that is closed, else in
// `tail`. Versions are gapless from 0 in each stream. Neither is in the line: both follow from its
// place. Nothing here is ever overwritten but `state`, `streams`, open tiles above level 0, `keys`
// (which grow) and `projections`; no call changes or removes a line.

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
