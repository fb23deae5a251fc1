/// Puts elements together as their tags come.
struct TreeBuilder {
  /// An element that is open.
  private struct Open {
    var element: XMLElement
    var text: [UInt8] = []
  }

  private var open: [Open] = []
  /// The root, when it has ended.
  private(set) var root: XMLElement?

  mutating func start(_ name: String, _ attributes: [XMLAttribute], line: Int) {
    if let last = open.indices.last, open[last].text.allSatisfy(isSpace) {
      // Layout before a child; it would be left out in the end, and adds up in large files.
      open[last].text.removeAll(keepingCapacity: true)
    }
    open.append(Open(element: XMLElement(name, attributes, line: line)))
  }

  mutating func text(_ bytes: some Sequence<UInt8>) {
    if let last = open.indices.last { open[last].text += bytes }
  }

  mutating func end() {
    guard var ended = open.popLast() else { return }
    if ended.element.children.isEmpty {
      ended.element.text = String(decoding: ended.text, as: UTF8.self)
    } else if let first = ended.text.firstIndex(where: { !isSpace($0) }),
      let last = ended.text.lastIndex(where: { !isSpace($0) })
    {
      ended.element.text = String(decoding: ended.text[first...last], as: UTF8.self)
    }
    if let parent = open.indices.last {
      open[parent].element.children.append(ended.element)
    } else {
      root = ended.element
    }
  }
}

/// Whether XML takes a byte for white space.
private func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
}
