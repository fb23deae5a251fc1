"""Faults of event types: names, roles, references, words and examples."""
import copy
import re

import jsonschema

from .. import schemas
from ..model import Field, SchemaError
from . import forms
from .words import a, nearest, twice, unknown

NAME = re.compile(r"events/([a-z-]+)/([a-z0-9-]+)\.v([1-9][0-9]*)\.json")
# What does not begin an episode needs another type that does.
LATER = {"end", "mark", "resume"}


def form_faults(path, schema):
    """The form of one file."""
    if not NAME.fullmatch(path):
        yield f"{path}: the name must be events/<area>/<name>.v<N>.json, in kebab-case"
    found = list(forms.faults(path, schema, forms.EVENT))
    yield from found
    if found:
        return
    if not schema["$id"].endswith("/" + path):
        yield f"{path}: $id must end in {path}"
    for name, value in schema["properties"].items():
        yield from _property_faults(f"{path}: {name}", path, name, value)
    for name in schema.get("required", []):
        yield from unknown(f"{path}: required", "property", name, schema["properties"])


def _property_faults(where, path, name, value):
    try:
        Field(path, name, value, False)
    except SchemaError as error:
        yield str(error)
    inner = value.get("items", {}) if value["type"] == "array" else value
    if inner.get("x-open") and "x-refers" not in inner:
        yield f"{where}: x-open goes with x-refers"
    if "x-refers" in inner and inner.get("format") != "uuid":
        yield f"{where}: x-refers goes with an id (format uuid)"


def faults(type, model):
    """What is wrong with one type beside the others."""
    yield from _role(type)
    yield from _kind(type, model)
    names = [field.name for field in type.fields] + [name for name, _ in type.sealed]
    yield from twice(type.path, "the name", names)
    for name in {"sealed", "warnings"}.intersection(names):
        yield f"{type.path}: the name {name} is taken"
    lists = {each["id"] for each in model.lists}
    for field in type.fields:
        where = f"{type.path}: {field.name}"
        if field.codes:
            yield from unknown(where, "code list", field.codes, lists)
        if field.refers:
            yield from unknown(where, "kind of episode", field.refers, model.kinds)
    for name, part in type.sealed:
        for key, what in (("of", "data subject"), ("class", "class of personal data")):
            yield from unknown(f"{type.path}: {name}: {key}", what, part[key], model.words[key])
    yield from _examples(type, model)


def _role(type):
    """The properties that the role names are there, and are what they must be."""
    fields = {field.name: field for field in type.fields}
    role = type.episode
    wanted = [("id", role.get("id"), {"id"}), ("outcome", role.get("outcome"), {"code", "text"})]
    wanted += [("parents", name, {"id"}) for name in role.get("parents", [])]
    for key, name, kinds in wanted:
        where = f"{type.path}: x-episode.{key}"
        if name is None:
            continue
        yield from unknown(where, "property", name, fields)
        if name in fields and fields[name].kind not in kinds:
            yield f"{where}: {name} is not {'an id' if 'id' in kinds else 'a code'}"
    own = fields.get(role.get("id"))
    if own and not own.required:
        yield f"{type.path}: {own.name} names the record and must be required"
    if own and own.list:
        yield f"{type.path}: {own.name} names the record and cannot be a list"


def _kind(type, model):
    """Its kind of episode has words, and a type that begins it."""
    kind, does = type.episode["kind"], type.episode["does"]
    words = model.words["episode"]
    if kind not in words:
        yield (f"{type.path}: x-episode.kind: {kind} has no words in"
               f" Schemas/events/words.json{nearest(kind, words)}")
    begun = {other.episode["does"] for other in model.types if other.episode["kind"] == kind}
    if does in LATER and not begun & {"start", "happen"}:
        begins = {other.episode["kind"] for other in model.types
                  if other.episode["does"] in ("start", "happen")}
        yield (f"{type.path}: x-episode: no type starts {a(kind)}, so nothing can"
               f" {does} one{nearest(kind, begins)}")
    elif does in ("end", "resume") and "start" not in begun:
        yield f"{type.path}: x-episode: {a(kind)} only happens, so nothing can {does} it"


def _examples(type, model):
    """Examples follow the schema, and their codes are of their lists."""
    schema = copy.deepcopy(schemas.full(type))
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(schema, format_checker=checker)
    codes = {each["id"]: selectable(each) for each in model.lists}
    for number, example in enumerate(type.schema["examples"]):
        where = f"{type.path}: examples[{number}]"
        for error in validator.iter_errors(example):
            place = forms.place(error)
            yield f"{where}: {place + ': ' if place else ''}{error.message}"
        for field in type.fields:
            values = example.get(field.name, [])
            for value in values if isinstance(values, list) else [values]:
                if field.codes in codes and value not in codes[field.codes]:
                    yield (f"{where}: {field.name}: {value} is not in {field.codes}"
                           f"{nearest(value, codes[field.codes])}")
                if field.kind == "id" and str(value)[14:15] not in "12345":
                    yield f"{where}: {field.name}: the register takes UUIDs of version 1-5"


def all_faults(model):
    """What is wrong with the types as a whole."""
    for type in model.types:
        yield from faults(type, model)
    paths = {}
    for type in model.types:
        other = paths.setdefault(type.number, type.path)
        if other != type.path:
            yield f"{type.path}: x-number {type.number} is that of Schemas/{other}"
    yield from twice("events", "the type", [type.name for type in model.types])
    yield from _meanings(model)


def task_faults(model):
    """A task that may ask for a certificate is a type of event, named without area and version."""
    stems = {type.name.split(".")[1] for type in model.types}
    for each in model.lists:
        if each["id"] == "certified_task":
            for code in each["codes"]:
                yield from unknown("codes/certified_task.json", "event type", code["code"], stems)


def _meanings(model):
    """An episode gathers the fields of all its events: one name must mean one thing there."""
    first = {}
    for type in model.types:
        for field in type.fields if type.episode["does"] != "annul" else []:
            key = type.episode["kind"], field.name
            meaning = field.kind, field.codes, field.label
            other, known = first.setdefault(key, (type, meaning))
            if meaning != known:
                yield (f"{type.path}: {field.name} means another thing in Schemas/{other.path}, and both"
                       f" are facts of the episode {key[0]}; give it a name of its own")


def selectable(code_list):
    """The codes of a list that can be chosen."""
    return {code["code"] for code in code_list["codes"] if not code.get("heading")}
