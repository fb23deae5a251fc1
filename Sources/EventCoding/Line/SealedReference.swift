public import CaseModel

/// What the line says of one sealed part: the ciphertext itself lies beside the line.
public struct SealedReference: Hashable, Sendable {
  /// Identity, address or text: what can be restricted or made unreadable on its own.
  public var sealClass: String
  /// SHA-256 of the ciphertext, 64 lower-case hexadecimal digits.
  public var digest: String
  /// The fields it holds, sorted by name.
  public var fields: [Field]
  /// The id of the key it is encrypted under.
  public var key: RecordID
  /// Whom it is about: child, reporter, parent, other, message.
  public var of: String

  /// A reference with all its parts.
  public init(sealClass: String, digest: String, fields: [Field], key: RecordID, of: String) {
    self.sealClass = sealClass
    self.digest = digest
    self.fields = fields
    self.key = key
    self.of = of
  }

  /// Why the references do not fit the type; nil if they do.
  static func fault(in references: [SealedReference], of code: TypeCode) -> LineError? {
    func wrong(_ what: String) -> LineError {
      LineError(.wrongSealed, "data.sealed", what)
    }
    var seen: Set<Field> = []
    for reference in references {
      guard !reference.fields.isEmpty else { return wrong("a sealed part holds no field") }
      guard isDigest(reference.digest) else {
        return wrong("a digest is not 64 lower-case hexadecimal digits")
      }
      for field in reference.fields {
        guard let shape = code.sealed.first(where: { $0.field == field }) else {
          return wrong("\(code.shape.name) has no sealed field \"\(field.name)\"")
        }
        guard reference.of == shape.of, reference.sealClass == shape.sealClass else {
          return wrong(
            "\"\(field.name)\" is sealed as \(shape.sealClass) of \(shape.of), "
              + "not as \(reference.sealClass) of \(reference.of)")
        }
        guard seen.insert(field).inserted else { return wrong("\"\(field.name)\" is sealed twice") }
      }
      guard code.areSorted(reference.fields) else {
        return wrong("the fields of a sealed part are not sorted by name")
      }
    }
    let missing = code.sealed.first { $0.required && !seen.contains($0.field) }
    return missing.map {
      LineError(
        .missingField, "data.sealed", "the sealed field \"\($0.field.name)\" is missing",
        "give it: \(code.shape.name) requires it")
    }
  }

  private static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}
