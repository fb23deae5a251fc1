// A case folder of another system tells where a child lives by the category of a measure, and has
// no placement of its own. So that such a child is placed, and is owed visits, the measure stands
// for the home it is about.

extension CaseFile {
  /// The homes that delivered measures tell of and no placement does (plasseringstiltak).
  ///
  /// They have the measure's id, so that visits to the measure are visits to the home. A measure
  /// that was recorded here has placements of its own, and none is made up for it.
  public var deliveredHomes: [Episode] {
    let told = Set(episodes(.placement).compactMap { $0.given.id(.measure) })
    return episodes(.measure).compactMap { measure in
      guard measure.attributes.text(.class) == "not-given", measure.isPlacementMeasure,
        let id = measure.id, !told.contains(id)
      else { return nil }
      var facts = Fields()
      facts[.home] = .text(measure.home)
      facts[.basis] = .text(isCareOrder(measure) ? "care-order" : "voluntary")
      return Episode(home: facts, of: measure)
    }
  }
}

extension Episode {
  /// The kind of home that a placement measure's category tells of.
  fileprivate var home: String {
    switch attributes.text(.category) {
    case "2.1", "2.6": "relative"
    case "2.5": "emergency-home"
    case "8.2": "housing"
    case let category? where category.hasPrefix("1."): "institution"
    default: "foster-home"
    }
  }
}
