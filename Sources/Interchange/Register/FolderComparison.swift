import CaseModel

/// What a delivered folder says that the log does not: compared thing by thing, so that only what
/// changed becomes an act.
///
/// What the file leaves out is told, and never taken for a deletion.
struct FolderComparison {
  /// Things that the log does not have.
  private(set) var added: [RegisterFact] = []
  /// Events that say something else, each with what the file says of them.
  private(set) var corrected: [(position: UInt64, facts: [RegisterFact])] = []
  /// Records that the file says are deleted.
  private(set) var deleted: [RegisterDeletion] = []
  /// Deletions in the log that the file no longer has, by position.
  private(set) var restored: [UInt64] = []
  /// Things in the log that the file does not have: of a record that is not there, itself alone.
  private(set) var absent: [RegisterFact] = []

  var isEmpty: Bool { added.isEmpty && corrected.isEmpty && deleted.isEmpty && restored.isEmpty }

  init(_ folder: RegisterFolder, with log: LogFolder?) {
    let known = log?.facts ?? []
    compareEvaluations(folder.facts, known)
    let byKey = Dictionary(known.map { ($0.key, $0) }) { first, _ in first }
    let delivered = Set(folder.facts.map(\.key))
    for fact in folder.facts where fact.row.type != .planEvaluated {
      guard let earlier = byKey[fact.key] else {
        added.append(fact)
        continue
      }
      guard !fact.agrees(with: earlier) else { continue }
      if let position = earlier.position { correct(position, fact) } else { added.append(fact) }
    }
    absent += known.filter {
      $0.position != nil && $0.row.type != .planEvaluated && !delivered.contains($0.key)
    }
    let gone = Set(absent.filter(\.row.begins).compactMap(\.record))
    absent.removeAll { fact in !fact.row.begins && fact.record.map(gone.contains) == true }
    compareDeletions(folder, log)
  }

  /// An older extract adds what the log lacks, and takes back nothing that a later one said.
  /// - Returns: how many things it says otherwise.
  mutating func keepLater() -> Int {
    let left = corrected.reduce(0) { $0 + $1.facts.count } + restored.count
    corrected = []
    restored = []
    return left
  }

  private mutating func correct(_ position: UInt64, _ fact: RegisterFact) {
    if let place = corrected.firstIndex(where: { $0.position == position }) {
      corrected[place].facts.append(fact)
    } else {
      corrected.append((position, [fact]))
    }
  }

  /// Evaluations have no ids: as many on a day as the file says are as many as there were.
  private mutating func compareEvaluations(_ delivered: [RegisterFact], _ known: [RegisterFact]) {
    var left = known.filter { $0.row.type == .planEvaluated }
    for fact in delivered where fact.row.type == .planEvaluated {
      if let same = left.firstIndex(where: {
        $0.record == fact.record && $0.effective == fact.effective
      }) {
        left.remove(at: same)
      } else {
        added.append(fact)
      }
    }
    absent += left
  }

  private mutating func compareDeletions(_ folder: RegisterFolder, _ log: LogFolder?) {
    let known = log?.deletions ?? []
    for deletion in folder.deletions {
      let earlier = known.first { $0.names(the: deletion) }
      if earlier?.agrees(with: deletion) == true { continue }
      if let position = earlier?.position { restored.append(position) }
      deleted.append(deletion)
    }
    // A record that stands in the file whole and unmarked is no longer deleted there.
    for deletion in known where !folder.deletions.contains(where: { $0.names(the: deletion) }) {
      let stands = folder.facts.contains {
        $0.record == deletion.record && $0.row.path.first == deletion.type
      }
      if stands, let position = deletion.position { restored.append(position) }
    }
  }
}
