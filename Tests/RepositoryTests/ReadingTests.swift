import Testing

// What would break: a command that shows sealed text and leaves no trace of who read it.
@Suite struct ReadingTests {
  /// Files that read sealed text, with why no reading is recorded there; nil where one is.
  private static let readers: [String: String?] = [
    "sakslogg/Commands/ShowHistory.swift": nil,
    "sakslogg/Commands/MessageCommand.swift": nil,
    "sakslogg/Commands/Correct.swift": "seals anew what is not given again, and shows nothing",
    "CaseService/ChildIndex.swift": "compares a number, and shows none",
    "Interchange/Register/RegisterImporter.swift": "compares what comes in, and shows nothing",
    "Interchange/Register/RegisterCheck.swift": "findings name no text",
    "Interchange/KostraExport/KostraWho.swift": "the command asks before it writes",
  ]
  /// The commands that write files with sealed content made there.
  private static let writers = ["ExportRegister", "ExportKostra"]

  @Test func `every place that reads sealed text records the reading, or shows nothing`() throws {
    var found: [String] = []
    for file in try Repository.files("Sources", ending: "swift")
    where !file.contains("/Generated/") {
      let text = try Repository.text(file)
      guard text.contains("sealedTexts(at:") || text.contains("knownTexts(at:") else { continue }
      let name = String(file.dropFirst("Sources/".count))
      found.append(name)
      guard let reason = Self.readers[name] else {
        Issue.record("\(name) reads sealed text: record the reading, or say here why not")
        continue
      }
      if reason == nil { #expect(text.contains("recordReading(of:"), "\(name)") }
    }
    for name in Self.readers.keys {
      #expect(found.contains(name), "\(name) reads no sealed text any more")
    }
    for name in Self.writers {
      let text = try Repository.text("Sources/sakslogg/Commands/\(name).swift")
      #expect(text.contains("recordReading"), "\(name)")
    }
  }
}
