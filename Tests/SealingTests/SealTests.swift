import Crypto
import Foundation
import Sealing
import Testing

/// Would break: a name read by someone without the key, or a text nobody can read any more.
struct SealTests {
  @Test(arguments: [
    "", "x", "Åse Øystein Ær, født 1. mai", String(repeating: "lang ", count: 9_000),
  ])
  func `what was sealed opens again, in this process and the next`(text: String) throws {
    let store = try TemporaryStore()
    let keys = try store.open()
    let part = try keys.seal(text)
    #expect(try keys.open(part) == .text(text))
    #expect(try store.open().open(part) == .text(text))
    #expect(part.digest == Array(SHA256.hash(data: part.ciphertext)))
  }

  @Test func `the same text sealed again gives other bytes under the same key`() throws {
    let store = try TemporaryStore()
    let keys = try store.open()
    let parts = try (0..<50).map { _ in try keys.seal("samme tekst") }
    #expect(Set(parts.map(\.ciphertext)).count == 50)
    #expect(Set(parts.map(\.key)).count == 1)
    #expect(Set(parts.map { Array($0.ciphertext[1..<13]) }).count == 50, "nonces differ")
  }

  @Test func `each subject and class has a key of its own, a UUID of version 4`() throws {
    let store = try TemporaryStore()
    let keys = try store.open()
    var ids: Set<String> = []
    for subject in ["case/2017-0412#child", "case/2017-0412#reporter", "case/2017-0413#child"] {
      for sealClass in SealClass.allCases {
        let part = try keys.seal("x", subject: subject, class: sealClass)
        ids.insert(part.key)
        #expect(try keys.seal("y", subject: subject, class: sealClass).key == part.key)
        #expect(try store.open().seal("z", subject: subject, class: sealClass).key == part.key)
      }
    }
    #expect(ids.count == 9)
    #expect(try store.lines().count == 1 + 9)
    for id in ids {
      #expect(
        id.contains(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/))
    }
  }

  @Test func `a text opens only for its event and under its key`() throws {
    let store = try TemporaryStore()
    let keys = try store.open()
    let part = try keys.seal("hemmelig")
    let other = try keys.seal("annet", class: .identity)
    #expect(code { _ = try keys.open(part, event: "another event") } == .damagedText)
    #expect(
      code {
        _ = try keys.open(
          ciphertext: part.ciphertext, key: other.key, eventID: TemporaryStore.event)
      } == .damagedText)
  }

  @Test func `a sealed text with any byte changed or missing does not open`() throws {
    let store = try TemporaryStore()
    let keys = try store.open()
    let part = try keys.seal("hemmelig")
    func opens(_ bytes: [UInt8]) throws -> Bool {
      let failure = code {
        _ = try keys.open(ciphertext: bytes, key: part.key, eventID: TemporaryStore.event)
      }
      return failure != .damagedText
    }
    for at in part.ciphertext.indices {
      var bytes = part.ciphertext
      bytes[at] ^= 1
      #expect(try !opens(bytes))
      #expect(try !opens(Array(part.ciphertext[..<at])))
    }
    #expect(try !opens(part.ciphertext + [0]))
  }

  @Test func `an unknown key is no error`() throws {
    let store = try TemporaryStore()
    let part = try store.open().seal("x")
    let elsewhere = try TemporaryStore()
    #expect(try elsewhere.open().open(part) == .noKey)
  }

  @Test func `nothing sealed and no key can be read in the key store's folder`() throws {
    let store = try TemporaryStore()
    let keys = try store.open()
    let text = "Kari Nordmann, Storgata 1"
    let part = try keys.seal(text, class: .identity)
    let hex = part.ciphertext.map { String($0, radix: 16) }.joined()
    let master = try String(decoding: store.bytes(store.master).dropLast(), as: UTF8.self)
    for name in try FileManager.default.contentsOfDirectory(atPath: store.folder) {
      let bytes = try store.bytes("\(store.folder)/\(name)")
      #expect(bytes.range(of: Data(text.utf8)) == nil)
      #expect(bytes.range(of: Data("Nordmann".utf8)) == nil)
      #expect(bytes.range(of: Data(hex.utf8)) == nil)
      #expect((bytes.range(of: Data(master.utf8)) != nil) == (name == "master.key"))
    }
    #expect(part.ciphertext.count == text.utf8.count + 29)
    #expect(Data(part.ciphertext).range(of: Data("Kari".utf8)) == nil)
  }

  @Test func `keys made ahead are the ones used, and asked for twice they are made once`() throws {
    let store = try TemporaryStore()
    let keys = try store.open()
    let owners = (0..<100).map { KeyOwner(subject: "case/\($0)#child", class: .text) }
    try keys.makeKeys(for: owners + owners, at: TemporaryStore.time)
    try keys.makeKeys(for: owners, at: TemporaryStore.time)
    _ = try keys.seal("x", subject: "case/7#child")
    #expect(try store.lines().count == 101)
  }

  @Test func `subjects are written so that they come back unchanged`() throws {
    let store = try TemporaryStore()
    let subjects = [
      #"case/"quoted""#, #"back\slash\"#, "æøå", "👧", #"\"#, #"""#, "a,b:{c}", "\u{2028}",
    ]
    let parts = try subjects.map { try store.open().seal("x", subject: $0) }
    #expect(Set(parts.map(\.key)).count == subjects.count)
    for (subject, part) in zip(subjects, parts) {
      #expect(try store.open().seal("y", subject: subject).key == part.key)
    }
    for line in try store.lines() {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
      #expect(object != nil, "each line is JSON to others as well")
    }
  }
}
