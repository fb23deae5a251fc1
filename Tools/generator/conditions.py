"""Conditions on the facts of an episode, as indicators and dimensions write them."""
from .model import SchemaError
from .names import type_case
from .swift import camel, string


def field(name, model, where):
    """A field that some event has."""
    if name not in model.fields:
        raise SchemaError(f"{where}: no field {name}")
    return f".{camel(name)}"


def field_condition(condition, model, where):
    """A FieldCondition: a field, and the codes it must be `in` or `notIn`."""
    key = "in" if "in" in condition else "notIn"
    if key not in condition:
        raise SchemaError(f"{where}: a condition on {condition['field']} needs in or notIn")
    _check_codes(condition["field"], condition[key], model, where)
    codes = ", ".join(string(code) for code in condition[key])
    negated = ", negated: true" if key == "notIn" else ""
    return f"FieldCondition({field(condition['field'], model, where)}, [{codes}]{negated})"


def fact_condition(condition, model, where):
    """A FactCondition: of the episode itself, of one it follows from, or of the child's case."""
    if "parent" in condition:
        if condition["parent"] not in model.kinds:
            raise SchemaError(f"{where}: no episode {condition['parent']}")
        inner = ", ".join(fact_condition(each, model, where) for each in condition["where"])
        return f".parent(.{camel(condition['parent'])}, [{inner}])"
    for key, is_there in (("followedBy", "true"), ("notFollowedBy", "false")):
        if key in condition:
            if condition[key] not in model.kinds:
                raise SchemaError(f"{where}: no episode {condition[key]}")
            inner = ", ".join(fact_condition(each, model, where) for each in condition.get("where", []))
            return f".child(.{camel(condition[key])}, [{inner}], isThere: {is_there})"
    if "own" in condition:
        inner = ", ".join(fact_condition(each, model, where) for each in condition["own"])
        return f".own([{inner}])"
    if "marked" in condition:
        mark = model.by_name.get(condition["marked"])
        if not mark or mark.episode["does"] != "mark":
            raise SchemaError(f"{where}: marked names no event type that marks anything")
        return f".marked(.{type_case(mark)})"
    for key in ("age", "lasted", "figure"):
        if key in condition:
            return band_condition(key, condition[key], condition, model, where)
    name = condition["field"]
    if "less" in condition:
        return (f".left({field(name, model, where)}, less: .{camel(condition['less'])}, "
                f"{_limits(condition, where)})")
    if {"from", "to", "below"} & condition.keys():
        return band_condition("field", name, condition, model, where)
    if condition.get("missing"):
        return f".missing({field(name, model, where)})"
    if "numbers" in condition:
        numbers = ", ".join(str(int(number)) for number in condition["numbers"])
        return f".numbers({field(name, model, where)}, [{numbers}])"
    if "startsWith" in condition:
        return f".begins({field(name, model, where)}, {string(condition['startsWith'])})"
    return f".codes({field_condition(condition, model, where)})"


def band_condition(kind, of, band, model, where):
    """That a year's age, a length, a number or another indicator's figure lies in a band."""
    limits = _limits(band, where)
    if kind == "age":
        if of not in ("start", "end"):
            raise SchemaError(f"{where}: age is start or end")
        return f".age({limits}, .{of})"
    if kind == "lasted":
        return f".lasted(.{of}, {limits})"
    if kind == "field":
        return f".number({field(of, model, where)}, {limits})"
    return f".figure({string(of)}, {limits})"


def _limits(band, where):
    """From and to belong to the band, below does not; an end left out is open."""
    numbers = {key: int(band[key]) for key in ("from", "to", "below") if key in band}
    last = numbers.get("to", numbers.get("below", 0) - 1 if "below" in numbers else None)
    if not numbers or {"to", "below"} <= numbers.keys() or (
            last is not None and numbers.get("from", last) > last):
        raise SchemaError(f"{where}: a band needs from, to or below, in order")
    return f"Limits({', '.join(f'{key}: {number}' for key, number in numbers.items())})"


def _check_codes(name, codes, model, where):
    """A code must be in a list of the field; a field of plain text takes any word."""
    uses = [each for type in model.types for each in type.fields if each.name == name]
    lists = {each.codes for each in uses if each.codes}
    if not lists or any(not each.codes for each in uses):
        return
    known = {code["code"] for each in model.lists if each["id"] in lists for code in each["codes"]}
    for code in codes:
        if code not in known:
            raise SchemaError(f"{where}: {name}: no such code {code}")
