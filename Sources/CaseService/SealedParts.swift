public import CaseModel
import EventCoding
import EventLog
import Sealing
import TransparencyLog

/// A sealed part of an event as a reader finds it.
public struct SealedReading: Sendable {
  /// Whom it is about.
  public let of: String
  /// Its class.
  public let sealClass: String
  /// The fields it holds.
  public let fields: [Field]
  /// What can be read of it.
  public let content: Content
  /// Why it cannot be read, if the key store or a key is at fault: a `KeyStoreError`.
  public let fault: (any Error)?

  /// What can be read of a sealed part.
  public enum Content: Sendable {
    /// The text of each field.
    case texts([(field: Field, text: String)])
    /// Its key was destroyed: since when, and on what basis.
    case unreadable(since: String, basis: String)
    /// The key store is not here, or lacks the key.
    case noKey
    /// It does not open with its key: the text or the key is damaged.
    case damaged
    /// The part itself is not in this copy of the log.
    case absent
  }
}

extension CaseLog {
  /// The sealed parts of the event at a position, as far as they can be read here.
  ///
  /// What cannot be read is a value with its reason, so that one part does not hide the others.
  public func sealedTexts(at position: UInt64) throws -> [SealedReading] {
    let decoded = try EventLine.decode(line(at: position))
    guard !decoded.sealed.isEmpty else { return [] }
    let ciphertexts = try log.read { try $0.sealed(at: position) }
    return try decoded.sealed.enumerated().map { index, reference in
      var (content, fault): (SealedReading.Content, (any Error)?) = (.absent, nil)
      if index < ciphertexts.count {
        do {
          content = try read(ciphertexts[index], reference, of: decoded.event)
        } catch let error as KeyStoreError {
          let isDamage = error.code == .damagedText || error.code == .damagedKey
          (content, fault) = (isDamage ? .damaged : .noKey, error)
        }
      }
      return SealedReading(
        of: reference.of, sealClass: reference.sealClass, fields: reference.fields,
        content: content, fault: fault)
    }
  }

  private func read(
    _ ciphertext: [UInt8], _ reference: SealedReference, of event: Event
  ) throws -> SealedReading.Content {
    let opened = try keys().open(
      ciphertext: ciphertext, key: reference.key.description, eventID: event.id.description)
    switch opened {
    case .text(let plaintext):
      return .texts(
        try SealedPlaintext.read(plaintext).compactMap { name, text in
          Field(name: name).map { ($0, text) }
        })
    case .unreadable(let since, let basis): return .unreadable(since: since, basis: basis)
    case .noKey: return .noKey
    }
  }

  /// Encrypts a draft's personal parts under the keys of their data subjects.
  func seal(
    _ draft: Draft, for event: Event, at time: Instant
  ) throws -> (references: [SealedReference], ciphertexts: [[UInt8]]) {
    guard !draft.sealed.isEmpty else { return ([], []) }
    let store = try keys()
    var references: [SealedReference] = []
    var ciphertexts: [[UInt8]] = []
    for part in draft.sealed {
      let sealed = try store.seal(
        part.bytes, subject: Self.dataSubject(part.of, of: event),
        class: SealClass(rawValue: part.sealClass) ?? .text, event: event.id.description,
        at: time.description)
      guard let digest = Digest(bytes: sealed.digest.span), let key = RecordID(sealed.key) else {
        throw ServiceError(
          .inputOutput, "the key store in \(keysPath) gave a key without an id",
          remedy: "Check the key store's files")
      }
      references.append(
        SealedReference(
          sealClass: part.sealClass, digest: digest.hex, fields: part.fields, key: key,
          of: part.of))
      ciphertexts.append(sealed.ciphertext)
    }
    return (references, ciphertexts)
  }

  /// The pseudonym under which a data subject's keys are kept: the child is the case's own, and a
  /// person the file's, whom a type that serves both calls the child. Others, and children without
  /// a case, belong to the record they appear in, so that one can be shielded or made unreadable
  /// without another.
  private static func dataSubject(_ of: String, of event: Event) -> String {
    if of == "child", event.subject.kind == .case { return "\(event.subject)#child" }
    if of == "child" || of == "person", event.subject.kind == .person {
      return "\(event.subject)#person"
    }
    let record = event.type.shape.episode.id.flatMap(event.fields.id)
    return "\(event.subject)#\(of)/\((record ?? event.id).description)"
  }
}
