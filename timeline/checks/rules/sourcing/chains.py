"""SRC102, SRC103, SRC106, SRC109, SRC114: who cites whom, and whether that can be."""

import re
from collections.abc import Iterator
from typing import Any

from timeline.checks.corpus import Corpus
from timeline.checks.files import Document
from timeline.checks.fixes import stub
from timeline.checks.registry import rule
from timeline.dates import edtf
from timeline.errors import Problem, did_you_mean
from timeline.model.event import SECONDARY, Source
from timeline.text.folding import fold
from timeline.toml.positions import KeyPath

_SAYS = re.compile(
    r"\b(?:citing|quoting|according to|(?:as |first )?reported by|(?:as )?told by|(?:as )?quoted by)\s+"
    r"(?!(?:plan|schedule|law|custom|protocol|the (?:plan|schedule|law|rules|constitution))\b)"
    r"([^\s,.;:()–—\"”\n][^,.;:()–—\"”\n]{0,60})",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s[–—|-]\s+([^–—|]{2,40})$")
"""What stands behind the last dash of a headline."""
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_STOP = re.compile(r"\s+(?:that|who|which|as|in|on|after|before|when|while|to|and|has|have|is|are|was|were)\b.*")


@rule("SRC102", "dangling-cite", "warning", of="event")
def dangling_cite(doc: Document, corpus: Corpus) -> Iterator[Problem]:
    """A source cites one that nobody describes."""
    ids = {source.id for source in doc.written.sources}
    for cited in doc.sources:
        for key in ("cites", "same_as", "distinct_from"):
            for k, other in enumerate(getattr(cited.written, key)):
                if other not in ids:
                    near = did_you_mean(other, ids - {cited.written.id})
                    fix = None if near or key != "cites" else stub(other)
                    message = f'{key} names "{other}", which nobody describes'
                    yield doc.problem((*cited.at(key), k), message, near or "describe it as a source", fix=fix)
    for name in ("links", "figures", "variants"):
        for n, entry in enumerate(getattr(doc.written, name)):
            for k, other in enumerate(entry.according_to):
                if other not in ids:
                    message = f'according_to names "{other}", which nobody describes'
                    hint = did_you_mean(other, ids) or "describe it as a source"
                    yield doc.problem((name, n, "according_to", k), message, hint)


@rule("SRC103", "hidden-chain", "warning", of="event")
def hidden_chain(doc: Document, corpus: Corpus) -> Iterator[Problem]:
    """A text says whence it comes, and `cites` does not."""
    for cited in doc.sources:
        source = cited.source
        if source.cites or source.kind not in SECONDARY:
            continue
        for key in ("title", "quote"):
            text = getattr(source, key)
            if text and (found := _named(text, key == "title", source, doc, corpus)):
                offset, name = found
                message = f'the {key} of {source.label} names "{name}"'
                offer = doc.command("edit", "--add-source", f"{source.label}, citing {name}")
                at, at_offset = (key, offset) if _stands(doc, cited.at(key)) else ("", None)
                yield cited.problem(at, message, "cites is empty", offer=offer, offset=at_offset)
                break
    sources = doc.event.sources
    if sources and not any(source.cites for source in sources):
        for key in ("title", "summary"):
            if found := _named(getattr(doc.event, key) or "", False, sources[0], doc, corpus):
                offset, name = found
                hint = "no source says whom it cites: put it into its chain"
                yield doc.problem((key,), f'the {key} names "{name}" as a source', hint, offset=offset)
                return


def _stands(doc: Document, at: KeyPath) -> bool:
    """Whether a key of a source is written in the event, and not in sources.toml or within a line."""
    held: Any = doc.values
    for step in at[:-1]:
        held = held[step]
    return isinstance(held, dict) and at[-1] in held


def _named(text: str, headline: bool, source: Source, doc: Document, corpus: Corpus) -> tuple[int | None, str] | None:
    """Whom a text names as its source, and where; nobody where that is the one who publishes it."""
    if (found := _SAYS.search(text)) and not (
        found[0][0].isupper() and found.start() and text[found.start() - 1] == "-"
    ):
        name = _STOP.sub("", " ".join(found[1].split()[:6]))
        return (found.start(1), name) if name and fold(name) != fold(source.label) else None
    behind = _BEHIND.search(text) if headline else None
    if not behind:
        return None
    name = behind[1].strip()
    ids, own = corpus.register.actor(name), corpus.register.actor(source.label)
    outlet = any(corpus.register.actors.entries[i].kind == "outlet" for i in ids)
    others = {fold(s.label) for s in doc.event.sources if s is not source}
    if fold(name) == fold(source.label) or set(ids) & set(own):
        return None
    return (behind.start(1), name) if outlet or fold(name) in others or _ACRONYM.fullmatch(name) else None


@rule("SRC106", "circular", "warning", of="event")
def circular(doc: Document, corpus: Corpus) -> Iterator[Problem]:
    """Sources that cite one another in a ring."""
    if doc.provenance.loops:
        ids = [source.id for source in doc.event.sources]
        grounded = "" if doc.provenance.min else ": nobody in it saw it, or says who did"
        for loop in doc.provenance.loops:
            ring = " cites ".join([*loop, loop[0]])
            yield doc.sources[ids.index(loop[0])].problem("cites", f"a ring of citations{grounded}", ring)


@rule("SRC109", "cites-later", "error", of="event")
def cites_later(doc: Document, corpus: Corpus) -> Iterator[Problem]:
    """A source cites one that was published after it."""
    dated = {cited.source.id: cited for cited in doc.sources if cited.source.published}
    if len(dated) < 2:
        return
    for cited in doc.sources:
        for id_ in cited.source.cites:
            if (other := dated.get(id_)) and _later(other.published, cited.published):
                of = f"{cited.source.label} of {cited.source.published}"
                message = f"{of} cites {id_} of {other.source.published}"
                yield cited.problem("cites", message, "which date is wrong?")


def _later(first: edtf.Edtf | None, last: edtf.Edtf | None) -> bool:
    """Whether the first date certainly lies after the last."""
    if first is None or last is None:
        return False
    if first.instant is not None and last.instant is not None:
        offsets = [bool(d.members[0].start and d.members[0].start.offset) for d in (first, last)]
        if offsets[0] == offsets[1]:
            return first.instant > last.instant
    return first.earliest is not None and last.latest is not None and first.earliest > last.latest


@rule("SRC114", "identity-clash", "error", of="event")
def identity_clash(doc: Document, corpus: Corpus) -> Iterator[Problem]:
    """`same_as` joins what is known to be two."""
    sources = {source.id: source for source in doc.event.sources}
    clashes = {frozenset(pair) for pair in doc.provenance.clashes}
    for cited in doc.sources:
        source = cited.source
        for id_ in source.same_as:
            pair = frozenset((source.id, id_))
            if pair in clashes:
                clashes.remove(pair)
                yield cited.problem("same_as", f"{source.id} and {id_} are one, and distinct_from parts them")
            elif other := sources.get(id_):
                one, two = (corpus.names.ids(s.label) for s in (source, other))
                if len(one) == len(two) == 1 and one != two and not (source.anonymous or other.anonymous):
                    message = f"{source.id} and {id_} are one, and the register knows them as two"
                    yield cited.problem("same_as", message, f"{one[0]} and {two[0]}")
    ids = list(sources)
    for pair in sorted(clashes, key=sorted):
        first, *others = sorted(pair, key=ids.index)
        if others:
            message = f"{first} and {others[0]} are one by way of others, and distinct_from parts them"
            yield doc.sources[ids.index(first)].problem("", message)
        else:
            yield doc.sources[ids.index(first)].problem("distinct_from", f"distinct_from parts {first} from itself")
