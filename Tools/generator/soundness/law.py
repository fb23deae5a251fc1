"""Faults of code lists and of the rows of law."""
import datetime
import os

from . import forms
from .events import selectable
from .words import nearest, twice, unknown


def list_form_faults(path, content):
    """The form of a code list."""
    found = list(forms.faults(path, content, forms.CODES))
    yield from found
    if found:
        return
    if content["id"] + ".json" != os.path.basename(path):
        yield f"{path}: the id {content['id']} is not the file's name"
    yield from twice(path, "the code", [code["code"] for code in content["codes"]])
    for code in content["codes"]:
        yield from dates(f"{path}: {code['code']}", code)


def law_form_faults(path, content):
    """The form of a table of law."""
    found = list(forms.faults(path, content, forms.LAW))
    yield from found
    for row in [] if found else content["rules"]:
        where = f"{path}: {row['id']}"
        found = list(forms.faults(where, row, forms.ROWS[row["kind"]]))
        yield from found
        if not found:
            yield from dates(where, row)
            if not any(row["basis"].values()):
                yield f"{where}: basis needs a section, under old or now"


def dates(where, entry):
    """validFrom and validTo are days or null, and in order."""
    days = [entry["validFrom"], entry["validTo"]]
    for day in days:
        try:
            datetime.date.fromisoformat(day or "2000-01-01")
        except ValueError:
            yield f"{where}: {day} is no day"
    if None not in days and days[0] > days[1]:
        yield f"{where}: validFrom {days[0]} is after validTo {days[1]}"


def faults(path, row, model):
    """The names and codes that a deadline uses; the emitter checks the rest."""
    where = f"{path}: {row['id']}"
    if row["kind"] != "deadline":
        return
    yield from unknown(f"{where}: episode", "kind of episode", row["episode"], model.kinds)
    for condition in conditions(row):
        name = condition["field"]
        yield from unknown(where, "field", name, model.fields)
        known = values(name, model)
        for code in condition.get("in", condition.get("notIn", [])):
            if name in model.fields and code not in known:
                yield f"{where}: {name}: there is no code {code}{nearest(code, known)}"


def conditions(row):
    """All conditions of a deadline."""
    wanted = list(row.get("conditions", []))
    for part in (row["anchor"], row.get("needsMark"), row.get("extended"), *row["met"]):
        wanted += (part or {}).get("conditions", [])
    if "lengthBy" in row:
        wanted.append({"field": row["lengthBy"]["field"], "in": list(row["lengthBy"]["lengths"])})
    return wanted


def values(name, model):
    """What a field of that name may say: the codes of its lists, or yes and no."""
    lists = {each["id"]: each for each in model.lists}
    known = set()
    for field in (field for type in model.types for field in type.fields if field.name == name):
        if field.codes in lists:
            known |= selectable(lists[field.codes])
        if field.kind == "flag":
            known |= {"true", "false"}
    return known
