"""LawRules.swift and LawTable.swift: the table of dated duties and deadlines."""
import re

from .model import SchemaError, day_number
from .names import FOLDER, type_case
from .swift import camel, comment, source, string

ANCHORS = {"start", "end", "parentStart", "childEnd", "mark", "field", "age"}
OWNERS = {"service", "board", "governor", "party"}


def files(model):
    text = "extension LawRule {\n"
    text += comment("All rules, in the order of the tables in `Schemas/law`; built at first use.", 2)
    text += "  public static let all: [LawRule] = [\n"
    text += "".join(f"    {_name(rule)}(),\n" for rule in model.rules) + "  ]\n"
    for rule in model.rules:
        text += "\n" + _rule(model, rule)
    return {
        f"{FOLDER}/LawRules.swift": source(text + "}\n"),
        f"{FOLDER}/LawTable.swift": source(_table(model)),
    }


def _table(model):
    text = "extension LawEntry {\n"
    text += comment("Every row, in the order of the tables in `Schemas/law`.", 2)
    text += "  public static let all: [LawEntry] = [\n"
    for row in model.law:
        parts = [
            ("id", string(row["id"])), ("kind", f".{row['kind']}"),
            ("length", _text(row.get("length"))), ("old", _text(row["basis"]["old"])),
            ("now", _text(row["basis"]["now"])), ("by", _text(row.get("by"))),
            ("validFrom", _day(row["validFrom"])), ("validTo", _day(row["validTo"])),
            ("certainty", f".{row['certainty']}")]
        text += "    LawEntry(\n" + ",\n".join(f"      {k}: {v}" for k, v in parts) + "),\n"
    return text + "  ]\n}\n"


def period(where, text):
    """The Period of an ISO 8601 duration in years, months, weeks or days."""
    match = re.fullmatch(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", text)
    if not match:
        raise SchemaError(
            f"law: {where}: {text} is no duration in years, months, weeks or days (P3M, P1W, P7D)")
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    return f"Period(months: {years * 12 + months}, days: {weeks * 7 + days})"


def _name(rule):
    return camel(rule["id"].lower())


def _rule(model, rule):
    where, anchor = rule["id"], rule["anchor"]
    rows = [
        ("id", string(where)),
        ("verdict", f".{rule['verdict']}"),
        ("owner", _owner(where, rule.get("owner", "service"))),
        ("subjects", "[" + ", ".join(f".{kind}" for kind in rule.get("subjects", [])) + "]"),
        ("episode", _episode(model, where, rule["episode"])),
        ("conditions", _conditions(model, where, rule.get("conditions", []))),
        ("sections", _sections(where, rule.get("under", []))),
        ("standIn", _sections(where, rule.get("orUnder", []))),
        ("needsMark", _needs_mark(model, where, rule.get("needsMark"))),
        ("needsOpen", _needs_open(model, where, rule.get("needsOpen"))),
        ("anchor", _anchor(model, where, anchor)),
        ("offset", period(where, anchor["offset"]) if "offset" in anchor else "nil"),
        ("length", period(where, rule["length"])),
        ("lengthBy", _length_by(model, where, rule.get("lengthBy"))),
        ("extended", _extension(model, where, rule.get("extended"))),
        ("met", "[" + ", ".join(_met(model, where, met) for met in rule["met"]) + "]"),
        ("matching", _field(model, where, rule["matching"]) if "matching" in rule else "nil"),
        ("repeats", _flag(rule.get("repeats", False))),
        ("lapses", _flag(rule.get("lapses", False))),
        ("rollsOver", _flag(rule.get("rollsOver", False))),
        ("owedAfterEnd", _flag(rule.get("owedAfterEnd", _outlives(rule)))),
        ("untilAge", str(rule.get("untilAge", "nil"))),
        ("validFrom", _day(rule["validFrom"])),
        ("validTo", _day(rule["validTo"])),
        ("certainty", f".{rule['certainty']}"),
    ]
    text = comment(f"{rule['label']['en']} ({rule['label']['nb'].lower()}). {basis(rule)}.", 2)
    text += f"  private static func {_name(rule)}() -> LawRule {{\n    LawRule(\n"
    return text + ",\n".join(f"      {label}: {value}" for label, value in rows) + ")\n  }\n"


def basis(rule):
    """The sections of both Acts, the one in force first."""
    return "; ".join(part for part in (rule["basis"]["now"], rule["basis"]["old"]) if part)


def _outlives(rule):
    """Whether the duty stays when the episode is over: feedback to a reporter is owed all the same,
    but what is over cannot lapse."""
    if rule["anchor"]["from"] in ("end", "childEnd", "mark"):
        return True
    return not rule.get("lapses") and any(met["by"] == "mark" for met in rule["met"])


def _flag(value):
    return str(bool(value)).lower()


def _text(value):
    return string(value) if value else "nil"


def _day(text):
    return f"Day(number: {day_number(text)})" if text else "nil"


def _owner(where, owner):
    if owner not in OWNERS:
        raise SchemaError(f"law: {where}: owner must be one of {sorted(OWNERS)}")
    return f".{owner}"


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


def _sections(where, under):
    """`BVL 4-6 (2)`: Act, chapter, section, and a paragraph where it matters."""
    found = []
    for text in under:
        match = re.fullmatch(r"(\w+) (\d+)-(\d+\w?)(?: \((\d+)\))?", text)
        if not match:
            raise SchemaError(f"law: {where}: {text} is no section; write BVL 4-6 or BVL 4-6 (2)")
        act, chapter, section, paragraph = match.groups()
        found.append(f'LegalSection("{act}", "{chapter}", "{section}", paragraph: {paragraph or "nil"})')
    return "[" + ", ".join(found) + "]"


def _needs_mark(model, where, needs):
    if not needs:
        return "nil"
    conditions = _conditions(model, where, needs.get("conditions", []))
    return f"MarkCondition({_type(model, where, needs['mark'])}, {conditions})"


def _needs_open(model, where, kind):
    return _episode(model, where, kind) if kind else "nil"


def _anchor(model, where, anchor):
    kind = anchor["from"]
    if kind not in ANCHORS:
        raise SchemaError(f"law: {where}: an anchor is from one of {sorted(ANCHORS)}")
    if kind in ("parentStart", "childEnd"):
        return f".{kind}({_episode(model, where, anchor['of'])})"
    if kind == "mark":
        return f".mark({_needs_mark(model, where, anchor)})"
    if kind == "field":
        return f".field({_field(model, where, anchor['field'])})"
    return f".age({anchor['years']})" if kind == "age" else f".{kind}"


def _length_by(model, where, by):
    if not by:
        return "nil"
    rows = [f"({string(code)}, {period(where, text)})" for code, text in by["lengths"].items()]
    return f"LengthByCode(field: {_field(model, where, by['field'])}, lengths: [{', '.join(rows)}])"


def _extension(model, where, extended):
    if not extended:
        return "nil"
    return (f"Extension(mark: {_needs_mark(model, where, extended)},"
            f" length: {period(where, extended['length'])},"
            f" inTime: {_flag(extended.get('inTime', False))})")


def _met(model, where, met):
    conditions = _conditions(model, where, met.get("conditions", []))
    if met["by"] == "mark":
        return f".mark({_type(model, where, met['mark'])}, {conditions})"
    if met["by"] in ("cover", "opening"):
        return f".{met['by']}({_episode(model, where, met['episode'])}, {conditions})"
    if met["by"] == "happening":
        return f".happening({_episode(model, where, met['episode'])})"
    return ".end"
