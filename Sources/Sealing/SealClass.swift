/// What kind of personal information a sealed part holds (opplysningstype); each has a key of its
/// own.
public enum SealClass: String, Hashable, Sendable, CaseIterable {
  /// Names and identity numbers (identitet).
  case identity
  /// Addresses and other ways to find someone (adresse).
  case address
  /// Free text (fritekst).
  case text
}

/// Whose key it is: one data subject's, for one class of information (nøkkelens eier).
public struct KeyOwner: Hashable, Sendable {
  /// The data subject under a pseudonym, such as `case/2017-0412#child`.
  ///
  /// Never a name.
  public var subject: String
  /// The class of information.
  public var sealClass: SealClass

  /// The owner of the key for this subject and class.
  public init(subject: String, class sealClass: SealClass) {
    self.subject = subject
    self.sealClass = sealClass
  }
}

/// A sealed part (forseglet del): what goes into the line, and what is stored beside it.
public struct SealedPart: Hashable, Sendable {
  /// The id of the data key, a UUID.
  ///
  /// Stands in the line.
  public let key: String
  /// The SHA-256 of the ciphertext, 32 bytes.
  ///
  /// Stands in the line.
  public let digest: [UInt8]
  /// The sealed bytes.
  ///
  /// Stored beside the line.
  public let ciphertext: [UInt8]
}

/// What opening a sealed part gave.
public enum Opened: Hashable, Sendable {
  /// The text as it was sealed.
  case text([UInt8])
  /// The key was destroyed at this time, on this legal basis (hjemmel). Nobody can read the text.
  case unreadable(since: String, basis: String)
  /// The key is not in this key store.
  case noKey
}
