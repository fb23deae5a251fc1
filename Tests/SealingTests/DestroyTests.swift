import Foundation
import Sealing
import Testing

/// Would break: a text that can still be read after its erasure, or another's text lost with it.
struct DestroyTests {
  static let basis = #"sletting etter vedtak, "partens" krav"#
  static let since = "2020-01-02T03:04:05.000Z"

  func destroy(
    _ keys: KeyStore, class sealClass: SealClass? = nil,
    subject: String = TemporaryStore.subject
  ) throws -> [String] {
    try keys.destroyKeys(
      subject: subject, class: sealClass, basis: Self.basis, at: Self.since)
  }

  @Test func `a destroyed key leaves a marker, and its wrapped bytes are gone`() throws {
    let store = try TemporaryStore()
    let keys = try store.open()
    let part = try keys.seal("hemmelig")
    let before = try #require(try store.lines().last)
    let line = try JSONDecoder().decode([String: String].self, from: Data(before.utf8))
    let wrapped = try #require(line["wrapped"])
    #expect(wrapped.count == 2 * (1 + 12 + 32 + 16))
    #expect(try destroy(keys) == [part.key])
    let bytes = try store.bytes(store.keys)
    #expect(bytes.range(of: Data(wrapped.utf8)) == nil)
    #expect(bytes.range(of: Data(part.key.utf8)) != nil)
    let names = try FileManager.default.contentsOfDirectory(atPath: store.folder)
    #expect(names.sorted() == ["keys.jsonl", "keys.lock", "master.key"])
    #expect(try store.mode(store.keys) == 0o600)
    let unreadable = Opened.unreadable(since: Self.since, basis: Self.basis)
    #expect(try keys.open(part) == unreadable)
    #expect(try store.open().open(part) == unreadable)
  }

  @Test func `another process that had used the key sees it gone`() throws {
    let store = try TemporaryStore()
    let (one, other) = (try store.open(), try store.open())
    let part = try other.seal("hemmelig")
    #expect(try other.open(part) == .text("hemmelig"))
    _ = try destroy(one)
    #expect(try other.open(part) == .unreadable(since: Self.since, basis: Self.basis))
    #expect(try other.seal("nytt").key != part.key)
  }

  @Test func `only the named subject and class are destroyed`() throws {
    let store = try TemporaryStore()
    let keys = try store.open()
    let text = try keys.seal("tekst")
    let name = try keys.seal("navn", class: .identity)
    let address = try keys.seal("adresse", class: .address)
    let other = try keys.seal("annen", subject: TemporaryStore.subject + "2")
    #expect(try destroy(keys, class: .text) == [text.key])
    #expect(try keys.open(name) == .text("navn"))
    #expect(try Set(destroy(keys)) == [name.key, address.key])
    #expect(try keys.open(address) != .text("adresse"))
    #expect(try store.open().open(other) == .text("annen"))
  }

  @Test func `destroying again destroys nothing and changes nothing`() throws {
    let store = try TemporaryStore()
    let keys = try store.open()
    _ = try keys.seal("x")
    _ = try destroy(keys)
    let before = try store.bytes(store.keys)
    #expect(try destroy(keys) == [])
    #expect(try destroy(keys, subject: "case/none#child") == [])
    #expect(try store.bytes(store.keys) == before)
  }

  @Test func `what is sealed after the destruction gets a new key`() throws {
    let store = try TemporaryStore()
    let keys = try store.open()
    let old = try keys.seal("gammelt")
    _ = try destroy(keys)
    let new = try keys.seal("nytt")
    #expect(new.key != old.key)
    #expect(try store.open().open(new) == .text("nytt"))
    #expect(try store.open().open(old) == .unreadable(since: Self.since, basis: Self.basis))
    #expect(try destroy(keys) == [new.key])
  }
}
