"""SRC102, SRC103, SRC106, SRC109, SRC114: who cites whom, and whether that can be."""

import re
from collections.abc import Iterator
from typing import Any

from timeline.checks.corpus import Corpus, Document, quoted
from timeline.checks.fixes import stub
from timeline.checks.registry import Found, rule
from timeline.dates import edtf
from timeline.errors import did_you_mean
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
def dangling_cite(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """A source cites one that nobody describes.

    It counts as an origin of which nothing is known ("unresolved"). If the id is a slip, mend it; if it is meant,
    describe it with what is known: publisher or name, and `seen = false` where nobody has read it. `--fix` adds such a
    description with nothing in it but the id, unless the id is nearly that of another.

    Bad (7:10):
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17

    [[sources]]
    id = "up"
    publisher = "Ukrainska Pravda"
    cites = ["nyt"]
    ```

    Good:
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17

    [[sources]]
    id = "up"
    publisher = "Ukrainska Pravda"
    cites = ["nyt"]

    [[sources]]
    id = "nyt"
    publisher = "The New York Times"
    seen = false
    ```
    """
    sources = doc.written.sources
    ids = {source.id for source in sources}
    for n, source in enumerate(sources):
        for key in ("cites", "same_as", "distinct_from"):
            for k, other in enumerate(getattr(source, key)):
                if other not in ids:
                    near = did_you_mean(other, ids - {source.id})
                    fix = None if near or key != "cites" else stub(other)
                    message = f'{key} names "{other}", which nobody describes'
                    yield Found(doc, (*doc.at(n, key), k), message, near or "describe it as a source", fix=fix)
    for name in ("links", "figures", "variants"):
        for n, entry in enumerate(getattr(doc.written, name)):
            for k, other in enumerate(entry.according_to):
                if other not in ids:
                    message = f'according_to names "{other}", which nobody describes'
                    hint = did_you_mean(other, ids) or "describe it as a source"
                    yield Found(doc, (name, n, "according_to", k), message, hint)


@rule("SRC103", "hidden-chain", "warning", of="event")
def hidden_chain(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """A text says whence it comes, and `cites` does not.

    "Biden allows strikes – NYT", "according to US officials", "citing The Guardian": the headline, the quote or the
    summary names the one who really says so, while the source stands there as if it knew by itself. Count it so, and
    ten papers that copied one become ten witnesses. Write the chain down, and they are one origin, as they should be.

    Bad (7:71):
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17

    [[sources]]
    id = "up"
    publisher = "Ukrainska Pravda"
    title = "Biden allows Ukraine to strike Russia with ATACMS missiles – NYT"
    ```

    Good:
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17

    [[sources]]
    id = "up"
    publisher = "Ukrainska Pravda"
    title = "Biden allows Ukraine to strike Russia with ATACMS missiles – NYT"
    cites = ["nyt"]

    [[sources]]
    id = "nyt"
    publisher = "The New York Times"
    seen = false
    ```
    """
    sources = doc.event.sources
    for n, source in enumerate(sources):
        if source.cites or source.kind not in SECONDARY:
            continue
        for key in ("title", "quote"):
            text = getattr(source, key)
            if text and (found := _named(text, key == "title", source, doc, corpus)):
                offset, name = found
                at = doc.at(n, key)
                if not _stands(doc, at):
                    at, offset = doc.source(n), None
                line = quoted(f"{source.label}, citing {name}")
                offer = f"timeline edit {doc.id} --add-source {line}"
                yield Found(
                    doc, at, f'the {key} of {source.label} names "{name}"', "cites is empty", offer, None, offset
                )
                break
    if sources and not any(source.cites for source in sources):
        for key in ("title", "summary"):
            if found := _named(getattr(doc.event, key) or "", False, sources[0], doc, corpus):
                offset, name = found
                hint = "no source says whom it cites: put it into its chain"
                yield Found(doc, (key,), f'the {key} names "{name}" as a source', hint, offset=offset)
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
def circular(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """Sources that cite one another in a ring.

    An encyclopedia takes a statement from a paper, and the paper took it from the encyclopedia: each looks proven by
    the other. A ring gives no origin. Where somebody in it saw or did it, or names one who did, say so (`firsthand`,
    `cites`); where nobody does, the event rests on nothing.

    Bad (8:1):
    ```toml
    title = "The bridge was opened in 1932"
    date = 1932-01-01

    [[sources]]
    id = "wikipedia"
    kind = "encyclopedia"
    publisher = "Wikipedia"
    cites = ["paper"]

    [[sources]]
    id = "paper"
    publisher = "The Paper"
    cites = ["wikipedia"]
    ```

    Good:
    ```toml
    title = "The bridge was opened in 1932"
    date = 1932-01-01

    [[sources]]
    id = "wikipedia"
    kind = "encyclopedia"
    publisher = "Wikipedia"
    cites = ["paper"]

    [[sources]]
    id = "paper"
    publisher = "The Paper"
    cites = ["minutes"]

    [[sources]]
    id = "minutes"
    kind = "document"
    name = "Minutes of the town council"
    ```
    """
    if doc.provenance.loops:
        ids = [source.id for source in doc.event.sources]
        grounded = "" if doc.provenance.min else ": nobody in it saw it, or says who did"
        for loop in doc.provenance.loops:
            ring = " cites ".join([*loop, loop[0]])
            at = doc.at(ids.index(loop[0]), "cites")
            yield Found(doc, at, f"a ring of citations{grounded}", ring)


@rule("SRC109", "cites-later", "error", of="event")
def cites_later(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """A source cites one that was published after it.

    Nobody can cite what is not there yet. One of the two dates is wrong, or the citation is: papers change their
    articles after the fact, and then it is the later version that cites (`published` is when that version appeared).

    Bad (8:1):
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17

    [[sources]]
    id = "up"
    publisher = "Ukrainska Pravda"
    published = 2024-11-17
    cites = ["nyt"]

    [[sources]]
    id = "nyt"
    publisher = "The New York Times"
    published = 2024-11-18
    ```

    Good:
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17

    [[sources]]
    id = "up"
    publisher = "Ukrainska Pravda"
    published = 2024-11-18
    cites = ["nyt"]

    [[sources]]
    id = "nyt"
    publisher = "The New York Times"
    published = 2024-11-18
    ```
    """
    dates = {source.id: source.published for source in doc.event.sources if source.published}
    if len(dates) < 2:
        return
    for n, source in enumerate(doc.event.sources):
        for other in source.cites if source.id in dates else ():
            if other in dates and _later(dates[other], dates[source.id]):
                message = f"{source.label} of {dates[source.id]} cites {other} of {dates[other]}"
                yield Found(doc, doc.at(n, "cites"), message, "which date is wrong?")


def _later(cited: str, citing: str) -> bool:
    """Whether one date certainly lies after the other."""
    try:
        first, last = edtf.parse(cited), edtf.parse(citing)
    except edtf.DateError:
        return False
    if first.instant is not None and last.instant is not None:
        offsets = [bool(d.members[0].start and d.members[0].start.offset) for d in (first, last)]
        if offsets[0] == offsets[1]:
            return first.instant > last.instant
    return first.earliest is not None and last.latest is not None and first.earliest > last.latest


@rule("SRC114", "identity-clash", "error", of="event")
def identity_clash(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """`same_as` joins what is known to be two.

    `same_as` says that two sources are one person or body: the editor knows. Where `distinct_from` says the opposite,
    or the register knows the two names as two actors, both cannot be, and every count that rests on it is off.

    Bad (8:1):
    ```toml
    title = "Troops cross the border"
    date = 2024-11-17

    [[sources]]
    id = "mayor"
    kind = "person"
    name = "The mayor of Sumy"
    same_as = ["governor"]
    distinct_from = ["governor"]

    [[sources]]
    id = "governor"
    kind = "person"
    name = "The governor of Sumy Oblast"
    ```

    Good:
    ```toml
    title = "Troops cross the border"
    date = 2024-11-17

    [[sources]]
    id = "mayor"
    kind = "person"
    name = "The mayor of Sumy"
    distinct_from = ["governor"]

    [[sources]]
    id = "governor"
    kind = "person"
    name = "The governor of Sumy Oblast"
    ```
    """
    sources = {source.id: source for source in doc.event.sources}
    clashes = {frozenset(pair) for pair in doc.provenance.clashes}
    for n, source in enumerate(doc.event.sources):
        for id_ in source.same_as:
            pair = frozenset((source.id, id_))
            if pair in clashes:
                clashes.remove(pair)
                yield Found(doc, doc.at(n, "same_as"), f"{source.id} and {id_} are one, and distinct_from parts them")
            elif other := sources.get(id_):
                one, two = (corpus.names.ids(s.label) for s in (source, other))
                if len(one) == len(two) == 1 and one != two and not (source.anonymous or other.anonymous):
                    message = f"{source.id} and {id_} are one, and the register knows them as two"
                    yield Found(doc, doc.at(n, "same_as"), message, f"{one[0]} and {two[0]}")
    ids = list(sources)
    for pair in sorted(clashes, key=sorted):
        first, second = sorted(pair, key=ids.index)
        message = f"{first} and {second} are one by way of others, and distinct_from parts them"
        yield Found(doc, doc.source(ids.index(first)), message)
