public import CaseModel
import Crypto

extension RecordID {
  /// The UUID of version 5 (RFC 9562, SHA-1) of a name within this id's own space.
  ///
  /// What follows from a message gets ids that follow from the message's id, so that taking it in
  /// again, on whatever machine, gives the same records and not new ones.
  public func named(_ name: String) -> RecordID {
    var hasher = Insecure.SHA1()
    let bytes = [high, low].flatMap { half in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> UInt64($0)) }
    }
    (bytes + Array(name.utf8)).withUnsafeBytes { hasher.update(bufferPointer: $0) }
    var halves: (UInt64, UInt64) = (0, 0)
    for (index, byte) in hasher.finalize().enumerated() {
      switch index {
      case 0..<8: halves.0 = halves.0 << 8 | UInt64(byte)
      case 8..<16: halves.1 = halves.1 << 8 | UInt64(byte)
      default: break
      }
    }
    return RecordID(
      high: halves.0 & 0xFFFF_FFFF_FFFF_0FFF | 0x5000,
      low: halves.1 & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
  }
}

/// The SHA-256 of bytes, in lower-case hexadecimal digits.
func sha256Hex(_ bytes: [UInt8]) -> String {
  var hasher = SHA256()
  bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
  let digits = Array("0123456789abcdef".utf8)
  let hex = hasher.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  return String(decoding: hex, as: UTF8.self)
}
