import CaseModel
import Testing
import XML

@testable import Interchange

/// The schema that this program holds is the bureau's: they say the same of the same files.
@Suite struct RegisterSchemaTests {
  private static let schema: XMLSchemaFile? = RegisterFiles.shared.flatMap {
    try? XMLSchemaFile($0 + "/Barnevern_v4.0.1.xsd")
  }

  /// What the program says of a tree; nil where ids stand twice within a record, which the bureau
  /// lets pass and a log, where each record has its own, cannot.
  private func isSound(_ tree: XMLElement) -> Bool? {
    do {
      _ = try RegisterFolder(reading: tree)
      return true
    } catch {
      return error.problems.allSatisfy {
        $0.code == .idTwice && $0.path.split(separator: "/").count > 3
      }
        ? nil : false
    }
  }

  @Test(arguments: 0..<80)
  func `a folder drawn from it is valid by the bureau's schema`(_ seed: Int) throws {
    guard let schema = Self.schema else { return }
    var random = RandomFolder(seed: UInt64(seed))
    let tree = random.tree(
      case: "c0000000-0000-4000-8000-000000000001", journal: "1",
      extractedAt: "2025-01-02T03:04:05+01:00")
    #expect(isSound(tree) == true)
    let theirs = try schema.validate(tree)
    #expect(theirs == [], "\(theirs.map(\.description))")
  }

  @Test(arguments: 0..<400)
  func `a folder spoilt at one place is judged alike`(_ seed: Int) throws {
    guard let schema = Self.schema else { return }
    var random = RandomFolder(seed: UInt64(seed % 20))
    var tree = random.tree(
      case: "c0000000-0000-4000-8000-000000000001", journal: "1",
      extractedAt: "2025-01-02T03:04:05+01:00")
    var dice = SplitMix(state: UInt64(seed) &* 7919)
    let what = Self.spoil(&tree, &dice)
    let theirs = try schema.validate(tree)
    guard let ours = isSound(tree) else { return }
    #expect(ours == theirs.isEmpty, "\(what): \(theirs.prefix(2))")
  }

  /// Changes one thing somewhere in a tree.
  private static func spoil(_ element: inout XMLElement, _ dice: inout SplitMix) -> String {
    if !element.children.isEmpty, dice.chance(4, in: 5) {
      let place = dice.below(element.children.count)
      return element.name + "/" + spoil(&element.children[place], &dice)
    }
    switch dice.below(7) {
    case 0 where !element.attributes.isEmpty:
      let gone = element.attributes.remove(at: dice.below(element.attributes.count))
      return "\(element.name) without \(gone.name)"
    case 1:
      element.attributes.append(XMLAttribute("Ukjent", "1"))
      return "\(element.name) with one more attribute"
    case 2 where !element.children.isEmpty:
      let place = dice.below(element.children.count)
      element.children.insert(element.children[place], at: place)
      return "\(element.name) with \(element.children[place].name) twice"
    case 3 where !element.children.isEmpty:
      let gone = element.children.remove(at: dice.below(element.children.count))
      return "\(element.name) without \(gone.name)"
    case 4 where element.children.count > 1:
      element.children.swapAt(0, element.children.count - 1)
      return "\(element.name) turned about"
    case 5 where !element.attributes.isEmpty:
      let place = dice.below(element.attributes.count)
      element.attributes[place].value = ["", "zzz", "99", "2020-13-01", "-1"][dice.below(5)]
      return "\(element.name)@\(element.attributes[place].name)=\(element.attributes[place].value)"
    default:
      element.name += "x"
      return "renamed to \(element.name)"
    }
  }

  @Test(arguments: [
    "test01_file01_changes", "test01_file01_total", "test01_file03_changes",
    "test01_file03_total", "test01_file05_total", "test01_file07_total",
  ])
  func `a file of the oldest schema goes out in today's`(_ name: String) throws {
    guard let shared = RegisterFiles.shared, let schema = Self.schema else { return }
    let store = try TemporaryLog()
    let path = shared + "/samples/\(name).xml"
    let result = RegisterImporter(asDelivered: true).take(path, into: store.log)
    guard name != "test01_file05_total" else {
      // Two relations of the file share an id: they cannot be told apart.
      guard case .refused(let problems) = result.outcome else {
        Issue.record("\(result.outcome)")
        return
      }
      #expect(problems.map(\.code) == [.idTwice, .idTwice])
      return
    }
    #expect(result.isTaken && result.version == .v1, "\(result)")
    let written = try RegisterFiles.deliver(try #require(result.subject), store)
    #expect(try schema.validate(file: written) == [])
    // What it says is what the same case says in today's form, but for the derived record's id.
    func plain(_ path: String) throws -> XMLElement {
      var root = RegisterFiles.canonical(try XMLReader.read(path: path))
      for index in root.children[1].children.indices
      where root.children[1].children[index].name == "Personalia" {
        root.children[1].children[index].set("Id", "")
      }
      return root
    }
    #expect(
      RegisterFiles.difference(
        try plain(shared + "/samples/v4/\(name).xml"), try plain(written)) == nil)
  }

  @Test func `visits of a schema without frequencies are carried`() throws {
    guard let shared = RegisterFiles.shared, let schema = Self.schema else { return }
    var tree = try XMLReader.read(path: shared + "/samples/made/all_elements_v401.xml")
    guard let sak = tree.children.firstIndex(where: { $0.name == "Sak" }) else { return }
    for index in tree.children[sak].children.indices {
      var record = tree.children[sak].children[index]
      record.attributes.removeAll { $0.name == "ErSlettet" }
      record.children.removeAll { $0.name == "BarnetsMedvirkning" }
      record.children = record.children.flatMap { child in
        child.name == "Oppfolging"
          ? child.children("Utfort").map { XMLElement("Oppfolging", $0.attributes) } : [child]
      }
      tree.children[sak].children[index] = record
    }
    let store = try TemporaryLog()
    let file = try store.file("old.xml", XMLWriter.bytes(of: tree))
    let result = RegisterImporter(asDelivered: true).take(file, into: store.log)
    #expect(result.isTaken && result.version == .v2, "\(result)")
    let written = try RegisterFiles.deliver(try #require(result.subject), store)
    #expect(try schema.validate(file: written) == [])
    let visits = try XMLReader.read(path: written).children("Sak").flatMap { $0.children("Tiltak") }
      .flatMap { $0.children("Oppfolging") }
    #expect(visits.count == 1)
    #expect(visits.first?.children("Utfort").count == 1)
    // The register asks for a frequency: the ordinary one, from the measure's first day.
    #expect(visits.first?.child("Hyppighet")?["Kode"] == "4")
  }
}
