// What somebody may have meant by a name that is none.

/// The names most like another: those that begin with it, that have it in them, or that differ from
/// it in few letters, the likest first.
/// - Parameters:
///   - text: the name that is none.
///   - names: the names that there are.
///   - most: how many to give at most.
public func nearestNames(to text: String, of names: [String], most: Int = 5) -> [String] {
  let wanted = text.lowercased()
  let limit = max(2, wanted.utf8.count / 3)
  typealias Rated = (rank: Int, place: Int, name: String)
  let rated = names.enumerated().compactMap { place, name -> Rated? in
    let known = name.lowercased()
    let change = letterDistance(known, wanted)
    if change <= limit { return (change, place, name) }
    guard wanted.utf8.count > 2 else { return nil }
    if known.hasPrefix(wanted) { return (limit + 1, place, name) }
    if known.contains(wanted) || (known.utf8.count > 2 && wanted.contains(known)) {
      return (limit + 2, place, name)
    }
    let words = Set(wanted.split { !$0.isLetter }.filter { $0.utf8.count > 2 })
    let shared = words.intersection(known.split { !$0.isLetter }).count
    return shared > 0 ? (limit + 2 + words.count - shared + 1, place, name) : nil
  }
  return rated.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.prefix(most).map(\.name)
}

/// How many letters must change to make one word the other.
public func letterDistance(_ left: String, _ right: String) -> Int {
  let right = Array(right.utf8.prefix(64))
  var row = Array(0...right.count)
  for (index, letter) in left.utf8.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for place in right.indices {
      let change = diagonal + (letter == right[place] ? 0 : 1)
      diagonal = row[place + 1]
      row[place + 1] = min(change, row[place] + 1, row[place + 1] + 1)
    }
  }
  return row[right.count]
}
