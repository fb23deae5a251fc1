// How the generated enumerations find a case by its name.
//
// The name comes from a line that anyone may have written, so the hash only picks the one
// candidate; the bytes decide.

/// FNV-1a, 64 bits, of a name's bytes.
func nameHash(_ name: Span<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for index in name.indices {
    hash = (hash ^ UInt64(name[index])) &* 0x100_0000_01b3
  }
  return hash
}

/// Whether a name's bytes are those of a text.
func isEqual(_ name: Span<UInt8>, _ text: String) -> Bool {
  let other = text.utf8Span.span
  guard name.count == other.count else { return false }
  for index in name.indices where name[index] != other[index] { return false }
  return true
}
