import Foundation
import Sealing
import Testing

/// A folder of its own for one test, with a key store in it.
struct TemporaryStore: ~Copyable {
  static let time = "2017-03-14T08:12:33.123Z"
  static let event = "0195a1b2-0000-7000-8000-000000000001"
  static let subject = "case/2017-0412#child"

  let root: String
  var folder: String { root + "/log.keys" }
  var keys: String { folder + "/keys.jsonl" }
  var master: String { folder + "/master.key" }

  init(creating: Bool = true) throws {
    root = FileManager.default.temporaryDirectory
      .appending(path: "sealing-\(UUID().uuidString)").path(percentEncoded: false)
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    if creating { try KeyStore.create(folder: folder) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func open() throws -> KeyStore { try KeyStore(opening: folder) }

  func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(filePath: path))
  }

  func lines() throws -> [String] {
    try String(decoding: bytes(keys), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  func write(_ bytes: Data, to path: String, mode: Int = 0o600) throws {
    try bytes.write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}

extension KeyStore {
  /// Seals a text for the subject and event of the tests.
  func seal(
    _ text: String, subject: String = TemporaryStore.subject, class sealClass: SealClass = .text,
    event: String = TemporaryStore.event
  ) throws -> SealedPart {
    try seal(
      Array(text.utf8), subject: subject, class: sealClass, event: event,
      at: TemporaryStore.time)
  }

  /// Opens a part sealed for the event of the tests.
  func open(_ part: SealedPart, event: String = TemporaryStore.event) throws -> Opened {
    try open(ciphertext: part.ciphertext, key: part.key, eventID: event)
  }
}

extension Opened {
  static func text(_ text: String) -> Opened { .text(Array(text.utf8)) }
}

/// The code of the key store error a block throws.
func code(_ body: () throws -> Void) -> KeyStoreError.Code? {
  do {
    try body()
    return nil
  } catch {
    return (error as? KeyStoreError)?.code
  }
}
