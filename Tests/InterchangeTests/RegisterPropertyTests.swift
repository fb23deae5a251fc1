import CaseModel
import CaseService
import Testing
import XML

@testable import Interchange

/// Laws of case folders that hold for any folder the schema allows.
@Suite struct RegisterPropertyTests {
  @Test(arguments: 0..<60)
  func `what is taken in goes out the same, and comes in again without a change`(_ seed: Int) throws
  {
    let store = try TemporaryLog()
    var random = RandomFolder(seed: UInt64(seed))
    let id = RecordID(high: 0x1000_4000, low: 0x8000_0000_0000_0000 + UInt64(seed)).description
    let tree = random.tree(case: id, journal: "J-\(seed)", extractedAt: "2025-01-02T03:04:05+01:00")
    let file = try store.file("in.xml", XMLWriter.bytes(of: tree))
    let importer = RegisterImporter(asDelivered: true)
    let result = importer.take(file, into: store.log)
    try #require(result.isTaken, "\(result.outcome)")
    let size = try store.log.size

    #expect(importer.take(file, into: store.log).isTaken)
    #expect(try store.log.size == size, "the same file again added something")
    #expect(try store.log.check(checks).isEmpty)

    let written = try RegisterFiles.deliver(try #require(result.subject), store)
    let difference = RegisterFiles.difference(
      RegisterFiles.canonical(tree), RegisterFiles.canonical(try XMLReader.read(path: written)))
    #expect(difference == nil)
    let delivered = try store.log.size
    #expect(importer.take(written, into: store.log).isTaken)
    #expect(try store.log.size == delivered, "its own delivery added something")
  }

  @Test(arguments: 0..<30)
  func `a changed folder adds only what changed, and goes out as the later file says`(
    _ seed: Int
  ) throws {
    let store = try TemporaryLog()
    let id = RecordID(high: 0x1000_4000, low: 0x8000_0000_0001_0000 + UInt64(seed)).description
    var random = RandomFolder(seed: UInt64(1000 + seed))
    var tree = random.tree(case: id, journal: "K-\(seed)", extractedAt: "2025-01-02T03:04:05+01:00")
    let importer = RegisterImporter(asDelivered: true)
    let first = importer.take(try store.file("1.xml", XMLWriter.bytes(of: tree)), into: store.log)
    try #require(first.isTaken, "\(first.outcome)")
    let size = try store.log.size
    var other = RandomFolder(seed: UInt64(5000 + seed))
    var later = other.tree(case: id, journal: "K-\(seed)", extractedAt: "2025-02-02T03:04:05+01:00")
    // The later file is the earlier one with one record replaced and the other's records added.
    guard let place = tree.children.firstIndex(where: { $0.name == "Sak" }),
      let laterPlace = later.children.firstIndex(where: { $0.name == "Sak" })
    else { return }
    let names = RegisterNode.barnevern(.v4).children[2].children.map(\.name)
    var records = tree.children[place].children + later.children[laterPlace].children
    records = names.flatMap { name in records.filter { $0.name == name } }
    later = tree
    later.set(
      "Id", RecordID(high: 0x2000_4000, low: 0x8000_0000_0000_0000 + UInt64(seed)).description)
    later.set("ForrigeId", tree["Id"] ?? "")
    later.set("DatoUttrekk", "2025-02-02T03:04:05+01:00")
    later.children[place].children = records
    if let changed = records.firstIndex(where: { $0.name == "Plan" }) {
      later.children[place].children[changed].set("Plantype", "8")
    }
    let second = importer.take(try store.file("2.xml", XMLWriter.bytes(of: later)), into: store.log)
    try #require(second.isTaken, "\(second.outcome)")
    #expect(second.notes.isEmpty, "\(second.notes)")
    #expect(try store.log.size > size)
    let written = try RegisterFiles.deliver(try #require(second.subject), store)
    let difference = RegisterFiles.difference(
      RegisterFiles.canonical(later), RegisterFiles.canonical(try XMLReader.read(path: written)))
    #expect(difference == nil)
    tree.set("DatoUttrekk", "2024-01-01T00:00:00+01:00")
    tree.set(
      "Id", RecordID(high: 0x3000_4000, low: 0x8000_0000_0000_0000 + UInt64(seed)).description)
    let before = try store.log.size
    let old = importer.take(try store.file("3.xml", XMLWriter.bytes(of: tree)), into: store.log)
    #expect(old.isTaken)
    #expect(try store.log.size == before + 1, "an older extract took something back")
  }

  private let checks: [CaseService.Check] = [.log, .types, .sealed, .facts, .cases]
}
