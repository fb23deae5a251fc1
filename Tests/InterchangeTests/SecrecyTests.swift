import CaseModel
import CaseService
import EventCoding
import FoundationEssentials
import Interchange
import Testing

/// Would break: a name, number or sentence of a message readable in a log without keys.
struct SecrecyTests {
  /// Texts that are coded facts: the municipality and the sending time.
  static let open: Set<String> = [
    "1201", "3020", "2026-03-16T13:29:33", "2026-03-16T23:31:56+01:00",
  ]

  static let bodies: [JSONValue] = [
    Fixtures.publicMessage().with("melding.andreSynspunkter", .string("Mor er enig")),
    Fixtures.publicMessage(children: [Fixtures.child("120415"), Fixtures.child(unborn: true)]),
    Fixtures.privateMessage(children: ["Den ene ungen", "Den andre ungen"]),
    Fixtures.publicMessage().with("offentligMelder.personnavn", .string("Delt\nNavnestad")),
    Fixtures.publicMessage().with("ukjentMedlem", .string("Hemmelig tillegg")),
    Fixtures.privateMessage().with("sendingstidspunkt", .string("i går kveld hos Nabosen")),
  ]

  @Test(arguments: bodies.indices)
  func `no text of a message stands in a line`(index: Int) throws {
    let body = Self.bodies[index]
    let store = try TemporaryLog()
    _ = store.take(body)
    let lines = try (0..<store.log.size).map {
      String(decoding: try store.log.line(at: $0), as: UTF8.self)
    }
    #expect(!lines.isEmpty)
    for text in body.allTexts where text.utf8.count > 3 && !Self.open.contains(text) {
      for line in lines { #expect(!line.contains(text), "\(text)") }
    }
  }

  @Test(arguments: bodies.indices)
  func `no text of a message stands in the log's or the key store's files`(index: Int) throws {
    let body = Self.bodies[index]
    let store = try TemporaryLog()
    _ = store.take(body)
    _ = store.take(body)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: store.folder)
    var files = 0
    for name in paths {
      let bytes = (try? Data(contentsOf: URL(filePath: store.folder + "/" + name))) ?? Data()
      files += bytes.isEmpty ? 0 : 1
      for text in body.allTexts where text.utf8.count > 6 && !Self.open.contains(text) {
        #expect(!bytes.contains(subsequence: Array(text.utf8)), "\(name)")
        #expect(!name.contains(text))
      }
    }
    #expect(files >= 3)
  }

  @Test(arguments: bodies.indices)
  func `no text of a message stands in an answer`(index: Int) throws {
    let body = Self.bodies[index]
    let store = try TemporaryLog()
    let answers = [
      store.take(body), store.take(body),
      store.take(body.with("leveringskanal", .string("Annen vei")), arrival: "2030-01-01"),
      store.take(body, id: .other, arrival: "2030-01-01"),
      store.take(Array(JSON.canonical(body).dropLast(9)), id: .other),
    ]
    let said = answers.map { "\($0)" }.joined()
    for text in body.allTexts where text.utf8.count > 6 && !Self.open.contains(text) {
      #expect(!said.contains(text))
    }
  }
}

extension Data {
  fileprivate func contains(subsequence: [UInt8]) -> Bool { firstRange(of: subsequence) != nil }
}
