"""Coverage.md: what descriptions of real services ask of a case log, and what shows it here.

Each row of Schemas/coverage/systems.json says in a few words what is asked, and `by` what it is
shown: names that stand in Schemas are checked here, tests, transcripts and commands by a test
(CoverageTests). A row that `waits` is not claimed; one that is `outside` says why.
"""
import json
import os

from .model import SchemaError
from .soundness.words import nearest
from .texts import FOLDER

PATH = "Sources/sakslogg/sakslogg.docc/Coverage.md"
FILE = os.path.join(os.path.dirname(FOLDER), "coverage", "systems.json")
LAST = 208
# How each kind of evidence is written in the page.
SHOWN = {
    "record": "`record {}`", "report": "`stats {}`", "command": "`{}`",
    "indicator": "figure `{}`", "figure": "given figure `{}`", "law": "duty `{}`",
    "rule": "rule `{}`", "code": "code `{}`",
    "transcript": "`Tests/CommandTests/Transcripts/{}.txt`"}
# Kinds that let somebody see it, besides naming it.
SEEN = {"report", "command", "transcript", "test"}


def number(n):
    """The id of a row: S-01, S-208."""
    return f"S-{n:02d}"


def read():
    """The sections and rows of the file."""
    try:
        with open(FILE, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError) as error:
        raise SchemaError(f"coverage/systems.json: {error}") from error


def known(model):
    """The names of each kind of evidence that lies in Schemas."""
    with open(os.path.join(FOLDER, "rules.json"), encoding="utf-8") as file:
        rules = set(json.load(file))
    codes = {f"{each['id']}/{code['code']}" for each in model.lists for code in each["codes"]}
    return {
        "record": {type.short for type in model.types},
        "report": {each["id"] for each in model.reports},
        "indicator": {each["id"] for each in model.indicators},
        "law": {row["id"] for row in model.law}, "rule": rules, "code": codes,
        "figure": {each.split("/", 1)[1] for each in codes if each.startswith("reference_figure/")}}


def faults(content, names):
    """What is wrong with the rows: the numbers, their form, and names that are not there."""
    ids = [row.get("id") for row in content["rows"]]
    if ids != [number(n) for n in range(1, LAST + 1)]:
        yield f"coverage/systems.json: the rows are not S-01 to S-{LAST}, each once and in order"
    for row in content["rows"]:
        where = f"coverage/systems.json: {row.get('id')}"
        if not row.get("what") or set(row) - {"id", "what", "by", "waits", "outside"}:
            yield f"{where}: a row has id, what, and by, waits or outside"
        yield from _evidence_faults(where, row, names)


def _evidence_faults(where, row, names):
    by = row.get("by", [])
    if "waits" in row and "outside" in row:
        yield f"{where}: a row waits or is outside, not both"
    if not ("waits" in row or "outside" in row) and not any(
            each.split(" ")[0] in SEEN for each in by):
        yield f"{where}: nothing lets it be seen: name a test, transcript, report or command"
    for each in by:
        kind, _, name = each.partition(" ")
        if kind not in {*SHOWN, "test"}:
            yield f"{where}: {each}: {kind} is no kind of evidence{nearest(kind, SHOWN)}"
        elif kind in names and name not in names[kind]:
            yield f"{where}: there is no {kind} {name}{nearest(name, names[kind])}"
        elif kind == "test" and ": " not in name:
            yield f"{where}: {each}: a test is written folder/file: sentence"


def shown(evidence):
    """One piece of evidence, as the page writes it."""
    kind, _, name = evidence.partition(" ")
    if kind == "test":
        file, _, sentence = name.partition(": ")
        return f"`Tests/{file}.swift` (*{sentence}*)"
    return SHOWN[kind].format(name)


def cell(row):
    """What stands in the last column."""
    if "outside" in row:
        return f"Not a case log's: {row['outside']}"
    by = ", ".join(shown(each) for each in row.get("by", []))
    if "waits" not in row:
        return by
    return f"**Not shown yet**: {row['waits']}." + (f" There is {by}." if by else "")


def table(rows):
    """The rows of one section."""
    lines = "".join(f"| {row['id']} | {row['what']} | {cell(row)} |\n" for row in rows)
    return "| | asked | shown by |\n|---|---|---|\n" + lines


def files(model):
    """Coverage.md."""
    content = read()
    found = list(faults(content, known(model)))
    if found:
        raise SchemaError("\nSchemas/".join(found))
    rows, starts = content["rows"], [each["from"] for each in content["sections"]]
    parts = []
    for section, end in zip(content["sections"], [*starts[1:], LAST + 1]):
        parts.append(f"## {section['label']}\n\n{table(rows[section['from'] - 1:end - 1])}")
    waiting = sum("waits" in row for row in rows)
    outside = sum("outside" in row for row in rows)
    return {PATH: PAGE.format(
        last=LAST, waiting=waiting, outside=outside, shown=LAST - waiting - outside,
        parts="\n".join(parts))}


PAGE = """# What services ask of a case log

What five published descriptions of municipal services ask for, row by row, and what shows it here.

## Overview

<!-- Generated by Tools/generate from Schemas/coverage/systems.json. Do not edit. -->

The rows S-01 to S-{last} are our reading, in our own words, of two annual reports, a basis for a
merger, a status report and a set of slides. {shown} of them are shown by a test, a transcript, a
table or a command, {waiting} are not shown yet, and {outside} are not a case log's business. A test
(`Tests/RepositoryTests/CoverageTests.swift`) asks that each row stands here once and that whatever
a row names is there; an event that is named is recorded by some test, transcript or scenario.

{parts}"""
