import ArgumentParser
import CaseModel
import CaseService
import Simulation

/// `simulate`: made-up, valid case work in a log of its own (simuler).
struct Simulate: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: Word.helpSimulate.asked,
    discussion: """
      sakslogg simulate land-2017 --seed 1 --log demo
      sakslogg simulate load --cases 1000 --log demo

      Makes the log, marked as simulated, if it is not there. Never writes to a real log.
      """)

  @Argument(
    help: "A scenario, or load; without any, the scenarios are listed.",
    completion: .list(Scenario.allCases.map(\.rawValue) + ["load"]))
  var names: [String] = []

  @Option(
    parsing: .unconditional,
    help: "Gives another, equally valid course of events with the same figures.")
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: "Records the same acts with independent ones in another order; 0 leaves it.")
  var shuffle: UInt64 = 0

  @Option(parsing: .unconditional, help: "How many cases to load.")
  var cases = 100

  @Option(
    help: ArgumentHelp(
      """
      Tell a scenario of this year instead of its own, under the law of that time (bergen-2008).
      """, valueName: "YYYY"))
  var movedTo: String?

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    if names.isEmpty { return try list(session) }
    let scenarios = try names.filter { $0 != "load" }.map { name throws(Failure) in
      guard let scenario = Scenario(rawValue: name) else {
        let known = (Scenario.allCases.map(\.rawValue) + ["load"]).joined(separator: ", ")
        throw Failure(.usage, "scenario-unknown", at: "", name, known)
      }
      return scenario
    }
    let loads = names.contains("load")
    if loads, !scenarios.isEmpty {
      throw Failure(.usage, "options-conflict", at: "", "load", scenarios[0].rawValue)
    }
    try checkMunicipalities(scenarios)
    guard cases > 0 else {
      throw Failure(
        .usage, "usage-too-small", at: "", "--cases", String(cases), "1",
        "sakslogg simulate load --cases 100")
    }
    let year = try movedTo.map { try Reading.year($0) }
    try checkYear(year, scenarios, loads)
    let log = try openOrMake(session)
    guard log.isSimulated else { throw Failure(.refused, "not-simulated", at: log.path) }
    let simulator = Simulator(into: log) { progress in
      guard Stream.error.isTerminal else { return }
      let day = progress.day?.description ?? ""
      _ = Stream.error.write(Array("\r\u{1B}[K\(progress.events) \(day)".utf8))
    }
    let count =
      loads
      ? try simulator.load(cases: cases, seed: seed, shuffle: shuffle)
      : try simulator.play(scenarios, seed: seed, shuffle: shuffle, movedTo: year)
    if Stream.error.isTerminal { tell("") }
    try session.out.line(
      Word.simulated.text(session.language, names.joined(separator: ", "), String(count)))
  }

  /// The scenarios, each with the tables that it gives.
  private func list(_ session: Session) throws {
    var table = Table(columns: [
      Column(id: "scenario", title: Word.scenario.text(session.labels)),
      Column(id: "reports", title: Word.tables.text(session.labels)),
    ])
    for scenario in Scenario.allCases {
      table.rows.append([
        .text(scenario.rawValue), .text(scenario.reports.joined(separator: ", ")),
      ])
    }
    try session.show(table)
  }

  /// A scenario that cannot be told of the year is refused before a log is made.
  private func checkYear(
    _ year: Int?, _ scenarios: [Scenario], _ loads: Bool
  ) throws(Failure) {
    guard let year else { return }
    if loads { throw Failure(.usage, "options-conflict", at: "", "--moved-to", "load") }
    guard let fixed = scenarios.first(where: { $0.movableYears?.contains(year) != true }) else {
      return
    }
    let years = fixed.movableYears.map { "\($0.lowerBound)–\($0.upperBound)" }
    throw Failure(
      .usage, years == nil ? "scenario-fixed" : "scenario-year", at: "--moved-to", fixed.rawValue,
      String(year), years ?? "")
  }

  /// Scenarios play in one log only if each has its own municipalities.
  private func checkMunicipalities(_ scenarios: [Scenario]) throws(Failure) {
    for (place, scenario) in scenarios.enumerated() {
      for earlier in scenarios.prefix(place)
      where !earlier.municipalities.isDisjoint(with: scenario.municipalities) {
        throw Failure(
          .usage, "options-conflict", at: "", earlier.rawValue, scenario.rawValue)
      }
    }
  }

  private func openOrMake(_ session: Session) throws -> CaseLog {
    let path = try session.logPath
    if Path.exists(path) { return try session.openLog(.writing) }
    return try CaseLog.create(
      at: path, keys: session.keysPath, masterKey: session.masterKeyPath, simulated: true)
  }
}
