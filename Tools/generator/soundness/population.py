"""Faults of indicators that add up populations: nobody is in two groups of one sum."""
import re

OLDEST = 199
GROUP = re.compile(r"population(?:-(\d+)-(\d*))?")


def ages(figure):
    """The ages of a population figure, or nothing for any other figure; everybody without ages."""
    match = GROUP.fullmatch(figure)
    if not match:
        return None
    first, last = match.groups()
    return int(first or 0), int(last) if last else OLDEST


def faults(where, indicator, by_id):
    """Two groups that share an age, among what one indicator adds up or takes away."""
    combine = indicator["combine"]
    for terms in (combine["plus"], combine.get("minus", [])):
        groups = [(name, ages(figure)) for term in terms for name, figure in _figures(term, by_id)]
        for place, (later, one) in enumerate(groups):
            for earlier, other in groups[:place]:
                if one and other and one[0] <= other[1] and other[0] <= one[1]:
                    yield (f"{where}: combine: {earlier} and {later} share ages, so people would be"
                           " counted twice")


def _figures(name, by_id, above=()):
    """The given figures that an indicator adds up, by name, through other sums."""
    each = by_id.get(name, {})
    if each.get("measure") == "reference":
        return [(name, each["figure"])]
    if each.get("measure") == "combine" and name not in above:
        return [pair for term in each["combine"]["plus"]
                for pair in _figures(term, by_id, (*above, name))]
    return []
