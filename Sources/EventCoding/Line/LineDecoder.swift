import CaseModel

/// Reads one line from its first byte to its last, guided by the shape of its type.
struct LineDecoder: ~Escapable {
  private var cursor: LineCursor
  private let code: TypeCode
  private var fields = Fields()
  private var sealed: [SealedReference] = []
  private var warnings: [String] = []

  @_lifetime(copy line)
  init(_ line: Span<UInt8>, code: TypeCode) {
    self.cursor = LineCursor(line)
    self.code = code
  }

  /// The event of the line.
  mutating func line() throws(LineError) -> DecodedLine {
    try expect(LineParts.actor, "actor")
    let actor = try staffID()
    try expect(LineParts.data, "data")
    try data()
    try expect(LineParts.effective, "effective")
    guard let effective = cursor.day() else { throw wrong("effective", FieldShape.Kind.day) }
    try expect(LineParts.id, "id")
    guard let id = cursor.recordID() else { throw wrong("id", FieldShape.Kind.id) }
    try expect(LineParts.office, "office")
    guard let office = cursor.office() else { throw wrong("office", FieldShape.Kind.office) }
    let isSimulated = try source(office)
    try expect(LineParts.version, "specversion")
    let subject = try subject()
    try expect(LineParts.time, "time")
    guard let time = cursor.instant() else {
      throw wrong("time", "a moment (YYYY-MM-DDTHH:MM:SS.mmmZ)")
    }
    guard cursor.skip(LineParts.type), cursor.skip(code.name), cursor.skip(LineParts.end),
      cursor.offset == cursor.bytes.count
    else { throw wrong("type", "the type's name as the last member") }
    let event = Event(
      id: id, type: code.type, subject: subject, effective: effective, office: office,
      actor: actor, fields: fields, sealedFields: sealedFields(),
      warnings: warnings)
    return DecodedLine(event: event, time: time, sealed: sealed, isSimulated: isSimulated)
  }

  /// Whether the line comes from a log of made-up events.
  private mutating func source(_ office: Office) throws(LineError) -> Bool {
    let isSimulated = !cursor.skip(LineParts.source)
    guard !isSimulated || cursor.skip(LineParts.sourceOfSimulated), cursor.skip(office) else {
      throw wrong("source", "\"sakslogg:\" or \"sakslogg-simulated:\", and the office")
    }
    return isSimulated
  }

  private func sealedFields() -> Set<Field> {
    guard !sealed.isEmpty else { return [] }
    var fields = Set<Field>(minimumCapacity: code.sealed.count)
    for reference in sealed { fields.formUnion(reference.fields) }
    return fields
  }

  /// The members of `data`, whose opening brace has been read. They and the shape's are both
  /// sorted, so one walk over both finds what is missing and what is unknown.
  private mutating func data() throws(LineError) {
    var next = 0
    if !cursor.skip(UInt8(ascii: "}")) {
      repeat {
        guard let name = cursor.name() else { throw wrong("data", "members with names") }
        next = try pass(from: next, to: name)
        try content(code.members[next].content)
        next += 1
      } while cursor.skip(UInt8(ascii: ","))
      guard cursor.skip(UInt8(ascii: "}")) else { throw wrong("data", "a comma or a brace") }
    }
    while next < code.members.count {
      try checkOptional(code.members[next].content)
      next += 1
    }
    if !sealed.isEmpty || code.requiresSealed,
      let fault = SealedReference.fault(in: sealed, of: code)
    {
      throw fault
    }
  }

  /// The index of the member with that name, at or after `start`.
  private func pass(from start: Int, to name: Range<Int>) throws(LineError) -> Int {
    var next = start
    while next < code.members.count {
      let order = compare(cursor.bytes, name, code.members[next].name)
      if order == 0 { return next }
      if order < 0 { break }
      try checkOptional(code.members[next].content)
      next += 1
    }
    throw LineError(
      .unknownField, "data.\(LineDiagnosis.name(cursor.bytes, name))",
      "\(code.shape.name) has no such field", "use a newer sakslogg, or leave the field out")
  }

  private func checkOptional(_ content: TypeCode.Content) throws(LineError) {
    guard case .field(let shape) = content, shape.required else { return }
    throw LineError(
      .missingField, "data.\(shape.field.name)", "\(code.shape.name) requires this field",
      "give \(shape.kind.expectation)")
  }

  private mutating func content(_ content: TypeCode.Content) throws(LineError) {
    switch content {
    case .field(let shape): fields[shape.field] = try value(shape)
    case .sealed: sealed = try references()
    case .warnings: warnings = try texts("data.warnings")
    }
  }

  private mutating func value(_ shape: FieldShape) throws(LineError) -> FieldValue {
    guard shape.list else { return try single(shape) }
    let path = "data.\(shape.field.name)"
    guard cursor.skip(UInt8(ascii: "[")) else {
      throw wrong(path, "a list of values, each \(shape.kind.expectation)")
    }
    var values: [FieldValue] = []
    repeat { values.append(try single(shape)) } while cursor.skip(UInt8(ascii: ","))
    guard cursor.skip(UInt8(ascii: "]")) else { throw wrong(path, "a closing bracket") }
    return .list(values)
  }

  /// A value that is not a list, or one of a list's.
  private mutating func single(_ shape: FieldShape) throws(LineError) -> FieldValue {
    let value: FieldValue? =
      switch shape.kind {
      case .id: cursor.recordID().map(FieldValue.id)
      case .day: cursor.day().map(FieldValue.day)
      case .number: cursor.number().map(FieldValue.number)
      case .flag: cursor.flag().map(FieldValue.flag)
      case .code, .office, .staff, .key, .reference, .foreign, .text: cursor.text().map(FieldValue.text)
      }
    guard let value else {
      throw LineError(ValueFault.wrongKind, "data.\(shape.field.name)", shape.kind)
    }
    if let fault = shape.kind.fault(in: value) {
      throw LineError(fault, "data.\(shape.field.name)", shape.kind)
    }
    return value
  }

  private mutating func staffID() throws(LineError) -> String {
    guard let actor = cursor.text() else { throw wrong("actor", "a staff id") }
    if let fault = actor.staffFault { throw LineError(fault, "actor", .staff) }
    return actor
  }

  private mutating func subject() throws(LineError) -> Subject {
    guard let subject = cursor.subject() else {
      throw wrong("subject", "a subject such as case/2017-0412")
    }
    guard code.shape.subjects.contains(subject.kind) else {
      throw EventLine.wrongSubject(subject, code)
    }
    return subject
  }

  private mutating func references() throws(LineError) -> [SealedReference] {
    let path = "data.sealed"
    var references: [SealedReference] = []
    guard cursor.skip(UInt8(ascii: "[")) else { throw wrong(path, "a list") }
    repeat {
      guard cursor.skip(LineParts.sealClass), let sealClass = cursor.text(),
        cursor.skip(LineParts.digest), let digest = cursor.text(), cursor.skip(LineParts.fields)
      else { throw wrong(path, "references with class, digest, fields, key and of") }
      var fields: [Field] = []
      repeat {
        guard let name = cursor.plainText(), let index = code.sealedIndex(cursor.bytes, name) else {
          throw LineError(
            .wrongSealed, path, "it names a field that \(code.shape.name) does not seal")
        }
        fields.append(code.sealed[index].field)
      } while cursor.skip(UInt8(ascii: ","))
      guard cursor.skip(LineParts.key), let key = cursor.recordID(), cursor.skip(LineParts.of),
        let of = cursor.text(), cursor.skip(UInt8(ascii: "}"))
      else { throw wrong(path, "references with class, digest, fields, key and of") }
      references.append(
        SealedReference(sealClass: sealClass, digest: digest, fields: fields, key: key, of: of))
    } while cursor.skip(UInt8(ascii: ","))
    guard cursor.skip(UInt8(ascii: "]")) else { throw wrong(path, "a closing bracket") }
    return references
  }

  private mutating func texts(_ path: String) throws(LineError) -> [String] {
    var texts: [String] = []
    guard cursor.skip(UInt8(ascii: "[")) else { throw wrong(path, "a list of texts") }
    repeat {
      guard let text = cursor.text() else { throw wrong(path, "a list of texts") }
      if let fault = text.fault(limit: FieldShape.Kind.longestCode) {
        throw LineError(fault, path, .text(FieldShape.Kind.longestCode))
      }
      texts.append(text)
    } while cursor.skip(UInt8(ascii: ","))
    guard cursor.skip(UInt8(ascii: "]")) else { throw wrong(path, "a closing bracket") }
    return texts
  }

  private mutating func expect(_ part: [UInt8], _ path: String) throws(LineError) {
    guard cursor.skip(part) else {
      throw wrong(path, path == "specversion" ? "\"1.0\"" : "the member as lines have it")
    }
  }

  private func wrong(_ path: String, _ expectation: String) -> LineError {
    LineError(.wrongKind, path, "the value is of another kind", "here stands \(expectation)")
  }

  private func wrong(_ path: String, _ kind: FieldShape.Kind) -> LineError {
    LineError(ValueFault.wrongKind, path, kind)
  }
}
