"""Writes the dimensions that figures are broken down by (Sources/Projections/Generated)."""
from .conditions import age_condition, fact_condition, field
from .model import SchemaError
from .swift import raw_string, source, string

PATH = "Sources/Projections/Generated/Dimensions.swift"


def files(model):
    """Every dimension with its groups."""
    ids = [each["id"] for each in model.dimensions]
    if len(set(ids)) < len(ids):
        raise SchemaError("dimensions: an id stands twice")
    for each in model.dimensions:
        for key in ("label", "note"):
            if not {"nb", "en"} <= each.get(key, {}).keys():
                raise SchemaError(f"dimensions/{each['id']}: {key} needs nb and en")
    all_of_them = ",\n".join(_dimension(each, model) for each in model.dimensions)
    return {PATH: source(
        "import CaseModel",
        "extension Dimension {\n  /// Every dimension, by id.\n"
        f"  public static let all: [Dimension] = [\n{all_of_them},\n  ]\n}}")}


def groups(dimension, model):
    """The groups as (id, nb, en, alternatives in Swift); the id `unknown` is every dimension's own."""
    where = f"dimensions/{dimension['id']}"
    if "units" in dimension:
        return []  # The units of a log are its groups.
    if "bands" in dimension:
        found = [_band(band, dimension["age"], where) for band in dimension["bands"]]
    elif "codes" in dimension:
        found = _codes(dimension, model, where)
    else:
        found = [(group["id"], group["label"]["nb"], group["label"]["en"],
                  [[fact_condition(each, model, where) for each in all_of] for all_of in group["any"]])
                 for group in dimension["groups"]]
    names = [name for name, *_ in found]
    if len(set(names)) < len(names) or "unknown" in names:
        raise SchemaError(f"{where}: a group's id stands twice, or is unknown")
    return found


def _band(band, day, where):
    """A group for a band of ages."""
    first, last = band.get("from"), band.get("to")
    condition = age_condition(band, day, where)
    if first is None:
        return f"0-{last}", f"under {last + 1} år", f"under {last + 1} years", [[condition]]
    if last is None:
        return f"{first}+", f"{first} år og over", f"{first} years and over", [[condition]]
    return f"{first}-{last}", f"{first}-{last} år", f"{first}-{last} years", [[condition]]


def _codes(dimension, model, where):
    """A group for each code of a list."""
    codes = next((each for each in model.lists if each["id"] == dimension["codes"]), None)
    if not codes:
        raise SchemaError(f"{where}: no code list {dimension['codes']}")
    of = dimension.get("of", "episode")
    if of not in ("episode", "own"):
        raise SchemaError(f"{where}: of is episode or own")
    found = []
    for code in codes["codes"]:
        if code.get("heading"):
            continue
        name = field(dimension["field"], model, where)
        condition = f".codes(FieldCondition({name}, [{string(code['code'])}]))"
        if of == "own":
            condition = f".own([{condition}])"
        label = code["label"]
        found.append((code["code"], label["nb"].lower(), label["en"].lower(), [[condition]]))
    return found


def _dimension(dimension, model):
    if "units" in dimension:
        return (f"    Dimension({string(dimension['id'])}, "
                f"UnitGrouping(.{dimension['units']}, .{dimension.get('level', 'own')}))")
    rows = ",\n".join(
        f"        .init({string(name)}, {raw_string(nb)}, {raw_string(en)}, [\n          "
        + ",\n          ".join("[" + ", ".join(all_of) + "]" for all_of in any_of) + ",\n        ])"
        for name, nb, en, any_of in groups(dimension, model))
    return f"    Dimension({string(dimension['id'])}, [\n{rows},\n      ])"
