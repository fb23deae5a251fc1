import Crypto
import Glibc

/// The master key (hovednøkkel): 32 random bytes that wrap every data key.
enum MasterKey {
  static let byteCount = 32

  /// Writes a new master key; the file is whole or not there.
  static func create(at path: String) throws(KeyStoreError) -> SymmetricKey {
    let key = SymmetricKey(size: .bits256)
    let text = key.withUnsafeBytes { Hex.text(Array($0)) } + "\n"
    do {
      try Files.replace(path, with: Array(text.utf8))
    } catch {
      throw error.writing
    }
    return key
  }

  /// Reads a master key, after checking that nobody but its owner can.
  static func read(at path: String) throws(KeyStoreError) -> SymmetricKey {
    let bytes: [UInt8]
    do {
      let file = try OpenFile(path, O_RDONLY)
      guard try file.status().st_mode & 0o077 == 0 else {
        throw KeyStoreError(
          .exposedMasterKey,
          "others than its owner may use the master key file \(path); "
            + "run `chmod 600` on it, and consider who may have read it")
      }
      bytes = try file.bytes(from: 0)
    } catch let error as FileError {
      guard error.isMissing else { throw error.reading }
      throw KeyStoreError(
        .missingMasterKey,
        "no master key file at \(path); give the path of the right one, or restore it from the "
          + "copy kept apart from the log. Without it sealed text cannot be read")
    } catch let error as KeyStoreError {
      throw error
    } catch {
      throw KeyStoreError(.cannotRead, "cannot read \(path)")
    }
    let text = bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...]
    guard text.count == 2 * byteCount, let key = Hex.bytes(String(decoding: text, as: UTF8.self))
    else {
      throw KeyStoreError(
        .malformedMasterKey,
        "the master key file \(path) does not hold 64 hexadecimal digits; "
          + "restore it from the copy kept apart from the log")
    }
    return SymmetricKey(data: key)
  }
}
