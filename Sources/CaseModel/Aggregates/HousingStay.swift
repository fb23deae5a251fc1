// The stay in temporary housing (opphold i midlertidig botilbud), by kind of housing. That it ends
// no earlier than it starts, and once, follows from its schema.

/// A person has one stay of a kind at a time.
func stayFaults(in file: CaseFile) -> [Finding] {
  overlapFaults("stay-overlap", file.episodes(.housingStay)) { $0.given.text(.stayKind) ?? "" }
}
