"""SRC105, SRC108 and SRC110: the exact words, and where they come from."""

import re
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import accumulate

from timeline.checks.corpus import Corpus
from timeline.checks.files import Cited, EventFile
from timeline.checks.registry import rule
from timeline.errors import Problem
from timeline.model.event import SECONDARY, Source
from timeline.provenance.algorithms import reached
from timeline.provenance.graph import Graph
from timeline.text.folding import UNSEGMENTED, composed, fold

_WORDS = 12
"""So many words in a row are no chance."""
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")
_ALIKE = str.maketrans(
    dict.fromkeys("“”„‟«»″〝〞", '"') | dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("‐‑‒–—―−", "-") | {"\u00ad": None}
)
_MOST = 10
"""Passages that are looked at closely for the nearest."""
_ALIKE_ENOUGH = 0.6
"""What is less like a quote (difflib's ratio) is not what it was copied from."""
_TOKEN = re.compile(rf"{UNSEGMENTED}|(?:(?!{UNSEGMENTED})\w|(?<=\w)\.(?=\w))+")


@rule("SRC105", "quote-not-in-copy", "error", of="corpus")
def quote_not_in_copy(corpus: Corpus) -> Iterator[Problem]:
    """The quote is not in the preserved copy."""
    for cited in corpus.copied:
        source = cited.source
        data = corpus.outside.copy(source.copy) if source.copy and source.quote else None
        text = None if data is None else _text(data)
        if text is None or not source.quote:
            continue
        plain, start = _plain(text), 0
        for part in _ELLIPSIS.split(source.quote):
            found = plain.find(_plain(part), start)
            if found < 0:
                likeness, nearest = _nearest(part, text)
                hint = f"nearest ({likeness} % alike): {nearest}" if nearest else "nothing in it is like that"
                if _plain(part) in plain:
                    hint = "its parts stand there in another order"
                yield cited.problem("quote", f"the quote is not in {source.copy}", hint)
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
        from html import unescape  # few copies are read, and not all are HTML

        text = re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", " ", text, flags=re.DOTALL | re.IGNORECASE)
        text = re.sub(
            r"</?(?:p|div|li|br|h\d|td|tr|blockquote|article|section)\b[^>]*>", "\n", text, flags=re.IGNORECASE
        )
        text = unescape(re.sub(r"<[^>]*>", "", text))
    return text


def _plain(text: str) -> str:
    return " ".join(composed(text).translate(_ALIKE).split())


def _nearest(quote: str, text: str) -> tuple[int, str]:
    """The words in a row that are most like the quote, and how much, in per cent; 0 where none are like it."""
    from difflib import SequenceMatcher  # only for a quote that is not found

    wanted = [fold(word[0]) for word in _TOKEN.finditer(quote)]
    words = [*_TOKEN.finditer(text)]
    known = frozenset(wanted)
    shared = [0, *accumulate(fold(word[0]) in known for word in words)]
    length = min(len(wanted), len(words))
    starts = range(len(words) - length + 1)
    closest = nlargest(_MOST, starts, key=lambda n: shared[n + length] - shared[n])
    ends = ((n, words[n + length - 1 : n + length + 2]) for n in closest if length)  # a word or two may be left out
    passages = [" ".join(text[words[n].start() : last.end()].split()) for n, few in ends for last in few]
    plain = _plain(quote)[:500]
    scored = [(SequenceMatcher(None, plain, _plain(p)[:500], autojunk=False).ratio(), p) for p in passages]
    likeness, nearest = max(scored, default=(0.0, ""))
    return (round(100 * likeness), nearest[:160] + "…" * (len(nearest) > 160)) if likeness >= _ALIKE_ENOUGH else (0, "")


@rule("SRC108", "shared-wording", "warning", of="event")
def shared_wording(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """Two sources count as distinct origins, and share twelve words in a row."""
    quoted = (cited for cited in file.sources if cited.source.quote and cited.source.stance != "mentions")
    said = [(cited, words) for cited in quoted if len(words := fold(cited.source.quote or "").split()) >= _WORDS]
    if len(said) < 2 or file.provenance.max + file.provenance.deny_max < 2:
        return
    first: dict[str, Cited] = {}
    rests_on = _rests_on(file.event.sources)
    for cited, words in said:
        for run in _runs(words):
            other = first.setdefault(run, cited)
            if other is not cited and not rests_on[other.number] & rests_on[cited.number]:
                message = f'{other.source.label} and {cited.source.label} say alike: "{run}"'
                yield cited.problem("quote", message, "does one cite the other, or do both cite a third?")
                break


def _runs(words: Sequence[str]) -> list[str]:
    """Every so many words that stand in a row."""
    return [" ".join(words[n : n + _WORDS]) for n in range(len(words) - _WORDS + 1)]


def _rests_on(sources: Sequence[Source]) -> list[int]:
    """All that each source leads to, as bits: two are apart where these are different sources."""
    graph = Graph(sources)
    same = [[graph.at[id_] for id_ in source.same_as if id_ in graph.at] for source in graph.sources]
    arcs = [[*cites, *others] for cites, others in zip(graph.cites, same, strict=True)]
    return reached(arcs)


@rule("SRC110", "quote-missing", "note", of="event")
def quote_missing(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """A report without its words, and without a place to look for them."""
    for cited in file.sources:
        source = cited.source
        is_report = source.kind in SECONDARY and source.seen and source.own_stance == "supports" and source.name is None
        has_words = re.search(r"\w", source.quote or "")  # the hint, pasted as it stands, writes none
        if is_report and not has_words and source.locator is None:
            message = f"{source.label}: neither quote nor locator"
            way = cited.setting("quote", "…")
            yield cited.problem("", message, "which words say so, and where?" + f" `{way}` writes them" * bool(way))
