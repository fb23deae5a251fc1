"""Writes the catalogue of indicators and reports (Sources/Projections/Generated)."""
from .model import SchemaError, day_number
from .swift import camel, raw_string, source, string

PATH = "Sources/Projections/Generated/CatalogueTables.swift"
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"


def files(model):
    """The catalogue, when there is one."""
    ids = {indicator["id"] for indicator in model.indicators}
    for report in model.reports:
        for row in report["rows"]:
            if row["indicator"] not in ids:
                raise SchemaError(f"reports/{report['id']}: no indicator {row['indicator']}")
    indicators = ",\n".join(_indicator(each, model) for each in model.indicators)
    reports = ",\n".join(_report(each, model) for each in model.reports)
    return {PATH: source(
        "import CaseModel",
        "extension Indicator {\n  /// Every indicator, by id.\n"
        f"  public static let all: [Indicator] = [\n{indicators},\n  ]\n}}",
        "extension Report {\n  /// Every report, by name.\n"
        f"  public static let all: [Report] = [\n{reports},\n  ]\n}}")}


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
    query = _query(indicator, model, where)
    if measure == "distinct":
        own = str(indicator.get("leaveOutOwn", False)).lower()
        return f".distinct({query}, {_field(indicator['field'], model, where)}, leavingOutOwn: {own})"
    if measure in ("episodes", "subjects"):
        return f".{measure}({query})"
    raise SchemaError(f"{where}: no measure {measure}")


def _query(indicator, model, where):
    if indicator["of"] not in model.kinds:
        raise SchemaError(f"{where}: no episode {indicator['of']}")
    if indicator["when"] not in ("started", "ended", "open", "active"):
        raise SchemaError(f"{where}: when is started, ended, open or active")
    parts = [f".{camel(indicator['of'])}", f".{indicator['when']}"]
    if "where" in indicator:
        conditions = ", ".join(
            f"FieldCondition({_field(each['field'], model, where)}, "
            f"[{', '.join(string(code) for code in each['in'])}])" for each in indicator["where"])
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


def _field(name, model, where):
    if name not in model.fields:
        raise SchemaError(f"{where}: no field {name}")
    return f".{camel(name)}"


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
    if "by" in row:
        by = row["by"]
        if by["codes"] not in {each["id"] for each in model.lists}:
            raise SchemaError(f"reports/{report}: no code list {by['codes']}")
        arguments.append(
            f"by: .init({_field(by['field'], model, report)}, .{camel(by['codes'])})")
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
