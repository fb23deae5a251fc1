"""SchemaTexts.swift: the JSON Schema of every event type's data, as static text."""
import copy
import json

from .swift import raw_string, source, string

FOLDER = "Schemas/Generated"


def files(model):
    text = (
        "/// The JSON Schemas of the events' `data`, as they stand in `Schemas/events` with the members\n"
        "/// that every event may have: `sealed` and `warnings`.\n"
        "public enum SchemaTexts {\n"
        "  /// The names of all event types, in the order of their numbers.\n"
        "  public static let typeNames: [StaticString] = [\n")
    text += "".join(f"    {string(type.name)},\n" for type in model.types) + "  ]\n\n"
    text += "  /// The schema of an event type's data as compact JSON; nil for an unknown name.\n"
    text += "  public static func text(forType name: String) -> StaticString? {\n    switch name {\n"
    for type in model.types:
        compact = json.dumps(full(type), ensure_ascii=False, separators=(",", ":"))
        text += f"    case {string(type.name)}:\n      {raw_string(compact)}\n"
    return {f"{FOLDER}/SchemaTexts.swift": source(text + "    default: nil\n    }\n  }\n}\n")}


def full(type):
    """The schema with the members that are not repeated in each file."""
    schema = copy.deepcopy(type.schema)
    if type.sealed:
        schema["properties"]["sealed"] = _sealed([name for name, _ in type.sealed])
    schema["properties"]["warnings"] = {
        "description": "Register rules that warned and were overridden, by id.",
        "type": "array", "minItems": 1, "uniqueItems": True,
        "items": {"type": "string", "maxLength": 64}}
    return schema


def _sealed(names):
    part = {
        "class": {"enum": ["address", "identity", "text"]},
        "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "fields": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"enum": names}},
        "key": {"type": "string", "format": "uuid"},
        "of": {"enum": ["child", "message", "other", "parent", "person", "reporter"]}}
    return {
        "description": "The sealed parts, in the order of the ciphertexts stored beside the line.",
        "type": "array", "minItems": 1,
        "items": {"type": "object", "properties": part, "required": sorted(part),
                  "additionalProperties": False}}
