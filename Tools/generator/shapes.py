"""Shapes.swift: what each schema says, as one static table."""
from .names import FOLDER, type_case
from .swift import camel, comment, source, string


def files(model):
    return {f"{FOLDER}/Shapes.swift": _shapes(model)}


def kind(field):
    """The FieldShape.Kind of a field."""
    schema = field.schema
    if field.kind == "number":
        return f".number({_number(schema['minimum'])}...{_number(schema['maximum'])})"
    if field.kind == "code":
        return f".code(.{camel(field.codes)})"
    if field.kind in ("reference", "foreign", "text"):
        return f".{field.kind}({schema['maxLength']})"
    return f".{field.kind}"


def _number(value):
    return f"({value})" if value < 0 else str(value)


def _shapes(model):
    highest = max(type.number for type in model.types)
    ordinal = {type.number: index for index, type in enumerate(model.types)}
    table = ", ".join(str(ordinal.get(number, 255)) for number in range(highest + 1))
    access = (
        "extension EventType {\n"
        + comment("What the type's schema says of it.", 2)
        + "  public var shape: EventShape { shapes[Int(ordinals[Int(rawValue)])] }\n}\n")
    access += "\n/// The place of each type in the table, by its number.\n"
    access += f"private let ordinals: [UInt8] = [\n  {table},\n]\n"
    access += "\n/// The shapes in the order of the types' numbers, built at first use.\n"
    access += "private let shapes: [EventShape] = [\n"
    access += "".join(f"  {type_case(type)}Shape(),\n" for type in model.types) + "]\n"
    return source(access, *[_shape(type) for type in model.types])


def _shape(type):
    text = f"private func {type_case(type)}Shape() -> EventShape {{\n  EventShape(\n"
    text += f"    name: {string(type.name)},\n"
    text += "    subjects: [" + ", ".join(f".{camel(each)}" for each in type.subjects) + "],\n"
    text += f"    episode: {_role(type)},\n"
    text += _array("fields", [_field(field) for field in type.fields]) + ",\n"
    text += _array("sealed", [_sealed(name, part) for name, part in type.sealed]) + ",\n"
    text += "    order: [" + ", ".join(f".{name}" for name in type.order) + "]"
    return text + ")\n}\n"


def _array(label, rows):
    if not rows:
        return f"    {label}: []"
    return f"    {label}: [\n" + "".join(f"      {row},\n" for row in rows) + "    ]"


def _role(type):
    role = type.episode
    text = f"EpisodeRole(kind: .{camel(role['kind'])}, effect: .{role['does']}"
    if "id" in role:
        text += f", id: .{role['id']}"
    if role.get("parents"):
        text += ", parents: [" + ", ".join(f".{name}" for name in role["parents"]) + "]"
    if "outcome" in role:
        text += f", outcome: .{role['outcome']}"
    if role.get("informs"):
        text += ", informs: true"
    return text + ")"


def _field(field):
    text = f"FieldShape(.{field.name}, {kind(field)}, required: {str(field.required).lower()}"
    if field.list:
        text += ", list: true"
    if field.refers:
        text += f", refers: .{camel(field.refers)}"
    if field.open:
        text += ", open: true"
    return text + ")"


def _sealed(name, part):
    text = f"SealedShape(.{name}, of: {string(part['of'])}, {string(part['class'])}"
    return text + (", required: true)" if part.get("required") else ")")
