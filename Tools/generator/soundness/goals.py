"""Faults of goals: what a row's figure should be, and the columns that show it."""
from .words import unknown

GIVEN = {"reference"}


def faults(path, report, columns, indicators):
    """A goal is of the same kind as the figure, and is shown; a column that shows goals has some."""
    shown = set(report.get("shows", [])) | {each["show"] for each in columns if "show" in each}
    if columns and "shows" in report:
        yield f"{path}: shows is for columns that are asked for; say show in each of these"
    with_goal = [row for row in report["rows"] if "target" in row]
    if shown - {"actual"} and not with_goal:
        yield f"{path}: there are columns of goals, and no row has a target"
    if with_goal and not shown - {"actual"}:
        yield f"{path}: a row has a target, and no column shows it; say shows"
    for number, row in enumerate(report["rows"]):
        if "target" in row:
            yield from _target(f"{path}: rows[{number}]: target", row, indicators)


def _target(where, row, indicators):
    name = row["target"]["indicator"]
    yield from unknown(f"{where}: indicator", "indicator", name, indicators)
    target, actual = indicators.get(name), indicators.get(row["indicator"])
    if not target or not actual:
        return
    if target["measure"] not in GIVEN:
        yield f"{where}: {name} is counted; a target is a given figure"
    if target["unit"] != actual["unit"]:
        yield f"{where}: {name} is in {target['unit']}, and {row['indicator']} in {actual['unit']}"
