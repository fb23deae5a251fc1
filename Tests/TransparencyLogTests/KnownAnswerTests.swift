import Testing
import TransparencyLog

/// Would break: hashes no other RFC 6962 tool agrees with.
struct KnownAnswerTests {
  /// The eight leaves, and the roots over the first n of them, that the field's test suites share.
  static let entries: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
    [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
    [
      0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e,
      0x6f,
    ],
  ]
  static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  @Test func `the shared eight leaves give the shared roots`() {
    var frontier = Frontier()
    for (size, root) in Self.roots.enumerated() {
      #expect(frontier.root.hex == root)
      guard size < Self.entries.count else { break }
      let entry = Self.entries[size]
      frontier.append(MerkleHash.leaf(entry.span))
    }
  }

  @Test func `SHA-256 gives the standard's answer`() {
    #expect(
      Digest(hashing: Array("abc".utf8).span).hex
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func `a digest survives the way to text and bytes and back`() throws {
    for leaf in Reference.leaves(20) {
      #expect(Digest(hex: leaf.hex) == leaf)
      #expect(Digest(hex: leaf.hex.uppercased()) == leaf)
      #expect(Digest(bytes: leaf.bytes.span) == leaf)
      #expect("\(leaf)" == leaf.hex)
      var bytes: [UInt8] = [7]
      leaf.append(to: &bytes)
      #expect(bytes == [7] + leaf.bytes)
    }
  }

  @Test func `text and bytes of another length or kind are no digest`() {
    let hex = Self.roots[0]
    for wrong in ["", String(hex.dropLast()), hex + "0", hex + "00", "æ" + hex.dropFirst(2)] {
      #expect(Digest(hex: wrong) == nil)
    }
    for at in [0, 31, 63] {
      for character in ["g", "/", ":", "`", " ", "-"] {
        let wrong = hex.prefix(at) + character + hex.dropFirst(at + 1)
        #expect(Digest(hex: String(wrong)) == nil)
      }
    }
    for count in [0, 12, 31, 33, 64] {
      #expect(Digest(bytes: [UInt8](repeating: 1, count: count).span) == nil)
    }
  }

  @Test func `digests are ordered as their bytes`() {
    let leaves = Reference.leaves(50)
    #expect(leaves.sorted() == leaves.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) })
    #expect(leaves.sorted().map(\.hex) == leaves.map(\.hex).sorted())
  }
}
