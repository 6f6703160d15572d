"""When two events look like one: the one definition, for the rule and for who adds an event.

Knows the gist of two events; must not know where events are kept, nor which pairs are worth comparing.
"""

from timeline.checks.gist import Gist


def why_alike(one: Gist, other: Gist) -> str:
    """Why two events look like one; nothing where they do not, or where the editor has linked them.

    They do where nothing parts them (days, places, and the numbers in their titles) and their titles share two thirds
    of the words that say something, at least two; or, where they share an actor, the same quote.
    """
    elsewhere = one.places and other.places and one.places.isdisjoint(other.places)
    if one.numbers != other.numbers or elsewhere or not _same_days(one, other):
        return ""
    shared = len(one.words & other.words)
    if shared > 1 and 3 * shared >= 2 * len(one.words | other.words):
        why = "titles alike"
    elif one.runs.isdisjoint(other.runs) or one.people.isdisjoint(other.people):
        return ""
    else:
        why = "the same quote"
    if other.id in (to for _, to in one.links) or one.id in (to for _, to in other.links):
        return ""
    return f"same days, {'' if one.people.isdisjoint(other.people) else 'an actor shared, '}{why}"


def _same_days(one: Gist, other: Gist) -> bool:
    """Whether the days are the same, or those of one lie in the month or year that is the date of the other."""
    return one.days == other.days or _holds(one, other) or _holds(other, one)


def _holds(wide: Gist, narrow: Gist) -> bool:
    if not wide.is_wide or None in narrow.days:
        return False
    (first, last), (start, end) = wide.days, narrow.days
    return first <= start and end <= last  # type: ignore[operator]  # none of them is None
