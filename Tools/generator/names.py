"""EventType, Field, EpisodeKind and CodeListName."""
from .swift import camel, comment, declared, source, string

FOLDER = "Sources/CaseModel/Generated"


def files(model):
    return {
        f"{FOLDER}/EventType.swift": _event_types(model),
        f"{FOLDER}/Field.swift": _fields(model),
        f"{FOLDER}/EpisodeKind.swift": _kinds(model),
        f"{FOLDER}/CodeListName.swift": _lists(model),
    }


def fnv(text):
    """FNV-1a, 64 bits: the same as nameHash in Names.swift."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value


def type_case(type):
    return camel(type.short)


def _look_up(pairs):
    """The body of a look-up by name: one switch on the hash, one comparison."""
    text = "    switch nameHash(name) {\n"
    for case, name in pairs:
        text += f"    case 0x{fnv(name):016x}: self = .{case}\n"
    return text + "    default: return nil\n    }\n    guard isEqual(name, self.name) else { return nil }\n"


def _name_inits(what, pairs):
    return (
        f"  /// {what} by name, from UTF-8 bytes; nil for an unknown name.\n"
        f"  public init?(utf8 name: Span<UInt8>) {{\n{_look_up(pairs)}  }}\n\n"
        f"  /// {what} by name; nil for an unknown name.\n"
        "  public init?(name: some StringProtocol) {\n"
        "    let text = String(name)\n"
        "    self.init(utf8: text.utf8Span.span)\n"
        "  }\n")


def name_switch(pairs, what):
    text = f"  /// {what}\n  public var name: String {{\n    switch self {{\n"
    for case, name in pairs:
        text += f"    case .{case}: {string(name)}\n"
    return text + "    }\n  }\n"


def _event_types(model):
    pairs = [(type_case(type), type.name) for type in model.types]
    text = comment("The event types by their stable numbers (hendelsestyper).")
    text += "public enum EventType: UInt16, CaseIterable, Sendable {\n"
    for type in model.types:
        text += comment(f"{type.label['en']} ({type.label['nb']}).", 2)
        text += f"  case {declared(type_case(type))} = {type.number}\n"
    text += "\n" + name_switch(pairs, "The name with its version, as in the line.")
    text += "\n" + _name_inits("A type", pairs) + "}\n"
    return source(text)


def _fields(model):
    pairs = [(name, name) for name in model.fields]
    text = comment(
        "The fields of all event types, numbered in the order of their names (by UTF-8 bytes), which"
        " is their order in the line. The numbers change when a field is added: never store them.")
    text += "public enum Field: UInt16, CaseIterable, Comparable, Sendable {\n"
    for number, name in enumerate(model.fields):
        label = _field_label(model, name)
        text += comment(f"{label['en']} ({label['nb']}).", 2)
        text += f"  case {declared(name)} = {number}\n"
    text += "\n" + name_switch(pairs, "The name, as in the line.")
    text += "\n" + _name_inits("A field", pairs)
    text += (
        "\n  public static func < (left: Field, right: Field) -> Bool {\n"
        "    left.rawValue < right.rawValue\n  }\n}\n")
    return source(text)


def _field_label(model, name):
    for type in model.types:
        for field in type.fields:
            if field.name == name:
                return field.label
        for sealed, part in type.sealed:
            if sealed == name:
                return part["label"]
    return {"nb": name, "en": name}


def _kinds(model):
    text = comment("The kinds of episode that events open, mark and close.")
    text += "public enum EpisodeKind: String, CaseIterable, Sendable {\n"
    for kind in model.kinds:
        words = model.words["episode"][kind]
        text += comment(f"{words['en']} ({words['nb'].lower()}).", 2)
        name = declared(camel(kind))
        text += f"  case {name}" + (f" = {string(kind)}\n" if camel(kind) != kind else "\n")
    return source(text + "}\n")


def _lists(model):
    text = comment("The code lists, by the names that schemas give them (kodelister).")
    text += "public enum CodeListName: String, CaseIterable, Sendable {\n"
    for each in model.lists:
        text += comment(f"{each['label']['en']} ({each['label']['nb'].lower()}).", 2)
        name = camel(each["id"])
        text += f"  case {declared(name)}" + (f" = {string(each['id'])}\n" if name != each["id"] else "\n")
    return source(text + "}\n")
