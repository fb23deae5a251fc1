"""The record types of KOSTRA: their form, and that fields follow each other without gaps."""
from . import forms
from .events import selectable
from .words import nearest, twice, unknown

NAME = {"type": "string", "pattern": "^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$",
        "says": "must be in capitals, as KOMMUNE_NR"}
YEAR = {"type": "integer", "minimum": 2000, "maximum": 2099}
SIZE = {"type": "integer", "minimum": 1}
FIELD = forms.obj(
    {"number": SIZE, "name": NAME, "position": SIZE, "length": SIZE,
     "type": forms.one_of("text", "integer", "date"), "label": forms.LABEL},
    {"required": forms.FLAG, "codes": forms.SNAKE, "only": forms.TEXT, "note": forms.TEXT})
LAYOUT = forms.obj(
    {"id": forms.TEXT, "name": forms.KEBAB, "label": forms.LABEL, "source": forms.TEXT,
     "firstYear": YEAR, "lastYear": {"type": ["integer", "null"]}, "length": SIZE,
     "fields": forms.listed(FIELD, 1)})


def form_faults(path, content):
    """The form of one layout."""
    return forms.faults(path, content, LAYOUT)


def faults(path, layout, lists):
    """What is wrong with a layout beyond its form; the lists are those of Schemas/codes."""
    position = 1
    for number, field in enumerate(layout["fields"], start=1):
        where = f"{path}: {field['name']}"
        if field["number"] != number:
            yield f"{where}: the number is {field['number']}, but {number - 1} fields stand before it"
        if field["position"] != position:
            yield f"{where}: the position is {field['position']}, the field before ends at {position - 1}"
        position = field["position"] + field["length"]
        if field["type"] == "date" and field["length"] != 8:
            yield f"{where}: a date is eight characters long, not {field['length']}"
        yield from _code_faults(where, field, lists, f"{layout['firstYear']}-01-01")
    if position != layout["length"] + 1:
        yield f"{path}: length is {layout['length']}, the last field ends at {position - 1}"
    yield from twice(path, "the field", [field["name"] for field in layout["fields"]])


def _code_faults(where, field, lists, first):
    """The list of a field exists, and its codes since that day fit into the field."""
    if "codes" not in field:
        if "only" in field:
            yield f"{where}: only needs codes"
        return
    yield from unknown(where, "code list", field["codes"], lists)
    known = lists.get(field["codes"], {"codes": []})
    ended = {code["code"] for code in known["codes"] if code["validTo"] and code["validTo"] < first}
    codes = selectable(known) - ended
    if "only" in field:
        if codes and field["only"] not in codes:
            yield f"{where}: there is no code {field['only']}{nearest(field['only'], codes)}"
        codes = {field["only"]}
    for code in sorted(codes):
        if len(code) != field["length"]:
            yield f"{where}: the code {code} is not {field['length']} characters long"
