"""How faults are said: in one line, with the nearest right name."""
import difflib

MANY = 12


def nearest(name, names):
    """The end of a fault: the nearest right name; if none is near, all of them if they are few."""
    known = sorted(str(each) for each in names)
    near = difflib.get_close_matches(str(name), known, n=1, cutoff=0.65)
    if near:
        return f"; did you mean {near[0]}?"
    return f"; there are {', '.join(known)}" if 0 < len(known) <= MANY else ""


def a(name):
    """A name with its article."""
    return ("an " if name[0] in "aeiou" else "a ") + name


def unknown(where, what, name, names):
    """A fault if the name is none of the names."""
    if name not in names:
        yield f"{where}: there is no {what} {name}{nearest(name, names)}"


def twice(where, what, names):
    """A fault for each name that stands more than once."""
    names = list(names)
    for name in dict.fromkeys(each for each in names if names.count(each) > 1):
        yield f"{where}: {what} {name} stands {names.count(name)} times"
