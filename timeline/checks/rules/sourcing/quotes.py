"""SRC105, SRC108 and SRC110: the exact words, and where they come from."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from timeline.checks.corpus import Corpus, Document
from timeline.checks.registry import Found, rule
from timeline.model.event import SECONDARY, Source
from timeline.text.folding import fold

_WORDS = 12
"""So many words in a row are no chance."""
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")
_ALIKE = str.maketrans(
    dict.fromkeys("“”„‟«»″〝〞", '"') | dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("‐‑‒–—―−", "-") | {"\u00ad": None}
)
_MOST = 20
"""Lines that are looked at closely for the nearest."""


@rule("SRC105", "quote-not-in-copy", "error", of="corpus")
def quote_not_in_copy(corpus: Corpus) -> Iterator[Found]:
    """The quote is not in the preserved copy."""
    for doc in corpus.copied:
        yield from _not_in_copy(doc, corpus)


def _not_in_copy(doc: Document, corpus: Corpus) -> Iterator[Found]:
    for n, source in enumerate(doc.event.sources):
        if not source.quote or not source.copy or (data := corpus.outside.copy(source.copy)) is None:
            continue
        text = _text(data)
        if text is None:
            continue
        plain, start = _plain(text), 0
        for part in _ELLIPSIS.split(source.quote):
            found = plain.find(_plain(part), start)
            if found < 0:
                likeness, nearest = _nearest(part, text)
                hint = f"nearest ({likeness} % alike): {nearest}" if nearest else ""
                yield Found(doc, doc.at(n, "quote"), f"the quote is not in {source.copy}", hint)
                break
            start = found + len(_plain(part))


def _text(data: bytes) -> str | None:
    """What a preserved copy says; None where it is no text (a PDF, a picture), which is not looked into."""
    if data.startswith(b"%PDF") or b"\0" in data:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if re.search(r"<(?:!doctype html|html|body|head|p|div)\b", text[:5000], re.IGNORECASE):
        from html import unescape  # noqa: PLC0415 - few copies are read, and not all are HTML

        text = re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", " ", text, flags=re.DOTALL | re.IGNORECASE)
        text = re.sub(
            r"</?(?:p|div|li|br|h\d|td|tr|blockquote|article|section)\b[^>]*>", "\n", text, flags=re.IGNORECASE
        )
        text = unescape(re.sub(r"<[^>]*>", "", text))
    return text


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_ALIKE).split())


def _nearest(quote: str, text: str) -> tuple[int, str]:
    """The sentence that is most like the quote, and how much, in per cent."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only for a quote that is not found

    words = set(fold(quote).split())
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n|(?<=[.!?])\s+(?=[A-ZА-ЯҐЄІЇ\"“«])", text)]
    shared = sorted(((len(words & set(fold(p).split())), p) for p in paragraphs if p), key=lambda pair: -pair[0])
    wanted = _plain(quote)[:500]
    scored = [(SequenceMatcher(None, wanted, _plain(p)[:500], autojunk=False).ratio(), p) for _, p in shared[:_MOST]]
    likeness, nearest = max(scored, default=(0.0, ""))
    return round(100 * likeness), nearest[:160] + "…" * (len(nearest) > 160)


@rule("SRC108", "shared-wording", "warning", of="event")
def shared_wording(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """Two sources count as distinct origins, and share twelve words in a row."""
    sources = doc.event.sources
    said = [(n, fold(s.quote).split()) for n, s in enumerate(sources) if s.quote and s.stance != "mentions"]
    said = [(n, words) for n, words in said if len(words) >= _WORDS]
    if len(said) < 2 or doc.provenance.max + doc.provenance.deny_max < 2:
        return
    first: dict[str, int] = {}
    for n, words in said:
        for start in range(len(words) - _WORDS + 1):
            run = " ".join(words[start : start + _WORDS])
            other = first.setdefault(run, n)
            if other != n and _apart(sources, other, n):
                message = f'{sources[other].label} and {sources[n].label} say alike: "{run}"'
                yield Found(doc, doc.at(n, "quote"), message, "does one cite the other, or do both cite a third?")
                break


def _apart(sources: Sequence[Source], one: int, other: int) -> bool:
    """Whether two sources rest on nothing in common: what each leads to are different sources."""
    cites = {source.id: source.cites for source in sources}
    same = {source.id: source.same_as for source in sources}

    def reach(start: str) -> set[str]:
        found, todo = {start}, [start]
        for id_ in todo:
            for after in (*cites.get(id_, ()), *same.get(id_, ())):
                if after not in found:
                    found.add(after)
                    todo.append(after)
        return found

    return reach(sources[one].id).isdisjoint(reach(sources[other].id))


@rule("SRC110", "quote-missing", "note", of="event")
def quote_missing(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """A report without its words, and without a place to look for them."""
    for n, source in enumerate(doc.event.sources):
        if (
            source.quote is None
            and source.locator is None
            and source.kind in SECONDARY
            and source.seen
            and source.stance == "supports"
            and source.name is None
        ):
            yield Found(
                doc, doc.source(n), f"{source.label}: neither quote nor locator", "which words say so, and where?"
            )
