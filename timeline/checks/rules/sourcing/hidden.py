"""SRC103: whom a text, or the name of a source, gives as its own source."""

import re
from collections.abc import Iterator, Sequence

from timeline.checks.corpus import Corpus
from timeline.checks.files import EventFile
from timeline.checks.registry import rule
from timeline.errors import Problem, UsageError
from timeline.model.event import SECONDARY, Source
from timeline.model.sources.line import parse
from timeline.text.address import host
from timeline.text.folding import fold

_SAYS = re.compile(
    r"(?:^|(?<![\w-]))(?:citing|quoting|according to|(?:as |first )?(?:reported|quoted) by)\s+"
    r"([^\s,.;:()–—\"”\n](?:[^,.;:()–—\"”\n]|(?<=[A-Z])\.(?=\w|\s[a-z])){0,60})",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s[–—|-]\s+([^–—|]{2,40})$")
"""What stands behind the last dash of a headline."""
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_STOP = re.compile(
    r"\s+(?:that|who|which|as|in|on|at|after|before|when|while|to|and|has|have|had|is|are|was|were|says?|said|it|from)\b.*"
)
_NAME = re.compile(r"(?:[Tt]he |[Aa]n? )?[^\W\d_a-z][^\s]*(?: (?:(?:of|the|for|de|la|al|von|van) )*[^\W\d_a-z][^\s]*)*")
_BODY = re.compile(
    r"(?:news|newspaper|media|police|ministry|spokes\w+|reports?|reporting|agency|television|state|data|figures"
    r"|statements?|documents?|website|intelligence|government|army|military|daily|channel|radio)\b"
)
"""What the words behind a name begin with where they are still its owner's: `the Kyiv police`."""
_REASONS = frozenset(
    "concern concerns reason reasons rule rules law laws plan plans need needs lack fear fears risk risks threats"
    " safety security weather restrictions costs policy privacy regulations guidelines tradition custom time schedule"
    " protocol constitution covid-19 covid article section chapter annex".split()
)
"""Words that stand for why, not for who, at either end of what looks like a name."""
_VIA_SMALL = re.compile(r"(?<=\w) \(via ([a-z][^()]*)\)$")
"""A name in small letters behind a name: a line takes it for a way, as by post, and in a publisher it is none."""
_PARTS = re.compile(r",\s+|\s+/\s+")
_SUFFIX = re.compile(r"(?:inc|ltd|llc|llp|co|corp|plc|gmbh|s\.?a|a\.?g|jr|sr|m\.?d|ph\.?d|esq)\.?", re.IGNORECASE)
"""What stands behind a comma and is a part of the name: a form of company, a degree."""


@rule("SRC103", "hidden-chain", "warning", of="event")
def hidden_chain(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """A text, or the name of a source, says whence it comes, and `cites` does not."""
    for cited in file.sources:
        source = cited.source
        if source.cites or source.kind not in SECONDARY:
            continue
        if source.publisher and (hint := _several(source.publisher, file, corpus)):
            at = "publisher" if cited.is_table and "publisher" in file.value(cited.at()) else ""
            yield cited.problem(at, f'"{source.publisher}" looks like several sources', hint)
            continue
        for key in ("title", "quote"):
            text = getattr(source, key)
            if text and (found := _named(text, key == "title", [source], file, corpus)):
                offset, name = found
                message = f'the {key} of {source.label} names "{name}"'
                is_one = [fold(s.label) for s in file.event.sources].count(fold(source.label)) == 1
                offer = file.command("edit", "--add-source", f"{source.label}, citing {name}") if is_one else ""
                is_here = cited.is_table and key in file.value(cited.at())  # not in sources.toml or within a line
                at, at_offset = (key, offset) if is_here else ("", None)
                yield cited.problem(at, message, "cites is empty", offer=offer, offset=at_offset)
                break
    sources = file.event.sources
    if sources and not any(source.cites for source in sources):
        for key in ("title", "summary"):
            if found := _named(getattr(file.event, key) or "", False, sources, file, corpus):
                offset, name = found
                hint = "no source says whom it cites: put it into its chain"
                yield file.problem((key,), f'the {key} names "{name}" as a source', hint, offset=offset)
                return


def _several(publisher: str, file: EventFile, corpus: Corpus) -> str:
    """How to write a name that stands for several sources, as lines; nothing where it is one name."""
    if corpus.register.actors.find(publisher):
        return ""
    try:
        line = _VIA_SMALL.sub(r" (citing \1)", publisher.replace("://", ""))
        links = [link.label for link in parse(line, corpus.register)]
    except UsageError:
        return ""
    if len(links) > 1:
        return f'write the chain: "{", citing ".join(links)}"'
    parts = _PARTS.split(publisher)
    places = {fold(place.name) for place in file.event.places}
    is_one = any(_SUFFIX.fullmatch(part) or fold(part) in places or not _NAME.fullmatch(part) for part in parts)
    if len(parts) < 2 or is_one or corpus.register.places.find(parts[-1]):
        return ""
    apart = ", ".join(f'"{part}"' for part in parts)
    return f'each knows it? write {apart}; one has it from the other? write "{", citing ".join(parts)}"'


def _named(
    text: str, headline: bool, own: Sequence[Source], file: EventFile, corpus: Corpus
) -> tuple[int | None, str] | None:
    """Whom a text names as its source, and where; nobody where that is one of its `own`."""
    for found in _SAYS.finditer(text):
        name = _name(found[1])
        if name and not any(_is(name, source, corpus) for source in own):
            return found.start(1), name
    if not headline or not (behind := _BEHIND.search(text)):
        return None
    name = behind[1].strip()
    ids = corpus.register.actors.find(name)
    outlet = any(corpus.register.actors.entries[i].kind == "outlet" for i in ids)
    others = {fold(s.label) for s in file.event.sources if s not in own}
    is_known = outlet or fold(name) in others or _ACRONYM.fullmatch(name)
    return (behind.start(1), name) if is_known and not any(_is(name, s, corpus) for s in own) else None


def _name(words: str) -> str:
    """The name, or those left unnamed, with which some words begin; nothing where they begin with neither."""
    said = _STOP.sub("", " ".join(words.split()[:6]))
    name = _NAME.match(said)
    if not name:
        return said if said and parse(said)[0].anonymous else ""
    rest = said[name.end() :].strip()
    ends = {word.casefold() for word in (name[0].split()[0], name[0].split()[-1])}
    if (rest and not _BODY.match(rest) and not parse(said)[0].anonymous) or not ends.isdisjoint(_REASONS):
        return ""
    return said


def _is(name: str, source: Source, corpus: Corpus) -> bool:
    """Whether a name is that of a source, in full, in part, by its initials or by its address."""
    words, label = fold(name).removeprefix("the "), fold(source.label)
    initials = "".join(word[0] for word in label.split() if word != "the")
    site = host(source.url or "").split(".")
    ids, own = corpus.register.actors.find(name), corpus.register.actors.find(source.label)
    return (
        f" {words} " in f" {label} " or f" {label} " in f" {words} " or words in {initials, *site}
        or words.replace(" ", "") in site or not set(ids).isdisjoint(own)
    )  # fmt: skip
