"""What provenance has found, in words: a phrase for tables, the counts in a line, and why a label holds.

Knows what trace.py counts; must not know the sources themselves, nor who prints the words.
"""

from collections.abc import Iterable

from timeline.provenance.trace import Provenance
from timeline.text.lists import counted

_SHOWN = 5
"""How many origins a sentence names."""


def phrase(p: Provenance) -> str:
    """What it comes to in a few words for a table: "1 origin, unnamed", "1–2 origins", "no source"."""
    if p.label == "unsourced":
        return "no source"
    if p.label == "unsupported":
        return "no support"
    if p.label == "denied-only":
        return "denied, no support"
    if p.label == "ungrounded":
        text = "no origin: a loop" if p.max == 1 else f"no origin: {p.max} loops"
    else:
        text = _origins(p.min, p.max)
    shown = {"anonymous-only": "unnamed", "unresolved": "unresolved", "disputed": "disputed"}
    return ", ".join([text, *(word for flag, word in shown.items() if flag in p.flags)])


def why(p: Provenance, label: str) -> str:
    """One sentence that says why a label that it has holds."""
    named = _listed(" = ".join(members) for members in p.classes)
    loops = "; ".join(map(_listed, p.loops))
    doubt = f"a loop hides one ({loops})"
    if p.pairs:
        doubt = f"{p.pairs[0].a} and {p.pairs[0].b} may be the same, since {p.pairs[0].why}"
    return {
        "unsourced": "It has no sources.",
        "unsupported": "None of its sources supports it or denies it: they mention it only, or are retracted.",
        "denied-only": f"It is denied ({_listed(p.deny_origins) or 'by a loop'}), and nothing supports it.",
        "ungrounded": f"It rests on a loop alone ({loops}): nobody in it saw or did it, or says who did.",
        "single-source": f"{counted(p.reports, 'report')} in all, and one origin: {named}.",
        "unassessed": f"None of its {counted(p.reports, 'report')} says how it knows, and any may rest on another.",
        "possibly-corroborated": f"Of {p.max} possible origins only 1 is certain: {doubt}.",
        "corroborated": f"At least {p.min} of its origins are known to be distinct: {named}.",
        "anonymous-only": f"Nobody it comes from is named: {named}.",
        "unresolved": f"How they know is not said: {_listed(p.unresolved)}.",
        "circular": f"Sources that support it cite one another, so that the citations run in a ring: {loops}.",
        "disputed": f"It is denied too: {_listed(p.deny_origins) or 'by a loop'}.",
        "echo": f"{p.reports} reports repeat one origin: {named or loops}.",
        "one-sided": f"Its origins are all of one affiliation: {named}.",
        "single-channel": f"All its origins reach us through the same hands: {named}.",
    }[label]


def counts(p: Provenance) -> str:
    """The numbers in a line: "1 origin, unnamed · 1 report · 1 channel · no denial"."""
    denied = f"denied by {_origins(p.deny_min, p.deny_max)}" if p.deny_max else "no denial"
    return " · ".join([phrase(p), counted(p.reports, "report"), counted(p.channels, "channel"), denied])


def _origins(certain: int, possible: int) -> str:
    return f"{certain}–" * (certain < possible) + counted(possible, "origin")


def _listed(items: Iterable[str]) -> str:
    shown = list(items)
    more = len(shown) - _SHOWN
    return ", ".join(shown[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
