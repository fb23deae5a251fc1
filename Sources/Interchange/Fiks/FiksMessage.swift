import CaseModel
import EventCoding

/// A report message of the national portal that follows its structure (bekymringsmelding).
///
/// All but type, office and times is personal, gathered as the texts that are to be sealed. The
/// labels within them are Norwegian, as the message is.
struct FiksMessage {
  /// A child that the message is about (barn).
  struct Child {
    let name: String
    /// As written: eleven digits, a birth date, or nothing.
    let nationalID: String
    let isUnborn: Bool
    let address: String
    let phone: String
    let details: String
  }

  let type: FiksMessageType
  /// By the number of the time; the portal's own examples have one that no longer exists.
  let office: Office
  let sent: SendingTime
  let children: [Child]
  let reporterName: String
  let reporterContact: String
  let reporterDetails: String
  let guardians: String
  let text: String

  /// Reads a body that was checked against the structure of its type; nil if it was not.
  init?(_ body: JSONValue, type: FiksMessageType) {
    guard let office = body["kommunenummer"]?.string.flatMap({ Office($0) }),
      let sent = body["sendingstidspunkt"]?.string.flatMap(SendingTime.init),
      let children = body[type.childrenMember]?.array
    else { return nil }
    self.type = type
    self.office = office
    self.sent = sent
    self.children = children.map(Child.init)
    let reporter = body[type.isPublic ? "offentligMelder" : "privatMelder"] ?? .null
    let organisation = reporter["virksomhet"] ?? .null
    reporterName = reporter.text("personnavn")
    reporterContact = lines([
      ("Telefon", reporter.text("telefonnummer")), ("E-post", reporter.text("epost")),
      ("Adresse", address(reporter["adresse"])),
      ("Virksomhetens adresse", address(organisation["adresse"])),
    ])
    reporterDetails = lines([
      ("Rolle", reporter.text("rolle")), ("Virksomhet", organisation.text("navn")),
      ("Organisasjonsnummer", organisation.text("orgnr")),
    ])
    guardians = (body["foresatte"]?.array ?? []).map { guardian in
      lines([
        ("Navn", guardian.text("personnavn")), ("Telefon", guardian.text("telefonnummer")),
        ("Orientert", guardian.yesOrNo("orientert")),
        ("Begrunnelse", guardian.text("orientertGrunn")),
      ])
    }.filter { !$0.isEmpty }.joined(separator: "\n\n")
    text = FiksMessage.text(of: body)
  }

  /// The concern and all that was said with it.
  ///
  /// Other views are read in every version, so that what a sender of version 1 added is not passed
  /// over.
  private static func text(of body: JSONValue) -> String {
    if let concern = body["melding"]?.string { return concern }
    let report = body["melding"] ?? .null
    return lines([
      ("Bekymring", report.text("melding")), ("Historie", report.text("historie")),
      ("Andre synspunkter", report.text("andreSynspunkter")),
      ("Behov for tolk", body.text("behovForTolk")),
      ("Andre hjelpeinstanser", body.text("andreHjelpeinstanser")),
    ])
  }
}

extension FiksMessage.Child {
  fileprivate init(_ child: JSONValue) {
    name = child.text("personnavn")
    nationalID = child.text("fnr")
    isUnborn = child["ufoedt"]?.bool ?? false
    address = Interchange.address(child["adresse"])
    phone = child.text("telefonnummer")
    details = lines([
      ("Antatt alder", child.text("antattAlder")), ("Relasjon", child.text("relasjon")),
      ("Orientert", child.yesOrNo("orientert")), ("Begrunnelse", child.text("orientertGrunn")),
    ])
  }
}

extension JSONValue {
  /// A member's text; empty if there is none.
  fileprivate func text(_ name: String) -> String { self[name]?.string ?? "" }

  fileprivate func yesOrNo(_ name: String) -> String {
    self[name]?.bool.map { $0 ? "ja" : "nei" } ?? ""
  }
}

/// An address on one line, without its empty parts.
private func address(_ value: JSONValue?) -> String {
  guard let value else { return "" }
  let place = [value.text("postnummer"), value.text("poststed")].filter { !$0.isEmpty }
  let parts = ["adresselinje1", "adresselinje2", "adresselinje3"].map(value.text)
  return (parts + [place.joined(separator: " ")]).filter { !$0.isEmpty }.joined(separator: ", ")
}

/// Labelled lines, without those that say nothing.
private func lines(_ parts: [(label: String, text: String)]) -> String {
  parts.filter { !$0.text.isEmpty }.map { "\($0.label): \($0.text)" }.joined(separator: "\n")
}
