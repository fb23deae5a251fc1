import CaseModel
import CaseService

/// The cases that a message's children have already, found by their identity numbers.
///
/// Only a number that tells for certain who the child is counts; see `ChildIdentity`.
struct KnownChildren {
  /// The open case that a report goes on in, by the child's place in the message.
  var open: [Int: Subject] = [:]
  /// A case that it does not go on in.
  var earlier: [Int: Subject] = [:]

  init() {}

  /// Looks the children up; those with a case that a person gave are left out.
  init(
    of message: FiksMessage, delivery: FiksDelivery, arrival: FiksArrival, in log: CaseLog
  ) throws {
    let identities = ChildIdentity.all(of: message.children, on: arrival.day)
    for (index, child) in message.children.enumerated()
    where delivery.cases[index] == nil && identities[index].identity != nil {
      // The latest opened first: it is the one that people work in.
      for subject in try log.cases(ofChild: child.nationalID).reversed() {
        let isOwn = try Self.takes(subject, message.office, arrival.day, log)
        if isOwn, open[index] == nil { open[index] = subject }
        if !isOwn, earlier[index] == nil { earlier[index] = subject }
      }
    }
  }

  /// The same with every open case as one that the report does not go on in.
  var withoutOpen: KnownChildren {
    var known = KnownChildren()
    known.earlier = earlier.merging(open) { $1 }
    return known
  }

  /// Whether a report that came on a day can go on in a case.
  private static func takes(
    _ subject: Subject, _ office: Office, _ day: Day, _ log: CaseLog
  ) throws -> Bool {
    guard let file = try log.file(subject), let own = file.own else { return false }
    return own.end == nil && own.start <= day && file.office == office
  }
}
