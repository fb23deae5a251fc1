import Foundation
import Testing

/// The two pages on adding a type and a figure do what they say, one after the other.
///
/// Whoever adds the next type copies from them: what they show must be what lies in the files, and
/// what they type must give what they print.
@Suite struct ArticleTests {
  static let articles = [
    "Sources/CaseModel/CaseModel.docc/AddingAnEventType.md",
    "Sources/Projections/Projections.docc/AddingAnIndicator.md",
  ]

  @Test func `every command prints what the pages show, the second going on from the first`() throws
  {
    let steps = try Self.articles.flatMap { Transcript(page: try Repository.text($0)).steps }
    let printed = try Repository.play(steps.map(\.command))
    #expect(steps.count > 15)
    #expect(printed.count == steps.count)
    for (step, lines) in zip(steps, printed) {
      let isAsShown = Transcript.matches(lines[...], step.output[...])
      #expect(isAsShown, "\(Repository.difference(step, lines))")
    }
  }

  @Test(arguments: articles)
  func `what a page shows of a file is what the file says`(_ page: String) throws {
    let files = try Repository.files("Schemas", ending: "json").map { path in
      try JSONSerialization.jsonObject(with: Data(Repository.text(path).utf8))
    }
    let blocks = try Self.jsonBlocks(Repository.text(page))
    #expect(blocks.count > 2)
    for block in blocks {
      // A member by itself, as it is added to a file, has no braces.
      let text = block.hasPrefix("{") ? block : "{" + block + "}"
      let shown = try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      #expect(files.contains { Self.holds($0, shown) }, "no file in Schemas has \(block)")
    }
  }

  @Test(arguments: articles)
  func `every path named in a page exists`(_ page: String) throws {
    let paths = try Repository.text(page)
      .matches(of: /`((Sources|Tests|Tools|Schemas)\/[^` <]*)`/).map(\.1)
    for path in paths {
      #expect(access(Repository.root + "/" + path, F_OK) == 0, "\(path) does not exist")
    }
    #expect(paths.count > 2)
  }

  @Test func `an object shown with another value is noticed`() throws {
    let file = ["rows": [["id": "a", "in": [1, 2]], ["id": "b"]]]
    #expect(Self.holds(file, ["id": "a", "in": [1, 2]]))
    #expect(!Self.holds(file, ["id": "a", "in": [2, 1]]))
    #expect(!Self.holds(file, ["id": "c"]))
  }

  /// Whether an object with those members lies somewhere in a JSON value.
  private static func holds(_ value: Any, _ shown: [String: Any]) -> Bool {
    if let list = value as? [Any] { return list.contains { holds($0, shown) } }
    guard let object = value as? [String: Any] else { return false }
    let isIt = shown.allSatisfy { name, member in text(object[name]) == text(member) }
    return isIt || object.values.contains { holds($0, shown) }
  }

  /// A value as text with sorted keys, so that two can be compared; nil for none.
  private static func text(_ value: Any?) -> Data? {
    value.flatMap {
      try? JSONSerialization.data(withJSONObject: $0, options: [.sortedKeys, .fragmentsAllowed])
    }
  }

  private static func jsonBlocks(_ page: String) -> [String] {
    page.matches(of: /```json\n((?:[^`]|`(?!``))*)```/).map { String($0.1) }
  }
}
