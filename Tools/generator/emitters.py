"""The kinds of generated file. A new kind is a new module with a function files(model)."""
from . import catalogue, codes, coverage, events, kostra, labels, law, names, rules, schemas, shapes, texts

EMITTERS = [names, shapes, events, codes, law, catalogue, schemas, labels, texts, kostra, rules, coverage]


def wanted(model):
    """All generated files, by path from the top folder."""
    found = {}
    for emitter in EMITTERS:
        found.update(emitter.files(model))
    return found
