import CaseModel

extension CaseFile {
  /// The episodes of a kind that are counted: those of the log, and the homes that only a delivered
  /// measure tells of.
  func counted(_ kind: EpisodeKind) -> [Episode] {
    kind == .placement ? episodes(kind) + deliveredHomes : episodes(kind)
  }

  /// Every episode that is counted, by kind.
  var countedByKind: [EpisodeKind: [Episode]] {
    var byKind = Dictionary(grouping: episodes, by: \.kind)
    let homes = deliveredHomes
    if !homes.isEmpty { byKind[.placement, default: []] += homes }
    return byKind
  }
}
