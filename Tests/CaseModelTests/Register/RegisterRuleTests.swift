import CaseModel
import FoundationEssentials
import Testing

// What would break: a delivery that the register refuses although the check said it was sound, or
// a check that cries wolf. Each rule has folders that break it beside such that just hold.
@Suite struct RegisterRuleTests {
  @Test(arguments: RegisterExample.all)
  func `a rule is broken by the one folder and just held by the other`(
    _ example: RegisterExample
  ) throws {
    func found(isBroken: Bool) throws -> [RegisterFinding] {
      try example.folder(isBroken: isBroken).examined().findings()
        .filter { $0.finding.rule == example.rule }
    }
    #expect(try found(isBroken: true).count == 1)
    #expect(try found(isBroken: false).isEmpty)
  }

  @Test func `every rule has an example, and every example a rule`() {
    let rules = Set(RegisterRule.all.map(\.id.description))
    #expect(rules == Set(RegisterExample.all.map(\.rule)))
  }

  @Test(arguments: RegisterExample.all)
  func `of a record from an earlier system a rule warns at most`(
    _ example: RegisterExample
  ) throws {
    let rule = try #require(RegisterRule.all.first { $0.id.description == example.rule })
    let folder = try example.folder(isBroken: true, isMigrated: true)
    let found = try folder.examined().findings().filter { $0.finding.rule == example.rule }
    for finding in found where finding.record.kind != .personalDetails {
      #expect(finding.finding.severity == min(rule.severity, .warning))
    }
    #expect(found.count == 1)
  }

  @Test(arguments: RegisterExample.all.filter { !$0.readsTexts }, [true, false])
  func `a rule that needs no texts says the same without them`(
    _ example: RegisterExample, _ isBroken: Bool
  ) throws {
    let folder = try example.folder(isBroken: isBroken)
    #expect(try folder.examined().findings() == folder.examined(withTexts: false).findings())
  }

  @Test func `the ids, their order and severities are those of the register's rule list`() throws {
    guard let path = SharedFile.path("reference/barnevernregister/rules.csv") else {
      print(SharedFile.absent("reference/barnevernregister/rules.csv"))
      return
    }
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .map { SharedFile.cells($0) }
    let active = rows.filter { $0[1] == "registry" && $0[7] == "no" }
    #expect(RegisterRule.register.map(\.id) == active.map { $0[0] })
    let words: [Substring: Finding.Severity] = [
      "FATAL": .error, "ERROR": .error, "WARNING": .warning, "INFO": .info,
    ]
    for (rule, row) in zip(RegisterRule.register, active) {
      #expect(rule.severity == words[row[4].prefix { $0 != " " }], "\(rule.id)")
    }
    for rule in RegisterRule.all {
      let scope = active.first { $0[0] == rule.id.description }?[8]
      #expect((rule.scope == .append) == (scope == "append"), "\(rule.id)")
    }
  }

  @Test func `a petition that led to no decision yet is only warned of`() throws {
    for (conclusion, severity) in [("1", Finding.Severity.error), ("2", .warning)] {
      var folder = Folder()
      try folder.open()
      try folder.investigation(to: "2024-03-01", conclusion: conclusion)
      let found = try folder.examined().findings().map(\.finding)
      #expect(found.first { $0.rule == "BVR-Undersokelse-21" }?.severity == severity)
    }
  }

  @Test(
    arguments: [
      ("958935420", nil, nil, false), ("958935420", "03", nil, false), ("964338531", "", "", false),
      ("942110464", "01", "Midtbyen", true), ("123456789", nil, nil, true),
    ] as [(String, String?, String?, Bool)])
  func `the cities with districts name theirs`(
    unit: String, number: String?, name: String?, holds: Bool
  ) {
    let found = RegisterFileRule.unitFinding(
      organisationNumber: unit, districtNumber: number, districtName: name)
    #expect((found == nil) == holds)
    #expect(found == nil || found?.rule == "BVR-Avgiver-1")
  }

  @Test func `age counts from the day of birth where it is known, and never too early`() throws {
    for (day, isKnown, holds) in [
      ("2024-04-11", true, true), ("2024-04-12", true, false), ("2024-12-30", false, true),
      ("2024-12-31", false, false),
    ] {
      var folder = Folder()
      try folder.open(born: 2006)
      try folder.child([.birthDate: "2006-04-12"])
      try folder.deliver(on: day)
      let found = try folder.examined(withTexts: isKnown).findings().map(\.finding.rule)
      #expect(found.contains("BVR-Sak-8") != holds, "\(day)")
    }
  }

  @Test func `a number tells the day of birth; one of another year is out of date`() throws {
    var folder = Folder()
    try folder.open(born: 2015)
    try folder.child([.nationalId: Synthetic.girl])
    try folder.measure("4.1")
    try folder.deliver(on: "2023-04-12")
    #expect(try folder.examined().findings().map(\.finding.rule).contains("BVR-Tiltak-5"))
    try folder.add(IdentityRecorded(details: .random(), birthYear: 2016), "2024-01-03")
    #expect(try !folder.examined().findings().map(\.finding.rule).contains("BVR-Tiltak-5"))
  }
}

/// A file that is not ours to copy: in `shared`, beside the package or above it.
enum SharedFile {
  static func path(_ name: String) -> String? {
    let files = FileManager.default
    if let given = ProcessInfo.processInfo.environment["SAKSLOGG_SHARED"] {
      return files.fileExists(atPath: "\(given)/\(name)") ? "\(given)/\(name)" : nil
    }
    for start in [#filePath, files.currentDirectoryPath + "/."] {
      var parts = start.split(separator: "/").dropLast()
      while !parts.isEmpty {
        let path = "/" + parts.joined(separator: "/") + "/shared/\(name)"
        if files.fileExists(atPath: path) { return path }
        parts.removeLast()
      }
    }
    return nil
  }

  static func absent(_ name: String) -> String {
    "skipped: no shared/\(name) above the package; set SAKSLOGG_SHARED to the shared folder"
  }

  /// The cells of a CSV line; those with commas stand in quotes.
  static func cells(_ line: Substring) -> [String] {
    var (cells, isQuoted) = ([""], false)
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
