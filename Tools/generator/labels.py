"""LabelTable.swift: every label in Norwegian and English, sorted by key, as one static text.

A row is `key|nb|en`. More kinds of label: a function in SOURCES that gives (key, nb, en).
"""
from collections import Counter

from .model import SchemaError
from .schemas import FOLDER
from .swift import source


def files(model):
    rows = {}
    for rows_of in SOURCES:
        for key, nb, en in rows_of(model):
            if any(mark in part for part in (key, nb, en) for mark in '|\n"\\'):
                raise SchemaError(f"label {key}: a label cannot hold | \" \\ or a line break")
            rows[key] = (nb, en)
    lines = [f"{key}|{nb}|{en}" for key, (nb, en) in sorted(rows.items(), key=lambda row: row[0].encode())]
    text = ("/// Rows `key|nb|en`, sorted by the bytes of the key; each ends in a line break. A text that\n"
            "/// only exists in English has no `nb`.\n")
    text += 'let labelTable: String = #"""\n  ' + "\n  ".join(lines) + '\n\n  """#\n'
    return {f"{FOLDER}/LabelTable.swift": source(text)}


def _pair(key, label):
    return key, label["nb"], label["en"]


def _events(model):
    for type in model.types:
        yield _pair(f"event/{type.name}", type.label)
        yield f"description/{type.name}", "", type.description
        for field in type.fields:
            if field.description:
                yield f"description/{type.name}/{field.name}", "", field.description


def _fields(model):
    """The commonest label of a field by its name; another one by type and name."""
    found = {}
    for type in model.types:
        labels = [(field.name, field.label) for field in type.fields]
        labels += [(name, part["label"]) for name, part in type.sealed]
        for name, label in labels:
            found.setdefault(name, []).append((type.name, (label["nb"], label["en"])))
    for name, uses in found.items():
        common = Counter(label for _, label in uses).most_common(1)[0][0]
        yield f"field/{name}", *common
        for type, label in uses:
            if label != common:
                yield f"field/{type}/{name}", *label


def _codes(model):
    for each in model.lists:
        yield _pair(f"list/{each['id']}", each["label"])
        for code in each["codes"]:
            yield _pair(f"code/{each['id']}/{code['code']}", code["label"])


def _rules(model):
    for rule in model.law:
        yield _pair(f"law/{rule['id']}", rule["label"])
        if rule.get("note"):
            yield f"note/{rule['id']}", "", rule["note"]


def _words(model):
    for group, words in model.words.items():
        for word, label in words.items():
            yield _pair(f"{group}/{word}", label)


def _catalogue(model):
    for unit, label in model.units.items():
        yield _pair(f"unit/{unit}", label)
    for indicator in model.indicators:
        yield _pair(f"indicator/{indicator['id']}", indicator["label"])
        yield _pair(f"counts/{indicator['id']}", indicator["counts"])
        if indicator["source"]:
            yield f"source/{indicator['id']}", "", indicator["source"]
    for report in model.reports:
        yield _pair(f"report/{report['id']}", report["label"])
    for dimension in model.dimensions:
        yield _pair(f"dimension/{dimension['id']}", dimension["label"])
        yield _pair(f"note/dimension/{dimension['id']}", dimension["note"])


def _layouts(model):
    for layout in model.layouts:
        yield _pair(f"kostra/{layout['id']}", layout["label"])
        for field in layout["fields"]:
            yield _pair(f"kostra/{layout['id']}/{field['name']}", field["label"])


SOURCES = [_events, _fields, _codes, _rules, _words, _catalogue, _layouts]
