"""CIT301, CIT305, CIT306, CIT307: what a document is, whose, and whether it is still the same."""

from collections.abc import Iterator

from timeline.checks.corpus import Corpus
from timeline.checks.files import Cited
from timeline.checks.registry import rule
from timeline.checks.rules.citation.urls import is_under, page, split
from timeline.errors import Problem
from timeline.text.folding import fold

_ENCYCLOPEDIAS = ("wikipedia.org", "britannica.com", "wikiwand.com", "baike.baidu.com", "encyclopedia.com", "ruwiki.ru")


@rule("CIT301", "copy-changed", "error", of="corpus")
def copy_changed(corpus: Corpus) -> Iterator[Problem]:
    """The preserved copy is missing, or is not the one that was hashed."""
    for cited in (*corpus.described, *(cited for doc in corpus.copied for cited in doc.sources)):
        if cited.written.copy:
            yield from _changed(cited, cited.written.copy, corpus)


def _changed(cited: Cited, copy: str, corpus: Corpus) -> Iterator[Problem]:
    source = cited.written
    steps = copy.replace("\\", "/").split("/")
    if copy.startswith("/") or ".." in steps or ":" in steps[0]:
        message = f"the copy {copy} lies outside the chronology"
        yield cited.problem("copy", message, "put it into copies/")
    elif (data := corpus.outside.copy(copy)) is None:
        yield cited.problem("copy", f"there is no copy {copy}", "was it moved, or never added?")
    elif source.sha256 and len(source.sha256) == 64:
        from hashlib import sha256  # few sources have a copy

        found = sha256(data).hexdigest()
        if found != source.sha256.lower():
            message = f"{copy} is not the copy that was hashed"
            yield cited.problem("sha256", message, f"its SHA-256 is {found}")


@rule("CIT305", "publisher-domain", "warning", of="source")
def publisher_domain(cited: Cited, corpus: Corpus) -> Iterator[Problem]:
    """The address belongs to another outlet than the one that is named."""
    source = cited.written
    if not source.publisher or not source.url or (parts := split(source.url)) is None:
        return
    owner = corpus.register.outlet_of(parts.hostname or "")
    if owner and owner not in corpus.register.actor(source.publisher):
        name = corpus.register.actors.entries[owner].name
        message = f"{parts.hostname} belongs to {name}, not to {source.publisher}"
        offer = cited.edit("publisher", name)
        yield cited.problem("publisher", message, "a reprint? name whose page it is", offer=offer)


@rule("CIT306", "same-document-differs", "warning", of="corpus")
def same_document_differs(corpus: Corpus) -> Iterator[Problem]:
    """One address, two titles."""
    first: dict[str, tuple[str, str, str]] = {}
    for cited in corpus.described:
        if cited.source.url and cited.source.title:
            first.setdefault(page(cited.source.url), (cited.file.path, cited.source.title, cited.source.id))
    for path, gist in corpus.gists.items():
        for n, url, title in gist.pages:
            where, other, id_ = first.setdefault(page(url), (path, title, ""))
            if where == path or other == title or fold(other) == fold(title):
                continue
            cited = corpus.document(path).sources[n]
            hint = "describe it once in sources.toml, and write ref = its id in both events"
            offer = ""
            if id_:
                hint = f'sources.toml has it: write ref = "{id_}" and drop what it says'
                offer = cited.edit("ref", id_)
            yield cited.problem("title", f'the same page is called "{other}" in {where}', hint, offer=offer)


@rule("CIT307", "encyclopedia", "warning", of="source")
def encyclopedia(cited: Cited, corpus: Corpus) -> Iterator[Problem]:
    """An encyclopedia as support."""
    source = cited.written
    if cited.number < 0 or source.stance != "supports" or source.cites:
        return
    parts = split(source.url) if source.url else None
    if source.kind == "encyclopedia" or (parts and is_under(parts.hostname or "", _ENCYCLOPEDIAS)):
        hint = "cite what its footnote names, and let it cite that"
        yield cited.problem("", f"{source.label} knows it from others", hint)
