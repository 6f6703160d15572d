"""On whose word, in the sentence: ", according to X, citing Y, which cited unnamed officials".

Knows the sources of one event, masked ones by their stand-in only. What it gives is plain text; its verbs are neutral
(said, reported, according to).
"""

from collections.abc import Collection, Sequence

from timeline.model.event import Figure, Link, Source, Variant
from timeline.provenance.graph import Citations
from timeline.provenance.names import PIECES, is_saying, named
from timeline.text.lists import few, joined, spelt, with_others

NAMED = 3
"""How many reports, or sources of one report, a sentence names; the note names all."""
DEPTH = 4
"""How far a sentence follows a chain; the note follows it to its end."""


class Attribution:
    """On whose word an event is told, in words, and whom they name."""

    def __init__(self, sources: Citations, *, sentence: bool = False) -> None:
        """Take the sources; with `sentence` the words stand by themselves, else they follow a title."""
        self._sources = sources
        self._names: set[str] = set()
        supports = [s for s in sources.heads if _counts(s, "supports")]
        parts = [self._supporting(supports, sentence=sentence)] if supports else []
        self._supporters = frozenset(self._names)
        parts += self._denials()
        if sources.heads and not parts:
            names = list(dict.fromkeys(map(named, sources.heads)))
            parts = ["mentioned by " + _listed(names, len(names))]
        said = "; ".join(parts)
        self.text = said and (f"{said[0].upper()}{said[1:]}" if sentence else f", {said}")
        """`According to X`, or `, according to X`; or nothing."""

    def names(self, origins: Sequence[str]) -> bool:
        """Whether it names those where the chains end, by their ids, or as many of them as a sentence would."""
        names = {named(self._sources.get(id_)) for id_ in origins}
        return len(names & self._supporters) >= few(len(names), NAMED)

    def _denials(self) -> list[str]:
        """`denied by A and B, cited by C`, if anybody denies it."""
        heads = [s for s in self._sources.heads if _counts(s, "denies")]
        different = _different(heads)
        denied = [self._said_by(s) for s in different[:NAMED]]
        known = {s.id for s in heads}
        sources = self._sources.sources
        for source in sources if any(s.stance == "denies" for s in sources) else ():
            if not _counts(source, "denies"):
                others = [s for s in self._sources.cited(source) if _counts(s, "denies") and s.id not in known]
                denied += [f"{named(other)}, cited by {named(source)}" for other in others]
        unique = list(dict.fromkeys(denied))
        return ["denied by " + _listed(unique, max(len(unique), len(different)))] if denied else []

    def _supporting(self, heads: list[Source], *, sentence: bool) -> str:
        first, *others = different = _different(heads)
        says = is_saying(first)
        if others or sentence or not (says or first.firsthand):
            shown = different[: few(len(different), NAMED)]
            return "according to " + _listed([self._said_by(s) for s in shown], len(different))
        return self._said_by(first, " said" if says else " reported")

    def _said_by(self, source: Source, verb: str = "") -> str:
        name = self._name(source)
        piece, _, where = name.removeprefix("a ").partition(" on ")
        if where and piece in PIECES.values():  # nobody signs it, so that one more may be by somebody else
            alike = [s for s in self._sources.heads if _key(s) == _key(source) and _counts(s, source.own_stance)]
            name = f"{spelt(len(alike))} {piece}s on {where}" if len(alike) > 1 else name
        return name + verb + self._citing(source, source.own_stance, frozenset((source.id,)))

    def _citing(self, source: Source, stance: str, chain: frozenset[str]) -> str:
        """`, citing Y, which cited Z`, at the end of a chain to the source, as far as a stance goes on."""
        cited = [s for s in self._sources.cited(source) if s.id not in chain and _counts(s, stance, handed=stance)]
        if not cited:
            return ""
        if len(chain) > DEPTH:
            return ", and so on"
        shown = cited[: few(len(cited), NAMED)]
        inner = [self._name(s) + self._citing(s, stance, chain | {s.id}) for s in shown]
        verb = "who cited" if is_saying(source) and not source.publisher else "which cited"
        return f", {'citing' if len(chain) == 1 else verb} {_listed(inner, len(cited))}"

    def _name(self, source: Source) -> str:
        name = named(source)
        self._names.add(name)
        return name


def remark(part: Link | Figure | Variant, sources: Citations, origins: Collection[str]) -> str:
    """Tell who says a part of an event, where not all say it who say the rest, and the desk's remark on it.

    `according to Reuters; a remark`. Of a rival account it is always told; `origins` are the ids of those of the event.
    """
    those, all_ = {*part.according_to}, ({s.id for s in sources.heads}, {*origins})
    told = isinstance(part, Variant) or not any(some and some <= those for some in all_)
    by = joined([named(sources.get(id_)) for id_ in part.according_to]) if told else ""
    return "; ".join(filter(None, (f"according to {by}" * bool(by), getattr(part, "note", None))))


def _different(heads: list[Source]) -> list[Source]:
    """The reports without those of which a sentence would say the same: of ten posts by one author, one."""
    different: dict[tuple[str, tuple[str, ...]], Source] = {}
    for source in heads:
        different.setdefault(_key(source), source)
    return list(different.values())


def _key(source: Source) -> tuple[str, tuple[str, ...]]:
    """What a sentence would say of a report."""
    return named(source), source.cites


def _counts(source: Source, stance: str, handed: str = "supports") -> bool:
    """Whether it takes this stance, where it is handed one, and is not retracted."""
    return (source.stance or handed) == stance and source.state != "retracted"


def _listed(parts: Sequence[str], number: int) -> str:
    """The first of so many as one part of a sentence, those with commas of their own parted by semicolons."""
    most = few(number, NAMED)
    shown = with_others(parts[:most], number - most)
    mark = "; " if any(", " in p for p in shown[:-1]) else ", "
    return shown[0] if len(shown) == 1 else f"{mark.join(shown[:-1])}{';' * (mark == '; ')} and {shown[-1]}"
