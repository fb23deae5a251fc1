import Synchronization

/// Where every so many lines begin in the closed bundles that were read: they never change.
///
/// A bundle has no index, and its lines are as long as they are, so a line in its middle is reached
/// through the lengths of all before it, each in memory of its own. What was walked once is kept:
/// 64 bytes for each bundle of 256 lines.
final class BundlePlaces: Sendable {
  /// A place is kept for each so many lines.
  private static let step = 16
  /// At most so many bundles are kept: 16 million events, in about 8 MiB.
  private static let most = 1 << 16
  private let places = Mutex<[UInt64: [UInt32]]>([:])

  /// The range of a line in a closed bundle.
  ///
  /// - Throws: `LogError` `.damaged` when the lengths do not add up.
  func range(of index: Int, inBundle number: UInt64, _ bundle: Span<UInt8>) throws -> Range<Int> {
    let known = try places.withLock { $0[number] } ?? learn(number, bundle)
    guard index / BundlePlaces.step < known.count else {
      return try EntryBundle.range(of: index, in: bundle)
    }
    let start = Int(known[index / BundlePlaces.step])
    return try EntryBundle.range(of: index % BundlePlaces.step, in: bundle, from: start)
  }

  private func learn(_ number: UInt64, _ bundle: Span<UInt8>) throws -> [UInt32] {
    var found: [UInt32] = []
    var at = 0
    while at < bundle.count, found.count < Int(Layout.bundleEntries) / BundlePlaces.step {
      found.append(UInt32(at))
      for _ in 0..<BundlePlaces.step where at < bundle.count {
        at = try EntryBundle.range(of: 0, in: bundle, from: at).upperBound
      }
    }
    places.withLock { places in
      if places.count >= BundlePlaces.most { places.removeAll(keepingCapacity: true) }
      places[number] = found
    }
    return found
  }
}
