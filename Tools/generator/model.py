"""Reads Schemas/ into one model. What the emitters could not use is refused by `soundness`."""
import datetime
import glob
import json
import os
import re


class SchemaError(Exception):
    """Something in Schemas/ that must be mended: where and what."""


class Field:
    """One coded property of an event type."""

    def __init__(self, where, name, schema, required):
        self.where, self.name, self.required = where, name, required
        self.list = schema.get("type") == "array"
        value = schema.get("items", {}) if self.list else schema
        self.label = schema.get("x-label", {})
        self.description = schema.get("description", "")
        self.refers, self.open = value.get("x-refers"), value.get("x-open", False)
        self.codes = value.get("x-codes")
        self.schema = value
        self.kind = self._kind(value)

    def _kind(self, value):
        """id, day, number, flag, code, office, staff, key, reference, foreign or text."""
        kind = value.get("type")
        if kind == "integer" and {"minimum", "maximum"} <= value.keys():
            return "number"
        if kind == "integer":
            raise SchemaError(f"{self.where}: {self.name}: a number needs minimum and maximum")
        if kind == "boolean":
            return "flag"
        if kind == "string":
            if value.get("format") == "uuid":
                return "id"
            if value.get("format") == "date":
                return "day"
            if "x-codes" in value:
                return "code"
            if value.get("x-kind") in ("office", "staff", "key", "reference", "foreign"):
                return value["x-kind"]
            if "maxLength" in value:
                return "text"
        raise SchemaError(
            f"{self.where}: {self.name}: it is no kind of property: a text needs maxLength, format,"
            " x-codes or x-kind, a list needs items")


class EventType:
    """One event type at one version."""

    def __init__(self, path, area, name, version, schema):
        self.path, self.area, self.version, self.schema = path, area, version, schema
        self.base = f"{area}.{name}"
        self.name = f"{self.base}.v{version}"
        self.short = name
        self.number = schema["x-number"]
        self.label, self.subjects = schema["x-label"], schema["x-subject"]
        self.episode, self.description = schema["x-episode"], schema["description"]
        required = set(schema.get("required", []))
        properties = schema.get("properties", {})
        self.fields = [Field(path, key, properties[key], key in required) for key in sorted(properties)]
        self.sealed = sorted(schema.get("x-sealed", {}).items())
        self.order = [*properties, *schema.get("x-sealed", {})]


class Model:
    """Everything in Schemas/, sorted so that the output never depends on the file system."""

    def __init__(self, types, lists, law, words, catalogue, layouts):
        self.types = sorted(types, key=lambda type: type.number)
        self.lists = sorted(lists, key=lambda each: each["id"])
        self.law, self.words = law, words
        self.layouts = sorted(layouts, key=lambda each: (each["id"], each["firstYear"]))
        self.rules = [row for row in law if row["kind"] == "deadline"]
        (self.units, self.indicators, self.balances, self.wholes, self.reports,
         self.dimensions) = catalogue
        names = {field.name for type in types for field in type.fields}
        names |= {name for type in types for name, _ in type.sealed}
        self.fields = sorted(names)
        self.kinds = sorted({type.episode["kind"] for type in types})
        self.by_name = {type.name: type for type in types}
        newest = {}
        for type in types:
            newest[type.base] = max(type.version, newest.get(type.base, 0))
        for type in types:
            # An older version that is still there makes way for the newest.
            if type.version < newest[type.base]:
                type.short += f"-v{type.version}"

    @staticmethod
    def load(folder):
        """Reads the folder."""
        types = [_event(folder, path) for path in _files(folder, "events/*/*.json")]
        lists = [_json(folder, path) for path in _files(folder, "codes/*.json")]
        law = []
        for path in _files(folder, "law/*.json"):
            law += _json(folder, path)["rules"]
        layouts = [_json(folder, path) for path in _files(folder, "kostra/*.json")]
        words = _json(folder, "events/words.json")
        return Model(types, lists, law, words, _catalogue(folder), layouts)


def _catalogue(folder):
    """Units, indicators, balances, wholes, reports and dimensions."""
    units, indicators, balances, wholes, dimensions = {}, [], [], [], []
    for path in _files(folder, "indicators/*.json"):
        content = _json(folder, path)
        units.update(content["units"])
        indicators += content["indicators"]
        balances += content.get("balances", [])
        wholes += content.get("wholes", [])
    reports = [_json(folder, path) for path in _files(folder, "reports/*.json")]
    for path in _files(folder, "dimensions/*.json"):
        dimensions += _json(folder, path)["dimensions"]
    return units, indicators, balances, wholes, reports, dimensions


def _files(folder, pattern):
    found = glob.glob(os.path.join(folder, pattern))
    return sorted(os.path.relpath(path, folder) for path in found)


def _json(folder, path):
    try:
        with open(os.path.join(folder, path), encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError) as error:
        raise SchemaError(f"{path}: {error}") from error


def _event(folder, path):
    match = re.fullmatch(r"events/([a-z-]+)/([a-z0-9-]+)\.v([1-9][0-9]*)\.json", path)
    if not match:
        raise SchemaError(f"{path}: the name must be events/<area>/<name>.v<N>.json")
    area, name, version = match.groups()
    return EventType(path, area, name, int(version), _json(folder, path))


def day_number(text):
    """Days since 1970-01-01 of a day written YYYY-MM-DD."""
    return (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days
