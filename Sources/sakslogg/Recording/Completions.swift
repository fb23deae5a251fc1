import ArgumentParser
import CaseModel

/// What a shell offers to complete: types, fields and codes, straight from the schemas.
enum Completions {
  /// The short names of the event types.
  static let types = CompletionKind.custom { _, _, prefix in
    EventType.allCases.map(\.shortName).filter { $0.hasPrefix(prefix) }
  }

  /// `field=` for the fields of the type on the command line, and `field=code` after that.
  static let assignments = CompletionKind.custom { words, _, prefix in
    guard let type = EventType.allCases.first(where: { words.contains($0.shortName) }) else {
      return []
    }
    return assignments(of: type, startingWith: prefix)
  }

  /// The parser's script for a shell, made to complete what stands behind an equals sign.
  ///
  /// Bash otherwise breaks `channel=po` into three words and offers nothing. Other texts are
  /// unchanged.
  static func script(_ text: String) -> String {
    guard text.hasPrefix("#!/bin/bash\n") else { return text }
    return text + "\nCOMP_WORDBREAKS=${COMP_WORDBREAKS//=/}\n"
  }

  /// The names of the code lists.
  static let codeLists = CompletionKind.custom { _, _, prefix in
    CodeListName.allCases.map(\.rawValue).filter { $0.hasPrefix(prefix) }
  }

  /// The codes of one list.
  static func codes(_ list: CodeListName) -> CompletionKind {
    .custom { _, _, prefix in
      CodeLists.entries(in: list).map(\.code.description).filter { $0.hasPrefix(prefix) }
    }
  }

  static func assignments(of type: EventType, startingWith prefix: String) -> [String] {
    guard let equals = prefix.firstIndex(of: "=") else {
      return type.shape.fields.map { $0.field.name + "=" }.filter { $0.hasPrefix(prefix) }
    }
    let name = prefix[..<equals]
    guard let field = type.shape.fields.first(where: { $0.field.name == name }) else { return [] }
    let values: [String] =
      switch field.kind {
      case .code(let list): CodeLists.entries(in: list).map(\.code.description)
      case .flag: ["true", "false"]
      default: []
      }
    // In a list the last value is completed, what stands before it stays.
    let given = prefix[prefix.index(after: equals)...]
    let head = given.lastIndex(of: ",").map { given[...$0] } ?? ""
    return values.map { "\(name)=\(head)\($0)" }.filter { $0.hasPrefix(prefix) }
  }
}
