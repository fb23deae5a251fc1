import CaseModel
import XML

extension RegisterNode {
  /// Everything in an element that is not as the schema asks.
  func problems(of element: XMLElement, at path: String) -> [RegisterProblem] {
    attributeProblems(of: element, at: path) + textProblems(of: element, at: path)
      + orderProblems(of: element, at: path) + childProblems(of: element, at: path)
  }

  private func attributeProblems(of element: XMLElement, at path: String) -> [RegisterProblem] {
    var problems: [RegisterProblem] = []
    for attribute in element.attributes where !Self.isLayout(attribute.name) {
      guard let rule = attributes.first(where: { $0.name == attribute.name }) else {
        problems.append(
          RegisterProblem(.attributeUnknown, line: element.line, path: path, attribute.name))
        continue
      }
      if !rule.value.holds(attribute.value) {
        problems.append(rule.value.problem(of: attribute.name, line: element.line, path: path))
      }
    }
    for rule in attributes where rule.required && element[rule.name] == nil {
      problems.append(RegisterProblem(.attributeMissing, line: element.line, path: path, rule.name))
    }
    return problems
  }

  /// Where a file says which schema it follows; the register has no namespace.
  private static func isLayout(_ name: String) -> Bool {
    name == "xmlns:xsi" || name == "xsi:noNamespaceSchemaLocation"
  }

  private func textProblems(of element: XMLElement, at path: String) -> [RegisterProblem] {
    if let text {
      return text.holds(element.text)
        ? []
        : [text.problem(of: name, line: element.line, path: path)]
    }
    let isBlank = element.text.unicodeScalars.allSatisfy { [" ", "\t", "\n", "\r"].contains($0) }
    return isBlank ? [] : [RegisterProblem(.textUnexpected, line: element.line, path: path, name)]
  }

  private func orderProblems(of element: XMLElement, at path: String) -> [RegisterProblem] {
    var last = 0
    for child in element.children {
      guard let place = children.firstIndex(where: { $0.name == child.name }) else { continue }
      if place < last {
        return [
          RegisterProblem(
            .elementOrder, line: child.line, path: path, child.name, children[last].name)
        ]
      }
      last = place
    }
    return []
  }

  private func childProblems(of element: XMLElement, at path: String) -> [RegisterProblem] {
    var problems: [RegisterProblem] = []
    var counts: [String: Int] = [:]
    for child in element.children {
      let count = counts[child.name, default: 0] + 1
      counts[child.name] = count
      let place = path + "/" + child.name + (count > 1 ? "[\(count)]" : "")
      guard let node = children.first(where: { $0.name == child.name }) else {
        problems.append(
          RegisterProblem(.elementUnknown, line: child.line, path: path, child.name.printableName))
        continue
      }
      if count == node.occurs.upperBound.addingOne {
        problems.append(
          RegisterProblem(
            .elementRepeated, line: child.line, path: path, child.name,
            String(node.occurs.upperBound)))
      }
      problems += node.problems(of: child, at: place)
    }
    for node in children where counts[node.name, default: 0] < node.occurs.lowerBound {
      problems.append(RegisterProblem(.elementMissing, line: element.line, path: path, node.name))
    }
    return problems
  }
}

extension RegisterValue {
  /// A value that is not as it is asked for.
  fileprivate func problem(of name: String, line: Int, path: String) -> RegisterProblem {
    let isCode = if case .code = self { true } else { false }
    return RegisterProblem(
      isCode ? .codeUnknown : .valueInvalid, line: line, path: path, name, asked)
  }
}

extension Int {
  /// The next number; the largest stays.
  fileprivate var addingOne: Int { self == .max ? .max : self + 1 }
}

extension String {
  /// A name of a file's element as it can be shown: short, and of plain characters.
  fileprivate var printableName: String {
    String(
      String.UnicodeScalarView(unicodeScalars.prefix(40).filter { $0.value > 32 && $0.value < 127 })
    )
  }
}
