/// An element with what stands in it.
///
/// # Namespaces
/// Names are kept as they are written, prefix and all: `xsi:nil` is the name `xsi:nil`.
/// Declarations (`xmlns`, `xmlns:xsi`) are attributes like others and come first. A prefix that is
/// not declared is refused on reading and on writing.
///
/// # Equality
/// Two elements are equal when what they say is: `line` tells where one stood and is not compared.
public struct XMLElement: Sendable {
  /// The name as written, with its prefix if it has one.
  public var name: String
  /// The attributes in their order.
  public var attributes: [XMLAttribute]
  /// The elements in it, in their order.
  public var children: [XMLElement]
  /// The characters that stand in the element itself, not in its children.
  ///
  /// In an element with children white space at both ends is layout and left out; in one without
  /// children every character counts. Comments and processing instructions are left out.
  public var text: String
  /// The line where its start tag ended, from 1; 0 for an element that was not read.
  public var line: Int

  /// Makes an element.
  public init(
    _ name: String, _ attributes: [XMLAttribute] = [], text: String = "",
    children: [XMLElement] = [], line: Int = 0
  ) {
    self.name = name
    self.attributes = attributes
    self.children = children
    self.text = text
    self.line = line
  }

  /// The value of the attribute with a name, or `nil` when there is none.
  public subscript(attribute: String) -> String? {
    attributes.first { $0.name == attribute }?.value
  }

  /// The children with a name, in their order.
  public func children(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

  /// The first child with a name, or `nil` when there is none.
  public func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }
}

extension XMLElement: Equatable {
  /// Whether both say the same; where they stood is not compared.
  public static func == (a: XMLElement, b: XMLElement) -> Bool {
    a.name == b.name && a.attributes == b.attributes && a.text == b.text && a.children == b.children
  }
}

/// An attribute: a name and its value.
public struct XMLAttribute: Hashable, Sendable {
  /// The name as written, with its prefix if it has one.
  public var name: String
  /// The value, without quotes and with its references replaced.
  public var value: String

  /// Makes an attribute.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
