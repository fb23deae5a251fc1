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
    // A few fields: looking through them is quicker than hashing.
    var seen: [Field] = []
    for reference in references {
      guard !reference.fields.isEmpty else { return wrong("a sealed part holds no field") }
      guard isDigest(reference.digest) else {
        return wrong("a digest is not 64 lower-case hexadecimal digits")
      }
      for field in reference.fields {
        guard let index = code.sealedIndex(field) else {
          return wrong("\(code.shape.name) has no sealed field \"\(field.name)\"")
        }
        guard reference.of == code.sealed[index].of,
          reference.sealClass == code.sealed[index].sealClass
        else {
          return wrong(
            "\"\(field.name)\" is sealed as \(code.sealed[index].sealClass) "
              + "of \(code.sealed[index].of), "
              + "not as \(reference.sealClass) of \(reference.of)")
        }
        guard !seen.contains(field) else { return wrong("\"\(field.name)\" is sealed twice") }
        seen.append(field)
      }
      guard code.areSorted(reference.fields) else {
        return wrong("the fields of a sealed part are not sorted by name")
      }
    }
    guard code.requiresSealed else { return nil }
    let missing = code.sealed.first { $0.required && !seen.contains($0.field) }
    return missing.map {
      LineError(
        .missingField, "data.sealed", "the sealed field \"\($0.field.name)\" is missing",
        "give it: \(code.shape.name) requires it")
    }
  }

  private static func isDigest(_ text: String) -> Bool {
    var faults: UInt8 = 0
    for byte in text.utf8 { faults |= byte &- 48 < 10 || byte &- 97 < 6 ? 0 : 1 }
    return faults == 0 && text.utf8.count == 64
  }
}
