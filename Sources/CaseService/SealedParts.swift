public import CaseModel
import EventCoding
import EventLog
import Sealing

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

  /// What can be read of a sealed part.
  public enum Content: Sendable {
    /// The text of each field.
    case texts([(field: Field, text: String)])
    /// Its key was destroyed: since when, and on what basis.
    case unreadable(since: String, basis: String)
    /// The key store is not here, or lacks the key.
    case noKey
    /// The part itself is not in this copy of the log.
    case absent
  }
}

extension CaseLog {
  /// The sealed parts of the event at a position, as far as they can be read here.
  /// - Throws: `KeyStoreError` for a part that is damaged; a missing key is a value.
  public func sealedTexts(at position: UInt64) throws -> [SealedReading] {
    let decoded = try EventLine.decode(line(at: position))
    guard !decoded.sealed.isEmpty else { return [] }
    let ciphertexts = try log.sealed(at: position)
    let store = try? keys()
    return try decoded.sealed.enumerated().map { index, reference in
      let content: SealedReading.Content
      if index >= ciphertexts.count {
        content = .absent
      } else if let store {
        content = try read(ciphertexts[index], reference, of: decoded.event, with: store)
      } else {
        content = .noKey
      }
      return SealedReading(
        of: reference.of, sealClass: reference.sealClass, fields: reference.fields,
        content: content)
    }
  }

  private func read(
    _ ciphertext: [UInt8], _ reference: SealedReference, of event: Event, with store: KeyStore
  ) throws -> SealedReading.Content {
    let opened = try store.open(
      ciphertext, key: reference.key.description, eventID: event.id.description)
    switch opened {
    case .text(let plaintext):
      let members = try JSON.parse(plaintext, limits: SealedLimits.json).members ?? []
      return .texts(
        members.compactMap { member in
          guard let field = Field(name: member.name), let text = member.value.string
          else { return nil }
          return (field, text)
        })
    case .unreadable(let since, let basis): return .unreadable(since: since, basis: basis)
    case .noKey: return .noKey
    }
  }

  /// Encrypts a draft's personal parts under the keys of their data subjects.
  func seal(
    _ draft: Draft, for event: Event
  ) throws -> (references: [SealedReference], ciphertexts: [[UInt8]]) {
    guard !draft.sealed.isEmpty else { return ([], []) }
    let store = try keys()
    var references: [SealedReference] = []
    var ciphertexts: [[UInt8]] = []
    for part in draft.sealed {
      let texts = part.texts.sorted { $0.field < $1.field }
      let object = JSONValue.object(texts.map { ($0.field.name, .string($0.text)) })
      let sealed = try store.seal(
        JSON.canonical(object), subject: Self.dataSubject(part.of, of: event),
        class: try SealClass(part.sealClass), eventID: event.id.description)
      references.append(
        SealedReference(
          sealClass: part.sealClass, digest: sealed.digest.hex, fields: texts.map(\.field),
          key: try RecordID(sealed.key).orThrow(sealed.key), of: part.of))
      ciphertexts.append(sealed.ciphertext)
    }
    return (references, ciphertexts)
  }

  /// The pseudonym under which a data subject's keys are kept: the child is the case's own, others
  /// belong to the record they appear in, so that one reporter can be shielded or made unreadable
  /// without another.
  private static func dataSubject(_ of: String, of event: Event) -> String {
    if of == "child" { return "\(event.subject)#child" }
    let record = event.type.shape.episode.id.flatMap(event.fields.id)
    return "\(event.subject)#\(of)/\((record ?? event.id).description)"
  }
}

/// What a sealed part may hold: a portal's whole message, and no more.
enum SealedLimits {
  static let json = JSON.Limits(size: 64 << 20, depth: 4)
}
