import CaseModel
import CaseService
import Foundation
import Projections
import Testing

@testable import Simulation

/// Logs of whole scenarios, played once for all tests that read them.
enum Played {
  /// The two seeds that every promise is tried at.
  static let seeds: [UInt64] = [1, 20_260_114]

  private static let scenarios = Dictionary(
    uniqueKeysWithValues: Scenario.allCases.map { scenario in
      (
        scenario,
        seeds.map { seed in
          // The second seed's in another order: the rules must accept that too.
          Log {
            try Simulator(into: $0)
              .record(drafts(scenario, seed: seed, shuffle: seed == seeds[1] ? 7 : 0))
          }
        }
      )
    })
  private static let loads = seeds.map { seed in
    Log { try Simulator(into: $0).load(cases: 150, seed: seed) }
  }

  /// The log of a scenario and seed.
  static func log(_ scenario: Scenario, seed: UInt64) throws -> CaseLog {
    let logs = try #require(scenarios[scenario])
    return try logs[seeds.firstIndex(of: seed) ?? 0].played.get()
  }

  /// How many times smaller than Bergen the population is that the tests play.
  static let bergenDivisor = 40

  /// What is recorded in a scenario; Bergen's is that of a smaller population.
  static func drafts(
    _ scenario: Scenario, seed: UInt64, shuffle: UInt64 = 0
  ) throws -> [Draft] {
    guard scenario == .bergen2008 else {
      return try Scenario.drafts(of: [scenario], seed: seed, shuffle: shuffle)
    }
    return try bergen(seed: seed, divisor: bergenDivisor, shuffle: shuffle)
  }

  /// What is recorded of Bergen.
  /// - Parameters:
  ///   - year: the second of the two years.
  ///   - divisor: how many times smaller the population is.
  ///   - shuffle: the order of independent acts.
  static func bergen(
    seed: UInt64, year: Int = 2008, divisor: Int = 1, shuffle: UInt64 = 0
  ) throws -> [Draft] {
    let diary = Diary(seed: seed, shuffle: shuffle)
    try Bergen2008(diary: diary, year: year, divisor: divisor).write()
    guard let days = diary.days else { return [] }
    return (days.lowerBound.number...days.upperBound.number).flatMap {
      diary.tear(Day(number: $0))
    }
  }

  /// The log of 150 cases over ten years.
  static func load(seed: UInt64) throws -> CaseLog {
    try loads[seeds.firstIndex(of: seed) ?? 0].played.get()
  }

  /// A log that goes away with the process.
  final class Log: @unchecked Sendable {
    private let folder = Folder()
    private let play: (CaseLog) throws -> Void
    private let lock = NSLock()
    private var result: Result<CaseLog, any Error>?

    convenience init(_ scenario: Scenario, seed: UInt64) {
      self.init { try Simulator(into: $0).play([scenario], seed: seed) }
    }

    init(_ play: @escaping @Sendable (CaseLog) throws -> Void) { self.play = play }

    var played: Result<CaseLog, any Error> {
      lock.withLock {
        if let result { return result }
        let made = Result {
          let log = try folder.newLog()
          try play(log)
          return log
        }
        result = made
        return made
      }
    }
  }
}

/// A folder that goes away with its holder.
final class Folder {
  let path = NSTemporaryDirectory() + "sakslogg-simulation-\(UUID().uuidString)"

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A new, empty, simulated log.
  func newLog(_ name: String = "log") throws -> CaseLog {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return try CaseLog.create(at: "\(path)/\(name)", simulated: true)
  }
}

extension CaseLog {
  /// A table's cells as `row|column` → text; nil is missing.
  func cells(
    _ name: String, offices: [Office] = [], year: Int? = nil, at day: Day? = nil,
    knownBefore: UInt64? = nil
  ) throws -> [String: String?] {
    let report = try #require(Report.named(name))
    let question = Statistics.Question(offices: offices, year: year, at: day)
    let table = try statistics(report, question, knownBefore: knownBefore)
    return Dictionary(
      uniqueKeysWithValues: table.cells.map {
        ("\($0.rowInEnglish)|\($0.column)", $0.value?.description)
      })
  }
}
