"""Faults of indicators, reports and dimensions."""
import os

from ..catalogue import column_names, headings, parts
from ..dimensions import BANDS, groups
from . import forms, goals, population
from .events import selectable
from .words import a, nearest, twice, unknown

# What never holds of an episode of one day, or says no more than `started`.
LASTING = {"ended", "open", "open-before", "active", "reopened", "in-force", "arrived", "departed"}
# What is known of who did an act.
OF_WORKERS = ("staffKind", "staffRole")
# What an indicator counts of one subject alone.
COMPUTED = {"share", "combine", "median"}
ADDING = {"sum", "own-sum", "months", "days"}
COUNTING = {"episodes", "subjects", "distinct", "sum", "own-sum", "months", "days", "acts", "stretches"}


def indicator_form_faults(path, content):
    """The form of a file of indicators, each by what it measures."""
    found = list(forms.faults(path, content, forms.INDICATORS))
    yield from found
    for each in [] if found else content["indicators"]:
        yield from forms.faults(f"{path}: {each['id']}", each, forms.MEASURES[each["measure"]])


def report_form_faults(path, report):
    """The form of a report, which is called as its file."""
    found = list(forms.faults(path, report, forms.REPORT))
    yield from found
    if not found and report["id"] + ".json" != os.path.basename(path):
        yield f"{path}: the id {report['id']} is not the file's name"
    form = _heading_form if not found and headings(report) else _column_form
    for name, column in [] if found else column_names(report):
        yield from form(f"{path}: columns: {name}", column)


def _column_form(where, column):
    """What a column needs: a time and its arithmetic, or the two columns it shows the change of."""
    if ("by" in column) != ("group" in column):
        yield f"{where}: by and group go together"
    times = sum(key in column for key in ("year", "at", "to"))
    if "change" in column:
        if times or {"per", "of", "from"} & column.keys():
            yield f"{where}: a change is between two other columns, and has no time of its own"
        return
    if times != 1 or "from" in column and "to" not in column:
        yield f"{where}: it needs year, or at, or from and to"
    if "show" in column and {"per", "of"} & column.keys():
        yield f"{where}: show goes with neither per nor of"
    if "byGroup" in column and "group" in column:
        yield f"{where}: byGroup is of the row's group, and the column has one of its own"
    yield from _heading_form(where, column)


def _heading_form(where, column):
    """What the arithmetic of a column needs."""
    if "byGroup" in column and "per" not in column:
        yield f"{where}: byGroup says which figure is meant by per, which is missing"
    if "of" in column:
        if "decimals" not in column or {"per", "times"} & column.keys():
            yield f"{where}: of needs decimals, and goes with neither per nor times"
    elif {"per", "times", "decimals"} & column.keys() not in (set(), {"per", "times", "decimals"}):
        yield f"{where}: per, times and decimals go together"


def dimension_form_faults(path, content):
    """The form of a file of dimensions, each by what its groups come from."""
    found = list(forms.faults(path, content, forms.DIMENSIONS))
    yield from found
    for each in [] if found else content["dimensions"]:
        form = (forms.BANDS if "bands" in each else forms.UNITS if "units" in each else
                forms.BY_CODES if "codes" in each else forms.GROUPS)
        where = f"{path}: {each['id']}"
        yield from forms.faults(where, each, form)
        if form is forms.BANDS and len(BANDS & each.keys()) != 1:
            yield f"{where}: bands are of one thing: age, lasted, figure or field"
        elif form is forms.BANDS and ("field" in each) != ("unit" in each):
            yield f"{where}: unit goes with field, and field with unit"


def faults(files, model):
    """What is wrong with the catalogue beside the events."""
    indicators = {each["id"]: each for each in model.indicators}
    for path, content in files.items():
        if path.startswith("indicators/"):
            for each in content["indicators"]:
                yield from _indicator(f"{path}: {each['id']}", each, indicators, model)
            for each in content.get("balances", []):
                names = (each["opening"], *each["in"], *each["out"], each["closing"])
                yield from _added(f"{path}: balances: {each['closing']}", names, indicators)
            for each in content.get("wholes", []):
                names = (each["whole"], *each["parts"])
                yield from _added(f"{path}: wholes: {each['whole']}", names, indicators)
        elif path.startswith("reports/"):
            yield from _report(path, content, indicators, model)
        elif path.startswith("dimensions/"):
            for each in content["dimensions"]:
                yield from _dimension(f"{path}: {each['id']}", each, model)
    yield from twice("indicators", "the indicator", [each["id"] for each in model.indicators])
    yield from twice("dimensions", "the dimension", [each["id"] for each in model.dimensions])


def fields(kind, model):
    """The fields of an episode of that kind: those of all its events, and what informs it."""
    found = {}
    for type in model.types:
        informs = type.episode.get("informs") and kind in type.subjects
        if type.episode["does"] != "annul" and (type.episode["kind"] == kind or informs):
            found.update({field.name: field for field in type.fields})
    return found


def _codes(name, model):
    return next((selectable(each) for each in model.lists if each["id"] == name), set())


def _indicator(where, indicator, indicators, model):
    if indicator["unit"] not in model.units:
        yield (f"{where}: unit: {indicator['unit']} has no words under units"
               f"{nearest(indicator['unit'], model.units)}")
    if "countedAs" in indicator:
        yield from unknown(f"{where}: countedAs", "code", indicator["countedAs"],
                           _codes("counted_thing", model))
    measure = indicator["measure"]
    if measure == "shared" and "figure" not in indicator and not {"of", "when", "field"} <= indicator.keys():
        yield f"{where}: shared needs a figure, or of, when and field"
    elif measure == "reference" or measure == "shared" and "figure" in indicator:
        yield from unknown(f"{where}: figure", "reference figure", indicator["figure"],
                           _codes("reference_figure", model))
    elif measure == "share":
        for key in ("of", "in"):
            yield from unknown(f"{where}: share.{key}", "indicator", indicator["share"][key], indicators)
    elif measure == "median":
        name = indicator["median"]["of"]
        yield from unknown(f"{where}: median.of", "indicator", name, indicators)
        if name in indicators and indicators[name]["measure"] not in ADDING:
            yield f"{where}: median.of: {name} adds up no numbers; name one of days, sum, own-sum or months"
        elif name in indicators and indicators[name]["measure"] in ("months", "own-sum") and (
                indicator["median"].get("each") != "subject"):
            yield f"{where}: median: {name} has one number for each subject; each is subject"
    elif measure == "combine":
        for name in indicator["combine"]["plus"] + indicator["combine"].get("minus", []):
            yield from unknown(f"{where}: combine", "indicator", name, indicators)
        yield from population.faults(where, indicator, {each["id"]: each for each in model.indicators})
    elif measure == "stretches":
        yield from unknown(f"{where}: rule", "deadline", indicator["rule"],
                           [rule["id"] for rule in model.rules if rule.get("repeats")])
    elif measure == "acts":
        yield from _acts(where, indicator, model)
    else:
        if measure == "days" and indicator.get("each") == "subject" and (
                not indicator.get("inPeriod") or indicator["when"] != "active"):
            yield (f"{where}: each: the days of a subject are those of the period: "
                   "inPeriod must be true, and when active")
        if "since" in indicator:
            yield from _since(where, indicator, model)
        yield from _query(where, indicator, model)
        for key in ("also", "having", "lacking"):
            for other in indicator.get(key, []):
                yield from _query(f"{where}: {key}", other, model)
        if measure == "own-sum":
            yield from unknown(f"{where}: field", "field", indicator["field"], model.fields)
    if indicator["id"] in parts(indicator, model):
        yield f"{where}: it is computed from itself"


def _added(where, names, indicators):
    """What is added up is counted, and in one unit."""
    units = set()
    for name in names:
        yield from unknown(where, "indicator", name, indicators)
        found = indicators.get(name)
        if found and found["measure"] not in COUNTING:
            yield f"{where}: {name} is computed or given; name an indicator that counts"
        units |= {found["unit"]} if found else set()
    if len(units) > 1:
        yield f"{where}: its figures are in {' and '.join(sorted(units))}"


def _query(where, indicator, model):
    kind, when = indicator["of"], indicator["when"]
    if kind not in model.kinds:
        yield from unknown(f"{where}: of", "kind of episode", kind, model.kinds)
        return
    does = {type.episode["does"] for type in model.types if type.episode["kind"] == kind}
    if when in LASTING and "start" not in does:
        yield f"{where}: when: {a(kind)} only happens, on one day; count it with started"
    elif when == "reopened" and "resume" not in does:
        yield f"{where}: when: no type opens {a(kind)} again"
    elif when == "ended" and "end" not in does:
        yield f"{where}: when: no type ends {a(kind)}"
    elif when == "in-force" and "periodTo" not in fields(kind, model):
        yield f"{where}: when: {a(kind)} is given for no time (periodTo); ask for open"
    marks = [type.name for type in model.types
             if type.episode["kind"] == kind and type.episode["does"] == "mark"]
    if when == "marked" and indicator.get("mark") not in marks:
        mark = indicator.get("mark", "")
        yield f"{where}: mark: {mark or 'nothing'} marks no {kind}{nearest(mark, marks)}"
    known = fields(kind, model)
    if "field" in indicator and indicator.get("measure") != "own-sum":
        yield from _field(f"{where}: field", indicator["field"], kind, known)
    for condition in indicator.get("where", []):
        yield from _condition(f"{where}: where", condition, kind, known, model)
    for rule in indicator.get("deadline", {}).get("rules", []):
        yield from unknown(f"{where}: deadline", "rule of law", rule, [each["id"] for each in model.rules])


def _acts(where, indicator, model):
    """Types of events that are about such a subject, and conditions on the post of who acted."""
    types = {type.name: type for type in model.types}
    for key in ("types", "leaveOut"):
        for name in indicator.get(key, []):
            yield from unknown(f"{where}: {key}", "event type", name, types)
            if name in types and indicator["of"] not in types[name].subjects:
                yield f"{where}: {key}: {name} is not about {a(indicator['of'])}"
    for condition in indicator.get("where", []):
        yield from unknown(f"{where}: where", "fact of a post", condition.get("field", "nothing"), OF_WORKERS)
        yield from _fact(f"{where}: where", condition, model)


def _field(where, name, kind, known):
    if name not in known:
        yield f"{where}: {a(kind)} has no field {name}{nearest(name, known)}"


def _condition(where, condition, kind, known, model):
    """A field of what is counted, and codes of its list; or a fact of something else."""
    if "field" not in condition:
        yield from _fact(where, condition, model)
        return
    name = condition["field"]
    yield from _field(where, name, kind, known)
    field = known.get(name)
    codes = condition.get("in", condition.get("notIn"))
    if codes is None:
        yield from _fact(where, condition, model)
    elif field and field.codes:
        for code in codes:
            yield from unknown(f"{where}: {name}", "code", code, _codes(field.codes, model))


def _since(where, indicator, model):
    """What is counted follows from a record of that kind."""
    kind = indicator["of"]
    names = {name for type in model.types if type.episode and type.episode["kind"] == kind
             for name in type.episode.get("parents", [])}
    known = {type.episode["kind"] for type in model.types if type.episode
             and {type.episode.get("id"), f"{type.episode.get('id')}s"} & names}
    if kind in model.kinds and indicator["since"] not in known | {kind}:
        yield (f"{where}: since: {a(kind)} does not follow from {a(indicator['since'])};"
               f" it follows from {', '.join(sorted(known)) or 'nothing'}")
    if {"inPeriod", "nights", "each"} & indicator.keys():
        yield f"{where}: since goes with neither inPeriod, nights nor each"


def _report(path, report, indicators, model):
    dimensions = {each["id"] for each in model.dimensions}
    for number, row in enumerate(report["rows"]):
        where = f"{path}: rows[{number}]"
        yield from unknown(f"{where}: indicator", "indicator", row["indicator"], indicators)
        ids = [name for name, _ in column_names(report)]
        for label in row.get("only", []):
            yield from unknown(f"{where}: only", "column", label, ids)
        if "scale" in row and "unit" in row["scale"]:
            yield from unknown(f"{where}: scale", "unit", row["scale"]["unit"], model.units)
        by = row.get("by")
        if "leaveOutEmpty" in row and "group" in row:
            yield f"{where}: leaveOutEmpty is of a row or of all its parts, not of one group"
        if "group" in row and not isinstance(by, str):
            yield f"{where}: group: a group is one of a dimension; name that with by"
        if isinstance(by, str):
            yield from unknown(f"{where}: by", "dimension", by, dimensions)
        elif by and "codes" not in by:
            yield from _own_values(f"{where}: by", by["field"], model)
        elif by and row["indicator"] in indicators:
            yield from _by(f"{where}: by", by, indicators[row["indicator"]], indicators, model)
    yield from goals.faults(path, report, [column for _, column in column_names(report)], indicators)
    yield from _headings(path, report, indicators, model)
    if isinstance(report["columns"], dict) and not headings(report):
        yield from _column_by(f"{path}: columns: by", report["columns"]["by"], report["rows"], indicators, model)
    for name, column in column_names(report):
        where = f"{path}: columns: {name}"
        for other in column.get("change", []):
            yield from unknown(f"{where}: change", "column", other, [each for each, _ in column_names(report)])
        if "per" in column:
            yield from unknown(f"{where}: per", "reference figure", column["per"],
                               _codes("reference_figure", model))
        if "group" in column:
            rows = [row for row in report["rows"] if name in row.get("only", [name])]
            yield from _column_by(f"{where}: by", column["by"], rows, indicators, model)
            yield from unknown(f"{where}: group", "group", column["group"],
                               [*_group_names(column["by"], model), "known", "unknown"])


def _headings(path, report, indicators, model):
    """Figures beside each other are there, and every row can be broken down in each of them."""
    figures = headings(report)
    for each in figures:
        where = f"{path}: columns: {each['id']}"
        if "indicator" not in each:
            continue
        yield from unknown(f"{where}: indicator", "indicator", each["indicator"], indicators)
        for number, row in enumerate(report["rows"]):
            by = row.get("by", {})
            if isinstance(by, dict) and "codes" in by and each["indicator"] in indicators \
                    and each["id"] in row.get("only", [each["id"]]):
                yield from _by(f"{where}: rows[{number}]: by", by, indicators[each["indicator"]],
                               indicators, model)
    shown = [each.get("indicator") for each in figures]
    for number, row in enumerate(report["rows"] if shown and None not in shown else []):
        if row["indicator"] not in shown and row["indicator"] in indicators:
            yield (f"{path}: rows[{number}]: indicator: no column shows {row['indicator']};"
                   f" name that of one of them")


def _column_by(where, by, rows, indicators, model):
    """Every row can be broken down as its column is."""
    if isinstance(by, str):
        yield from unknown(where, "dimension", by, {each["id"] for each in model.dimensions})
        if any(each["id"] == by and "units" in each for each in model.dimensions):
            yield f"{where}: units have rows, not columns"
        return
    for row in rows:
        if row["indicator"] in indicators:
            yield from _by(where, by, indicators[row["indicator"]], indicators, model)


def _group_names(by, model):
    """The groups of a dimension, or the codes of a field's list."""
    if not isinstance(by, str):
        return _codes(by["codes"], model)
    dimension = next((each for each in model.dimensions if each["id"] == by), None)
    return [name for name, *_ in groups(dimension, model)] if dimension else []


def _own_values(where, name, model):
    """The field is one of a case or a person, and says itself what it says."""
    known = {**fields("case", model), **fields("person", model)}
    if name not in known:
        yield f"{where}: neither a case nor a person has a field {name}{nearest(name, known)}"
    elif known[name].codes:
        yield f"{where}: the codes of {name} are {known[name].codes}; name them"


def _by(where, by, indicator, indicators, model):
    """The field is one of what is counted, and the list is the field's."""
    kind = _counted(indicator, indicators, model)
    if kind is None:
        yield f"{where}: {indicator['id']} cannot be broken down by a field"
        return
    known = fields(kind, model)
    if indicator["measure"] == "acts":
        known = {name: field for name, field in fields("post", model).items() if name in OF_WORKERS}
    coded = [name for name, field in known.items() if field.codes]
    name = by["field"]
    if name not in known:
        yield f"{where}: {indicator['id']} counts {a(kind)}, which has no field {name}{nearest(name, coded)}"
    elif known[name].codes != by["codes"]:
        right = known[name].codes
        yield (f"{where}: the codes of {name} are not {by['codes']}; they are {right}" if right
               else f"{where}: {name} has no codes{nearest(name, coded)}")


def _counted(indicator, indicators, model):
    """The kind of episode that an indicator counts; nil for none."""
    if indicator["measure"] in COMPUTED:
        name = indicator["combine"]["plus"][0] if "combine" in indicator else indicator[indicator["measure"]]["of"]
        part = indicators.get(name, {"measure": "reference"})
        return None if part["measure"] in COMPUTED else _counted(part, indicators, model)
    if indicator["measure"] == "stretches":
        return next((rule["episode"] for rule in model.rules if rule["id"] == indicator["rule"]), None)
    return indicator.get("of")


def _dimension(where, dimension, model):
    if "codes" in dimension:
        yield from unknown(f"{where}: field", "field", dimension["field"], model.fields)
        yield from unknown(f"{where}: codes", "code list", dimension["codes"],
                           [each["id"] for each in model.lists])
    if "bands" in dimension:
        yield from _banded(where, dimension, model)
    yield from twice(where, "the group", [each["id"] for each in dimension.get("groups", [])])
    for group in dimension.get("groups", []):
        for facts in group["any"]:
            for fact in facts:
                yield from _fact(f"{where}: {group['id']}", fact, model)


def _banded(where, banded, model):
    """What lies in a band is there, and is a number."""
    if "figure" in banded:
        yield from _figure(where, banded["figure"], model)
    elif "field" in banded:
        yield from unknown(f"{where}: field", "field", banded["field"], model.fields)
        uses = [each for type in model.types for each in type.fields if each.name == banded["field"]]
        if uses and not any(each.kind == "number" for each in uses):
            yield f"{where}: {banded['field']} is no number"


def _figure(where, name, model):
    """A figure of one subject alone: counted, and not by other such figures."""
    indicators = {each["id"]: each for each in model.indicators}
    yield from unknown(f"{where}: figure", "indicator", name, indicators)
    indicator = indicators.get(name, {"measure": "episodes"})
    if indicator["measure"] not in COUNTING:
        yield f"{where}: figure: {name} is computed or given; name an indicator that counts"
    elif _asks_figure(indicator):
        yield f"{where}: figure: {name} asks for a figure itself"


def _asks_figure(part):
    """Whether a condition somewhere in it is on another indicator's figure."""
    if isinstance(part, list):
        return any(_asks_figure(each) for each in part)
    if not isinstance(part, dict):
        return False
    inner = [part[key] for key in ("where", "also", "having", "lacking", "own") if key in part]
    return "measure" not in part and "figure" in part or _asks_figure(inner)


def _fact(where, fact, model):
    """A condition of a group: on a field, on the record it follows from, on the subject, on age, on how
    long it lasted, or on a figure."""
    if "parent" in fact:
        yield from unknown(f"{where}: parent", "kind of episode", fact["parent"], model.kinds)
    for key in ("followedBy", "notFollowedBy"):
        if key in fact:
            yield from unknown(f"{where}: {key}", "kind of episode", fact[key], model.kinds)
    if {"parent", "followedBy", "notFollowedBy", "own"} & fact.keys():
        for inner in fact.get("where", fact.get("own", [])):
            yield from forms.faults(where, inner, forms.FACT)
            yield from _fact(where, inner, model)
        return
    if "marked" in fact:
        marks = [type.name for type in model.types if type.episode["does"] == "mark"]
        yield from unknown(f"{where}: marked", "event type that marks", fact["marked"], marks)
        return
    banded = {"from", "to", "below"} & fact.keys()
    for key in ("age", "lasted", "figure"):
        if key in fact:
            if not banded:
                yield f"{where}: {key} needs from, to or below"
            yield from _banded(where, fact, model)
            return
    if "field" not in fact:
        yield f"{where}: a condition needs a field, a parent, followedBy, notFollowedBy, own, marked, age, lasted or figure"
        return
    if "less" in fact:
        yield from unknown(f"{where}: less", "kind of episode", fact["less"], model.kinds)
        if not banded:
            yield f"{where}: less needs from, to or below"
            return
    if banded:
        yield from _banded(where, fact, model)
        return
    yield from unknown(where, "field", fact["field"], model.fields)
    if not {"in", "notIn", "missing", "numbers", "startsWith"} & fact.keys():
        yield (f"{where}: a condition on {fact['field']} needs in, notIn, missing, numbers, startsWith, "
               "from, to or below")
