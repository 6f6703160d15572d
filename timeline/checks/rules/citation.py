"""CIT: documents that can be found again, and are still the same, in events and in sources.toml alike."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from urllib.parse import SplitResult, urlsplit

from timeline.checks.corpus import Corpus
from timeline.checks.files import Cited
from timeline.checks.fixes import put
from timeline.checks.registry import rule
from timeline.dates import edtf
from timeline.dates.instants import surely_before
from timeline.errors import Problem
from timeline.model.event import Source
from timeline.model.register import Register
from timeline.text.address import canonical
from timeline.text.folding import fold

_ENCYCLOPEDIAS = ("wikipedia.org", "britannica.com", "wikiwand.com", "baike.baidu.com", "encyclopedia.com", "ruwiki.ru")
_ARCHIVES = ("archive.org", "archive.today", "archive.ph", "archive.is", "perma.cc", "ghostarchive.org")
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|ref_src|ref_url|cmpid|icid"
    r"|at_(?:medium|campaign|custom\d)|smid|smtyp|ns_\w+|xtor|ftag|guccounter|guce_referr\w*|s_cid|CMP|__twitter_impression"
    r"|taid|spm|vero_id|oly_enc_id|oly_anon_id|mkt_tok|trk|hsCtaTracking|__hs\w+|_hsenc|_hsmi)",
    re.IGNORECASE,
)
"""Names of parameters that say who came from where, and nothing of the document.

More than text/address.py drops: a person looks at each of these, while a wrong one there makes one page of two.
"""


@lru_cache(maxsize=16_384)
def _parts(url: str) -> SplitResult:
    """The parts of an address; all of them empty where it is none."""
    with suppress(ValueError):
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is no number
        return parts
    return urlsplit("")


def _is_under(url: str | None, domains: tuple[str, ...]) -> bool:
    """Whether the host of an address is one of these, or lies below one."""
    host = _parts(url or "").hostname or ""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


@rule("CIT302", "not-archived", "note", of="source")
def not_archived(cited: Cited, corpus: Corpus) -> Iterator[Problem]:
    """An address with neither an archive nor a copy behind it."""
    source = cited.written
    kept = source.archive_url or source.copy or _is_under(source.url, _ARCHIVES)
    if source.url and not kept and not _fault(source.url):
        hint = f"https://web.archive.org/save/{source.url}"
        yield cited.problem("url", f"{source.label} is not archived", hint)


@rule("CIT303", "no-access-date", "note", of="source")
def no_access_date(cited: Cited, corpus: Corpus) -> Iterator[Problem]:
    """An address without the day on which it was read."""
    source = cited.written
    if source.url and not source.accessed:
        today = edtf.iso_day(corpus.outside.today)
        offer = cited.edit("accessed", today)
        hint = "today? else the day it was" if offer else f"write the day, as in accessed = {today}"
        yield cited.problem("url", f"{source.label}: when was it read?", hint, offer=offer)


@rule("CIT304", "dirty-url", "note", of="source")
def dirty_url(cited: Cited, corpus: Corpus) -> Iterator[Problem]:
    """An address that says how you came to it."""
    url = cited.written.url
    if not url or "?" not in url:
        return
    parts = _parts(url)
    pairs = parts.query.split("&")
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair.partition("=")[0])]
    if len(kept) < len(pairs):
        gone = ", ".join(pair.partition("=")[0] for pair in pairs if pair not in kept)
        fix = put(cited.at("url"), parts._replace(query="&".join(kept)).geturl()) if cited.is_table else None
        yield cited.problem("url", f"the address carries {gone}", "the page is the same without", fix=fix)


@rule("CIT308", "bad-url", "error", of="source")
def bad_url(cited: Cited, corpus: Corpus) -> Iterator[Problem]:
    """An address that is none, or that does what an address should not."""
    for key in ("url", "archive_url"):
        url = getattr(cited.written, key)
        if url is not None and (message := _fault(url)):
            yield cited.problem(key, f"{key}: {message}", "an address begins with https:// or http://")


def _fault(url: str) -> str:
    parts = _parts(url)
    if parts.scheme.lower() not in {"http", "https"}:
        return f"{parts.scheme}: leads to no document" if parts.scheme else "this is no address"
    if "@" in parts.netloc:
        return "a name or a password stands before the @"
    if not parts.hostname or any(c.isspace() or c in '<>"\\^`{|}' for c in parts.netloc):
        return "this is no address"
    return "a blank stands in it" if any(map(str.isspace, url)) else ""


@rule("CIT301", "copy-changed", "error", of="corpus")
def copy_changed(corpus: Corpus) -> Iterator[Problem]:
    """The preserved copy is missing, or is not the one that was hashed."""
    for cited in (*corpus.described, *corpus.copied):
        copy, wanted = cited.written.copy or "", cited.written.sha256
        steps = copy.replace("\\", "/").split("/")
        if not copy:
            continue
        if copy.startswith("/") or ".." in steps or ":" in steps[0]:
            yield cited.problem("copy", f"the copy {copy} lies outside the chronology", "put it into copies/")
        elif (data := corpus.outside.copy(copy)) is None:
            yield cited.problem("copy", f"there is no copy {copy} to be read", "was it moved, or never added?")
        elif wanted and len(wanted) == 64 and (found := sha256(data).hexdigest()) != wanted.lower():
            yield cited.problem("sha256", f"{copy} is not the copy that was hashed", f"its SHA-256 is {found}")


@rule("CIT305", "publisher-domain", "warning", of="source")
def publisher_domain(cited: Cited, corpus: Corpus) -> Iterator[Problem]:
    """The address belongs to another outlet than the one that is named."""
    publisher, host = cited.written.publisher, _parts(cited.written.url or "").hostname
    owner = corpus.register.outlet_of(host) if publisher and host else None
    if publisher and owner and owner not in corpus.register.actors.find(publisher):
        name = corpus.register.actors.entries[owner].name
        message = f"{host} belongs to {name}, not to {publisher}"
        offer = cited.edit("publisher", name)
        yield cited.problem("publisher", message, "a reprint? name whose page it is", offer=offer)


@rule("CIT306", "same-document-differs", "warning", of="corpus")
def same_document_differs(corpus: Corpus) -> Iterator[Problem]:
    """One address, two titles."""
    first: dict[str, tuple[str, str, str]] = {}
    for cited in corpus.described:
        if cited.source.url and cited.source.title and not cited.source.confidential:
            first.setdefault(canonical(cited.source.url), (cited.file.path, cited.source.title, cited.source.id))
    for path, gist in corpus.gists.items():
        for n, url, title in gist.pages:
            where, other, id_ = first.setdefault(canonical(url), (path, title, ""))
            if where == path or other == title or fold(other) == fold(title):
                continue
            cited = corpus.event_file(path).sources[n]
            hint = "describe it once in sources.toml, and write ref = its id in both events"
            offer = ""
            if id_:
                hint = f'sources.toml has it: write ref = "{id_}" and drop what it says'
                offer = cited.edit("ref", id_)
            yield cited.problem("title", f'the same page is called "{other}" in {where}', hint, offer=offer)


@rule("CIT309", "date-of-document", "warning", of="source")
def date_of_document(cited: Cited, corpus: Corpus) -> Iterator[Problem]:
    """A document that was read before it was published, or published on two days."""
    written, published, accessed = cited.written, cited.published, cited.accessed
    key = "published" if written.published else "accessed"
    if published and accessed and (written.published or written.accessed) and surely_before(accessed, published):
        message = f"{cited.source.label}: read {accessed.text}, published {published.text}"
        yield cited.problem(key, message, "nobody reads what is not there yet: which date is wrong?")
    if not published or not written.published or cited.number < 0:
        return
    named, url = corpus.register.documents.get(written.ref or ""), written.url
    document = named or (_by_address(corpus.register).get(canonical(url)) if url else None)
    said = cited._replace(source=document).published if document else None
    if said and document and (surely_before(said, published) or surely_before(published, said)):
        message = f"{cited.source.label}: published {published.text}; sources.toml says {said.text}"
        hint = f"leave it out, or mend {document.id} in sources.toml; a later version is a document of its own"
        yield cited.problem("published", message, hint)


@lru_cache(maxsize=8)
def _by_address(register: Register) -> dict[str, Source]:
    """The documents of the register by their addresses, but those that are confidential."""
    open_ = (document for document in register.documents.values() if document.url and not document.confidential)
    return {canonical(document.url): document for document in open_ if document.url}


@rule("CIT307", "encyclopedia", "note", of="source")
def encyclopedia(cited: Cited, corpus: Corpus) -> Iterator[Problem]:
    """An encyclopedia as support."""
    source = cited.written
    if cited.number < 0 or source.own_stance != "supports" or source.cites:
        return
    if source.kind == "encyclopedia" or _is_under(source.url, _ENCYCLOPEDIAS):
        hint = "cite what its footnote names, and let it cite that"
        yield cited.problem("", f"{source.label} knows it from others", hint)
