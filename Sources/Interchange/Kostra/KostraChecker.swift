public import CaseModel

/// What the rules say of a whole delivery (kontrollrapport).
public struct KostraReport: Hashable, Sendable {
  /// The reporting year it was read as; nil where no record could be read.
  public let year: Int?
  /// How many records there are.
  public let recordCount: Int
  /// What the rules found, by record and then in the bureau's order.
  public let findings: [KostraFinding]

  /// The gravest severity of what was found; nil where nothing was.
  public var gravest: KostraSeverity? { findings.map(\.severity).max() }

  /// The report without what no record of 11F outside Oslo can meet.
  ///
  /// Of 2026, rule 002 demands a district (BYDELSNR) and 003-bydel that there is none. The fault is
  /// the bureau's, which is expected to mend it.
  public var withoutContradiction: KostraReport {
    KostraReport(
      year: year, recordCount: recordCount, findings: findings.filter { !$0.isContradiction })
  }
}

/// Why a file cannot be read as a delivery at all (ulesbar fil).
public enum KostraUnreadable: Error, Hashable, Sendable {
  /// There is no record in it.
  case empty
  /// A line holds what no text does, as the bytes of UTF-16; the line, from 1.
  case notText(line: Int)
  /// No year was given, and the first record names none that a layout is held of.
  case yearUnknown
}

/// Asks the bureau's rules of a delivery, as it is read (kontroll av KOSTRA-fil).
///
/// The file goes through in pieces of any size and only what was found is kept, besides the numbers
/// that must be unique. It shares no code with what writes records but the layout.
public struct KostraChecker: Sendable {
  /// The longest line that is kept whole; a longer one is only counted.
  private static let lineMax = 4096
  private static let lineFeed = UInt8(ascii: "\n")
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let layout: KostraLayout
  private let givenYear: Int?
  private let givenOffice: String?
  private let hasRecipients: Bool
  private let rules: [KostraRule]
  private let recordRules: [(order: Int, breaches: @Sendable (KostraLine) -> [KostraRule.Breach])]
  private var uniques: [Unique]

  private var context: KostraContext?
  private var findings: [KostraFinding] = []
  private var lineNumber = 0
  private var recordCount = 0
  /// Whether a line is no record: then only the lengths of the rest are looked at.
  private var isMisshapen = false
  private var pending: [UInt8] = []
  /// How many characters of the line were dropped, since it is too long to be kept.
  private var dropped = 0
  /// How many bytes there were, and the first of them.
  private var size = 0
  private var head: [UInt8] = []

  /// A checker of one delivery.
  /// - Parameters:
  ///   - layout: the form of its records.
  ///   - year: the reporting year; that of the first record if not given.
  ///   - office: the municipality it is delivered for; that of the first record if not given.
  ///   - hasRecipients: whether the delivery announces recipients; without, it is a single space.
  public init(
    _ layout: KostraLayout, year: Int? = nil, office: Office? = nil, hasRecipients: Bool = true
  ) {
    self.layout = layout
    givenYear = year
    givenOffice = office?.description
    self.hasRecipients = hasRecipients
    rules = KostraRule.all(of: layout.type)
    recordRules = rules.enumerated().compactMap { order, rule in
      if case .record(let breaches) = rule.test { (order, breaches) } else { nil }
    }
    uniques = rules.enumerated().compactMap { order, rule in
      if case .unique(let key) = rule.test { Unique(order: order, key: key) } else { nil }
    }
  }

  /// Reads the next bytes of the file.
  public mutating func take(_ bytes: [UInt8]) throws(KostraUnreadable) {
    if head.count < 4 { head += bytes.prefix(4 - head.count) }
    size += bytes.count
    var rest = bytes[...]
    while let end = rest.firstIndex(of: Self.lineFeed) {
      pending += rest[..<end]
      try line()
      rest = rest[(end + 1)...]
    }
    pending += rest
    if pending.count > Self.lineMax {
      dropped += Self.characters(in: pending)
      pending.removeAll(keepingCapacity: true)
    }
  }

  /// Ends the file.
  /// - Returns: what the rules found.
  public mutating func finish() throws(KostraUnreadable) -> KostraReport {
    if !pending.isEmpty || dropped > 0 { try line() }
    let isOneCharacter = size == head.count && KostraText(head).count == 1
    if isOneCharacter || !hasRecipients { return emptyReport(isOneCharacter) }
    guard recordCount > 0 else { throw .empty }
    if isMisshapen {
      findings.removeAll { $0.severity != .fatal }
    } else {
      for unique in uniques { tell(unique) }
      findings.sort { ($0.record ?? 0, $0.order) < ($1.record ?? 0, $1.order) }
    }
    return KostraReport(year: context?.year, recordCount: recordCount, findings: findings)
  }

  /// The report on a file that is, or should have been, a single space (000).
  private func emptyReport(_ isOneCharacter: Bool) -> KostraReport {
    let rule = rules[0]
    let id = layout.type.id(of: rule)
    let (severity, text): (KostraSeverity, String) =
      switch (isOneCharacter, hasRecipients) {
      case (true, true): (rule.severity, id)
      case (true, false): (.info, id + "-none")
      case (false, _): (rule.severity, id + "-content")
      }
    let finding = KostraFinding(
      record: nil, rule: id, severity: severity, fields: [], text: text, details: [], order: 0)
    return KostraReport(
      year: givenYear, recordCount: isOneCharacter ? 0 : recordCount, findings: [finding])
  }

  // MARK: - Lines

  private mutating func line() throws(KostraUnreadable) {
    lineNumber += 1
    defer {
      pending.removeAll(keepingCapacity: true)
      dropped = 0
    }
    guard !pending.contains(0) else { throw .notText(line: lineNumber) }
    while pending.last == UInt8(ascii: "\r") { pending.removeLast() }
    guard !pending.isEmpty || dropped > 0 else { return }
    recordCount += 1
    let text = KostraText(pending)
    let length = dropped + text.count
    guard length == layout.length, !text.hasTab else { return tellShape(text, length) }
    guard !isMisshapen else { return }
    if context == nil { context = try readContext(text) }
    guard let context else { return }
    judge(KostraLine(text, context))
  }

  /// A line that is no record (001).
  private mutating func tellShape(_ text: KostraText, _ length: Int) {
    isMisshapen = true
    let isMarked = lineNumber == 1 && head.starts(with: Self.mark)
    add(
      KostraRule.Breach(
        variant: isMarked ? "mark" : length == layout.length ? "tab" : nil,
        details: [String(layout.length), String(length)]),
      order: 1)
  }

  /// The year and municipality, as given or as the first record has them.
  private func readContext(_ text: KostraText) throws(KostraUnreadable) -> KostraContext {
    let guess = KostraLine(text, KostraContext(layout, year: givenYear ?? 2000, office: ""))
    guard let year = givenYear ?? guess.reportedYear, layout.years.contains(year), year < 2100
    else { throw .yearUnknown }
    return KostraContext(layout, year: year, office: givenOffice ?? guess[.kommuneNr])
  }

  private mutating func judge(_ line: KostraLine) {
    for (order, breaches) in recordRules {
      for breach in breaches(line) { add(breach, order: order) }
    }
    for index in uniques.indices { uniques[index].see(line, recordCount) }
  }

  private mutating func add(_ breach: KostraRule.Breach, order: Int, record: Int? = nil) {
    let rule = rules[order]
    let id = layout.type.id(of: rule)
    findings.append(
      KostraFinding(
        record: record ?? recordCount, rule: id, severity: rule.severity,
        fields: breach.fields ?? rule.fields, text: breach.variant.map { id + "-" + $0 } ?? id,
        details: breach.details, order: order))
  }

  /// Characters as UTF-8 counts them: every byte but those that continue one.
  private static func characters(in bytes: [UInt8]) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }
}

// MARK: - What must be unique

extension KostraChecker {
  /// The keys of a rule that no two records may share.
  private struct Unique {
    let order: Int
    let key: @Sendable (KostraLine) -> String?
    /// The first record with each key.
    var first: [String: Int] = [:]
    /// The records of each key that more than one has.
    var shared: [String: [Int]] = [:]

    mutating func see(_ line: KostraLine, _ record: Int) {
      guard let key = key(line) else { return }
      if let before = first[key] {
        shared[key, default: [before]].append(record)
      } else {
        first[key] = record
      }
    }
  }

  /// One finding for each record, which names the others.
  private mutating func tell(_ unique: Unique) {
    for records in unique.shared.values {
      for record in records {
        // A file delivered twice over shares every number; of many, the first few will do.
        let others = records.lazy.filter { $0 != record }.prefix(5).map(String.init)
        let more = records.count > 6 ? ", …" : ""
        add(
          KostraRule.Breach(details: [others.joined(separator: ", ") + more]),
          order: unique.order, record: record)
      }
    }
  }
}
