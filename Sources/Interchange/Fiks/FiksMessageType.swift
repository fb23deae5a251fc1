import EventCoding

/// The message types of the national portal that carry a report of concern
/// (Fiks bekymringsmelding).
///
/// The type decides the version, never the content: a body of version 2 also follows version 1.
public enum FiksMessageType: String, CaseIterable, Sendable {
  /// From a public service (offentlig melder), version 1.
  case publicV1 = "no.ks.fiks.bekymringsmelding.offentlig.v1"
  /// From a public service (offentlig melder), version 2: may hold other views.
  case publicV2 = "no.ks.fiks.bekymringsmelding.offentlig.v2"
  /// From a private person (privat melder), version 1.
  case privateV1 = "no.ks.fiks.bekymringsmelding.privat.v1"
  /// From a private person (privat melder), version 2: as version 1.
  case privateV2 = "no.ks.fiks.bekymringsmelding.privat.v2"

  /// Whether the reporter is a public service.
  public var isPublic: Bool { self == .publicV1 || self == .publicV2 }

  /// The type that a bare body looks like; nil if it looks like neither or both.
  init?(inferredFrom body: JSONValue) {
    let isPublic = body["offentligMelder"] != nil || body["offentligBarn"] != nil
    let isPrivate = body["privatMelder"] != nil || body["privatBarn"] != nil
    guard isPublic != isPrivate else { return nil }
    if isPrivate {
      self = .privateV1
    } else {
      self = body["melding"]?["andreSynspunkter"] == nil ? .publicV1 : .publicV2
    }
  }

  /// The name of the member that lists the children.
  var childrenMember: String { isPublic ? "offentligBarn" : "privatBarn" }
}
