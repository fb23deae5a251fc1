import CaseModel
import FoundationEssentials
import Interchange
import Testing

/// Would break: the portal's own examples, which every sender has before them, not taken in.
struct PublishedExampleTests {
  static let folder = sharedFolder("reference/fiks-bekymringsmelding/examples")

  @Test(
    .enabled(
      if: folder != nil,
      "skipped: no shared/reference above the package; set SAKSLOGG_SHARED to the shared folder"),
    arguments: [
      ("offentligBekymringsmeldingV1.json", "public"),
      ("privatBekymringsmeldingV1.json", "private"),
    ])
  func `a published example gives a report for each of its children`(name: String, kind: String)
    throws
  {
    let folder = try #require(Self.folder)
    let store = try TemporaryLog()
    let results = FiksImporter().import(
      files: ["\(folder)/\(name)"], into: store.log,
      options: FiksDelivery(
        name: "", bytes: [], messageID: .message, arrival: FiksArrival("2020-03-17")))
    guard case .registered(let positions, let warnings, _) = results[0].outcome else {
      Issue.record("not registered")
      return
    }
    #expect(positions == [0, 1, 2, 3])
    #expect(warnings.contains { $0.code == .sentAfterReceived } == false)
    let reports = try store.events().map(\.event).filter { $0.type == .reportReceived }
    #expect(reports.allSatisfy { $0.fields.text(.reporterKind) == kind })
    #expect(reports.allSatisfy { $0.office == Office("1201") })
  }

  @Test(
    .enabled(
      if: folder != nil,
      "skipped: no shared/reference above the package; set SAKSLOGG_SHARED to the shared folder"))
  func `all of them are taken in as they stand, in one call, without ids`() throws {
    let folder = try #require(Self.folder)
    let store = try TemporaryLog()
    let files = ["offentligBekymringsmeldingV1", "privatBekymringsmeldingV1", "feilmelding"]
      .map { "\(folder)/\($0).json" }
    let results = FiksImporter().import(files: files, into: store.log)
    #expect(results.allSatisfy { $0.isAcknowledged && $0.isIDDerived })
    #expect(try store.events().count { $0.event.type == .reportReceived } == 4)
    #expect(try store.events().count { $0.event.type == .messageStored } == 1)
  }

  @Test(
    .enabled(
      if: folder != nil,
      "skipped: no shared/reference above the package; set SAKSLOGG_SHARED to the shared folder"))
  func `an error message of the portal is stored for a person`() throws {
    let folder = try #require(Self.folder)
    let store = try TemporaryLog()
    let results = FiksImporter().import(
      files: ["\(folder)/feilmelding.json"], into: store.log,
      options: FiksDelivery(name: "", bytes: [], messageID: .message))
    guard case .stored(_, .unknownType, _) = results[0].outcome else {
      Issue.record("not stored")
      return
    }
  }

  /// The folder with test material that is not ours to copy: `shared`, beside the package or above.
  private static func sharedFolder(_ name: String) -> String? {
    let files = FileManager.default
    if let given = ProcessInfo.processInfo.environment["SAKSLOGG_SHARED"] {
      return files.fileExists(atPath: "\(given)/\(name)") ? "\(given)/\(name)" : nil
    }
    var parts = #filePath.split(separator: "/").dropLast()
    while !parts.isEmpty {
      let path = "/" + parts.joined(separator: "/") + "/shared/\(name)"
      if files.fileExists(atPath: path) { return path }
      parts.removeLast()
    }
    return nil
  }
}
