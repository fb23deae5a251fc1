"""The form of each kind of file in Schemas/, as JSON Schemas, and their faults in words.

`says` beside a pattern tells what it wants.
"""
import re

import jsonschema

from .words import nearest

TEXT = {"type": "string", "pattern": r"\S", "says": "must not be empty"}
FREE = {"type": "string"}
MAYBE = {"type": ["string", "null"], "pattern": r"\S", "says": "must be a text, or null"}
FLAG = {"type": "boolean"}
NUMBER = {"type": "integer"}
CAMEL = {"type": "string", "pattern": "^[a-z][A-Za-z0-9]*$", "says": "must be in camelCase, as birthYear"}
KEBAB = {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
         "says": "must be in kebab-case, as follow-up-visit"}
SNAKE = {"type": "string", "pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$",
         "says": "must be in snake_case, as consultation_kind"}
DAY = {"type": ["string", "null"], "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
       "says": "must be a day written YYYY-MM-DD, or null"}
SUBJECT_KINDS = ["case", "order", "deviation", "person", "unit", "programme", "home", "message"]
EFFECTS = ["start", "end", "mark", "happen", "resume", "annul"]


def obj(required, optional=None):
    """An object with these members and no others."""
    return {"type": "object", "required": list(required), "additionalProperties": False,
            "properties": {**required, **(optional or {})}}


def listed(items, least=0):
    return {"type": "array", "items": items, "minItems": least}


def named(names, value):
    """An object of anything, each under a name of that form."""
    return {"type": "object", "propertyNames": names, "additionalProperties": value}


def one_of(*words):
    return {"enum": list(words)}


LABEL = obj({"nb": TEXT, "en": TEXT})

VALUE = {
    "description": TEXT, "format": one_of("uuid", "date"), "x-codes": SNAKE, "x-refers": KEBAB,
    "x-open": FLAG, "maxLength": NUMBER, "pattern": FREE, "x-kind": one_of("office", "staff", "key", "reference", "foreign"),
    "minimum": NUMBER, "maximum": NUMBER}
SCALAR = {"type": one_of("string", "integer", "boolean")}
PROPERTY = obj(
    {"x-label": LABEL, "type": one_of("string", "integer", "boolean", "array")},
    {**VALUE, "items": obj(SCALAR, VALUE), "minItems": NUMBER, "uniqueItems": FLAG})
SEALED = obj({"of": TEXT, "class": TEXT, "label": LABEL}, {"required": FLAG, "description": TEXT})

EVENT = obj(
    {
        "$schema": one_of("https://json-schema.org/draft/2020-12/schema"), "$id": TEXT,
        "title": TEXT, "description": TEXT,
        "x-number": {"type": "integer", "minimum": 1, "maximum": 65535}, "x-label": LABEL,
        "x-subject": listed(one_of(*SUBJECT_KINDS), 1),
        "x-episode": obj(
            {"kind": KEBAB, "does": one_of(*EFFECTS)},
            {"id": CAMEL, "outcome": CAMEL, "parents": listed(CAMEL), "informs": FLAG}),
        "type": one_of("object"), "properties": named(CAMEL, PROPERTY),
        "additionalProperties": one_of(False), "examples": listed({"type": "object"}, 1),
    },
    {"required": listed(FREE), "x-sealed": named(CAMEL, SEALED)})

WORDS = obj({"episode": named(KEBAB, LABEL), "subject": named(KEBAB, LABEL),
             "of": named(KEBAB, LABEL), "class": named(KEBAB, LABEL)})

CODE = obj({"code": TEXT, "label": LABEL, "validFrom": DAY, "validTo": DAY},
           {"heading": FLAG, "note": TEXT})
CODES = obj({"id": SNAKE, "label": LABEL, "source": TEXT, "codes": listed(CODE, 1)})

ROW = {
    "id": TEXT, "label": LABEL, "basis": obj({"old": MAYBE, "now": MAYBE}), "kind": TEXT,
    "validFrom": DAY, "validTo": DAY, "source": TEXT, "sourceKind": TEXT, "length": MAYBE,
    "certainty": one_of("established", "inferred", "recalled")}
CONDITION = obj({"field": CAMEL}, {"in": listed(TEXT, 1), "notIn": listed(TEXT, 1)})
CONDITIONS = listed(CONDITION)
MARK = obj({"mark": TEXT}, {"conditions": CONDITIONS})
ROWS = {
    "deadline": obj(
        {
            **ROW, "length": TEXT, "verdict": one_of("law", "statistics", "policy"), "episode": KEBAB,
            "anchor": obj({"from": TEXT}, {
                "of": KEBAB, "mark": TEXT, "conditions": CONDITIONS, "field": CAMEL,
                "years": NUMBER, "offset": TEXT}),
            "met": listed(obj({"by": one_of("end", "mark", "happening", "opening", "cover")}, {
                "episode": KEBAB, "mark": TEXT, "conditions": CONDITIONS})),
        },
        {
            "owner": TEXT, "subjects": listed(one_of(*SUBJECT_KINDS), 1), "conditions": CONDITIONS, "under": listed(TEXT), "orUnder": listed(TEXT),
            "needsMark": MARK, "needsOpen": KEBAB, "matching": CAMEL, "untilAge": NUMBER,
            "lengthBy": obj({"field": CAMEL, "lengths": named(TEXT, TEXT)}), "note": TEXT,
            "extended": obj({"mark": TEXT, "length": TEXT},
                            {"conditions": CONDITIONS, "inTime": FLAG}),
            "repeats": FLAG, "lapses": FLAG, "rollsOver": FLAG, "owedAfterEnd": FLAG,
        }),
    "counting": obj({**ROW, "by": TEXT, "note": TEXT}),
    "duty": obj({**ROW, "note": TEXT}),
    "later": obj({**ROW, "note": TEXT}),
}
LAW = obj({"id": KEBAB, "label": LABEL, "rules": listed(
    {"type": "object", "required": ["id", "kind"], "properties": {"kind": one_of(*ROWS)}})})

DAYS = {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        "says": "must be a day written YYYY-MM-DD"}
OFFICES = listed({"type": "string", "pattern": "^[0-9]{4}$", "says": "is no municipality number"}, 1)
FIGURE = {"id": KEBAB, "label": LABEL, "counts": LABEL, "unit": TEXT, "source": FREE, "measure": TEXT}
# What any indicator may say besides.
FREELY = {"countedAs": TEXT, "smallCells": one_of("hidden", "shown"), "validFrom": DAYS, "validTo": DAYS}
FACT = obj({}, {
    "field": CAMEL, "in": listed(TEXT, 1), "notIn": listed(TEXT, 1), "missing": FLAG,
    "numbers": listed(NUMBER, 1), "startsWith": TEXT, "parent": KEBAB, "marked": TEXT,
    "followedBy": KEBAB, "notFollowedBy": KEBAB,
    "where": listed({"type": "object"}, 1), "own": listed({"type": "object"}, 1),
    "age": one_of("start", "end"), "lasted": one_of("days", "months", "years"), "figure": TEXT,
    "less": KEBAB, "from": NUMBER, "to": NUMBER, "below": NUMBER})
NARROWED = {
    "where": listed(FACT, 1), "startedBefore": DAYS, "mark": TEXT,
    "within": one_of("period-before", "earlier"),
    "deadline": obj({"rules": listed(TEXT, 1), "status": listed(
        one_of("overdue", "met-late", "missed", "met", "due", "lapsed"), 1)})}
QUERY = {**FREELY, **NARROWED}
COUNTED = {
    "of": KEBAB, "when": one_of("started", "ended", "reopened", "open", "in-force", "open-before", "active", "arrived", "departed", "marked")}
ALSO = listed(obj(COUNTED, NARROWED), 1)
SUBJECTS = {**QUERY, "also": ALSO, "having": ALSO, "lacking": ALSO, "months": NUMBER}
MEASURES = {
    "episodes": obj({**FIGURE, **COUNTED}, QUERY),
    "subjects": obj({**FIGURE, **COUNTED}, SUBJECTS),
    "distinct": obj({**FIGURE, **COUNTED, "field": CAMEL}, {**QUERY, "leaveOutOwn": FLAG}),
    "told": obj({**FIGURE, **COUNTED, "field": CAMEL}, QUERY),
    "sum": obj({**FIGURE, **COUNTED, "field": CAMEL}, {**QUERY, "decimals": NUMBER}),
    "own-sum": obj({**FIGURE, **COUNTED, "field": CAMEL}, SUBJECTS),
    "months": obj({**FIGURE, **COUNTED}, QUERY),
    "days": obj({**FIGURE, **COUNTED}, {
        **QUERY, "inPeriod": FLAG, "nights": FLAG, "each": one_of("episode", "subject"), "since": KEBAB}),
    "acts": obj({**FIGURE, "of": one_of(*SUBJECT_KINDS)}, {
        **FREELY, "types": listed(TEXT, 1), "leaveOut": listed(TEXT, 1), "where": listed(FACT, 1)}),
    "share": obj({**FIGURE, "share": obj(
        {"of": TEXT, "in": TEXT, "times": NUMBER, "decimals": NUMBER})}, FREELY),
    "median": obj({**FIGURE, "median": obj(
        {"of": TEXT}, {"each": one_of("thing", "subject"), "decimals": NUMBER})}, FREELY),
    "combine": obj({**FIGURE, "combine": obj(
        {"plus": listed(TEXT, 1)}, {"minus": listed(TEXT, 1)})}, FREELY),
    "stretches": obj({**FIGURE, "rule": TEXT}, {
        "each": one_of("stretch", "subject"), "kept": FLAG, **FREELY}),
    "reference": obj({**FIGURE, "figure": TEXT}, FREELY),
    "shared": obj(FIGURE, {"figure": TEXT, **COUNTED, "field": CAMEL, **QUERY}),
}
INDICATORS = obj({"units": named(KEBAB, LABEL), "indicators": listed({
    "type": "object", "required": ["id", "measure"],
    "properties": {"measure": one_of(*MEASURES)}})}, {
        "balances": listed(obj({
            "opening": TEXT, "in": listed(TEXT, 1), "out": listed(TEXT, 1), "closing": TEXT}), 1),
        "wholes": listed(obj({"whole": TEXT, "parts": listed(TEXT, 2)}), 1)})

BY = {"type": ["string", "object"], "if": {"type": "object"},
      "then": obj({"field": CAMEL}, {"codes": SNAKE})}
COLUMN = obj({"label": {"type": ["string", "object"], "if": {"type": "object"}, "then": LABEL, "else": TEXT}}, {
    "id": TEXT, "offices": OFFICES, "year": NUMBER, "at": DAYS, "from": DAYS, "to": DAYS, "per": TEXT,
    "times": NUMBER, "decimals": NUMBER, "of": one_of("total", "known"), "item": TEXT,
    "by": BY, "group": TEXT, "show": one_of("actual", "target", "reached"), "byGroup": FLAG,
    "change": {**listed(TEXT, 2), "maxItems": 2}})
HEADING = obj({"id": KEBAB, "label": LABEL}, {
    "indicator": TEXT, "per": TEXT, "times": NUMBER, "decimals": NUMBER, "byGroup": FLAG,
    "of": one_of("total", "known")})
SCALE = obj({"divisor": NUMBER, "decimals": NUMBER}, {"unit": TEXT})
TARGET = obj({"indicator": TEXT, "item": TEXT, "goal": one_of("at-least", "at-most")}, {"anyPeriod": FLAG})
REPORT_ROW = obj({"label": LABEL, "indicator": TEXT}, {
    "only": listed(TEXT, 1), "group": TEXT, "item": TEXT, "scale": SCALE, "decimals": NUMBER, "target": TARGET,
    "by": BY, "leaveOutEmpty": FLAG})
REPORT = obj(
    {
        "id": KEBAB, "version": NUMBER, "label": LABEL, "rows": listed(REPORT_ROW, 1),
        "columns": {
            "type": ["string", "array", "object"], "if": {"type": "string"},
            "then": one_of("period", "months", "quarters", "tertials", "half-years", "years", "offices",
                          "day"),
            "else": {"if": {"type": "array"}, "then": listed(COLUMN, 1), "else": {
                "if": {"required": ["figures"]}, "then": obj({"figures": listed(HEADING, 1)}),
                "else": obj({"by": BY})}}},
    },
    {"note": TEXT, "suppressBelow": NUMBER,
     "shows": listed(one_of("actual", "target", "reached"), 1)})

DIMENSION = {"id": KEBAB, "label": LABEL, "note": LABEL}
DIMENSIONS = obj({"dimensions": listed({"type": "object", "required": ["id"]})})
BANDS = obj(
    {**DIMENSION, "bands": listed(obj({}, {"from": NUMBER, "to": NUMBER, "below": NUMBER, "label": LABEL}), 1)},
    {"age": one_of("start", "end"), "lasted": one_of("days", "months", "years"), "figure": TEXT,
     "field": CAMEL, "unit": LABEL})
UNITS = obj({**DIMENSION, "units": one_of("start", "end")}, {"level": one_of("own", "top")})
BY_CODES = obj({**DIMENSION, "field": CAMEL, "codes": SNAKE}, {"of": one_of("episode", "own")})
GROUPS = obj({**DIMENSION, "groups": listed(
    obj({"id": KEBAB, "label": LABEL, "any": listed(listed(FACT, 1), 1)}), 1)})

KINDS = {"string": "a text", "integer": "a whole number", "boolean": "true or false", "array": "a list",
         "object": "an object", "null": "null"}


def faults(path, value, form):
    """What is wrong with the form of a file, or a part of it."""
    validator = jsonschema.Draft202012Validator(form)
    for error in sorted(validator.iter_errors(value), key=lambda each: (place(each), each.message)):
        where = f"{path}: {place(error)}" if place(error) else path
        for said in _said(error):
            yield f"{where}: {said}"


def place(error):
    """Where in the file an error is: `rows[0].by`; empty for the whole."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)
    return "".join(parts).removeprefix(".")


def _said(error):
    """An error of the validator in our words."""
    given, wanted = error.instance, error.validator_value
    if error.validator == "required":
        yield f"{re.match('.(.*). is a required', error.message).group(1)} is missing"
    elif error.validator == "additionalProperties":
        known = error.schema["properties"]
        for key in given:
            if key not in known:
                yield f"there is no key {key} here{nearest(key, known)}"
    elif error.validator == "enum":
        choices = [str(each).lower() if isinstance(each, bool) else each for each in wanted]
        said = nearest(given, choices) if len(choices) > 1 else f"; it must be {choices[0]}"
        yield f"{_shown(given)} is not known{said}"
    elif error.validator == "type":
        kinds = [wanted] if isinstance(wanted, str) else wanted
        yield f"{_shown(given)} is not {' or '.join(KINDS[kind] for kind in kinds)}"
    elif error.validator == "pattern":
        yield f"{_shown(given)} {error.schema['says']}"
    elif error.validator == "minItems":
        yield "there must be at least one"
    else:
        yield error.message


def _shown(value):
    if isinstance(value, (dict, list)):
        return "this"
    if isinstance(value, str):
        return f'"{value}"'
    return "null" if value is None else str(value).lower()
