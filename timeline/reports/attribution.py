"""On whose word, in the sentence: ", according to X, citing Y, which cited unnamed officials".

Knows the sources of one event, masked ones by their stand-in only. What it gives is plain text; its verbs are neutral
(said, reported, according to).
"""

from collections.abc import Sequence

from timeline.model.event import Source
from timeline.provenance.graph import Citations
from timeline.provenance.names import is_saying, named
from timeline.text.lists import with_others

NAMED = 3
"""How many reports, or sources of one report, a sentence names; the note names all."""
DEPTH = 4
"""How far a sentence follows a chain; the note follows it to its end."""


def attribution(sources: Citations, *, sentence: bool = False) -> str:
    """On whose word, to follow a title; or nothing. With `sentence` it stands by itself: " According to X"."""
    supports = [s for s in sources.heads if _counts(s, "supports")]
    parts = [_supporting(sources, supports, sentence=sentence)] if supports else []
    parts += _denials(sources)
    if sources.heads and not parts:
        names = list(dict.fromkeys(map(named, sources.heads)))
        parts = ["mentioned by " + _listed(names[:NAMED], len(names) - NAMED)]
    said = "; ".join(parts)
    if sentence:
        return said and f" {said[0].upper()}{said[1:]}"
    return said and f", {said}"


def _denials(sources: Citations) -> list[str]:
    """`denied by A and B, cited by C`, if anybody denies it."""
    heads = [s for s in sources.heads if _counts(s, "denies")]
    different = _different(heads)
    denied = [_said_by(sources, s) for s in different[:NAMED]]
    known = {s.id for s in heads}
    for source in sources.sources if any(s.stance == "denies" for s in sources.sources) else ():
        if not _counts(source, "denies"):
            others = [s for s in sources.cited(source) if _counts(s, "denies") and s.id not in known]
            denied += [f"{named(other)}, cited by {named(source)}" for other in others]
    unique = list(dict.fromkeys(denied))
    more = max(len(unique), len(different)) - NAMED
    return ["denied by " + _listed(unique[:NAMED], more)] if denied else []


def _supporting(sources: Citations, heads: list[Source], *, sentence: bool) -> str:
    first, *others = different = _different(heads)
    says = is_saying(first)
    if others or sentence or not (says or first.firsthand):
        return "according to " + _listed([_said_by(sources, s) for s in different[:NAMED]], len(different) - NAMED)
    return _said_by(sources, first, " said" if says else " reported")


def _different(heads: list[Source]) -> list[Source]:
    """The reports without those of which a sentence would say the same: of ten posts by one author, one."""
    different: dict[tuple[str, tuple[str, ...]], Source] = {}
    for source in heads:
        different.setdefault((named(source), source.cites), source)
    return list(different.values())


def _said_by(sources: Citations, source: Source, verb: str = "") -> str:
    return named(source) + verb + _citing(sources, source, source.own_stance, frozenset((source.id,)))


def _citing(sources: Citations, source: Source, stance: str, chain: frozenset[str]) -> str:
    """`, citing Y, which cited Z`, at the end of a chain that leads to the source, as far as a stance goes on."""
    cited = [s for s in sources.cited(source) if s.id not in chain and _counts(s, stance, handed=stance)]
    if not cited:
        return ""
    if len(chain) > DEPTH:
        return ", and so on"
    inner = [named(s) + _citing(sources, s, stance, chain | {s.id}) for s in cited[:NAMED]]
    verb = "who cited" if is_saying(source) and not source.publisher else "which cited"
    return f", {'citing' if len(chain) == 1 else verb} {_listed(inner, len(cited) - NAMED)}"


def _counts(source: Source, stance: str, handed: str = "supports") -> bool:
    """Whether it takes this stance, where it is handed one, and is not retracted."""
    return (source.stance or handed) == stance and source.state != "retracted"


def _listed(parts: Sequence[str], more: int) -> str:
    """Several as one part of a sentence, and how many more; those with commas of their own are parted by semicolons."""
    shown = with_others(parts, more)
    mark = "; " if any(", " in p for p in shown[:-1]) else ", "
    return shown[0] if len(shown) == 1 else f"{mark.join(shown[:-1])}{';' * (mark == '; ')} and {shown[-1]}"
