"""Sources on a page: what the note under an event says of them, and how a bibliography lists them as documents.

Knows the sources of one event, masked ones by their stand-in only. What it gives is Markdown, but where it says
otherwise. What nobody here has read is "not consulted".
"""

import re
from collections.abc import Callable
from functools import lru_cache

from timeline.dates import english
from timeline.model.event import PRIMARY, Source
from timeline.provenance.algorithms import walk
from timeline.provenance.graph import Citations
from timeline.provenance.names import authors, is_signed, is_told_by_address, named, platform_of, site, who
from timeline.records.source_words import is_document, traits
from timeline.reports.markup import Markdown, as_text, escaped, link, once
from timeline.text.lists import capital, joined

_STOPPED = re.compile(r"[.?!…](?:”(?:\]\(\S*\))?)?$")
"""How text ends that needs no full stop."""
Short = Callable[[Source], str]
"""What a document is called that the page has told of already; nothing where it has not."""


def note(sources: Citations, short: Short = lambda _: "") -> Markdown:
    """Every source, each told once: a report in one sentence with what it cites, as far as that goes into one."""
    told: set[str] = set()
    sentences: list[str] = []
    at: dict[str, int] = {}
    """By the name, the sentences to which more addresses of one may be added."""
    others: dict[str, list[str]] = {}
    for step in walk((s.id for s in sources.heads), lambda id_: others.get(id_, ())):
        if step.node not in told:
            text, others[step.node] = _sentence(sources, step.node, told, short)
            source = sources.get(step.node)
            end = f"{link(source.url, source.url)}." if source.url else ""
            name = text.removesuffix(end)
            if name == f"{capital(escaped(named(source)))}, " and is_told_by_address(source):
                name = f"{platform_of(source)}: "
                text = name + end
            if end and name in at:
                sentences[at[name]] = f"{sentences[at[name]][:-1]}, {end}"
                continue
            if name != text:
                at[name] = len(sentences)
            sentences.append(text)
    text = " ".join(sentences)
    # a lone word after `[^1]:` would be the address of a link to readers without notes (CommonMark 0.31, 4.7)
    return Markdown(text if " " in text else f"{text} No more is known of it.")


def _sentence(sources: Citations, id_: str, told: set[str], short: Short) -> tuple[str, list[str]]:
    """One report and what it cites; what is told is added to `told`, and what cites on is given back, last first."""
    told.add(id_)
    shown = _described(sources, id_, short)
    if sources.get(id_).anonymous or shown.startswith(("a ", "an ", "the ")):  # "a film on YouTube"
        shown = capital(shown)
    verb = "citing"
    while len(cited := sources.cites(id_)) == 1 and cited[0] not in told:
        id_ = cited[0]
        told.add(id_)
        shown += f", {verb} {_described(sources, id_, short)}"
        verb = "which cites"
    names: list[str] = []
    others: list[str] = []
    for other in cited:
        if other in told or sources.cites(other):
            names.append(as_text(named(sources.get(other))))
            others.insert(0, other)
        else:
            told.add(other)
            names.append(_described(sources, other, short))
    return _ended(f"{shown}, {verb} {joined(names)}" if names else shown), others


def _ended(text: str) -> str:
    """Markdown as a sentence, of which the stop may stand in quotation marks, and these in a link."""
    return text if _STOPPED.search(text) else f"{text}."


def _described(sources: Citations, id_: str, short: Short) -> str:
    """A source as a note gives it: who and what it is, where in it to look, its traits, and its words."""
    source = sources.get(id_)
    known = short(source)
    shown = ", ".join(filter(None, [known, as_text(source.locator or "")] if known else _in_full(source)))
    if said := "; ".join(filter(None, _traits(source, known=id_ in sources.by_id))):
        shown += f" ({as_text(said)})"
    if source.quote:
        shown += f": “{once(source.quote)}”"
        if source.translation:
            shown += f" (“{as_text(source.translation)}”)"
    return shown


def _in_full(source: Source) -> list[str]:
    """Author, title with its address, publisher, day, and where in it to look."""
    author, body, name = joined(authors(source)), source.publisher or source.name, named(source)
    parts: list[str] = (
        [as_text(author)] if author and author != body and (source.title or not is_signed(source)) else []
    )
    if source.title:
        parts += [link(Markdown(f"“{as_text(source.title)}”"), source.url), escaped(body)]
    elif not source.url or name != site(source):  # an address says its host
        parts += [as_text(name)]
    parts += [as_text(text) for text in (source.published and day(source.published), source.locator) if text]
    return parts + [link(source.url, source.url)] * bool(source.url and not source.title)


def _traits(source: Source, *, known: bool) -> tuple[str, ...]:
    """What a reader must know of it besides."""
    said = traits(source)
    bare = source.seen and not (source.kind in PRIMARY or source.confidential or is_document(source))
    return (
        "not described" if not known else "no document named" if bare else "not consulted" * (not source.seen),
        f"affiliation: {source.affiliation}" if source.affiliation else "",
        said["position"],
        "takes no side" if source.stance == "mentions" else said["stance"],
        "also at first hand" if source.firsthand and source.cites else "",
        said["state"],
        said["grade"],
    )


def reference(source: Source) -> Markdown:
    """A document as the bibliography lists it."""
    body = source.publisher or source.name
    issued = [f"*{as_text(body)}*"] if body else []
    issued += [as_text(day(source.published))] if source.published else []
    title = f"“{as_text(source.title)}”" if source.title else ""
    parts = [part for part in (as_text(joined(authors(source))), title, ", ".join(issued)) if part]
    parts = parts or [as_text(who(source))]
    parts += [link(source.url, source.url)] if source.url else []
    parts += [f"Archived at {link(source.archive_url, source.archive_url)}"] if source.archive_url else []
    parts += [f"Read on {as_text(day(source.accessed))}"] if source.accessed else []
    parts += [source.state.capitalize()] if source.state in {"corrected", "retracted", "deleted"} else []
    return Markdown(" ".join(map(_ended, parts)))


def withheld(source: Source) -> str:
    """What may be said of a source that is withheld, as plain text."""
    kind = {"person": "a person", "article": "a document"}.get(source.kind, source.kind)
    kind = "several people" if source.plural else kind
    return f"{source.label.capitalize()}: {kind}{', unnamed' if source.anonymous else ''}"


@lru_cache(maxsize=4096)
def day(date: str) -> str:
    """The day of publication in English, as plain text; the hour is left out, as bibliographies do."""
    return english.when(date.partition("T")[0] if date[:1].isdigit() else date, "stated")
