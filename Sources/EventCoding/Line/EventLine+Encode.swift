public import CaseModel

extension EventLine {
  /// Writes an event's line. It throws what reading the line back would: what is written is read.
  /// - Parameters:
  ///   - event: the event.
  ///   - time: when it was recorded.
  ///   - sealed: its sealed parts, in the order in which they are stored.
  ///   - simulated: whether the log's events are made up, which every line of it says.
  public static func encode(
    _ event: Event, time: Instant, sealed: [SealedReference] = [], simulated: Bool = false
  ) throws(LineError) -> [UInt8] {
    let code = TypeCodes.all[event.type]
    try check(event, time, sealed, code)
    var line: [UInt8] = []
    line.reserveCapacity(512)
    line += LineParts.actor
    JSON.write(event.actor, to: &line)
    line += LineParts.data
    try writeData(event, sealed, code, to: &line)
    line.append(UInt8(ascii: "}"))
    line += LineParts.effective
    line.append(quoted: event.effective)
    line += LineParts.id
    line.append(quoted: event.id)
    line += LineParts.office
    line.append(UInt8(ascii: "\""))
    line.append(Int(event.office.number), digits: 4)
    line.append(UInt8(ascii: "\""))
    line += simulated ? LineParts.sourceOfSimulated : LineParts.source
    line.append(Int(event.office.number), digits: 4)
    line.append(UInt8(ascii: "\""))
    line += LineParts.version
    JSON.write(event.subject.description, to: &line)
    line += LineParts.time
    line.append(quoted: time)
    line += LineParts.type
    line += code.name
    line += LineParts.end
    guard line.count <= longest else { throw tooLong(line.count) }
    return line
  }

  static func wrongSubject(_ subject: Subject, _ code: TypeCode) -> LineError {
    let kinds = code.shape.subjects.map(\.rawValue).joined(separator: " or ")
    return LineError(
      .wrongSubject, "subject", "\(code.shape.name) is not about a \(subject.kind.rawValue)",
      "give a subject of kind \(kinds)")
  }

  private static func check(
    _ event: Event, _ time: Instant, _ sealed: [SealedReference], _ code: TypeCode
  ) throws(LineError) {
    if let fault = event.actor.staffFault { throw LineError(fault, "actor", .staff) }
    guard event.effective.isWritable else {
      throw LineError(ValueFault.outsideLimits, "effective", .day)
    }
    guard time.isWritable else { throw LineError(ValueFault.outsideLimits, "time", .day) }
    guard code.shape.subjects.contains(event.subject.kind) else {
      throw wrongSubject(event.subject, code)
    }
    for warning in event.warnings {
      if let fault = warning.fault(limit: FieldShape.Kind.longestCode) {
        throw LineError(fault, "data.warnings", .text(FieldShape.Kind.longestCode))
      }
    }
    for entry in event.fields.entries
    where !code.shape.fields.contains(where: { $0.field == entry.field }) {
      throw LineError(
        .unknownField, "data.\(entry.field.name)", "\(code.shape.name) has no such field",
        "leave the field out")
    }
    if let fault = SealedReference.fault(in: sealed, of: code) { throw fault }
    let count = sealed.reduce(0) { $0 + $1.fields.count }
    guard count == event.sealedFields.count,
      sealed.allSatisfy({ $0.fields.allSatisfy(event.sealedFields.contains) })
    else {
      throw LineError(
        .wrongSealed, "data.sealed", "the sealed parts hold other fields than the event says",
        "seal exactly the fields the event was given")
    }
  }

  private static func writeData(
    _ event: Event, _ sealed: [SealedReference], _ code: TypeCode, to line: inout [UInt8]
  ) throws(LineError) {
    var isFirst = true
    func open(_ name: [UInt8]) {
      if !isFirst { line.append(UInt8(ascii: ",")) }
      isFirst = false
      line.append(UInt8(ascii: "\""))
      line += name
      line += LineParts.afterName
    }
    for (name, content) in code.members {
      switch content {
      case .field(let shape):
        if let value = event.fields[shape.field] {
          open(name)
          try write(value, shape, to: &line)
        } else if shape.required {
          throw LineError(
            .missingField, "data.\(shape.field.name)", "\(code.shape.name) requires this field",
            "give \(shape.kind.expectation)")
        }
      case .sealed where !sealed.isEmpty:
        open(name)
        for index in sealed.indices {
          line.append(UInt8(ascii: index == 0 ? "[" : ","))
          line.append(sealed[index])
        }
        line.append(UInt8(ascii: "]"))
      case .warnings where !event.warnings.isEmpty:
        open(name)
        JSON.write(.array(event.warnings.map(JSONValue.string)), to: &line)
      case .sealed, .warnings: break
      }
    }
  }

  private static func write(
    _ value: FieldValue, _ shape: FieldShape, to line: inout [UInt8]
  ) throws(LineError) {
    let path = "data.\(shape.field.name)"
    guard shape.list else {
      if let fault = shape.kind.fault(in: value) { throw LineError(fault, path, shape.kind) }
      return line.append(value)
    }
    guard case .list(let values) = value else {
      throw LineError(ValueFault.wrongKind, path, shape.kind)
    }
    guard !values.isEmpty else {
      throw LineError(.emptyText, path, "the list is empty", "leave the field out")
    }
    for value in values {
      if let fault = shape.kind.fault(in: value) { throw LineError(fault, path, shape.kind) }
    }
    line.append(value)
  }
}

extension FieldValue {
  /// The value as it stands in a line.
  public var json: JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .number(let number): .integer(number)
    case .flag(let flag): .bool(flag)
    case .day(let day): .string(day.description)
    case .id(let id): .string(id.description)
    case .list(let values): .array(values.map(\.json))
    }
  }
}
