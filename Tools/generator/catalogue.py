"""Writes the catalogue of indicators and reports (Sources/Projections/Generated)."""
from . import dimensions
from .conditions import field, field_condition
from .model import SchemaError, day_number
from .names import type_case
from .swift import camel, raw_string, source, string

PATH = "Sources/Projections/Generated/CatalogueTables.swift"
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
WHEN = ("started", "ended", "open", "open-before", "active", "marked")


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
    reports = ",\n".join(_report(each, model) for each in model.reports)
    return {**dimensions.files(model), PATH: source(
        "import CaseModel",
        "extension Indicator {\n  /// Every indicator, by id.\n"
        f"  public static let all: [Indicator] = [\n{indicators},\n  ]\n}}",
        "extension Report {\n  /// Every report, by name.\n"
        f"  public static let all: [Report] = [\n{reports},\n  ]\n}}")}


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
    labels = set()
    for row in report["rows"]:
        indicator = known.get(row["indicator"])
        if not indicator:
            raise SchemaError(f"{where}: no indicator {row['indicator']}")
        by = row.get("by")
        if isinstance(by, str) and by not in {each["id"] for each in model.dimensions}:
            raise SchemaError(f"{where}: no dimension {by}")
        part = by if isinstance(by, str) else by and by["field"]
        for key in (("id", row["indicator"], part),
                    *((language, row["label"][language], part) for language in ("nb", "en"))):
            if key in labels:
                raise SchemaError(f"{where}: two rows are called {key[1]}")
            labels.add(key)
        rates = [] if isinstance(report["columns"], str) else [
            column["label"] for column in report["columns"] if "per" in column]
        if indicator["measure"] == "share" and set(rates) & set(row.get("only", rates)):
            raise SchemaError(f"{where}: {row['indicator']} is a share and cannot stand in a column of rates")


def _indicator(indicator, model):
    where = f"indicators/{indicator['id']}"
    if indicator["unit"] not in model.units:
        raise SchemaError(f"{where}: no unit {indicator['unit']}")
    arguments = [string(indicator["id"]), f"unit: {string(indicator['unit'])}",
                 _measure(indicator, model, where)]
    if "countedAs" in indicator:
        arguments.append(f"countedAs: {string(indicator['countedAs'])}")
    return f"    Indicator({', '.join(arguments)})"


def _measure(indicator, model, where):
    measure = indicator["measure"]
    if measure == "reference":
        return f".reference(figure: {string(indicator['figure'])})"
    if measure == "share":
        return _share(indicator["share"], model, where)
    if measure == "stretches":
        return _stretches(indicator, model, where)
    query = _query(indicator, model, where)
    if measure == "distinct":
        own = str(indicator.get("leaveOutOwn", False)).lower()
        return f".distinct({query}, {field(indicator['field'], model, where)}, leavingOutOwn: {own})"
    if measure in ("episodes", "subjects"):
        return f".{measure}({query})"
    raise SchemaError(f"{where}: no measure {measure}")


def _share(share, model, where):
    for name in (share["of"], share["in"]):
        other = next((each for each in model.indicators if each["id"] == name), None)
        if not other:
            raise SchemaError(f"{where}: no indicator {name}")
        if other["measure"] in ("share", "reference"):
            raise SchemaError(f"{where}: {name} counts nothing, so there is no share of it")
    return (f".share(Share(of: {string(share['of'])}, in: {string(share['in'])}, "
            f"times: {share['times']}, decimals: {share['decimals']}))")


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


def _query(indicator, model, where):
    if indicator["of"] not in model.kinds:
        raise SchemaError(f"{where}: no episode {indicator['of']}")
    parts = [f".{camel(indicator['of'])}", _when(indicator, model, where)]
    if "where" in indicator:
        conditions = ", ".join(
            field_condition(each, model, where) for each in indicator["where"])
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


def _report(report, model):
    rows = ",\n".join(f"        {_row(row, model, report['id'])}" for row in report["rows"])
    columns = report["columns"]
    if isinstance(columns, str):
        spec = f".{columns}"
    else:
        spec = ".fixed([\n" + ",\n".join(f"        {_column(each)}" for each in columns) + ",\n      ])"
    return (f"    Report(\n      {string(report['id'])}, version: {report['version']},\n"
            f"      rows: [\n{rows},\n      ],\n      columns: {spec})")


def _row(row, model, report):
    label = row["label"]
    arguments = [raw_string(label["nb"]), raw_string(label["en"]), string(row["indicator"])]
    by = row.get("by")
    if isinstance(by, str):
        arguments.append(f"by: .dimension({string(by)})")
    elif by:
        if by["codes"] not in {each["id"] for each in model.lists}:
            raise SchemaError(f"reports/{report}: no code list {by['codes']}")
        arguments.append(f"by: .codes({field(by['field'], model, report)}, .{camel(by['codes'])})")
    if "only" in row:
        arguments.append(f"only: [{', '.join(string(label) for label in row['only'])}]")
    return f".init({', '.join(arguments)})"


def _column(column):
    if "year" in column:
        first, last = f"{column['year']:04}-01-01", f"{column['year']:04}-12-31"
    else:
        first = column.get("from", column.get("at", FIRST_DAY))
        last = column.get("to", column.get("at", LAST_DAY))
    offices = ", ".join(str(int(office)) for office in column["offices"])
    arguments = [string(column["label"]), f"offices: [{offices}]",
                 f"from: {day_number(first)}", f"to: {day_number(last)}"]
    if "per" in column:
        arguments.append(f"per: .init({string(column['per'])}, times: {column['times']}, "
                         f"decimals: {column['decimals']})")
    return f".init({', '.join(arguments)})"
