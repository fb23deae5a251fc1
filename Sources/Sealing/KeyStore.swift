import Crypto
import Glibc
import Synchronization

/// The key store (nøkkellager): the data keys of all subjects, wrapped by the master key.
///
/// Several processes, and several threads of one, may use the same folder at once. What one process
/// adds or destroys, the others see at their next call.
public final class KeyStore: Sendable {
  /// The folder that holds `keys.jsonl`.
  public let folder: String
  private let state: Mutex<KeyStoreState>

  /// Opens the key store in `folder`.
  ///
  /// - Parameters:
  ///   - folder: the key store's folder.
  ///   - path: the path of the master key file; nil for `FOLDER/master.key`.
  /// - Throws: `missingKeyStore`, `missingMasterKey`, `exposedMasterKey`, `malformedMasterKey`,
  ///   `wrongMasterKey`, `damagedKeyFile`, `newerFormat` or `cannotRead`.
  public init(opening folder: String, masterKey path: String? = nil) throws(KeyStoreError) {
    let paths = KeyStorePaths(folder: folder, masterKey: path)
    let records = try KeyFile(paths.keys)
    let master = try MasterKey.read(at: paths.master)
    guard let check = Hex.bytes(records.check),
      Box.open(check, key: master, context: KeyLine.format) != nil
    else {
      throw KeyStoreError(
        .wrongMasterKey,
        "the master key in \(paths.master) is not the one the key store in \(folder) was made "
          + "with; give the path of the right one")
    }
    self.folder = folder
    state = Mutex(KeyStoreState(paths: paths, master: master, file: records))
  }

  /// Makes a key store in `folder`, and the folder if it is missing.
  ///
  /// A master key file that is there already is used, not replaced: it may serve several logs, or
  /// be what an interrupted creation left behind. So is a key store that has no keys yet: an
  /// attempt to make a log that was interrupted left it, and nothing was sealed with it.
  ///
  /// - Parameters:
  ///   - folder: the key store's folder.
  ///   - path: the path of the master key file; nil for `FOLDER/master.key`.
  /// - Throws: `existsAlready`, `cannotWrite`, or what is wrong with the master key file.
  public static func create(
    folder: String, masterKey path: String? = nil
  ) throws(KeyStoreError) {
    let paths = KeyStorePaths(folder: folder, masterKey: path)
    do {
      try Files.makeFolder(folder)
      let lock = try paths.locked()
      defer { withExtendedLifetime(lock) {} }
      if Files.exists(paths.keys) {
        guard try KeyFile(paths.keys).records.isEmpty else {
          throw KeyStoreError(
            .existsAlready,
            "there is a key store in \(folder) already, and it was left as it is; open that one, "
              + "or give another folder")
        }
        _ = try KeyStore(opening: folder, masterKey: path)
        return
      }
      let master =
        Files.exists(paths.master)
        ? try MasterKey.read(at: paths.master) : try MasterKey.create(at: paths.master)
      guard let check = Box.seal([], key: master, context: KeyLine.format) else {
        throw KeyStoreError(.cannotWrite, "cannot seal with the master key in \(paths.master)")
      }
      let line = KeyLine.check(format: KeyLine.format, check: Hex.text(check)).text + "\n"
      try Files.replace(paths.keys, with: Array(line.utf8))
    } catch let error as FileError {
      throw error.writing
    } catch let error as KeyStoreError {
      throw error
    } catch {
      throw KeyStoreError(.cannotWrite, "cannot make a key store in \(folder)")
    }
  }

  /// Takes back a key store that was made a moment ago for a log that could not be made.
  ///
  /// The master key stays, to be used when it is tried again; so does a key store with keys.
  public static func withdraw(folder: String) {
    let paths = KeyStorePaths(folder: folder, masterKey: nil)
    guard let lock = try? paths.locked(), let file = try? KeyFile(paths.keys),
      file.records.isEmpty
    else { return }
    withExtendedLifetime(lock) { _ = unlink(paths.keys) }
  }

  /// Makes the keys that these owners lack, with one sync for all of them.
  ///
  /// `seal` does the same for one owner; before sealing much, this is faster.
  ///
  /// - Parameters:
  ///   - owners: whose keys they are.
  ///   - time: when, as the log writes times.
  /// - Throws: `unfitValue` or `cannotWrite`; then no key was made. `damagedKeyFile` or
  ///   `cannotRead`.
  public func makeKeys(for owners: [KeyOwner], at time: String) throws(KeyStoreError) {
    try state.withLock { state throws(KeyStoreError) in
      try state.makeKeys(for: owners, at: time)
    }
  }

  /// Encrypts a text under its subject's key for its class, which is made if it is the first.
  ///
  /// - Parameters:
  ///   - plaintext: the text.
  ///   - subject: the data subject under a pseudonym.
  ///   - sealClass: the class of information.
  ///   - id: the id of the event; the text opens with this one only.
  ///   - time: when, as the log writes times; stands at the key if it is made now.
  /// - Throws: `unfitValue`, `cannotWrite`, `damagedKey`, `damagedKeyFile` or `cannotRead`.
  public func seal(
    _ plaintext: [UInt8], subject: String, class sealClass: SealClass, event id: String,
    at time: String
  ) throws(KeyStoreError) -> SealedPart {
    let owner = KeyOwner(subject: subject, class: sealClass)
    let (keyID, key) = try state.withLock { state throws(KeyStoreError) in
      try state.key(for: owner, at: time)
    }
    let context = Self.context(event: id, key: keyID)
    guard let ciphertext = Box.seal(plaintext, key: key, context: context) else {
      throw KeyStoreError(.damagedKey, "cannot seal with key \(keyID) of \(folder)")
    }
    return SealedPart(
      key: keyID, digest: Array(SHA256.hash(data: ciphertext)), ciphertext: ciphertext)
  }

  /// Decrypts a sealed part.
  ///
  /// - Returns: the text, or that its key was destroyed, or that its key is not here.
  /// - Throws: `damagedText` when the bytes are not those sealed for this event under this key;
  ///   `damagedKey`, `damagedKeyFile`, `missingKeyStore` or `cannotRead`.
  public func open(
    ciphertext: [UInt8], key keyID: String, eventID: String
  ) throws(KeyStoreError) -> Opened {
    let found = try state.withLock { state throws(KeyStoreError) in try state.find(keyID) }
    let key: SymmetricKey
    switch found {
    case .none: return .noKey
    case .destroyed(let at, let basis): return .unreadable(since: at, basis: basis)
    case .living(let living): key = living
    }
    let context = Self.context(event: eventID, key: keyID)
    guard let text = Box.open(ciphertext, key: key, context: context) else {
      throw KeyStoreError(
        .damagedText,
        "the sealed text of event \(eventID) does not open with key \(keyID): it was damaged, "
          + "exchanged, or sealed by a newer version; restore it from a backup of the log")
    }
    return .text(text)
  }

  /// A code for a text that tells nothing of it without this key store, and is the same for the
  /// same text: HMAC-SHA256 under a key that is used for nothing else.
  ///
  /// With it equal texts can be found without decrypting any; numbers cannot be tried out, since
  /// that takes the key.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - purpose: what the codes are for; each purpose has a key of its own, made at its first use.
  ///   - time: when, as the log writes times; stands at the key if it is made now.
  /// - Returns: the code, 32 bytes, and the id of its key.
  /// - Throws: as `seal`.
  public func code(
    of text: String, for purpose: String, at time: String
  ) throws(KeyStoreError) -> (code: [UInt8], key: String) {
    let owner = KeyOwner(subject: "log#\(purpose)", class: .identity)
    let (keyID, key) = try state.withLock { state throws(KeyStoreError) in
      try state.key(for: owner, at: time)
    }
    let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
    return (Array(code), keyID)
  }

  /// How many keys have been destroyed: what was derived from texts before the last one may hold
  /// traces of a text that nobody may read any more.
  public func destroyedKeyCount() throws(KeyStoreError) -> Int {
    try state.withLock { state throws(KeyStoreError) in try state.destroyedCount() }
  }

  /// Destroys a subject's living keys, of one class or of all: what they sealed can never be read.
  ///
  /// A marker stays. What is sealed for the subject later gets a new key.
  ///
  /// - Parameters:
  ///   - subject: the data subject under a pseudonym.
  ///   - sealClass: the class of information; nil for all.
  ///   - basis: the legal basis (hjemmel), shown to whoever asks for the text.
  ///   - time: when, as the log writes times.
  /// - Returns: the ids of the keys destroyed, none if there were none.
  /// - Throws: `unfitValue` or `cannotWrite`; then all keys are there still. `damagedKeyFile` or
  ///   `cannotRead`.
  public func destroyKeys(
    subject: String, class sealClass: SealClass? = nil, basis: String, at time: String
  ) throws(KeyStoreError) -> [String] {
    try state.withLock { state throws(KeyStoreError) in
      try state.destroy(subject: subject, class: sealClass, basis: basis, at: time)
    }
  }

  private static func context(event: String, key: String) -> String { "\(event)\n\(key)" }
}
