"""Writes the dimensions that figures are broken down by (Sources/Projections/Generated)."""
from .conditions import band_condition, fact_condition, field
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
        found = [_band(band, dimension, model, where) for band in dimension["bands"]]
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


# What a band can be of.
BANDS = {"age", "lasted", "figure", "field"}
# One, several, and so many or more.
AGE = {"nb": ("år", "år", "år og over"), "en": ("year", "years", "years and over")}
LENGTHS = {
    "days": {"nb": ("dag", "dager", "dager og mer"), "en": ("day", "days", "days and more")},
    "months": {"nb": ("måned", "måneder", "måneder og mer"), "en": ("month", "months", "months and more")},
    "years": {"nb": ("år", "år", "år og mer"), "en": ("year", "years", "years and more")}}


def _band(band, dimension, model, where):
    """A group for a band of ages, lengths, numbers or figures, called by its limits and its unit."""
    kind = next(key for key in BANDS if key in dimension)
    condition = band_condition(kind, dimension[kind], band, model, where)
    first, last, below = (band.get(key) for key in ("from", "to", "below"))
    if below is not None:
        name = f"{first or 0}-under-{below}"
    else:
        name = f"{first or 0}+" if last is None else f"{first or 0}-{last}"
    # Whole ones that have passed: up to two is less than three.
    if not first and last is not None and kind in ("age", "lasted"):
        first, last, below = None, None, last + 1
    words = band.get("label") or {
        language: _band_label(first, last, below, unit, language)
        for language, unit in _unit(kind, dimension, model, where).items()}
    return name, words["nb"], words["en"], [[condition]]


def _band_label(first, last, below, unit, language):
    """`under 3 år`, `3-5 år`, `18 år og over`, `10000 til under 20000 kroner`."""
    one, several, over = unit
    nb = language == "nb"
    if below is not None:
        start = "" if first is None else f"{first} {'til' if nb else 'to'} "
        return f"{start}under {below} {one if below == 1 else several}"
    if first is None:
        return f"{'høyst' if nb else 'at most'} {last} {several}"
    if last is None:
        return f"{first} {over}"
    return f"{first} {one if first == 1 else several}" if first == last else f"{first}-{last} {several}"


def _unit(kind, dimension, model, where):
    """What the numbers of a band count, in each language."""
    if kind == "age":
        return AGE
    if kind == "lasted":
        return LENGTHS[dimension["lasted"]]
    if kind == "field":
        several = dimension["unit"]
    else:
        indicator = next((each for each in model.indicators if each["id"] == dimension["figure"]), None)
        if not indicator:
            raise SchemaError(f"{where}: no indicator {dimension['figure']}")
        several = model.units[indicator["unit"]]
    more = {"nb": "og mer", "en": "and more"}
    return {language: (several[language], several[language], f"{several[language]} {more[language]}")
            for language in ("nb", "en")}


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
