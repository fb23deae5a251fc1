"""CodeTables.swift: the codes with their days, headings left out."""
from .model import day_number
from .names import FOLDER
from .swift import camel, declared, source, string


def files(model):
    return {f"{FOLDER}/CodeTables.swift": _codes(model)}


def _codes(model):
    text = "extension CodeTable {\n  /// The table of a list, built at first use.\n"
    text += "  static func of(_ list: CodeListName) -> CodeTable {\n    switch list {\n"
    for each in model.lists:
        name = camel(each["id"])
        text += f"    case .{name}: {declared(name)}\n"
    text += "    }\n  }\n"
    for each in model.lists:
        text += f"\n  private static let {declared(camel(each['id']))} = CodeTable([\n"
        for code in each["codes"]:
            if not code.get("heading"):
                text += f"    {_entry(code)}\n"
        text += "  ])\n"
    return source(text + "}\n")


def _entry(code):
    """One entry, with the days as numbers and, for readers, as dates."""
    first, last = code["validFrom"], code["validTo"]
    if not first and not last:
        return f"CodeEntry({string(code['code'])}),"
    days = [str(day_number(day)) if day else "nil" for day in (first, last)]
    if not last:
        days.pop()
    return f"CodeEntry({string(code['code'])}, {', '.join(days)}),  // {first or ''} - {last or ''}".rstrip(" -")
