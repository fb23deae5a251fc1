"""Events<Area>.swift: one typed struct per event type."""
from .names import FOLDER, type_case
from .swift import comment, declared, source, upper_camel

SWIFT = {"id": "RecordID", "day": "Day", "number": "Int64", "flag": "Bool", "code": "String",
         "office": "Office", "staff": "String", "key": "String", "reference": "String", "foreign": "String", "text": "String"}


def files(model):
    areas = sorted({type.area for type in model.types})
    found = {
        f"{FOLDER}/Events{upper_camel(area)}.swift":
            source(*[_struct(type) for type in model.types if type.area == area])
        for area in areas
    }
    found[f"{FOLDER}/TypedEvents.swift"] = _table(model)
    return found


def _table(model):
    """The struct of each type, for code that handles all of them."""
    text = "extension EventType {\n" + comment("The struct that reads and writes the type's facts.", 2)
    text += "  public var typed: any TypedEvent.Type {\n    switch self {\n"
    for type in model.types:
        text += f"    case .{type_case(type)}: {upper_camel(type.short)}.self\n"
    return source(text + "    }\n  }\n}\n")


def swift_type(field):
    """The type of the struct's property."""
    name = SWIFT[field.kind]
    if field.list:
        return f"[{name}]"
    return name if field.required else f"{name}?"


def _struct(type):
    """The struct, or an empty one for a type without fields."""
    name = upper_camel(type.short)
    text = comment(f"{type.label['en']} ({type.label['nb'].lower()}): `{type.name}`.\n\n{type.description}")
    text += f"public struct {name}: TypedEvent, Hashable {{\n"
    text += comment("The event type.", 2)
    text += f"  public static let type = EventType.{type_case(type)}\n"
    for field in type.fields:
        text += comment(_doc(field), 2)
        text += f"  public var {declared(field.name)}: {swift_type(field)}\n"
    text += "\n" + _memberwise(type) + "\n" + _reader(type) + "\n" + _writer(type)
    return text + "}\n"


def _doc(field):
    text = f"{field.label['en']} ({field.label['nb'].lower()})."
    if field.kind == "code":
        text += f" Code list `{field.codes}`."
    return text + (" " + field.description if field.description else "")


def _memberwise(type):
    order = list(type.schema["properties"])
    fields = sorted(type.fields, key=lambda field: (not field.required, order.index(field.name)))
    rows = []
    for field in fields:
        default = "" if field.required else " = []" if field.list else " = nil"
        rows.append(f"{field.name}: {swift_type(field)}{default}")
    text = comment("The facts of one event: required ones first, then in the order of the schema." if rows else "The event has no facts.", 2)
    if not rows:
        return text + "  public init() {}\n"
    text += "  public init(\n    " + ",\n    ".join(rows) + "\n  ) {\n"
    for field in type.fields:
        text += f"    self.{field.name} = {declared(field.name)}\n"
    return text + "  }\n"


def _reader(type):
    text = "  public init?(_ fields: Fields) {"
    if not type.fields:
        return text + "}\n"
    text += "\n    do throws(FieldMismatch) {\n"
    for field in type.fields:
        how = "list" if field.list and not field.required else "many" if field.list else (
            "one" if field.required else "optional")
        text += f"      self.{field.name} = try fields.{how}(.{field.name})\n"
    return text + "    } catch {\n      return nil\n    }\n  }\n"


def _writer(type):
    if not type.fields:
        return "  public var fields: Fields { Fields() }\n"
    text = "  public var fields: Fields {\n    var fields = Fields()\n"
    for field in type.fields:
        text += f"    fields.set(.{field.name}, {declared(field.name)})\n"
    return text + "    return fields\n  }\n"
