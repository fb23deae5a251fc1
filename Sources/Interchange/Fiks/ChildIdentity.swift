import CaseModel

/// What a message tells of who a child is, and what stands in the way of trusting it.
struct ChildIdentity {
  let identity: NationalNumber?
  let doubt: FiksWarning.Code?

  /// The oldest a person in child welfare can be, in years (aftercare, ettervern).
  static let ageMax = 25

  /// Looks at the children of a message together: two may have been given the same number.
  static func all(of children: [FiksMessage.Child], on day: Day) -> [ChildIdentity] {
    let written = children.map { $0.nationalID.filter { !$0.isWhitespace } }
    let times = Dictionary(written.map { ($0, 1) }, uniquingKeysWith: +)
    return zip(children, written).map { child, number in
      if child.isUnborn { return ChildIdentity(nil, .unborn) }
      if number.isEmpty { return ChildIdentity(nil, .nationalIDMissing) }
      if times[number, default: 0] > 1 { return ChildIdentity(nil, .nationalIDShared) }
      guard let identity = NationalNumber(number) else {
        return ChildIdentity(nil, .nationalIDNotValid)
      }
      // The forms for who has no number yet tell too little.
      guard let birthYear = identity.birthYear else {
        return ChildIdentity(nil, .nationalIDNotValid)
      }
      guard (day.year - ageMax...day.year).contains(birthYear) else {
        return ChildIdentity(nil, .nationalIDNotAChild)
      }
      return ChildIdentity(identity, nil)
    }
  }

  private init(_ identity: NationalNumber?, _ doubt: FiksWarning.Code?) {
    self.identity = identity
    self.doubt = doubt
  }
}
