"""Reads Schemas/ into one model and refuses what the emitters could not use."""
import datetime
import glob
import json
import os
import re

EFFECTS = {"start", "end", "mark", "happen", "resume", "annul"}


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
        self.refers = value.get("x-refers")
        self.codes = value.get("x-codes")
        self.schema = value
        self.kind = self._kind(value)

    def _kind(self, value):
        """id, day, number, flag, code, office, staff, key, reference or text."""
        kind = value.get("type")
        if kind == "integer" and {"minimum", "maximum"} <= value.keys():
            return "number"
        if kind == "integer":
            raise SchemaError(f"{self.where}: property {self.name}: a number needs minimum and maximum")
        if kind == "boolean":
            return "flag"
        if kind == "string":
            if value.get("format") == "uuid":
                return "id"
            if value.get("format") == "date":
                return "day"
            if "x-codes" in value:
                return "code"
            if value.get("x-kind") in ("office", "staff", "key", "reference"):
                return value["x-kind"]
            if "maxLength" in value:
                return "text"
        raise SchemaError(f"{self.where}: property {self.name}: no such kind of field: {value}")


class EventType:
    """One event type at one version."""

    def __init__(self, path, area, name, version, schema):
        self.path, self.area, self.version, self.schema = path, area, version, schema
        self.base = f"{area}.{name}"
        self.name = f"{self.base}.v{version}"
        self.short = name + (f"-v{version}" if version > 1 else "")
        for key in ("x-number", "x-label", "x-subject", "x-episode", "description", "title"):
            if key not in schema:
                raise SchemaError(f"{path}: {key} is missing")
        self.number = schema["x-number"]
        self.label, self.subjects = schema["x-label"], schema["x-subject"]
        self.episode, self.description = schema["x-episode"], schema["description"]
        required = set(schema.get("required", []))
        properties = schema.get("properties", {})
        self.fields = [Field(path, key, properties[key], key in required) for key in sorted(properties)]
        self.sealed = sorted(schema.get("x-sealed", {}).items())
        self._check()

    def _check(self):
        fields = {field.name for field in self.fields}
        labels = [("x-label", self.label), *((field.name, field.label) for field in self.fields)]
        labels += [(name, part.get("label")) for name, part in self.sealed]
        for name, label in labels:
            if not {"nb", "en"} <= (label or {}).keys():
                raise SchemaError(f"{self.path}: {name}: the label needs nb and en")
        if self.episode.get("does") not in EFFECTS:
            raise SchemaError(f"{self.path}: x-episode.does must be one of {sorted(EFFECTS)}")
        role = [self.episode.get("id"), self.episode.get("outcome"), *self.episode.get("parents", [])]
        for name in role:
            if name and name not in fields:
                raise SchemaError(f"{self.path}: x-episode names {name}, which is no property")
        both = fields & {name for name, _ in self.sealed}
        if both or fields & {"sealed", "warnings"}:
            raise SchemaError(f"{self.path}: a name stands twice or is taken: {sorted(both)}")


class Model:
    """Everything in Schemas/, sorted so that the output never depends on the file system."""

    def __init__(self, types, lists, rules, words, catalogue):
        self.types = sorted(types, key=lambda type: type.number)
        self.lists = sorted(lists, key=lambda each: each["id"])
        self.rules, self.words = rules, words
        self.units, self.indicators, self.reports = catalogue
        names = {field.name for type in types for field in type.fields}
        names |= {name for type in types for name, _ in type.sealed}
        self.fields = sorted(names)
        self.kinds = sorted({type.episode["kind"] for type in types})
        self.by_name = {type.name: type for type in types}
        self._check()

    def _check_meanings(self):
        """An episode gathers the fields of all its events: one name must mean one thing there."""
        first = {}
        for type in self.types:
            for field in type.fields if type.episode["does"] != "annul" else []:
                key = type.episode["kind"], field.name
                other, meaning = first.setdefault(key, (type, (field.kind, field.codes, field.label)))
                if meaning != (field.kind, field.codes, field.label):
                    raise SchemaError(
                        f"{type.path}: {field.name} means another thing in {other.path}, and both are"
                        f" facts of the episode {key[0]}; give it a name of its own")

    @staticmethod
    def load(folder):
        """Reads the folder."""
        types = [_event(folder, path) for path in _files(folder, "events/*/*.json")]
        lists = [_json(folder, path) for path in _files(folder, "codes/*.json")]
        rules = []
        for path in _files(folder, "law/*.json"):
            rules += _json(folder, path)["rules"]
        return Model(types, lists, rules, _json(folder, "events/words.json"), _catalogue(folder))

    def _check(self):
        numbers = [type.number for type in self.types]
        twice = sorted({number for number in numbers if numbers.count(number) > 1})
        if twice:
            paths = [type.path for type in self.types if type.number in twice]
            raise SchemaError(f"x-number {twice} is used twice: {', '.join(paths)}")
        self._check_meanings()
        lists = {each["id"] for each in self.lists}
        for type in self.types:
            for field in type.fields:
                if field.codes and field.codes not in lists:
                    raise SchemaError(f"{type.path}: {field.name}: no code list {field.codes}")
                if field.refers and field.refers not in self.kinds:
                    raise SchemaError(f"{type.path}: {field.name}: no episode {field.refers}")
        missing = sorted(set(self.kinds) - self.words["episode"].keys())
        if missing:
            raise SchemaError(f"events/words.json: no words for episodes {missing}")


def _catalogue(folder):
    """Units, indicators and reports."""
    units, indicators = {}, []
    for path in _files(folder, "indicators/*.json"):
        content = _json(folder, path)
        units.update(content["units"])
        indicators += content["indicators"]
    reports = [_json(folder, path) for path in _files(folder, "reports/*.json")]
    return units, indicators, reports


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
