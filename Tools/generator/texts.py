"""Messages and words of the command line in both languages, from Schemas/texts."""
import json
import os

from .model import SchemaError
from .swift import camel, declared, source, string

LANGUAGES = ("nb", "en")


FOLDER = os.path.join(
    os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "Schemas", "texts")


def read(name):
    """One file of texts."""
    try:
        with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError) as error:
        raise SchemaError(f"texts/{name}: {error}") from error


def message(where, id, entry):
    """One message as a Swift initialiser; both languages must have both sentences."""
    parts = [string(id)]
    for language in LANGUAGES:
        for part in ("says", "do"):
            text = entry.get(language, {}).get(part)
            if not text:
                raise SchemaError(f"texts/{where}: {id} has no {language}.{part}")
            parts.append(string(text))
    return f"    .init({', '.join(parts)}),"


def messages():
    """The messages of rules and errors, sorted by id."""
    found = {}
    for name in ("rules.json", "errors.json"):
        for id, entry in read(name).items():
            if id in found:
                raise SchemaError(f"texts/{name}: {id} stands twice")
            found[id] = message(name, id, entry)
    return "\n".join(found[id] for id in sorted(found))


def words():
    """The words as an enum, and their texts in the order of its cases."""
    found = read("words.json")
    names = list(found)
    for name in names:
        if set(found[name]) != set(LANGUAGES):
            raise SchemaError(f"texts/words.json: {name} must be in nb and en")
    cases = "\n".join(
        f"  /// {found[name]['en']}\n  case {declared(camel(name))}" for name in names)
    texts = "\n".join(
        f"    ({string(found[name]['nb'])}, {string(found[name]['en'])})," for name in names)
    return cases, texts


def files(_model):
    """Texts.swift."""
    cases, texts = words()
    return {
        "Sources/sakslogg/Generated/Texts.swift": source(
            "extension MessageText {\n"
            "  /// Every message, sorted by id.\n"
            f"  static let all: [MessageText] = [\n{messages()}\n  ]\n}}\n",
            "/// A word or short phrase of the command line.\n"
            f"enum Word: Int, CaseIterable {{\n{cases}\n}}\n",
            "extension Word {\n"
            "  static let texts: [(nb: StaticString, en: StaticString)] = [\n"
            f"{texts}\n  ]\n}}\n")
    }
