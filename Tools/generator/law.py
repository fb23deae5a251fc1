"""LawRules.swift: the table of dated duties and deadlines."""
import re

from .model import SchemaError, day_number
from .names import FOLDER, type_case
from .swift import camel, comment, source, string


def files(model):
    text = "extension LawRule {\n"
    text += comment("All rules, in the order of the tables in `Schemas/law`; built at first use.", 2)
    text += "  public static let all: [LawRule] = [\n"
    text += "".join(f"    {_name(rule)}(),\n" for rule in model.rules) + "  ]\n"
    for rule in model.rules:
        text += "\n" + _rule(model, rule)
    return {f"{FOLDER}/LawRules.swift": source(text + "}\n")}


def period(where, text):
    """The Period of an ISO 8601 duration in months, weeks or days."""
    match = re.fullmatch(r"P(?=\d)(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", text)
    if not match:
        raise SchemaError(f"law: {where}: {text} is no duration in months, weeks or days (P3M, P1W, P7D)")
    months, weeks, days = (int(part or 0) for part in match.groups())
    return f"Period(months: {months}, days: {weeks * 7 + days})"


def _name(rule):
    return camel(rule["id"].lower())


def _rule(model, rule):
    where = rule["id"]
    rows = [
        ("id", string(where)),
        ("verdict", f".{rule['verdict']}"),
        ("episode", _episode(model, where, rule["episode"])),
        ("conditions", _conditions(model, where, rule.get("conditions", []))),
        ("anchor", _anchor(model, where, rule["anchor"])),
        ("offset", _optional(where, rule["anchor"].get("offset"))),
        ("length", period(where, rule["length"])),
        ("lengthBy", _length_by(model, where, rule.get("lengthBy"))),
        ("extended", _extension(model, where, rule.get("extended"))),
        ("met", _met(model, where, rule["met"])),
        ("repeats", str(rule.get("repeats", False)).lower()),
        ("validFrom", _day(rule["validFrom"])),
        ("validTo", _day(rule["validTo"])),
        ("certainty", f".{rule['certainty']}"),
    ]
    text = comment(f"{rule['label']['en']} ({rule['label']['nb'].lower()}). {rule['basis']['en']}.", 2)
    text += f"  private static func {_name(rule)}() -> LawRule {{\n    LawRule(\n"
    return text + ",\n".join(f"      {label}: {value}" for label, value in rows) + ")\n  }\n"


def _day(text):
    return f"Day(number: {day_number(text)})" if text else "nil"


def _optional(where, text):
    return period(where, text) if text else "nil"


def _episode(model, where, kind):
    if kind not in model.kinds:
        raise SchemaError(f"law: {where}: no episode {kind}")
    return f".{camel(kind)}"


def _type(model, where, name):
    if name not in model.by_name:
        raise SchemaError(f"law: {where}: no event type {name}")
    return f".{type_case(model.by_name[name])}"


def _field(model, where, name):
    if name not in model.fields:
        raise SchemaError(f"law: {where}: no field {name}")
    return f".{name}"


def _conditions(model, where, conditions):
    return "[" + ", ".join(_condition(model, where, each) for each in conditions) + "]"


def _condition(model, where, condition):
    codes = condition.get("in") or condition["notIn"]
    values = ", ".join(string(code) for code in codes)
    text = f"FieldCondition({_field(model, where, condition['field'])}, [{values}]"
    return text + (", negated: true)" if "notIn" in condition else ")")


def _anchor(model, where, anchor):
    if anchor["from"] == "parentStart":
        return f".parentStart({_episode(model, where, anchor['of'])})"
    return f".{anchor['from']}"


def _length_by(model, where, by):
    if not by:
        return "nil"
    rows = [f"({string(code)}, {period(where, text)})" for code, text in by["lengths"].items()]
    return f"LengthByCode(field: {_field(model, where, by['field'])}, lengths: [{', '.join(rows)}])"


def _extension(model, where, extended):
    if not extended:
        return "nil"
    return (f"Extension(mark: {_type(model, where, extended['mark'])},"
            f" condition: {_condition(model, where, extended['condition'])},"
            f" length: {period(where, extended['length'])})")


def _met(model, where, met):
    conditions = _conditions(model, where, met.get("conditions", []))
    if met["by"] == "mark":
        return f".mark({_type(model, where, met['mark'])}, {conditions})"
    if met["by"] == "cover":
        return f".cover({_episode(model, where, met['episode'])}, {conditions})"
    if met["by"] == "happening":
        return f".happening({_episode(model, where, met['episode'])})"
    return ".end"
