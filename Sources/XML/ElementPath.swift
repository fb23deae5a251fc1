/// The elements that are open, from the root to where a reader or writer stands.
struct ElementPath {
  /// An open element.
  struct Step {
    let name: String
    /// Its place among the siblings of its name, from 1.
    let number: Int
    /// The line where its start tag ended.
    let line: Int
    /// How many children of each name it has had.
    var counts: [String: Int] = [:]
  }

  private(set) var steps: [Step] = []

  var depth: Int { steps.count }

  mutating func push(_ name: String, line: Int = 0) {
    var number = 1
    if let last = steps.indices.last {
      number = (steps[last].counts[name] ?? 0) + 1
      steps[last].counts[name] = number
    }
    steps.append(Step(name: name, number: number, line: line))
  }

  @discardableResult
  mutating func pop() -> Step? { steps.popLast() }

  /// As in `/Barnevern/Sak/Melding[2]`; `nil` outside the root.
  var text: String? {
    steps.isEmpty
      ? nil
      : steps.map { "/" + $0.name + ($0.number > 1 ? "[\($0.number)]" : "") }.joined()
  }
}
