public import CaseModel

/// The text of one sealed part before it is encrypted: all fields of an event that are about the
/// same person and of the same class, as a canonical JSON object of texts.
public struct SealedPlaintext: Hashable, Sendable {
  /// Whom it is about: child, reporter, parent, other, message.
  public let of: String
  /// Identity, address or text.
  public let sealClass: String
  /// The fields it holds, sorted by name.
  public let fields: [Field]
  /// The JSON object.
  public let bytes: [UInt8]

  /// Groups texts by person and class.
  ///
  /// The order is stable: by person, then class, by name.
  ///
  /// Fields that the type does not seal are left out; a field given twice counts once. The texts
  /// may hold any character: here they are only carried.
  public static func grouped(
    _ texts: [(field: Field, text: String)], of type: EventType
  ) -> [SealedPlaintext] {
    let sealed = TypeCodes.all[type].sealed
    var parts: [[String]] = []
    for shape in sealed where !parts.contains([shape.of, shape.sealClass]) {
      parts.append([shape.of, shape.sealClass])
    }
    return parts.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { part in
      let own = sealed.filter { $0.of == part[0] && $0.sealClass == part[1] }
      let given = own.compactMap { shape in texts.first { $0.field == shape.field } }
      guard !given.isEmpty else { return nil }
      let object = JSONValue.object(given.map { ($0.field.name, .string($0.text)) })
      return SealedPlaintext(
        of: part[0], sealClass: part[1], fields: given.map(\.field), bytes: JSON.canonical(object))
    }
  }

  /// The fields and texts of an opened part, by name.
  ///
  /// Names that a later version knows are kept.
  ///
  /// - Throws: ``JSONError`` if the bytes are no JSON object of texts, which only damage or a wrong
  ///   key could cause.
  public static func read(
    _ bytes: [UInt8]
  ) throws(JSONError) -> [(name: String, text: String)] {
    let value = try JSON.parse(bytes, limits: JSON.Limits(size: .max, depth: 2))
    let texts = value.members?.compactMap { member in
      member.value.string.map { (name: member.name, text: $0) }
    }
    guard let texts, texts.count == value.members?.count else {
      throw JSONError(
        .unexpected, at: 0, in: bytes.span, what: "the sealed part is no object of texts",
        remedy: "check the log and the key store")
    }
    return texts
  }
}
