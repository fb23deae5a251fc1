public import CaseModel
import EventCoding
public import EventLog
import Projections
import Sealing
public import TransparencyLog

/// A case log with its keys: the one place where cases and the log meet (sakslogg).
///
/// Not for use by several threads at once; several processes may use one log.
public final class CaseLog {
  /// Where the log's folder is.
  public let path: String
  /// Where the key store's folder is.
  public let keysPath: String
  let log: EventLog
  let clock: any Clock
  private let masterKeyPath: String?
  private var openKeys: KeyStore?
  /// The organisation as last read, with the versions of the units it was read from.
  var lastOrganisation: (versions: [String: UInt64], organisation: Organisation)?

  /// Makes a log, and a key store beside it.
  /// - Parameters:
  ///   - path: the log's folder.
  ///   - keys: the key store's folder; nil for the log's path with `.keys`.
  ///   - masterKey: the master key's file; nil for `master.key` in the key store's folder.
  ///   - simulated: whether its events are made up, on a calendar of their own.
  ///   - clock: what tells the time of recording.
  /// - Throws: `LogError`, `KeyStoreError`; nothing is left half-made, and it can be tried again.
  public static func create(
    at path: String, keys: String? = nil, masterKey: String? = nil, simulated: Bool = false,
    clock: any Clock = SystemClock()
  ) throws -> CaseLog {
    let keysPath = keys ?? path + ".keys"
    try EventLog.requireFree(path)
    try KeyStore.create(folder: keysPath, masterKey: masterKey)
    do {
      try EventLog.create(at: path, origin: Origin(name: "sakslogg", simulated: simulated))
    } catch {
      KeyStore.withdraw(folder: keysPath)
      throw error
    }
    return try CaseLog(opening: path, keys: keys, masterKey: masterKey, clock: clock)
  }

  /// Opens a log.
  ///
  /// Its keys are opened when they are first needed.
  /// - Throws: `LogError`; `ServiceError.unreadableTypes` if it holds types unknown here.
  public init(
    opening path: String, keys: String? = nil, masterKey: String? = nil,
    access: Access = .readWrite, clock: any Clock = SystemClock()
  ) throws {
    self.path = path
    self.keysPath = keys ?? path + ".keys"
    self.masterKeyPath = masterKey
    self.clock = clock
    log = try EventLog(opening: path, access: access)
  }

  /// Whether its events are made up.
  public var isSimulated: Bool { log.identity.origin.simulated }

  /// The number of events.
  public var size: UInt64 { get throws { try log.read { $0.size } } }

  /// The root hash of the first `size` events (RFC 6962), or of all.
  public func root(size: UInt64? = nil) throws -> Digest {
    try log.read { try $0.root(at: size ?? $0.size) }
  }

  /// Requires that sealed text can be written and read here.
  /// - Throws: `KeyStoreError`.
  public func requireKeys() throws { _ = try keys() }

  /// The key store, opened now if it was not.
  func keys() throws -> KeyStore {
    if let openKeys { return openKeys }
    let opened = try KeyStore(opening: keysPath, masterKey: masterKeyPath)
    openKeys = opened
    return opened
  }
}

/// What tells the time.
public protocol Clock: Sendable {
  /// The moment it is.
  var now: Instant { get }
}
