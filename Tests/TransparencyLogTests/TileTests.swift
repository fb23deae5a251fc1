import Testing
import TransparencyLog

/// Would break: a published tile another tool cannot find or read.
struct TileTests {
  @Test func `paths are the standard's`() throws {
    let paths: [(TilePath?, String)] = [
      (TilePath(.hashes(level: 0), number: 0), "tile/0/000"),
      (TilePath(.hashes(level: 0), number: 273), "tile/0/273"),
      (TilePath(.hashes(level: 0), number: 1234), "tile/0/x001/234"),
      (TilePath(.hashes(level: 0), number: 1_234_067), "tile/0/x001/x234/067"),
      (TilePath(.hashes(level: 2), number: 0, width: 1), "tile/2/000.p/1"),
      (TilePath(.hashes(level: 1), number: 1000, width: 255), "tile/1/x001/000.p/255"),
      (TilePath(.entries, number: 0), "tile/entries/000"),
      (TilePath(.entries, number: 273, width: 112), "tile/entries/273.p/112"),
      (
        TilePath(.hashes(level: 5), number: .max),
        "tile/5/x018/x446/x744/x073/x709/x551/615"
      ),
    ]
    for (path, text) in paths {
      let path = try #require(path)
      #expect(path.description == text)
      #expect(TilePath(text) == path)
    }
  }

  @Test(arguments: [
    "", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000",
    "tile/00/000", "tile/0/x000/001", "tile/0/x000", "tile/0/001/234", "tile/0/x001/x234",
    "tile/-1/000", "tile/+1/000", "tile/64/000", "tile/a/000", "tile/0/+01", "tile/0/000.p",
    "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/257", "tile/0/000.p/01",
    "/tile/0/000", "tile/0/000/", "tile//000", "tiles/0/000", "tile/entries/", "tile/0/x.p/1",
    "tile/0/x018/x446/x744/x073/x709/x551/616", "tile/0/../000", "tile/entries/000.p/1/1",
  ])
  func `any other way to write a path is refused`(text: String) {
    #expect(TilePath(text) == nil)
  }

  @Test func `levels and widths that do not exist have no path`() {
    #expect(TilePath(.hashes(level: -1), number: 0) == nil)
    #expect(TilePath(.hashes(level: 64), number: 0) == nil)
    #expect(TilePath(.entries, number: 0, width: 0) == nil)
    #expect(TilePath(.entries, number: 0, width: 257) == nil)
  }

  @Test func `every node of a tree comes out of its tile unchanged`() throws {
    let kept = KeptTree(Reference.leaves(3_000))
    var tiles: [TileAddress: [UInt8]] = [:]
    for level in [0, 8] {
      var index: UInt64 = 0
      while let digest = kept.nodes[NodeAddress(level: level, index: index)] {
        let (tile, hashes) = Tiles.place(of: NodeAddress(level: level, index: index))
        #expect(tile.level == level / 8)
        #expect(tiles[tile, default: []].count == hashes.lowerBound * Digest.byteCount)
        digest.append(to: &tiles[tile, default: []])
        index += 1
      }
    }
    for (tile, bytes) in tiles {
      #expect(Tiles.width(of: tile, size: 3_000) * Digest.byteCount == bytes.count)
    }
    for (address, digest) in kept.nodes where address.level > 0 || address.index % 97 == 0 {
      let bytes = try #require(tiles[Tiles.place(of: address).tile])
      let found = Tiles.hash(of: address, tile: bytes.span)
      if found != digest { Issue.record("\(address) comes out of its tile changed") }
    }
  }

  @Test func `a node's tile and place in it are the standard's`() {
    let places: [(Int, UInt64, Int, UInt64, Range<Int>)] = [
      (0, 0, 0, 0, 0..<1), (0, 255, 0, 0, 255..<256), (0, 256, 0, 1, 0..<1),
      (7, 1, 0, 0, 128..<256), (7, 2, 0, 1, 0..<128), (8, 0, 1, 0, 0..<1),
      (15, 3, 1, 1, 128..<256), (16, 257, 2, 1, 1..<2), (63, 1, 7, 0, 128..<256),
    ]
    for (level, index, tileLevel, number, hashes) in places {
      let place = Tiles.place(of: NodeAddress(level: level, index: index))
      #expect(place.tile == TileAddress(level: tileLevel, number: number))
      #expect(place.hashes == hashes)
    }
  }

  @Test func `a node whose hashes are not all in the tile yet is not made up`() {
    var bytes: [UInt8] = []
    for leaf in Reference.leaves(5) { leaf.append(to: &bytes) }
    #expect(Tiles.hash(of: NodeAddress(level: 2, index: 0), tile: bytes.span) != nil)
    #expect(Tiles.hash(of: NodeAddress(level: 2, index: 1), tile: bytes.span) == nil)
    #expect(Tiles.hash(of: NodeAddress(level: 0, index: 5), tile: bytes.span) == nil)
    bytes.removeLast()
    #expect(Tiles.hash(of: NodeAddress(level: 0, index: 4), tile: bytes.span) == nil)
  }

  @Test func `a tile's width follows from the tree's size`() {
    func width(_ level: Int, _ number: UInt64, _ size: UInt64) -> Int {
      Tiles.width(of: TileAddress(level: level, number: number), size: size)
    }
    #expect(width(0, 0, 0) == 0)
    #expect(width(0, 0, 1) == 1)
    #expect(width(0, 0, 255) == 255)
    #expect(width(0, 0, 256) == 256)
    #expect(width(0, 1, 256) == 0)
    #expect(width(1, 0, 256) == 1)
    #expect(width(1, 0, 255) == 0)
    // The standard's own example.
    #expect(width(0, 272, 70_000) == 256)
    #expect(width(0, 273, 70_000) == 112)
    #expect(width(1, 0, 70_000) == 256)
    #expect(width(1, 1, 70_000) == 17)
    #expect(width(2, 0, 70_000) == 1)
    #expect(width(7, 0, .max) == 255)
    #expect(width(8, 0, .max) == 0)
  }
}
