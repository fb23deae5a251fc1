import FoundationEssentials
import Testing

/// The folder with test material that is not ours to copy: `shared`, beside the package or above
/// it.
enum SharedFolder {
  static let variable = "SAKSLOGG_SHARED"

  /// The given folder of it, if it is there.
  static func folder(_ name: String) -> String? {
    let files = FileManager.default
    var isFolder = false
    func existing(_ path: String) -> String? {
      files.fileExists(atPath: path, isDirectory: &isFolder) && isFolder ? path : nil
    }
    if let given = ProcessInfo.processInfo.environment[variable] {
      return existing("\(given)/\(name)")
    }
    for start in [#filePath, files.currentDirectoryPath + "/."] {
      var parts = start.split(separator: "/").dropLast()
      while true {
        let above = parts.isEmpty ? "" : "/" + parts.joined(separator: "/")
        if let found = existing("\(above)/shared/\(name)") { return found }
        guard parts.popLast() != nil else { break }
      }
    }
    return nil
  }

  static func absent(_ name: String) -> Comment {
    "skipped: no shared/\(name) above the package; set \(variable) to the shared folder"
  }
}
