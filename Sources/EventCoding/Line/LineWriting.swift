import CaseModel

// Values written straight as bytes: a text made first and copied then would cost most of the line.

extension [UInt8] {
  /// Adds a number with leading zeros.
  mutating func append(_ number: Int, digits: Int) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(48 + number / divisor % 10))
      divisor /= 10
    }
  }

  /// Adds a date from year 1 to 9999 in quotes.
  mutating func append(quoted day: Day) {
    append(UInt8(ascii: "\""))
    append(day)
    append(UInt8(ascii: "\""))
  }

  /// Adds a moment from year 1 to 9999 in quotes.
  mutating func append(quoted time: Instant) {
    let inDay = Int((time.milliseconds % 86_400_000 + 86_400_000) % 86_400_000)
    append(UInt8(ascii: "\""))
    append(Day(number: Int32((time.milliseconds - Int64(inDay)) / 86_400_000)))
    append(UInt8(ascii: "T"))
    append(inDay / 3_600_000, digits: 2)
    append(UInt8(ascii: ":"))
    append(inDay / 60_000 % 60, digits: 2)
    append(UInt8(ascii: ":"))
    append(inDay / 1000 % 60, digits: 2)
    append(UInt8(ascii: "."))
    append(inDay % 1000, digits: 3)
    append(UInt8(ascii: "Z"))
    append(UInt8(ascii: "\""))
  }

  /// Adds a UUID in quotes.
  mutating func append(quoted id: RecordID) {
    append(UInt8(ascii: "\""))
    for index in 0..<32 {
      if index == 8 || index == 12 || index == 16 || index == 20 { append(UInt8(ascii: "-")) }
      let half = index < 16 ? id.high : id.low
      let digit = UInt8(half >> UInt64(60 - 4 * (index & 15)) & 0xF)
      append(digit < 10 ? 48 + digit : 87 + digit)
    }
    append(UInt8(ascii: "\""))
  }

  /// Adds a field's value.
  mutating func append(_ value: FieldValue) {
    switch value {
    case .text(let text): JSON.write(text, to: &self)
    case .number(let number): append(contentsOf: String(number).utf8)
    case .flag(let flag): append(contentsOf: flag ? LineParts.yes : LineParts.no)
    case .day(let day): append(quoted: day)
    case .id(let id): append(quoted: id)
    case .list(let values):
      append(UInt8(ascii: "["))
      for index in values.indices {
        if index > 0 { append(UInt8(ascii: ",")) }
        append(values[index])
      }
      append(UInt8(ascii: "]"))
    }
  }

  /// Adds a reference to a sealed part.
  mutating func append(_ reference: SealedReference) {
    append(contentsOf: LineParts.sealClass)
    JSON.write(reference.sealClass, to: &self)
    append(contentsOf: LineParts.digest)
    JSON.write(reference.digest, to: &self)
    append(contentsOf: LineParts.fields)
    for index in reference.fields.indices {
      if index > 0 { append(UInt8(ascii: ",")) }
      JSON.write(reference.fields[index].name, to: &self)
    }
    append(contentsOf: LineParts.key)
    append(quoted: reference.key)
    append(contentsOf: LineParts.of)
    JSON.write(reference.of, to: &self)
    append(UInt8(ascii: "}"))
  }

  private mutating func append(_ day: Day) {
    let (year, month, day) = day.components
    append(year, digits: 4)
    append(UInt8(ascii: "-"))
    append(month, digits: 2)
    append(UInt8(ascii: "-"))
    append(day, digits: 2)
  }
}
