public import CaseModel
import EventCoding
import EventLog
import Sealing

// Which cases a child has, found from the identity number. The number lies sealed; beside it the
// log keeps a derived table of codes (HMAC-SHA256 under a key of the key store), which tells
// nothing to whoever has the log alone. It is made from the events by decrypting them, so it needs
// nothing in the line, follows wherever the lines and the keys go, and can be dropped at any time.
// What it finds is a hint: the number itself is read and compared before anybody relies on it.

/// The derived table of codes: rows of a code (32 bytes) and a position (8 bytes, big-endian).
enum ChildIndex {
  static let table = "children"
  /// What a key for these codes is for; see ``KeyStore/code(of:for:at:)``.
  static let purpose = "children"
  static let codeBytes = 32
  static let rowBytes = codeBytes + 8

  /// The events that say for certain who the child of a case is. A report tells it too, but what a
  /// reporter writes may be another's number.
  static let types: Set<EventType> = [.caseOpened, .identityRecorded]

  /// The positions of the rows with a code.
  static func positions(of code: [UInt8], in rows: Span<UInt8>) -> [UInt64] {
    stride(from: 0, to: rows.count - rowBytes + 1, by: rowBytes).compactMap { start in
      for index in 0..<codeBytes where rows[start + index] != code[index] { return nil }
      return (codeBytes..<rowBytes).reduce(0) { $0 << 8 | UInt64(rows[start + $1]) }
    }
  }

  /// A row.
  static func row(_ code: [UInt8], at position: UInt64) -> [UInt8] {
    code
      + stride(from: 56, through: 0, by: -8).map {
        UInt8(truncatingIfNeeded: position >> UInt64($0))
      }
  }

  /// The number without white space, as it is compared.
  static func plain(_ number: String) -> String { number.filter { !$0.isWhitespace } }
}

extension CaseLog {
  /// The cases whose child has an identity number, as it stands in them now, first opened first.
  /// - Throws: `KeyStoreError` without the keys: the numbers are sealed.
  public func cases(ofChild nationalID: String) throws -> [Subject] {
    let store = try keys()
    let number = ChildIndex.plain(nationalID)
    try catchUpChildren(store)
    let code = try store.code(
      of: number, for: ChildIndex.purpose, at: clock.now.description
    ).code
    var positions: [UInt64] = []
    try log.read { snapshot in
      try snapshot.scan(table: ChildIndex.table) { rows in
        positions += ChildIndex.positions(of: code, in: rows)
      }
    }
    var found: [Subject] = []
    for position in positions {
      let subject = try event(at: position).event.subject
      if !found.contains(subject), try isChild(number, of: subject) { found.append(subject) }
    }
    return found
  }

  /// Whether the latest identity of a case's child that stands is that number.
  private func isChild(_ number: String, of subject: Subject) throws -> Bool {
    let standing = CaseFile.standing(try history(of: subject)).filter {
      ChildIndex.types.contains($0.event.type) && $0.event.sealedFields.contains(.nationalId)
    }
    guard let last = standing.last else { return false }
    return try nationalID(at: last.position) == number
  }

  /// The identity number sealed with an event; nil where it cannot be read.
  private func nationalID(at position: UInt64) throws -> String? {
    for part in try sealedTexts(at: position) {
      guard part.fields.contains(.nationalId), case .texts(let texts) = part.content else {
        continue
      }
      return texts.first { $0.field == .nationalId }.map { ChildIndex.plain($0.text) }
    }
    return nil
  }

  /// Brings the codes up to the log's end; makes them anew after a key was destroyed, so that
  /// nothing stays of a number that nobody may read.
  private func catchUpChildren(_ store: KeyStore) throws {
    let now = clock.now.description
    let key = try store.code(of: "", for: ChildIndex.purpose, at: now).key
    let version = "1/\(key)/\(try store.destroyedKeyCount())"
    while true {
      var head = try log.read { try $0.table(ChildIndex.table) }
      if let stale = head, stale.version != version {
        try log.drop(table: ChildIndex.table)
        head = nil
      }
      let start = head?.position ?? 0
      let (end, positions) = try log.read { snapshot in
        let end = min(start + Facts.batch, snapshot.size)
        return (end, try Self.identities(in: snapshot, start..<max(start, end)))
      }
      guard end > start else { return }
      var rows: [UInt8] = []
      for position in positions {
        guard let number = try nationalID(at: position) else { continue }
        let code = try store.code(of: number, for: ChildIndex.purpose, at: now).code
        rows += ChildIndex.row(code, at: position)
      }
      let count = (head?.rows ?? 0) + UInt64(rows.count / ChildIndex.rowBytes)
      do {
        try log.extend(
          table: ChildIndex.table, expecting: head, with: rows,
          head: TableHead(version: version, position: end, rows: count))
      } catch let error as LogError where error.code == .tableMoved {
        continue  // Another process caught up meanwhile; what it wrote is the same.
      }
    }
  }

  /// The events of a range that seal who a case's child is.
  private static func identities(
    in snapshot: Snapshot, _ range: Range<UInt64>
  ) throws -> [UInt64] {
    var positions: [UInt64] = []
    try snapshot.scan(range) { position, line in
      // A type that is unknown here says nothing that this program could compare.
      guard let event = try? EventLine.decode(line).event, ChildIndex.types.contains(event.type),
        event.sealedFields.contains(.nationalId)
      else { return }
      positions.append(position)
    }
    return positions
  }
}
