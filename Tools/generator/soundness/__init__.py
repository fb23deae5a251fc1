"""The one check of Schemas/, which Tools/check-schemas prints and Tools/generate makes first.

Each file's form is looked at by itself, then all of them together. A fault is one line: the file,
the place in it, what is wrong, and the nearest right name where a name is wrong.
"""
import glob
import json
import os

from ..model import Model, SchemaError
from . import catalogue, events, forms, kostra, law
from .words import twice

# What can go wrong in reading a value that no form has looked at.
ODD = (KeyError, TypeError, AttributeError, ValueError, IndexError, StopIteration, AssertionError)


def check(folder, emitters):
    """The model and no faults, or nothing and every fault found, each with the file's path."""
    files, found = _read(folder)
    for path, content in files.items():
        found += _guarded(path, _form_faults, path, content)
    model = None
    if not found:
        try:
            model = Model.load(folder)
            found = _guarded("Schemas", _faults, files, model)
        except SchemaError as error:
            found = [str(error)]
    for emitter in [] if found else emitters:
        try:
            emitter.files(model)
        except SchemaError as error:
            found.append(str(error))
        except ODD as error:
            found.append(f"{emitter.__name__.split('.')[-1]}: cannot be written: {_odd(error)}")
    return (None if found else model), [_placed(fault) for fault in found]


def _read(folder):
    """Every JSON file by its path, and what cannot be read."""
    files, found = {}, []
    for path in sorted(glob.glob(os.path.join(folder, "**", "*.json"), recursive=True)):
        name = os.path.relpath(path, folder)
        try:
            with open(path, encoding="utf-8") as file:
                files[name] = json.load(file, object_pairs_hook=_members)
        except json.JSONDecodeError as error:
            found.append(f"{name}:{error.lineno}:{error.colno}: no JSON: {error.msg}")
        except (OSError, ValueError) as error:
            found.append(f"{name}: {error}")
    return files, found


def _members(pairs):
    """An object; a member that stands twice is a fault, where JSON would drop the first."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"the key {name} stands {names.count(name)} times in one object")
    return dict(pairs)


def _form_faults(path, content):
    """The form of one file, by the folder it lies in."""
    if path == "events/words.json":
        return forms.faults(path, content, forms.WORDS)
    checks = {
        "events": events.form_faults, "codes": law.list_form_faults, "law": law.law_form_faults,
        "indicators": catalogue.indicator_form_faults, "reports": catalogue.report_form_faults,
        "dimensions": catalogue.dimension_form_faults,
        "kostra": kostra.form_faults}
    check = checks.get(path.split(os.sep)[0])
    return check(path, content) if check else []


def _faults(files, model):
    """What is wrong with the files together."""
    yield from events.all_faults(model)
    rows = [(path, row) for path, content in files.items() if path.startswith("law/")
            for row in content["rules"]]
    for path, row in rows:
        yield from law.faults(path, row, model)
    yield from twice("law", "the row", [row["id"] for _, row in rows])
    yield from events.task_faults(model)
    lists = {each["id"]: each for each in model.lists}
    for path, content in files.items():
        if path.startswith("kostra/"):
            yield from kostra.faults(path, content, lists)
    yield from catalogue.faults(files, model)


def _guarded(where, check, *arguments):
    """The faults that a check gives; one more if it stumbles."""
    found = []
    try:
        found.extend(check(*arguments))
    except ODD as error:
        found.append(f"{where}: cannot be read: {_odd(error)}")
    return found


def _odd(error):
    if isinstance(error, KeyError):
        return f"{error} is missing or not known"
    return str(error) or type(error).__name__


def _placed(fault):
    """A fault with its path from the top folder."""
    return fault if fault.startswith("Schemas") else "Schemas/" + fault
