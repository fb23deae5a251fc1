import CaseModel
import CaseService
import Glibc
import Testing
import XML

@testable import Interchange

/// The register's files that the tests use: made here, or read from beside the repository.
enum RegisterFiles {
  /// The folder with the register's schema and sample files; nil where it is absent.
  static let shared: String? = {
    var folder = #filePath[...]
    for _ in 0..<4 { folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)] }
    let found = String(folder) + "/shared/reference/barnevernregister"
    if access(found, R_OK) == 0 { return found }
    print("skipped: \(found) is not here, so the register's own files are not tried")
    return nil
  }()

  /// The sample files in today's form.
  static let samples: [String] = [
    "samples/v4/test01_file01_changes.xml", "samples/v4/test01_file01_total.xml",
    "samples/v4/test01_file03_changes.xml", "samples/v4/test01_file03_total.xml",
    "samples/v4/test01_file05_total.xml", "samples/v4/test01_file07_total.xml",
    "samples/v4/test01_file09_total.xml", "samples/made/all_elements_v401.xml",
  ]

  /// A tree in the form in which two files that say the same are equal.
  ///
  /// The order of attributes, and white space, say nothing in XML; ids are the same in either case;
  /// a flag that is false says what its absence says. Who delivers, and when, is each file's own.
  static func canonical(_ root: XMLElement) -> XMLElement {
    func simplified(_ element: XMLElement) -> XMLElement {
      var plain = element
      plain.attributes = element.attributes.compactMap { attribute in
        var value = attribute.value
        if RecordID(value) != nil { value = value.lowercased() }
        if ["ErSlettet", "Avsluttet"].contains(attribute.name) {
          if value == "false" || value == "0" { return nil }
          value = "true"
        }
        return XMLAttribute(attribute.name, value)
      }.sorted { $0.name < $1.name }
      plain.children = element.children.map(simplified)
      plain.text = element.children.isEmpty ? element.text : ""
      return plain
    }
    return XMLElement(
      root.name, children: root.children.filter { $0.name != "Fagsystem" }.map(simplified))
  }

  /// Delivers a case to the log's own folder.
  /// - Returns: the file.
  static func deliver(_ subject: Subject, _ store: borrowing TemporaryLog) throws -> String {
    let exporter = RegisterExporter(actor: "t", folder: store.folder, systemVersion: "1")
    let extraction = try exporter.extraction(from: store.log)
    let delivery = try exporter.deliver(subject, from: store.log, extraction)
    guard case .written(let path, _, _) = delivery.outcome else {
      Issue.record("\(delivery.outcome)")
      return ""
    }
    return path
  }

  /// Where two trees begin to differ.
  static func difference(_ left: XMLElement, _ right: XMLElement, at path: String = "") -> String? {
    let here = path + "/" + left.name
    if left.name != right.name { return "\(path): \(left.name) and \(right.name)" }
    if left.attributes != right.attributes {
      return "\(here): \(left.attributes) and \(right.attributes)"
    }
    if left.text != right.text { return "\(here): text" }
    for (first, second) in zip(left.children, right.children) {
      if let found = difference(first, second, at: here) { return found }
    }
    if left.children.count != right.children.count {
      return "\(here): \(left.children.map(\.name)) and \(right.children.map(\.name))"
    }
    return nil
  }
}
