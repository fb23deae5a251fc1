"""Writes the catalogue of indicators and reports (Sources/Projections/Generated)."""
from . import dimensions
from .conditions import fact_condition, field
from .model import SchemaError, day_number
from .names import type_case
from .swift import camel, raw_string, source, string

PATH = "Sources/Projections/Generated/CatalogueTables.swift"
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
WHEN = ("started", "ended", "reopened", "open", "in-force", "open-before", "active", "arrived", "departed",
        "marked")
WITHIN = {"period-before": ".before", "earlier": ".earlier"}


def files(model):
    """The catalogue."""
    known = {indicator["id"]: indicator for indicator in model.indicators}
    if len(known) < len(model.indicators):
        raise SchemaError("indicators: an id stands twice")
    for indicator in model.indicators:
        _texts(indicator)
    for report in model.reports:
        _check_report(report, known, model)
    indicators = ",\n".join(_indicator(each, model) for each in model.indicators)
    balances = ",\n".join(_balance(each, model) for each in model.balances)
    wholes = ",\n".join(_whole(each, model) for each in model.wholes)
    reports = ",\n".join(_report(each, model) for each in model.reports)
    return {**dimensions.files(model), PATH: source(
        "import CaseModel",
        "extension Indicator {\n  /// Every indicator, by id.\n"
        f"  public static let all: [Indicator] = [\n{indicators},\n  ]\n}}",
        "extension Balance {\n  /// Every balance of the catalogue.\n"
        f"  public static let all: [Balance] = [\n{balances},\n  ]\n}}",
        "extension Whole {\n  /// Every whole of the catalogue.\n"
        f"  public static let all: [Whole] = [\n{wholes},\n  ]\n}}",
        "extension Report {\n  /// Every report, by name.\n"
        f"  public static let all: [Report] = [\n{reports},\n  ]\n}}")}


def _balance(balance, model):
    """What was there, what came and went, and what is there."""
    flows = [", ".join(string(name) for name in balance[key]) for key in ("in", "out")]
    for name in (balance["opening"], balance["closing"], *balance["in"], *balance["out"]):
        _indicator_named(name, model, "balances")
    return (f"    Balance({string(balance['opening'])}, in: [{flows[0]}], out: [{flows[1]}], "
            f"{string(balance['closing'])})")


def _whole(whole, model):
    """What some figures add up to."""
    for name in (whole["whole"], *whole["parts"]):
        _indicator_named(name, model, "wholes")
    parts = ", ".join(string(name) for name in whole["parts"])
    return f"    Whole({string(whole['whole'])}, of: [{parts}])"


def _texts(indicator):
    """Whoever asks what a figure means is answered in their language."""
    for key in ("label", "counts"):
        for language in ("nb", "en"):
            text = indicator.get(key)
            if not (isinstance(text, dict) and text.get(language, "").strip()):
                raise SchemaError(f"indicators/{indicator.get('id')}: {key} needs nb and en")
    if "source" not in indicator:
        raise SchemaError(f"indicators/{indicator['id']}: the source is missing; it may be empty")


def _check_report(report, known, model):
    """Its indicators and dimensions are there, and no row could be taken for another."""
    where = f"reports/{report['id']}"
    dimensions = {each["id"]: each for each in model.dimensions}
    columns = [name for name, _ in column_names(report)]
    if len(set(columns)) < len(columns):
        raise SchemaError(f"{where}: two columns with one label need ids")
    cells = set()
    for row in report["rows"]:
        if row["indicator"] not in known:
            raise SchemaError(f"{where}: no indicator {row['indicator']}")
        by = row.get("by")
        if isinstance(by, str) and by not in dimensions:
            raise SchemaError(f"{where}: no dimension {by}")
        if "group" in row and row["group"] not in ("known", "unknown"):
            names = [name for name, *_ in dimensions_groups(dimensions.get(by), model)]
            if row["group"] not in names:
                raise SchemaError(f"{where}: no group {row['group']} of {by}")
        part = by if isinstance(by, str) else by and by["field"]
        for column in row.get("only", columns) or [""]:
            for key in (("id", row["indicator"], part, row.get("group"), row.get("item"), column),
                        *((language, row["label"][language], None if "group" in row else part, column)
                          for language in ("nb", "en"))):
                if key in cells:
                    raise SchemaError(f"{where}: two rows are called {key[1]}")
                cells.add(key)


def dimensions_groups(dimension, model):
    """The groups of a dimension; none without one."""
    return dimensions.groups(dimension, model) if dimension else []


def _indicator(indicator, model):
    where = f"indicators/{indicator['id']}"
    if indicator["unit"] not in model.units:
        raise SchemaError(f"{where}: no unit {indicator['unit']}")
    arguments = [string(indicator["id"]), f"unit: {string(indicator['unit'])}",
                 _measure(indicator, model, where)]
    if "countedAs" in indicator:
        arguments.append(f"countedAs: {string(indicator['countedAs'])}")
    if indicator.get("smallCells", "hidden") == "shown":
        arguments.append("isOpen: true")
    for key in ("validFrom", "validTo"):
        if indicator.get(key):
            arguments.append(f"{key}: {day_number(indicator[key])}")
    return f"    Indicator({', '.join(arguments)})"


def _measure(indicator, model, where):
    measure = indicator["measure"]
    if measure == "reference":
        return f".reference(figure: {string(indicator['figure'])})"
    if measure == "shared" and "figure" in indicator:
        return f".shared(.given(figure: {string(indicator['figure'])}))"
    if measure == "share":
        return _share(indicator["share"], model, where)
    if measure == "median":
        return _median(indicator["median"], model, where)
    if measure == "combine":
        return _combination(indicator["combine"], model, where)
    if measure == "stretches":
        return _stretches(indicator, model, where)
    if measure == "subjects":
        return f".subjects({_subjects(indicator, model, where)})"
    if measure == "own-sum":
        return f".ownSum({_subjects(indicator, model, where)}, {field(indicator['field'], model, where)})"
    if measure == "acts":
        return _acts(indicator, model, where)
    query = _query(indicator, model, where)
    if measure == "shared":
        return f".shared(.recorded({query}, {field(indicator['field'], model, where)}))"
    if measure == "distinct":
        own = str(indicator.get("leaveOutOwn", False)).lower()
        return f".distinct({query}, {field(indicator['field'], model, where)}, leavingOutOwn: {own})"
    if measure == "told":
        return f".told({query}, {field(indicator['field'], model, where)})"
    if measure == "sum":
        return (f".sum({query}, {field(indicator['field'], model, where)}, "
                f"decimals: {indicator.get('decimals', 0)})")
    if measure == "days" and indicator.get("each") == "subject":
        return f".subjectDays({query})"
    if measure == "days" and "since" in indicator:
        return f".daysSince({query}, .{camel(indicator['since'])})"
    if measure == "days":
        flags = ", ".join(
            f"{key}: {str(indicator.get(key, False)).lower()}" for key in ("inPeriod", "nights"))
        return f".days({query}, {flags})"
    if measure in ("episodes", "months"):
        return f".{measure}({query})"
    raise SchemaError(f"{where}: no measure {measure}")


def _share(share, model, where):
    for name in (share["of"], share["in"]):
        _indicator_named(name, model, where)
    return (f".share(Share(of: {string(share['of'])}, in: {string(share['in'])}, "
            f"times: {share['times']}, decimals: {share['decimals']}))")


def _median(median, model, where):
    _indicator_named(median["of"], model, where)
    return (f".median(Median(of: {string(median['of'])}, each: .{median.get('each', 'thing')}, "
            f"decimals: {median.get('decimals', 0)}))")


def _combination(combine, model, where):
    for name in combine["plus"] + combine.get("minus", []):
        _indicator_named(name, model, where)
    plus, minus = (", ".join(string(name) for name in combine.get(key, [])) for key in ("plus", "minus"))
    return f".combination(plus: [{plus}], minus: [{minus}])"


def _indicator_named(name, model, where):
    found = next((each for each in model.indicators if each["id"] == name), None)
    if not found:
        raise SchemaError(f"{where}: no indicator {name}")
    return found


def parts(indicator, model):
    """The ids of the indicators that one is computed from, and of those that they are computed from."""
    found, waiting = set(), [indicator]
    while waiting:
        each = waiting.pop()
        named = ([each["share"]["of"], each["share"]["in"]] if each["measure"] == "share" else
                 [each["median"]["of"]] if each["measure"] == "median" else
                 each["combine"]["plus"] + each["combine"].get("minus", [])
                 if each["measure"] == "combine" else [])
        for name in named:
            if name not in found:
                found.add(name)
                waiting += [other for other in model.indicators if other["id"] == name]
    return found


def _stretches(indicator, model, where):
    rule = next((each for each in model.rules if each["id"] == indicator["rule"]), None)
    if not rule:
        raise SchemaError(f"{where}: no law rule {indicator['rule']}")
    if not rule.get("repeats"):
        raise SchemaError(f"{where}: {rule['id']} does not come again, so it has no stretches")
    each = indicator.get("each", "stretch")
    if each not in ("stretch", "subject"):
        raise SchemaError(f"{where}: each is stretch or subject")
    kept = str(indicator.get("kept", False)).lower()
    return f".stretches(StretchQuery({string(rule['id'])}, each: .{each}, kept: {kept}))"


def _acts(indicator, model, where):
    """Which acts: on what kind of subject, of which types, by what kind of post."""
    parts = [f".{camel(indicator['of'])}"]
    for key, name in (("types", "types"), ("leaveOut", "leavingOut")):
        if key in indicator:
            types = ", ".join(f".{type_case(model.by_name[each])}" for each in indicator[key])
            parts.append(f"{name}: [{types}]")
    if "where" in indicator:
        conditions = ", ".join(fact_condition(each, model, where) for each in indicator["where"])
        parts.append(f"where: [{conditions}]")
    return f".acts(ActQuery({', '.join(parts)}))"


def _subjects(indicator, model, where):
    """Which subjects: those with an episode by one query, and with and without others."""
    found = [f"[{', '.join(_query(each, model, where) for each in (indicator, *indicator.get('also', [])))}]"]
    for key in ("having", "lacking"):
        if key in indicator:
            found.append(f"{key}: [{', '.join(_query(each, model, where) for each in indicator[key])}]")
    if "months" in indicator:
        found.append(f"months: {indicator['months']}")
    return f"SubjectQuery({', '.join(found)})"


def _query(indicator, model, where):
    if indicator["of"] not in model.kinds:
        raise SchemaError(f"{where}: no episode {indicator['of']}")
    parts = [f".{camel(indicator['of'])}", _when(indicator, model, where)]
    if "where" in indicator:
        conditions = ", ".join(
            fact_condition(each, model, where) for each in indicator["where"])
        parts.append(f"where: [{conditions}]")
    if "deadline" in indicator:
        rules = {rule["id"] for rule in model.rules}
        wanted = indicator["deadline"]
        for rule in wanted["rules"]:
            if rule not in rules:
                raise SchemaError(f"{where}: no law rule {rule}")
        names = ", ".join(string(rule) for rule in wanted["rules"])
        statuses = ", ".join(f".{camel(status)}" for status in wanted["status"])
        parts.append(f"deadline: DeadlineCondition([{names}], [{statuses}])")
    if "startedBefore" in indicator:
        parts.append(f"startedBefore: Day(number: {day_number(indicator['startedBefore'])})")
    if "within" in indicator:
        parts.append(f"within: {WITHIN[indicator['within']]}")
    return f"EpisodeQuery({', '.join(parts)})"


def _when(indicator, model, where):
    when = indicator["when"]
    if when not in WHEN:
        raise SchemaError(f"{where}: when is one of {', '.join(WHEN)}")
    if when != "marked":
        return f".{camel(when)}"
    mark = model.by_name.get(indicator.get("mark"))
    if not mark or mark.episode["kind"] != indicator["of"] or mark.episode["does"] != "mark":
        raise SchemaError(f"{where}: mark names no event type that marks a {indicator['of']}")
    return f".marked(.{type_case(mark)})"


def column_names(report):
    """The id of each column of a report that says them itself, and the column."""
    listed = report["columns"] if isinstance(report["columns"], list) else headings(report)
    return [(each.get("id", label_in(each["label"], "nb")), each) for each in listed]


def headings(report):
    """The figures that stand beside each other in a report's columns."""
    columns = report["columns"]
    return columns.get("figures", []) if isinstance(columns, dict) else []


def label_in(label, language):
    """A label that is the same in both languages, or has its own words in each."""
    return label if isinstance(label, str) else label[language]


OPEN = {"period": ".period(nil)", "months": ".period(.month)", "quarters": ".period(.quarter)",
        "tertials": ".period(.tertial)", "half-years": ".period(.half)", "years": ".period(.year)",
        "offices": ".period(.office)", "day": ".day"}


def _report(report, model):
    rows = ",\n".join(f"        {_row(row, model, report['id'])}" for row in report["rows"])
    columns = report["columns"]
    if isinstance(columns, str):
        spec = OPEN[columns]
    elif headings(report):
        figures = ",\n".join(f"        {_heading(each)}" for each in headings(report))
        spec = f".figures([\n{figures},\n      ])"
    elif isinstance(columns, dict):
        spec = f".groups({_breakdown(columns['by'], model, report['id'])})"
    else:
        spec = ".fixed([\n" + ",\n".join(
            f"        {_column(each, model, report['id'])}" for each in columns) + ",\n      ])"
    if "shows" in report:
        spec += f",\n      shows: [{', '.join('.' + each for each in report['shows'])}]"
    small = f",\n      suppressBelow: {report['suppressBelow']}" if "suppressBelow" in report else ""
    return (f"    Report(\n      {string(report['id'])}, version: {report['version']},\n"
            f"      rows: [\n{rows},\n      ],\n      columns: {spec}{small})")


def _heading(heading):
    arguments = [string(heading["id"]), raw_string(heading["label"]["nb"]), raw_string(heading["label"]["en"])]
    if "indicator" in heading:
        arguments.append(f"indicator: {string(heading['indicator'])}")
    return f".init({', '.join(arguments + _arithmetic(heading))})"


def _arithmetic(column):
    """A rate of a reference figure, or a percentage of the whole."""
    found = []
    if "per" in column:
        group = ", byGroup: true" if column.get("byGroup") else ""
        found.append(f"per: .init({string(column['per'])}, times: {column['times']}, "
                     f"decimals: {column['decimals']}{group})")
    if "of" in column:
        known = str(column["of"] == "known").lower()
        found.append(f"base: .init(knownOnly: {known}, decimals: {column['decimals']})")
    return found


def _row(row, model, report):
    label = row["label"]
    arguments = [raw_string(label["nb"]), raw_string(label["en"]), string(row["indicator"])]
    if "by" in row:
        arguments.append(f"by: {_breakdown(row['by'], model, report)}")
    if "group" in row:
        arguments.append(f"group: {string(row['group'])}")
    if "only" in row:
        arguments.append(f"only: [{', '.join(string(label) for label in row['only'])}]")
    if "item" in row:
        arguments.append(f"item: {string(row['item'])}")
    if "scale" in row or "decimals" in row:
        scale = row.get("scale", {"divisor": 1, "decimals": row.get("decimals", 0)})
        unit = f", unit: {string(scale['unit'])}" if "unit" in scale else ""
        if "unit" in scale and scale["unit"] not in model.units:
            raise SchemaError(f"reports/{report}: no unit {scale['unit']}")
        arguments.append(
            f"scale: Scale(divisor: {scale['divisor']}, decimals: {scale['decimals']}{unit})")
    if "target" in row:
        arguments.append(_target(row["target"], model, f"reports/{report}"))
    if row.get("leaveOutEmpty"):
        arguments.append("leavesOutEmpty: true")
    return f".init({', '.join(arguments)})"


def _target(target, model, where):
    """What a row's figure should be."""
    _indicator_named(target["indicator"], model, where)
    least = str(target["goal"] == "at-least").lower()
    period = ", anyPeriod: true" if target.get("anyPeriod") else ""
    return (f"target: Target({string(target['indicator'])}, item: {string(target['item'])}, "
            f"atLeast: {least}{period})")


def _breakdown(by, model, report):
    """The groups of a dimension, the codes of a field, or the values of one without codes."""
    if isinstance(by, str):
        return f".dimension({string(by)})"
    if "codes" not in by:
        return f".values({field(by['field'], model, report)})"
    if by["codes"] not in {each["id"] for each in model.lists}:
        raise SchemaError(f"reports/{report}: no code list {by['codes']}")
    return f".codes({field(by['field'], model, report)}, .{camel(by['codes'])})"


def _column(column, model, report):
    if "year" in column:
        first, last = f"{column['year']:04}-01-01", f"{column['year']:04}-12-31"
    else:
        first = column.get("from", column.get("at", FIRST_DAY))
        last = column.get("to", column.get("at", LAST_DAY))
    offices = ", ".join(str(int(office)) for office in column.get("offices", []))
    arguments = [string(label_in(column["label"], "nb"))]
    if isinstance(column["label"], dict):
        arguments.append(string(column["label"]["en"]))
    if "id" in column:
        arguments.append(f"id: {string(column['id'])}")
    arguments += [f"offices: [{offices}]", f"from: {day_number(first)}", f"to: {day_number(last)}"]
    arguments += _arithmetic(column)
    if "change" in column:
        later, earlier = (string(each) for each in column["change"])
        arguments.append(f"change: (later: {later}, earlier: {earlier})")
    if "item" in column:
        arguments.append(f"item: {string(column['item'])}")
    if "group" in column:
        by = _breakdown(column["by"], model, report)
        arguments.append(f"group: (of: {by}, id: {string(column['group'])})")
    if "show" in column:
        arguments.append(f"show: .{column['show']}")
    return f".init({', '.join(arguments)})"
