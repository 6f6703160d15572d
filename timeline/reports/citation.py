"""How a source is cited: in the sentence, in the note under it, and in the bibliography.

Knows the sources of one event, masked ones by their stand-in only. The sentence is plain text; notes and bibliography
are Markdown. Verbs are neutral (said, reported, according to); what nobody here has read is "not consulted".
"""

from collections.abc import Sequence
from functools import lru_cache

from timeline.model.event import PRIMARY, Source
from timeline.reports.markup import Markdown, as_text, link, once

SAYING = frozenset({"person", "testimony", "interview", "statement", "speech"})
"""Kinds of source that say a thing, where others report it."""
NAMED = 3
"""How many reports, or sources of one report, a sentence names; the note names all."""
DEPTH = 4
"""How far a sentence follows a chain; the note follows it to its end."""
_UNNAMED = ("unnamed", "anonymous", "undisclosed", "withheld", "unidentified")


class Chains:
    """The sources of one event, by who cites whom."""

    def __init__(self, sources: Sequence[Source]) -> None:
        """Take the sources; one that is cited and described nowhere is known by its id alone."""
        self.sources = sources
        self.by_id = {s.id: s for s in sources}
        cited = {c for s in sources for c in s.cites if c != s.id}
        self.heads = [s for s in sources if s.id not in cited]
        told = {s.id for s in self.heads}
        for source in sources:  # mostly a report stands before what it cites, and one look at each will do
            if source.id in told:
                told.update(source.cites)
        if not told.issuperset(self.by_id):  # it does not, or there is a loop that nothing leads to
            self.heads = self._with_loops()

    def get(self, id_: str) -> Source:
        """The source of that id."""
        return self.by_id.get(id_) or Source(id=id_, seen=False)

    def cited(self, source: Source) -> list[Source]:
        """The sources it cites, but itself."""
        cites = source.cites
        return [self.get(c) for c in dict.fromkeys(cites) if c != source.id] if cites else []

    def _reached(self) -> list[Source]:
        """Every source below the heads, each once, a report before what it cites."""
        reached: dict[str, Source] = {}
        waiting = self.heads[::-1]
        while waiting:
            source = waiting.pop()
            if source.id not in reached:
                reached[source.id] = source
                waiting += reversed(self.cited(source))
        return list(reached.values())

    def _with_loops(self) -> list[Source]:
        """The heads, and of each loop that none of them leads to its first source."""
        reached = {s.id for s in self._reached()}
        heads = list(self.heads)
        for source in self.sources:
            if source.id not in reached:
                heads.append(source)
                waiting = [source]
                while waiting:
                    one = waiting.pop()
                    if one.id not in reached:
                        reached.add(one.id)
                        waiting += self.cited(one)
        return heads

    # ------------------------------------------------------------------------------------------------ in the sentence

    def attribution(self, *, sentence: bool = False) -> str:
        """On whose word, to follow a title: ", according to X, citing Y, which cited unnamed officials"; or nothing.

        With `sentence` it stands by itself: " According to X".
        """
        supports = [s for s in self.heads if _counts(s, "supports")]
        denials = [s for s in self.heads if _counts(s, "denies")]
        denied = [self._said_by(s) for s in denials[:NAMED]]
        heads = {s.id for s in denials}
        for source in self.sources if any(s.stance == "denies" for s in self.sources) else ():
            if not _counts(source, "denies"):
                others = [s for s in self.cited(source) if _counts(s, "denies") and s.id not in heads]
                denied += [f"{named(other)}, cited by {named(source)}" for other in others]
        parts = [self._supporting(supports, sentence=sentence)] if supports else []
        if not supports and not denied and self.heads:
            parts.append("mentioned by " + _listed([named(s) for s in self.heads[:NAMED]], len(self.heads) - NAMED))
        if denied:
            unique = list(dict.fromkeys(denied))
            parts.append("denied by " + _listed(unique[:NAMED], max(len(unique), len(denials)) - NAMED))
        if sentence and parts:
            return f" {parts[0][0].upper()}{parts[0][1:]}" + "".join(f"; {p}" for p in parts[1:])
        return "".join(("; " if n else ", ") + part for n, part in enumerate(parts))

    def _supporting(self, heads: list[Source], *, sentence: bool) -> str:
        first = heads[0]
        says = first.kind in SAYING and first.label != first.title
        if len(heads) > 1 or sentence or not (says or first.firsthand):
            return "according to " + _listed([self._said_by(s) for s in heads[:NAMED]], len(heads) - NAMED)
        said = "said" if says else "reported"
        return f"{named(first)} {said}{self._citing(first, DEPTH, {first.id})}"

    def _said_by(self, source: Source) -> str:
        return named(source) + self._citing(source, DEPTH, {source.id})

    def _citing(self, source: Source, depth: int, above: set[str], *, first: bool = True) -> str:
        """`, citing Y, which cited Z`."""
        cited = [s for s in self.cited(source) if s.id not in above and _counts(s, source.stance)]
        if not cited:
            return ""
        if not depth:
            return ", and so on"
        inner = [named(s) + self._citing(s, depth - 1, above | {s.id}, first=False) for s in cited[:NAMED]]
        names = _listed(inner, len(cited) - NAMED)
        verb = "citing" if first else "who cited" if source.kind in SAYING and not source.publisher else "which cited"
        return f", {verb} {names}"

    # --------------------------------------------------------------------------------------------------- in the note

    def note(self) -> Markdown:
        """Every source, each told once: a report in one sentence with what it cites, as far as that goes into one."""
        told: set[str] = set()
        sentences = []
        waiting = self.heads[::-1]
        while waiting:
            source = waiting.pop()
            if source.id not in told:
                sentences.append(self._sentence(source, told, waiting))
        text = " ".join(sentences)
        # a lone word after `[^1]:` would be the address of a link to readers without notes (CommonMark 0.31, 4.7)
        return Markdown(text if " " in text else f"{text} No more is known of it.")

    def _sentence(self, source: Source, told: set[str], waiting: list[Source]) -> str:
        """One report and what it cites; what is told is added to `told`, what cites on to `waiting`."""
        told.add(source.id)
        shown = self._described(source)
        if source.anonymous:
            shown = shown[0].upper() + shown[1:]
        verb = "citing"
        while len(cited := self.cited(source)) == 1 and cited[0].id not in told:
            source = cited[0]
            told.add(source.id)
            shown += f", {verb} {self._described(source)}"
            verb = "which cites"
        names: list[str] = []
        for other in cited:
            if other.id in told or self.cited(other):
                names.append(as_text(named(other)))
                waiting.append(other)
            else:
                told.add(other.id)
                names.append(self._described(other))
        return f"{shown}, {verb} {_and(names)}." if names else f"{shown}."

    def _described(self, source: Source) -> str:
        """A source with all that is to be said of it."""
        tell = _told if source.title or source.url else _told_again
        return tell(source, known=source.id in self.by_id)


def _counts(source: Source, stance: str) -> bool:
    return source.stance == stance and source.state != "retracted"


def named(source: Source) -> str:
    """What a sentence calls a source: "The New York Times", "unnamed American officials", "an unnamed aide"."""
    label = source.label
    if label == source.title:
        label = f"“{label}”"
    if not source.anonymous or source.confidential:
        return label
    article, _, rest = label.partition(" ")
    if label.casefold().startswith(_UNNAMED) or rest.casefold().startswith(_UNNAMED):
        return label
    if rest and article.casefold() in {"a", "an", "the", "some", "several", "two", "three"}:
        return f"{'an' if article.casefold() in {'a', 'an'} else article} unnamed {rest}"
    return f"unnamed {label}"


def _told(source: Source, *, known: bool) -> str:
    """A source as a note gives it: author, title with its address, publisher, day, where in it to look, and traits."""
    author = source.author if isinstance(source.author, str) else _and(source.author or ())
    body = source.publisher or source.name
    parts: list[str] = []
    if author and author != body:
        parts.append(as_text(author))
    if source.title:
        parts.append(link(Markdown(f"“{as_text(source.title)}”"), source.url))
        if body:
            parts.append(as_text(body))
    else:
        parts.append(as_text(named(source)))
    if source.published:
        parts.append(as_text(day(source.published)))
    if source.locator:
        parts.append(as_text(source.locator))
    if source.url and not source.title:
        parts.append(link(source.url, source.url))
    shown = ", ".join(parts)
    if traits := "; ".join(_traits(source, known=known)):
        shown += f" ({as_text(traits)})"
    if source.quote:
        shown += f": “{once(source.quote)}”"
        if source.translation:
            shown += f" (“{as_text(source.translation)}”)"
    return shown


_told_again = lru_cache(maxsize=4096)(_told)
"""For people and outlets without a document, which come again and again."""


def _traits(source: Source, *, known: bool) -> list[str]:
    """What a reader must know of it besides."""
    traits = []
    if not known:
        traits.append("not described")
    elif not source.seen:
        traits.append("not consulted")
    elif not (source.kind in PRIMARY or source.confidential or is_document(source)):
        traits.append("no document named")
    if source.affiliation:
        traits.append(f"affiliation: {source.affiliation}")
    if source.position:
        traits.append(source.position)
    if source.stance != "supports":
        traits.append({"denies": "denies it", "mentions": "takes no side"}.get(source.stance, source.stance))
    if source.firsthand and source.cites:
        traits.append("also at first hand")
    if source.state != "live":
        traits.append(source.state)
    if source.grade:
        traits.append(f"graded {source.grade}")
    return traits


# ------------------------------------------------------------------------------------------------ in the bibliography


def is_document(source: Source) -> bool:
    """Whether it is one to be listed: seen, not withheld, and with a title or a place where it is."""
    return source.seen and not source.confidential and bool(source.title or source.url or source.ref)


def document(source: Source) -> str:
    """What makes two citations one document, such that documents are in order by author or publisher, title and day."""
    author = source.author if isinstance(source.author, str) else "\n".join(source.author or ())
    body = source.publisher or source.name or ""
    title = source.title or ""
    first = (author or body or title).casefold()
    return "\0".join((first, author, title, body, source.published or "", source.url or ""))


def reference(source: Source) -> Markdown:
    """A document as the bibliography lists it."""
    author = source.author if isinstance(source.author, str) else _and(source.author or ())
    body = source.publisher or source.name
    parts: list[str] = [as_text(author)] if author else []
    if source.title:
        parts.append(f"“{as_text(source.title)}”")
    issued: list[str] = [f"*{as_text(body)}*"] if body else []
    issued += [as_text(day(source.published))] if source.published else []
    parts += [", ".join(issued)] if issued else []
    if not parts:
        parts.append(as_text(source.label))
    parts += [link(source.url, source.url)] if source.url else []
    parts += [f"Archived at {link(source.archive_url, source.archive_url)}"] if source.archive_url else []
    parts += [f"Read on {as_text(day(source.accessed))}"] if source.accessed else []
    parts += [source.state.capitalize()] if source.state in {"corrected", "retracted", "deleted"} else []
    return Markdown(". ".join(parts) + ".")


def withheld(source: Source) -> str:
    """What may be said of a source that is withheld."""
    kind = {"person": "a person", "article": "a document"}.get(source.kind, source.kind)
    if source.plural:
        kind = "several people"
    return f"{source.label.capitalize()}: {kind}{', unnamed' if source.anonymous else ''}"


@lru_cache(maxsize=4096)
def day(date: str) -> str:
    """The day of publication in English; the hour is left out, as bibliographies do."""
    from timeline.dates import english  # noqa: PLC0415 - start-up: only a page prints dates in words

    return english.when(date.partition("T")[0] if date[:1].isdigit() else date, "stated")


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _listed(parts: Sequence[str], more: int = 0) -> str:
    """Several as one part of a sentence, and how many more; those with commas of their own are parted by semicolons."""
    shown = list(parts)
    if more > 0:
        shown.append(f"{more} other{'s' * (more > 1)}")
    mark = "; " if len(shown) > 1 and any(", " in p for p in shown[:-1]) else ", "
    return shown[0] if len(shown) == 1 else f"{mark.join(shown[:-1])}{';' * (mark == '; ')} and {shown[-1]}"


def is_direct(source: Source) -> bool:
    """Whether it is someone or something heard or seen itself, without a document."""
    return source.kind in PRIMARY and not is_document(source)
