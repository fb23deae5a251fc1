import FoundationEssentials
import Glibc
import Testing
import XML

/// A folder that goes when the test does.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/sakslogg-xml-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A file with a text, by its path.
  func file(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: path + "/" + name))
    return path + "/" + name
  }
}

/// The bytes of a file.
func bytes(of path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

/// Reads a text as a file.
func read(_ text: String, _ limits: XMLLimits = XMLLimits()) throws(XMLError) -> XMLElement {
  try XMLReader.read(bytes: Array(text.utf8), name: "a.xml", limits: limits)
}

/// The error that reading a text gives.
func failure(
  _ text: String, _ limits: XMLLimits = XMLLimits(), _ location: SourceLocation = #_sourceLocation
) -> XMLError? {
  failure(location) { () throws(XMLError) in _ = try read(text, limits) }
}

/// The error that reading bytes gives.
func failure(
  bytes: [UInt8], _ location: SourceLocation = #_sourceLocation
) -> XMLError? {
  failure(location) { () throws(XMLError) in _ = try XMLReader.read(bytes: bytes, name: "a.xml") }
}

/// The error that something gives; an issue when there is none.
func failure(
  _ location: SourceLocation = #_sourceLocation, _ body: () throws(XMLError) -> Void
) -> XMLError? {
  do throws(XMLError) {
    try body()
    Issue.record("no error", sourceLocation: location)
    return nil
  } catch {
    return error
  }
}

/// Numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// The folder with test material that is not ours to copy: `shared`, beside the package or above.
enum Register {
  static let folder = found("reference/barnevernregister")
  static let absent: Comment =
    "skipped: no shared/reference above the package; set SAKSLOGG_SHARED to the shared folder"

  /// The sample files, by their paths in the folder.
  static let samples: [String] = {
    guard let folder,
      let names = try? FileManager.default.subpathsOfDirectory(atPath: folder + "/samples")
    else { return [] }
    return names.filter { $0.hasSuffix(".xml") }.sorted()
  }()

  private static func found(_ name: String) -> String? {
    let files = FileManager.default
    if let given = ProcessInfo.processInfo.environment["SAKSLOGG_SHARED"] {
      return files.fileExists(atPath: "\(given)/\(name)") ? "\(given)/\(name)" : nil
    }
    for start in [#filePath, files.currentDirectoryPath + "/."] {
      var parts = start.split(separator: "/").dropLast()
      while !parts.isEmpty {
        let path = "/" + parts.joined(separator: "/") + "/shared/\(name)"
        if files.fileExists(atPath: path) { return path }
        parts.removeLast()
      }
    }
    return nil
  }
}
