import CaseModel
import CaseService
import Projections
import Testing

@testable import Interchange

/// A child that only a delivered measure says is placed is placed, and is owed visits.
@Suite struct DeliveredHomeTests {
  /// A folder with a measure of a category, visited once.
  private static func folder(_ category: String) -> String {
    let investigation =
      "<Undersokelse Id=\"b0000000-0000-4000-8000-000000000002\" StartDato=\"2025-03-10\"/>"
    let measure = """
      <Tiltak Id="e0000000-0000-4000-8000-000000000001" StartDato="2025-03-12">
      <Lovhjemmel><Lov>BVL2021</Lov><Kapittel>5</Kapittel><Paragraf>1</Paragraf></Lovhjemmel>
      <Kategori Kode="\(category)"/><Oppfolging>
      <Hyppighet Id="e0000000-0000-4000-8000-000000000002" StartDato="2025-03-12" Kode="4"/>
      <Utfort Id="e0000000-0000-4000-8000-000000000003" UtfortDato="2025-05-12"/>
      </Oppfolging></Tiltak>
      """
    return RegisterBadInputTests.good.replacing(investigation, with: investigation + measure)
  }

  private func taken(_ category: String) throws -> TemporaryLog {
    let store = try TemporaryLog()
    let file = try store.file("folder.xml", Array(Self.folder(category).utf8))
    let result = RegisterImporter(asDelivered: true).take(file, into: store.log)
    #expect(result.isTaken, "\(result.outcome)")
    return store
  }

  @Test func `a foster home told by a measure's category is a placement that is owed visits`()
    throws
  {
    let store = try taken("2.2")
    let day = try #require(Day("2025-12-31"))
    let load = try store.log.caseload(by: .office, at: day).first?.load
    #expect(load?.placements == 1)
    let visits = try store.log.deadlines(at: day).filter { $0.rule.id.description == "BV-50" }
    #expect(visits.map(\.status) == [.met, .overdue])
    #expect(visits.first?.met == Day("2025-05-12"))
  }

  @Test func `a measure at home is none`() throws {
    let store = try taken("3.10")
    let day = try #require(Day("2025-12-31"))
    #expect(try store.log.caseload(by: .office, at: day).first?.load.placements == 0)
    #expect(try !store.log.deadlines(at: day).contains { $0.rule.id.description == "BV-50" })
  }
}
