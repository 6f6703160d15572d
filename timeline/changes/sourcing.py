"""What was changed in what the sources of an event come to, in words that need no key.

Knows what provenance counts (`Findings`); must not know how it counts, nor how a source is called.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from timeline.changes.sentences import withheld
from timeline.model.confidential import is_mask
from timeline.model.event import Findings
from timeline.text.lists import counted, few, joined, spelt, with_others

Named = Callable[[str], str]
"""What a source is called, by its id."""
_MOST = 3
"""How many origins are named."""
_CLASSES = {
    "unsourced": "no source",
    "unsupported": "no source says that it is so",
    "denied-only": "denied, and no source says that it is so",
    "ungrounded": "no origin: the reports only cite one another",
}
_NOW = {
    "unresolved": "now not every origin says how it knows",
    "circular": "some of the reports cite one another now",
    "echo": "several reports repeat one origin now",
    "one-sided": "all origins belong to the same body or state now",
    "single-channel": "all of it reaches us through the same hands now",
}
"""What it says that a flag has come; the others are told otherwise."""
_NO_LONGER = {
    "anonymous-only": "no longer rests on unnamed sources alone",
    "unresolved": "now every origin says how it knows",
    "circular": "the reports no longer cite one another",
    "one-sided": "the origins no longer all belong to the same body or state",
    "single-channel": "no longer does all of it reach us through the same hands",
}
"""What it says that a flag has gone, where there are origins still."""


def sourcing(old: Findings, new: Findings, called_old: Named, called_new: Named) -> list[str]:
    """What was changed in the sourcing, the origins first: "origin added: Reuters; now 1 to 2 origins".

    Nothing where the sources come to the same. Each is a part of a sentence, and holds names: other people's text.

    Args:
        old: what the sources came to.
        new: what they come to.
        called_old: what the sources were called then, by their ids.
        called_new: what they are called.
    """
    if old == new:
        return []
    was, now = _head(old), _head(new)
    gone, come = _moved(old.origins, new.origins, called_old, called_new)
    said = [f"{_noun(new, come)} added: {_names(come)}"] if come else []
    said += [f"{_noun(old, gone)} gone: {_names(gone)}"] if gone else []
    if said:
        said = ["; ".join([*said, f"{'still' if was == now else 'now'} {now}"])]
    elif was != now:
        said = [f"was: {was}; now: {now}"]
    elif old.reports != new.reports:
        more = new.reports - old.reports
        said = [counted(abs(more), "more report" if more > 0 else "report fewer") + ", and the same origins"]
    said += _denials(old, new, called_old, called_new)
    told = {*old.flags, "unresolved" * (new.label == "unassessed")}
    said += [words for flag, words in _NOW.items() if flag in new.flags and flag not in told]
    if new.origins:
        said += [words for flag, words in _NO_LONGER.items() if flag in old.flags and flag not in new.flags]
    return said


def _noun(found: Findings, some: Counter[str]) -> str:
    """What those are in which its chains end: mere reports, where none of them says how it knows."""
    word = "report" if found.label == "unassessed" else "origin"
    return word + "s" * (some.total() > 1)


def _denials(old: Findings, new: Findings, called_old: Named, called_new: Named) -> Iterator[str]:
    gone, come = _moved(old.deny_origins, new.deny_origins, called_old, called_new)
    if new.deny_max and not old.deny_max:
        yield "denied now" + f" by {_names(come)}" * bool(come)
    elif old.deny_max and not new.deny_max:
        yield "no longer denied"
    else:
        yield from [f"denied now by {_names(come)}, too"] if come else []
        yield from [f"no longer denied by {_names(gone)}"] if gone else []


def _moved(
    old: Sequence[str], new: Sequence[str], called_old: Named, called_new: Named
) -> tuple[Counter[str], Counter[str]]:
    """Who is no longer among them, and who is now, by name; who has the same id is the same, though called otherwise.

    Of withheld sources the number alone is known: their ids may stand for others each time.
    """
    kept = {id_ for id_ in old if id_ in new and not is_mask(id_)}
    before, after = (
        Counter(withheld(1) if is_mask(id_) else called(id_) for id_ in ids if id_ not in kept)
        for ids, called in ((old, called_old), (new, called_new))
    )
    return before - after, after - before


def _names(often: Counter[str]) -> str:
    """`A, B and 2 others`; of one name several, and so many withheld ones."""
    shown = [
        withheld(number) if name == withheld(1) else name + f" ({spelt(number)} of them)" * (number > 1)
        for name, number in often.items()
    ]
    most = few(len(shown), _MOST)
    return joined(with_others(shown[:most], often.total() - sum([*often.values()][:most])))


def _head(found: Findings) -> str:
    """What it comes to, without names: "1 to 2 origins, unnamed"."""
    if found.label == "unassessed":
        return f"{counted(found.reports, 'report')}, none of which says how it knows"
    origins = f"{found.min} to " * (found.min < found.max) + counted(found.max, "origin")
    return _CLASSES.get(found.label, origins) + ", unnamed" * ("anonymous-only" in found.flags)
