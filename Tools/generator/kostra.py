"""KostraLayouts.swift: the fixed-width record types of KOSTRA, from Schemas/kostra."""
from .names import name_switch
from .swift import camel, comment, declared, source, string

PATH = "Sources/Interchange/Generated/KostraLayouts.swift"


def files(model):
    """The names of all fields, the record types, and their layouts."""
    return {PATH: source(
        "import CaseModel", _names(model), _types(model),
        "extension KostraLayout {\n"
        "  /// Every layout, by record type and year.\n"
        "  public static let all: [KostraLayout] = [\n"
        + "".join(_layout(each) for each in model.layouts) + "  ]\n}\n")}


def case(name):
    """A field's name as a case: ytelseTypeSoshj."""
    return camel(name.lower())


def _names(model):
    """The names of the fields of all record types, each once."""
    labels = {}
    for layout in model.layouts:
        for field in layout["fields"]:
            labels.setdefault(field["name"], field["label"])
    text = comment(
        "The names of the fields of all record types (feltnavn). The numbers change when a field is"
        " added: never store them.")
    text += "public enum KostraFieldName: Int, CaseIterable, Sendable {\n"
    for name, label in labels.items():
        text += comment(f"{label['en']} ({label['nb']}).", 2)
        text += f"  case {declared(case(name))}\n"
    pairs = [(case(name), name) for name in labels]
    return text + "\n" + name_switch(pairs, "The name, as in the bureau's description.") + "}\n"


def _types(model):
    """The record types, each once."""
    text = comment("The record types (filbeskrivelser).")
    text += "public enum KostraRecordType: String, CaseIterable, Sendable {\n"
    for id in dict.fromkeys(layout["id"] for layout in model.layouts):
        layout = next(each for each in model.layouts if each["id"] == id)
        text += comment(f"{layout['label']['en']} ({layout['label']['nb'].lower()}).", 2)
        text += f"  case {declared(camel(layout['name']))} = {string(id)}\n"
    return text + "}\n"


def _layout(layout):
    """One layout."""
    last = "Int.max" if layout["lastYear"] is None else layout["lastYear"]
    text = (f"    KostraLayout(\n      .{camel(layout['name'])}, years: {layout['firstYear']}...{last},"
            f" length: {layout['length']},\n      fields: [\n")
    for field in layout["fields"]:
        parts = [str(field["number"]), "." + case(field["name"]),
                 f"at: {field['position']}, length: {field['length']}", "." + field["type"]]
        if field.get("required"):
            parts.append("isRequired: true")
        if "codes" in field:
            parts.append(f"codes: .{camel(field['codes'])}")
        if "only" in field:
            parts.append(f"only: {string(field['only'])}")
        text += f"        KostraField({', '.join(parts)}),\n"
    return text + "      ]),\n"
