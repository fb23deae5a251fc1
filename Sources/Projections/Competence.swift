public import CaseModel

// Who has what certificate on a day, and what tasks ask for one (kompetanse).

/// What a task asks of whoever does it (kompetansekrav).
public struct CompetenceRequirement: Hashable, Sendable {
  /// The certificate, as a code of `certificate_kind`.
  public let certificate: String
  /// The first day that it is asked for.
  public let from: Day
}

extension Organisation {
  /// The kinds of certificate that somebody has on a day, as codes of `certificate_kind`.
  public func certificates(of worker: String, on day: Day) -> Set<String> {
    Set(
      files.values.flatMap { $0.episodes(.certificate) }.filter {
        $0.given.text(.worker) == worker && $0.isInForce(on: day)
      }.compactMap { $0.given.text(.certificateKind) })
  }

  /// What a task asks for in a municipality on a day: what is required there, or by a joint service
  /// that it takes part in, each certificate once.
  /// - Parameters:
  ///   - task: a code of `certified_task`: the name of a type of event.
  ///   - office: the municipality.
  ///   - day: the day.
  public func competenceRequired(
    for task: String, in office: Office, on day: Day
  ) -> [CompetenceRequirement] {
    var found: [String: Day] = [:]
    for unit in units {
      let required = (files[unit]?.episodes(.competenceRequirement) ?? []).filter {
        $0.given.text(.certifiedTask) == task && $0.isInForce(on: day)
      }
      guard !required.isEmpty,
        municipality(of: unit, on: day) == office || members(of: unit, on: day).contains(office)
      else { continue }
      for requirement in required {
        guard let kind = requirement.given.text(.certificateKind) else { continue }
        found[kind] = min(found[kind] ?? requirement.start, requirement.start)
      }
    }
    return found.sorted { $0.key < $1.key }.map {
      CompetenceRequirement(certificate: $0.key, from: $0.value)
    }
  }
}
