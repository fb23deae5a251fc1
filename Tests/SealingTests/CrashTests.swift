import Foundation
import Sealing
import Testing

/// Would break: a crash that takes a key with it, and with the key every text it sealed.
struct CrashTests {
  @Test func `a last line cut short at any byte costs nothing and is repaired`() throws {
    let store = try TemporaryStore()
    let first = try store.open().seal("først")
    let kept = try store.bytes(store.keys).count
    let cut = try store.open().seal("aldri brukt", class: .address)
    let whole = try store.bytes(store.keys)
    for end in kept...whole.count {
      try store.write(whole.prefix(end), to: store.keys)
      let keys = try store.open()
      #expect(try keys.open(first) == .text("først"))
      // A line that lacks only its newline is whole: an editor may have taken the newline away.
      let survives = end >= whole.count - 1
      #expect(try keys.open(cut) == (survives ? .text("aldri brukt") : .noKey))
      let again = try keys.seal("på nytt", class: .address)
      #expect((again.key == cut.key) == survives)
      let third = try keys.seal("tredje", class: .identity)
      let reopened = try store.open()
      #expect(try reopened.open(first) == .text("først"))
      #expect(try reopened.open(again) == .text("på nytt"))
      #expect(try reopened.open(third) == .text("tredje"))
      #expect(try store.lines().count == 4)
      #expect(try store.bytes(store.keys).last == UInt8(ascii: "\n"))
    }
  }

  @Test func `a tail of zeros, as a crashed file system leaves it, costs nothing`() throws {
    let store = try TemporaryStore()
    let part = try store.open().seal("først")
    try store.write(store.bytes(store.keys) + Data(count: 4_096), to: store.keys)
    #expect(try store.open().open(part) == .text("først"))
    _ = try store.open().seal("nytt", class: .address)
    #expect(try store.bytes(store.keys).contains(0) == false)
    #expect(try store.open().open(part) == .text("først"))
  }

  @Test func `an interrupted creation can be taken up again`() throws {
    let store = try TemporaryStore()
    let master = try store.bytes(store.master)
    try FileManager.default.removeItem(atPath: store.keys)
    try store.write(Data("{\"che".utf8), to: store.keys + ".new")
    try KeyStore.create(folder: store.folder)
    #expect(try store.bytes(store.master) == master)
    let part = try store.open().seal("x")
    #expect(try store.open().open(part) == .text("x"))
  }

  @Test func `a key store without keys is taken up, and one with keys is not`() throws {
    let store = try TemporaryStore()
    let before = try store.bytes(store.keys)
    try KeyStore.create(folder: store.folder)
    #expect(try store.bytes(store.keys) == before)
    _ = try store.open().seal("x")
    let error = #expect(throws: KeyStoreError.self) { try KeyStore.create(folder: store.folder) }
    #expect(error?.code == .existsAlready)
  }

  @Test func `what an interrupted destruction left behind is in nobody's way`() throws {
    let store = try TemporaryStore()
    let keys = try store.open()
    let part = try keys.seal("x")
    try store.write(Data("{\"basis\":\"half".utf8), to: store.keys + ".new")
    #expect(try keys.open(part) == .text("x"))
    let destroyed = try keys.destroyKeys(
      subject: TemporaryStore.subject, basis: "b", at: TemporaryStore.time)
    #expect(destroyed == [part.key])
    #expect(!FileManager.default.fileExists(atPath: store.keys + ".new"))
  }

  @Test func `the master key may lie elsewhere, and serve two logs`() throws {
    let store = try TemporaryStore(creating: false)
    let master = store.root + "/kept-apart.key"
    for name in ["a.keys", "b.keys"] {
      try KeyStore.create(folder: "\(store.root)/\(name)", masterKey: master)
    }
    #expect(try store.mode(master) == 0o600)
    for name in ["a.keys", "b.keys"] {
      let keys = try KeyStore(opening: "\(store.root)/\(name)", masterKey: master)
      #expect(try keys.open(keys.seal("x")) == .text("x"))
      #expect(!FileManager.default.fileExists(atPath: "\(store.root)/\(name)/master.key"))
    }
  }
}
