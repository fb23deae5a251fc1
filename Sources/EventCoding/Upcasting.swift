import CaseModel

/// How events of older versions are read: carried forward, one version at a time, until they are of
/// a version this program knows.
///
/// A released version of an event type is frozen; a change is a new version. Adding one:
///
/// 1. Write `Schemas/events/<area>/<name>.v2.json`, with a new `x-number`, and remove v1 from the
///    types that `record` offers by deleting its file (its lines stay in every log for ever).
/// 2. Add a step to `current`: the old name with its version, the new name, and a function from the
///    old `data` to the new one. It must not guess: what the old version did not say stays unsaid.
/// 3. Keep v1's example in the tests of this module, and state what it becomes.
///
/// The stored line is never rewritten: its bytes, hash and sealed parts remain. `sealed` and
/// `warnings` are members of `data` and pass through a step unless it changes them.
public struct Upcasting: Sendable {
  /// One step: from a version to the next.
  public struct Step: Sendable {
    /// The older type's name with version: `case-file.case-opened.v1`.
    public let from: String
    /// The newer type's name with version.
    public let to: String
    /// The newer `data` for the older one; nil if it cannot be made.
    public let data: @Sendable (JSONValue) -> JSONValue?

    /// A step with all its parts.
    public init(
      from: String, to: String, data: @escaping @Sendable (JSONValue) -> JSONValue?
    ) {
      self.from = from
      self.to = to
      self.data = data
    }
  }

  /// The steps of this program.
  ///
  /// A reference figure of version 1 had no item and no text, and always a value. A reading of
  /// version 1 was of a case or a person's file; letters and answers had no basis.
  public static let current = Upcasting([
    Step(
      from: "organisation.reference-figure-set.v1", to: "organisation.reference-figure-set.v2"
    ) { $0 },
    Step(from: "case-file.access-used.v1", to: "case-file.access-used.v2") { $0 },
    Step(from: "case-file.letter-received.v1", to: "case-file.letter-received.v2") { $0 },
    Step(from: "case-file.enquiry-answered.v1", to: "case-file.enquiry-answered.v2") { $0 },
  ])

  private let steps: [String: Step]
  private let known: Set<String>

  /// A table of steps.
  public init(_ steps: [Step]) {
    self.steps = Dictionary(steps.map { ($0.from, $0) }, uniquingKeysWith: { _, last in last })
    self.known = Set(EventType.allCases.map { String(describing: $0.shape.name) })
  }

  /// The names of types that this program cannot read, sorted: the check when a log is opened.
  public func unreadableTypes(in names: some Sequence<String>) -> [String] {
    Set(names).filter { !reads($0) }.sorted()
  }

  /// Whether the type is known, or steps lead from it to one that is.
  func reads(_ name: String) -> Bool {
    var name = name
    var passed: Set<String> = []
    while !known.contains(name) {
      guard passed.insert(name).inserted, let step = steps[name] else { return false }
      name = step.to
    }
    return true
  }

  /// The line as the next version would have written it.
  func carryForward(_ line: JSONValue) throws(LineError) -> JSONValue {
    guard var members = line.members, let name = line["type"]?.string, let step = steps[name],
      let data = line["data"], let newer = step.data(data)
    else {
      throw LineError(
        .notUpcast, "data", "this older event could not be read as a newer version",
        "report it: the step for its type does not cover it")
    }
    for index in members.indices {
      if members[index].name == "data" { members[index].value = newer }
      if members[index].name == "type" { members[index].value = .string(step.to) }
    }
    return .object(members)
  }

  /// A type's name without its version, and the version.
  static func parts(of name: String) -> (stem: String, version: String) {
    guard let dot = name.lastIndex(of: "."), name[dot...].hasPrefix(".v") else {
      return (name, "(none)")
    }
    return (String(name[..<dot]), String(name[name.index(dot, offsetBy: 2)...]))
  }
}
