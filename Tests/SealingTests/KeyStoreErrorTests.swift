import Foundation
import Sealing
import Testing

/// Would break: a caseworker told nothing useful, or told something that is sealed.
struct KeyStoreErrorTests {
  /// Expects the error, that its message names the place, and that it holds nothing sealed.
  func expect(
    _ expected: KeyStoreError.Code, naming place: String, from body: () throws -> Void,
    at location: SourceLocation = #_sourceLocation
  ) {
    do {
      try body()
      Issue.record("no error", sourceLocation: location)
    } catch {
      let error = error as? KeyStoreError
      #expect(error?.code == expected, sourceLocation: location)
      #expect(error?.message.contains(place) == true, sourceLocation: location)
      #expect(error?.message.contains(TemporaryStore.subject) == false, sourceLocation: location)
      #expect(error?.message.contains("hemmelig") == false, sourceLocation: location)
    }
  }

  @Test func `a missing master key file`() throws {
    let store = try TemporaryStore()
    try FileManager.default.removeItem(atPath: store.master)
    expect(.missingMasterKey, naming: store.master) { _ = try store.open() }
    expect(.missingMasterKey, naming: "/nowhere/key") {
      _ = try KeyStore(opening: store.folder, masterKey: "/nowhere/key")
    }
  }

  @Test func `a missing key store`() throws {
    let store = try TemporaryStore(creating: false)
    expect(.missingKeyStore, naming: store.keys) { _ = try store.open() }
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o620, 0o601, 0o644, 0o777])
  func `a master key file that others may use`(mode: Int) throws {
    let store = try TemporaryStore()
    #expect(try store.mode(store.master) == 0o600)
    try store.write(store.bytes(store.master), to: store.master, mode: mode)
    expect(.exposedMasterKey, naming: store.master) { _ = try store.open() }
  }

  @Test func `a master key file of the wrong length or kind`() throws {
    let store = try TemporaryStore()
    let good = try store.bytes(store.master)
    let wrong = [
      Data(), good.dropLast(2), Data("0".utf8) + good, good + Data("\n".utf8),
      Data("g".utf8) + good.dropFirst(), Data(repeating: 0xff, count: 64),
    ]
    for bytes in wrong {
      try store.write(bytes, to: store.master)
      expect(.malformedMasterKey, naming: store.master) { _ = try store.open() }
    }
    try store.write(good.dropLast(), to: store.master)
    #expect(code { _ = try store.open() } == nil, "only the newline is missing")
  }

  @Test func `another key store's master key`() throws {
    let store = try TemporaryStore()
    let other = try TemporaryStore()
    expect(.wrongMasterKey, naming: other.master) {
      _ = try KeyStore(opening: store.folder, masterKey: other.master)
    }
  }

  @Test func `a key store that exists already is left as it is`() throws {
    let store = try TemporaryStore()
    let part = try store.open().seal("hemmelig")
    expect(.existsAlready, naming: store.folder) { try KeyStore.create(folder: store.folder) }
    #expect(try store.open().open(part) == .text("hemmelig"))
  }

  @Test func `a folder that cannot be written to`() throws {
    let store = try TemporaryStore()
    try store.write(Data("a file".utf8), to: store.root + "/file")
    expect(.cannotWrite, naming: store.root + "/file") {
      try KeyStore.create(folder: store.root + "/file/keys")
    }
    let keys = try store.open()
    let part = try keys.seal("hemmelig")
    let before = try store.bytes(store.keys)
    try FileManager.default.removeItem(atPath: store.folder + "/keys.lock")
    try FileManager.default.createDirectory(
      atPath: store.folder + "/keys.lock", withIntermediateDirectories: false)
    expect(.cannotWrite, naming: store.folder) { _ = try keys.seal("hemmelig", class: .address) }
    expect(.cannotWrite, naming: store.folder) {
      _ = try keys.destroyKeys(
        subject: TemporaryStore.subject, basis: "b", at: TemporaryStore.time)
    }
    #expect(try store.bytes(store.keys) == before)
    #expect(try keys.open(part) == .text("hemmelig"), "reading needs no right to write")
  }

  @Test func `a destruction that cannot be written leaves every key`() throws {
    let store = try TemporaryStore()
    let keys = try store.open()
    let part = try keys.seal("hemmelig")
    try FileManager.default.createDirectory(
      atPath: store.keys + ".new", withIntermediateDirectories: false)
    expect(.cannotWrite, naming: store.folder) {
      _ = try keys.destroyKeys(
        subject: TemporaryStore.subject, basis: "b", at: TemporaryStore.time)
    }
    #expect(try keys.open(part) == .text("hemmelig"))
    #expect(try store.open().open(part) == .text("hemmelig"))
  }

  @Test func `a damaged line is named by its number`() throws {
    let store = try TemporaryStore()
    _ = try store.open().seal("hemmelig")
    _ = try store.open().seal("hemmelig", class: .address)
    let good = try store.lines()
    for number in 1...3 {
      for wrong in ["", "{}", "null", String(good[number - 1].dropLast()), "{\"a\":1}", "\u{0}"] {
        var lines = good
        lines[number - 1] = wrong
        try store.write(Data((lines.joined(separator: "\n") + "\n").utf8), to: store.keys)
        expect(.damagedKeyFile, naming: "line \(number) of \(store.keys)") {
          _ = try store.open()
        }
      }
    }
  }

  @Test func `an empty key file, and one without its first line`() throws {
    let store = try TemporaryStore()
    _ = try store.open().seal("hemmelig")
    let lines = try store.lines()
    for text in ["", lines[1] + "\n", "{\"check\""] {
      try store.write(Data(text.utf8), to: store.keys)
      expect(.damagedKeyFile, naming: store.keys) { _ = try store.open() }
    }
  }

  @Test func `a key store of a newer format`() throws {
    let store = try TemporaryStore()
    let text = try String(decoding: store.bytes(store.keys), as: UTF8.self)
    let newer = text.replacing("sakslogg-keys-1", with: "sakslogg-keys-2")
    try store.write(Data(newer.utf8), to: store.keys)
    expect(.newerFormat, naming: store.keys) { _ = try store.open() }
  }

  @Test func `a wrapped key that was changed, or moved to another's line`() throws {
    let store = try TemporaryStore()
    let part = try store.open().seal("hemmelig")
    let other = try store.open().seal("hemmelig", class: .address)
    let text = try String(decoding: store.bytes(store.keys), as: UTF8.self)
    let swapped = text.replacing(part.key, with: "?").replacing(other.key, with: part.key)
      .replacing("?", with: other.key)
    try store.write(Data(swapped.utf8), to: store.keys)
    expect(.damagedKey, naming: part.key) { _ = try store.open().open(part) }
  }

  @Test func `a subject, time or basis that cannot be a line`() throws {
    let store = try TemporaryStore()
    let keys = try store.open()
    let long = String(repeating: "hemmelig", count: 100)
    for wrong in ["", "hemmelig\n", "hemmelig\u{0}", "hemmelig\u{85}", "hemmelig\u{1b}[1m", long] {
      expect(.unfitValue, naming: "key store") { _ = try keys.seal("x", subject: wrong) }
      expect(.unfitValue, naming: "key store") {
        _ = try keys.destroyKeys(subject: "s", basis: wrong, at: TemporaryStore.time)
      }
    }
    #expect(try store.lines().count == 1)
  }

  @Test func `a damaged text names the event and the key`() throws {
    let store = try TemporaryStore()
    let keys = try store.open()
    let part = try keys.seal("hemmelig")
    expect(.damagedText, naming: part.key) { _ = try keys.open(part, event: "other") }
  }
}
