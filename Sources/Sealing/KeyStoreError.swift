/// What went wrong with a key store: what, where, and what to do.
///
/// The message never holds a text, a subject or a key.
public struct KeyStoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of error, for callers to tell apart.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// There is no key store in the folder.
    case missingKeyStore
    /// There is no master key file.
    case missingMasterKey
    /// Others than its owner may read or write the master key file.
    case exposedMasterKey
    /// The master key file does not hold 64 hexadecimal digits.
    case malformedMasterKey
    /// The master key is not the one this key store was made with.
    case wrongMasterKey
    /// There is a key store in the folder already.
    case existsAlready
    /// A line of `keys.jsonl` is not one this program writes.
    case damagedKeyFile
    /// The key store was made by a newer version of the program.
    case newerFormat
    /// A key does not come out of its wrapping.
    case damagedKey
    /// A sealed text does not open with its key and event id.
    case damagedText
    /// A subject, time or legal basis cannot be written to the key store.
    case unfitValue
    /// This user may not read or write a file.
    case notPermitted
    /// The system could not read a file.
    case cannotRead
    /// The system could not write a file.
    case cannotWrite
  }

  /// The kind of error.
  public let code: Code
  /// What, where, and what to do, in one sentence or two.
  public let message: String

  /// The message.
  public var description: String { message }

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
