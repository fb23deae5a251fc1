import CaseModel
import EventCoding

/// Personal texts of one event, gathered by data subject and class; what is empty is left out.
func sealed(
  _ texts: [(field: Field, text: String)], of type: EventType
) -> [SealedPlaintext] {
  SealedPlaintext.grouped(texts.filter { !$0.text.isEmpty }, of: type)
}

/// Bytes as they can be sealed: UTF-8 as it is, anything else in Base64 (RFC 4648).
func sealable(_ bytes: [UInt8]) -> String {
  String(validating: bytes, as: UTF8.self) ?? base64(bytes)
}

private func base64(_ bytes: [UInt8]) -> String {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var output: [UInt8] = []
  output.reserveCapacity((bytes.count + 2) / 3 * 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let word = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
    for place in 0...3 {
      let letter = letters[Int(word >> UInt32(18 - 6 * place) & 63)]
      output.append(place <= group.count ? letter : UInt8(ascii: "="))
    }
  }
  return String(decoding: output, as: UTF8.self)
}
