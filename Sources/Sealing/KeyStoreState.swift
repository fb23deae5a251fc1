import Crypto
import Glibc

/// Where the files of a key store are.
struct KeyStorePaths: Sendable {
  let keys: String
  let lock: String
  let master: String

  init(folder: String, masterKey: String?) {
    keys = folder + "/keys.jsonl"
    lock = folder + "/keys.lock"
    master = masterKey ?? folder + "/master.key"
  }

  /// Waits for the right to write; it lasts until the returned file is released.
  func locked() throws(FileError) -> OpenFile {
    let file = try OpenFile(lock, O_RDWR | O_CREAT)
    try file.lock()
    return file
  }
}

/// What a key store knows, guarded by its mutex.
struct KeyStoreState {
  /// What is known of a key that was asked for.
  enum Found: Sendable {
    case living(SymmetricKey)
    case destroyed(at: String, basis: String)
    case none
  }

  let paths: KeyStorePaths
  let master: SymmetricKey
  var file: KeyFile
  /// Keys unwrapped so far; dropped when the file is replaced, since one of them may be destroyed.
  private var unwrapped: [String: SymmetricKey] = [:]

  init(paths: KeyStorePaths, master: SymmetricKey, file: KeyFile) {
    self.paths = paths
    self.master = master
    self.file = file
  }

  mutating func find(_ id: String) throws(KeyStoreError) -> Found {
    try file.refresh()
    if file.records[id] == nil { try file.readOn() }
    switch file.records[id] {
    case nil: return .none
    case .destroyed(let at, let basis):
      unwrapped[id] = nil
      return .destroyed(at: at, basis: basis)
    case .living(_, let wrapped): return .living(try unwrap(wrapped, id: id))
    }
  }

  mutating func destroyedCount() throws(KeyStoreError) -> Int {
    try file.refresh()
    return file.records.values.count { if case .destroyed = $0 { true } else { false } }
  }

  /// The owner's living key, on disk before it is handed out.
  mutating func key(
    for owner: KeyOwner, at time: String
  ) throws(KeyStoreError) -> (id: String, key: SymmetricKey) {
    try makeKeys(for: [owner], at: time)
    guard let id = file.living[owner], case .living(_, let wrapped) = file.records[id] else {
      throw KeyStoreError(
        .damagedKeyFile, "a key written to \(paths.keys) is not there; run the command again")
    }
    return (id, try unwrap(wrapped, id: id))
  }

  mutating func makeKeys(for owners: [KeyOwner], at time: String) throws(KeyStoreError) {
    try file.refresh()
    // A key that another process wrote may not be on disk yet: that one may have died before it
    // was.
    if file.isSynced, owners.allSatisfy({ file.living[$0] != nil }) { return }
    for value in owners.map(\.subject) + [time] { try Self.checkFits(value) }
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    try file.refresh()
    try file.sync()
    var lines: [KeyLine] = []
    for owner in Set(owners) where file.living[owner] == nil {
      let id = Box.newID()
      guard let wrapped = Box.wrap(SymmetricKey(size: .bits256), id: id, master: master) else {
        throw KeyStoreError(.damagedKey, "cannot wrap a new key for \(paths.keys)")
      }
      lines.append(.key(id: id, owner: owner, created: time, wrapped: wrapped))
    }
    if !lines.isEmpty { try file.append(lines) }
  }

  mutating func destroy(
    subject: String, class sealClass: SealClass?, basis: String, at time: String
  ) throws(KeyStoreError) -> [String] {
    for value in [subject, basis, time] { try Self.checkFits(value) }
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    try file.refresh()
    let ids = (sealClass.map { [$0] } ?? SealClass.allCases)
      .compactMap { file.living[KeyOwner(subject: subject, class: $0)] }
    guard !ids.isEmpty else { return [] }
    unwrapped.removeAll()
    try file.replace(Set(ids), at: time, basis: basis)
    return ids
  }

  private mutating func unwrap(
    _ wrapped: String, id: String
  ) throws(KeyStoreError) -> SymmetricKey {
    if let key = unwrapped[id] { return key }
    guard let key = Box.unwrap(wrapped, id: id, master: master) else {
      throw KeyStoreError(
        .damagedKey,
        "key \(id) in \(paths.keys) does not come out of its wrapping; "
          + "restore its line from a backup")
    }
    unwrapped[id] = key
    return key
  }

  private func lock() throws(KeyStoreError) -> OpenFile {
    do { return try paths.locked() } catch { throw error.writing }
  }

  private static func checkFits(_ value: String) throws(KeyStoreError) {
    guard FlatJSON.fits(value) else {
      throw KeyStoreError(
        .unfitValue,
        "a subject, time or legal basis for the key store is empty, longer than 500 bytes, or "
          + "has control characters; give a short plain text")
    }
  }
}
