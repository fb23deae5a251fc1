import Crypto

/// Authenticated encryption, and the bytes it gives: 0x01 ‖ nonce ‖ ciphertext ‖ tag.
enum Box {
  /// The first byte of everything sealed: AES-256-GCM with a random nonce.
  static let version: UInt8 = 1

  static func seal(_ plain: [UInt8], key: SymmetricKey, context: String) -> [UInt8]? {
    let box = try? AES.GCM.seal(plain, using: key, authenticating: Array(context.utf8))
    guard let combined = box?.combined else { return nil }
    return [version] + combined
  }

  /// The text; nil when key, context or bytes are not those it was sealed with.
  static func open(_ sealed: [UInt8], key: SymmetricKey, context: String) -> [UInt8]? {
    guard sealed.first == version, let box = try? AES.GCM.SealedBox(combined: sealed.dropFirst()),
      let plain = try? AES.GCM.open(box, using: key, authenticating: Array(context.utf8))
    else { return nil }
    return Array(plain)
  }

  /// Seals a key with the master key.
  ///
  /// The id goes in as associated data: a key cannot change place.
  static func wrap(_ key: SymmetricKey, id: String, master: SymmetricKey) -> String? {
    seal(key.withUnsafeBytes { Array($0) }, key: master, context: id).map(Hex.text)
  }

  static func unwrap(_ wrapped: String, id: String, master: SymmetricKey) -> SymmetricKey? {
    guard let sealed = Hex.bytes(wrapped), let bytes = open(sealed, key: master, context: id),
      bytes.count == MasterKey.byteCount
    else { return nil }
    return SymmetricKey(data: bytes)
  }

  /// A random UUID, version 4.
  static func newID() -> String {
    var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
    bytes[6] = bytes[6] & 0x0f | 0x40
    bytes[8] = bytes[8] & 0x3f | 0x80
    let groups = [bytes[0..<4], bytes[4..<6], bytes[6..<8], bytes[8..<10], bytes[10..<16]]
    return groups.map { Hex.text(Array($0)) }.joined(separator: "-")
  }
}

/// Bytes as lowercase hexadecimal digits, and back.
enum Hex {
  private static let digits = Array("0123456789abcdef".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    for byte in bytes {
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 15)])
    }
    return String(decoding: out, as: UTF8.self)
  }

  static func bytes(_ text: String) -> [UInt8]? {
    var out: [UInt8] = []
    var high: UInt8?
    for digit in text.utf8 {
      guard let value = digits.firstIndex(of: digit).map(UInt8.init) else { return nil }
      if let left = high {
        out.append(left << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return high == nil ? out : nil
  }
}
