// What the register demands of who the child is (Personalia). Sealed texts are looked at and never
// shown.

extension RegisterRule {
  static let personalRules: [RegisterRule] = [
    RegisterRule("BVR-Personalia-2f", .error) { $0.startingAfterCase(.personalDetails) },
    // The child's number is often not known when the case is opened, so an own act is not told.
    RegisterRule("BVR-Personalia-11", .error, atAppend: .never) { folder in
      guard let own = folder.own, folder.personalDetails.isEmpty else { return [] }
      return [RegisterBreach(own)]
    },
    RegisterRule("BVR-Personalia-12", .error) { folder in
      folder.breaches(.nationalId) { $0.number != nil && $0.read == nil }
    },
    RegisterRule("BVR-Personalia-13", .warning) { folder in
      folder.breaches(.birthDate) { details in
        guard let number = details.read, let birth = details.birth else { return false }
        return !number.tells(birth)
      }
    },
    RegisterRule("BVR-Personalia-14", .error) { folder in
      folder.breaches(.sex) { details in
        guard let sex = details.sex, let told = details.read?.sex else { return false }
        return sex != told
      }
    },
    RegisterRule("BVR-Personalia-15", .error) { folder in
      folder.breaches(.nationalId) { details in
        guard details.read?.kind == .unborn, let birth = details.birth else { return false }
        return details.record.start > birth
      }
    },
    RegisterRule("BVR-Personalia-16", .error) { folder in
      folder.breaches(.birthDate) { details in
        guard let birth = folder.earliestBirth(details) else { return false }
        return details.record.start.adding(months: 9) < birth
      }
    },
    RegisterRule("BVR-Personalia-17", .error) { folder in
      folder.breaches(.dufNumber) { $0.dufNumber.map { DUFNumber($0) == nil } ?? false }
    },
    RegisterRule("BVR-Personalia-18", .info, .report) { folder in
      folder.breaches(.nationalId) { $0.read.map { $0.kind != .national } ?? false }
    },
  ]
}

extension PersonalDetails {
  /// The number, if it is one.
  fileprivate var read: NationalNumber? { number.flatMap { NationalNumber($0) } }
}

extension RegisterCase {
  fileprivate func breaches(
    _ field: Field, where isBreach: (PersonalDetails) -> Bool
  ) -> [RegisterBreach] {
    // Without texts nothing is known of most of it.
    personalDetails.filter(isBreach).map { RegisterBreach($0.record, field) }
  }

  /// The earliest day that a birth can be at: the exact one, or 1 January of the year.
  fileprivate func earliestBirth(_ details: PersonalDetails) -> Day? {
    let year = details.record.given.number(.birthYear)
    return details.birth ?? year.map { Day.first(of: Int($0)) }
  }
}
