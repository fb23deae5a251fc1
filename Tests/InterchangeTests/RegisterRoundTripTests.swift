import CaseModel
import CaseService
import Testing
import XML

@testable import Interchange

/// What came in as a case folder goes out as the same case folder.
@Suite struct RegisterRoundTripTests {
  @Test(arguments: RegisterFiles.samples)
  func `a folder taken in as delivered goes out the same`(_ name: String) throws {
    guard let shared = RegisterFiles.shared else { return }
    let store = try TemporaryLog()
    let importer = RegisterImporter(asDelivered: true)
    let result = importer.take(shared + "/" + name, into: store.log)
    #expect(result.isTaken, "\(result.outcome)")
    let size = try store.log.size
    let again = importer.take(shared + "/" + name, into: store.log)
    #expect(again.isTaken, "\(again.outcome)")
    #expect(try store.log.size == size, "importing again added \(again.outcome)")
    let exporter = RegisterExporter(
      actor: "t", folder: store.folder, systemVersion: "1",
      schema: try XMLSchemaFile(shared + "/Barnevern_v4.0.1.xsd"))
    let subject = try #require(result.subject)
    let delivery = try exporter.deliver(
      subject, from: store.log, exporter.extraction(from: store.log))
    guard case .written(let path, _, _) = delivery.outcome else {
      Issue.record("\(delivery.outcome)")
      return
    }
    let came = RegisterFiles.canonical(try XMLReader.read(path: shared + "/" + name))
    let went = RegisterFiles.canonical(try XMLReader.read(path: path))
    #expect(RegisterFiles.difference(came, went) == nil)
    // What goes out comes in again without a change but the delivery itself.
    let back = importer.take(path, into: store.log)
    #expect(back.isTaken, "\(back.outcome)")
    if case .recorded(let positions, _, _, _, _) = back.outcome { #expect(positions.isEmpty) }
  }
}
