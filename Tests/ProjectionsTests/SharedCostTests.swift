import CaseModel
import Projections
import Testing

// What would break: joint costs of which an øre is lost between the municipalities, or counted
// twice.
@Suite struct SharedCostTests {
  private func filled(_ service: History, _ offices: [String]) throws -> [String: [Int64]] {
    let known = try (offices + ["0633"]).map(office)
    var statistics = try Statistics(
      try #require(Report.named("joint-service")), Statistics.Question(year: 2007),
      coverage: Statistics.Coverage(
        offices: known, days: try day("2000-01-01")...(try day("2030-12-31"))),
      label: { ($1, $1) })
    statistics.add(service.subject, service.events)
    return Dictionary(grouping: statistics.cells, by: \.id).mapValues {
      $0.compactMap { $0.value?.scaled }
    }
  }

  private func service(_ offices: [String], _ keys: [(day: String, shares: [Int64])]) throws
    -> History
  {
    var service = try History("unit/joint", office: offices[0])
    try service.add(UnitEstablished(name: "Joint"), "2006-01-01")
    for key in keys {
      try service.add(
        CostKeySet(municipalities: try offices.map(office), shares: key.shares), key.day)
    }
    return service
  }

  @Test func `60 and 40 of what two municipalities spent together`() throws {
    var service = try service(["0631", "0632"], [("2007-01-01", [60, 40])])
    try service.add(
      ReferenceFigureSet(figure: "joint-costs", year: 2007, value: 1_000_001, decimals: 2),
      "2007-12-31")
    try service.add(
      WorkingTimeRecorded(
        workingTime: .random(), worker: "w01", minutes: 450, municipality: try office("0631")),
      "2007-05-02")
    let table = try filled(service, ["0631", "0632"])
    #expect(table["joint-costs"] == [600_001, 400_000, 0])
    #expect(table["joint-work"] == [270, 180, 0])
  }

  @Test(arguments: [5, 90, 2007] as [UInt64])
  func `the shares are the whole to the øre and the minute, whatever the key and its changes`(
    seed: UInt64
  ) throws {
    var dice = Dice(seed: seed)
    let offices = ["0631", "0632", "0602"]
    for _ in 0..<40 {
      func shares() -> [Int64] {
        let first = Int64.random(in: 0...100, using: &dice)
        let second = Int64.random(in: 0...(100 - first), using: &dice)
        return [first, second, 100 - first - second]
      }
      var service = try service(
        offices, [("2007-01-01", shares()), ("2007-03-10", shares()), ("2007-09-01", shares())])
      let spent = Int64.random(in: 1...999_999_999, using: &dice)
      try service.add(
        ReferenceFigureSet(figure: "joint-costs", year: 2007, value: spent, decimals: 2),
        "2007-12-31")
      var minutes: Int64 = 0
      for month in 1...9 {
        let worked = Int64.random(in: 1...600, using: &dice)
        try service.add(
          WorkingTimeRecorded(
            workingTime: .random(), worker: "w01", minutes: worked,
            municipality: try office("0631")), "2007-0\(month)-15")
        minutes += worked
      }
      let table = try filled(service, offices)
      #expect(table["joint-costs"]?.reduce(0, +) == spent)
      #expect(table["joint-work"]?.reduce(0, +) == minutes)
    }
  }
}
