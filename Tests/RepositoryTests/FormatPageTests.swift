import EventLog
import Glibc
import Testing

/// The page on the format speaks of the format this program writes.
@Suite struct FormatPageTests {
  @Test func `every keyspace of a log stands in the page, and none that it does not have`() throws {
    let page = try Repository.text("Sources/EventLog/EventLog.docc/Format.md")
    let folder = try Repository.makeFolder()
    defer { _ = system("rm -rf '\(folder)'") }
    let path = folder + "/log"
    try EventLog.create(at: path, origin: Origin(name: "test"), mapSizeBytes: 1 << 26)
    let log = try EventLog(opening: path, access: .readOnly)
    let overview = page.split(separator: "## Lines").first ?? ""
    let described = overview.matches(of: /\n\| `([a-z]+)` \|/).map { String($0.1) }
    #expect(described.sorted() == (try log.statistics().parts.map(\.name).sorted()))
    #expect(page.contains("Format \(Layout.formatVersion), byte by byte"))
  }
}
