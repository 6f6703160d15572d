"""The ID of an event: `DATE-slug`, given at birth and then fixed; and which event a person means by a part of one.

Knows nothing of files: whoever writes one sees to clashes.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache

from timeline.dates import edtf
from timeline.errors import DataError, UsageError, did_you_mean
from timeline.text.folding import composed

MAX_WORDS = 8
MAX_LENGTH = 80
_LOOSE = frozenset(
    "a an the and or but nor of to in into on onto at by for from with without as than over under after before about"
    " against between during until since through towards near off out up that which who whose where when if is are"
    " was were be been has have had its his her their not no".split()
)
"""Words after which a title cannot stop."""
LEAST = 4
"""Letters of a word that tells an event from others, as of the beginning of a hash in git."""
SURE = 8
"""Letters of such words at least: fewer are soon in other IDs too, as these come."""
DATED = re.compile(r"(?:\d{4}|bce\d{4,}|y\d{5,})(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?![^\W_])")
"""What an ID begins with that says when it was, as `date_prefix` writes it; one of another kind is the user's own."""


@lru_cache(maxsize=4096)  # outlets are named again and again
def slug(text: str) -> str:
    """The text in at most eight lower-case ASCII words joined by `-`; other scripts are transliterated."""
    return "-".join(_words(text)[:MAX_WORDS])[:MAX_LENGTH].rstrip("-")


def _words(text: str) -> list[str]:
    if not text.isascii():
        from anyascii import anyascii  # start-up: its tables cost more than most commands

        text = anyascii(text)
    return "".join(c if c.isalnum() else "" if c in "'`" else " " for c in text.casefold()).split()


def date_prefix(date: edtf.Edtf) -> str:
    """The day, month or year as known: of an open set the known bound, of a span the start; BCE as `bce0044-03-15`."""
    span = date.members[0]
    single = next((p for p in (span.start, span.end) if p and p.first > -edtf.EVER), None)
    if single is None:
        return "undated"
    first, last = edtf.civil(single.begins), edtf.civil(single.last)
    year, month, day = first
    head = f"bce{1 - year:04}" if year <= 0 else f"{year:04}" if year < 10000 else f"y{year}"
    parts = 3 if first == last else 2 if first[:2] == last[:2] else 1
    return "-".join([head, f"{month:02}", f"{day:02}"][:parts])


def other_date(id_: str, date: edtf.Edtf) -> str:
    """The date that an ID begins with, where that is not the event's; nothing where it is, or there is none."""
    named = DATED.match(id_)
    return named[0] if named and not f"{date_prefix(date)}-".startswith(f"{named[0]}-") else ""


def new_id(date: edtf.Edtf, title: str) -> str:
    """The ID that an event with this date and title is given: of a long title as far as it makes sense."""
    words, kept = _words(title), slug(title).split("-")
    if kept != words:
        while len(kept) > 1 and (kept[-1] in _LOOSE or kept[-1] != words[len(kept) - 1]):
            kept.pop()
    return f"{date_prefix(date)}-{'-'.join(kept)}".rstrip("-")


def check(id_: str) -> None:
    """See that a new ID is one that can stand as a file name everywhere.

    Raises:
        UsageError: it cannot.
    """
    clean = "-".join(slug(part) for part in id_.split("-"))
    if id_ != clean or not id_:
        raise UsageError(f'"{id_}" is no ID', f"small letters, digits and hyphens: {clean or 'DATE-slug'}")


def find(
    wanted: str,
    ids: Collection[str],
    renamed: Callable[[], Mapping[str, str]] = dict,
    told_by: str = "`timeline list -f ids` prints every ID",
) -> str:
    """The one ID meant by a whole ID, a whole slug, a unique beginning, unique words, or how they begin, as in git.

    Args:
        wanted: what was typed.
        ids: those there are.
        renamed: gives those there were, each with the one that its event has now; they mean it where no other is meant.
        told_by: says what tells those there are.

    Raises:
        DataError: none or several are meant; the message names the nearest or the candidates.
    """
    if wanted in ids or (wanted := composed(wanted)) in ids:
        return wanted
    before = renamed()
    if wanted in before:
        return before[wanted]
    meant = _meant(wanted, ids) or list({before[old] for old in _meant(wanted, before)})
    meant = [id_ for id_ in meant if before.get(id_) not in meant]  # a file under both is on its way to the new one
    if len(meant) == 1:
        return meant[0]
    if meant:
        shown = "\n  ".join(sorted(meant)[:8]) + ("\n  …" if len(meant) > 8 else "")
        raise DataError(f'"{wanted}" is a part of {len(meant)} IDs', f"say more of it:\n  {shown}")
    raise DataError(f'no event "{wanted}"', did_you_mean(wanted, ids) or told_by)


def _meant(wanted: str, ids: Collection[str]) -> list[str]:
    """Those that are meant by a slug, else by a beginning, else by whole words, else by how some words begin."""
    if not wanted:
        return []
    named = [i for i in ids if i.endswith(f"-{wanted}") and DATED.fullmatch(i[: -len(wanted) - 1])]
    begun = named or [i for i in ids if i.startswith(wanted)]
    return begun or [i for i in ids if f"-{wanted}-" in f"-{i}-"] or [i for i in ids if f"-{wanted}" in i]


def short(wanted: Collection[str], ids: Collection[str], renamed: Collection[str] = ()) -> dict[str, str]:
    """For each of some IDs a few words of it, by which `find` tells it from all others.

    They begin at the word that the fewest others have, and go on until no other has them and they are long enough to
    last. Where it never comes to that, they are its beginning, else its slug, else all of it.

    Args:
        wanted: those IDs.
        ids: all that there are; they are gone through twice, however many are wanted.
        renamed: those that there were.
    """
    often = Counter("-".join(ids).split("-"))
    first = {id_: min(words, key=lambda w: (often[w], len(w))) for id_ in wanted if (words := _telling(id_))}
    starts, runs = {*first.values()}, []
    for id_ in ids:
        words = id_.split("-")
        if not starts.isdisjoint(words):
            runs += [("-".join([*words[n:], ""]), id_) for n, word in enumerate(words) if word in starts]
    found = {id_: _lengthened(run, id_) for run, id_ in _apart(runs, first) if run.partition("-")[0] == first[id_]}
    undated = sorted(id_ for id_ in ids if not id_[:1].isdecimal())  # only these begin like words that are no number
    for id_, run in [*found.items()]:
        at = bisect_left(undated, run)
        others = ids if run[:1].isdecimal() else undated[at : at + 2]
        if run in renamed or any(other.startswith(run) and other != id_ for other in others):
            del found[id_]
    if left := {*wanted} - found.keys():  # `find` takes a slug first
        begun = _apart([(f"{id_}-", id_) for id_ in ids], left, 1)
        slugs, taken = Counter(map(_behind_date, ids)), {*ids, *renamed}
        found |= {id_: text for text, id_ in begun if DATED.match(text) and not slugs[text] and text not in renamed}
        whole = ((id_, _behind_date(id_)) for id_ in left - found.keys())
        found |= {id_: text for id_, text in whole if text[:1].isalpha() and slugs[text] == 1 and text not in taken}
    return {id_: found.get(id_, id_) for id_ in wanted}


def _behind_date(id_: str) -> str:
    """The slug of an ID; all of it where it begins with no date."""
    dated = DATED.match(id_)
    return id_[dated.end() + 1 :] if dated else id_


def _telling(id_: str) -> list[str]:
    """The words behind the date that tell most: no numbers, and short ones only where there are no others."""
    words = [word for word in _behind_date(id_).split("-") if word and not word[:1].isdecimal()]
    return [word for word in words if len(word) >= LEAST] or words


def _lengthened(run: str, id_: str) -> str:
    """Some words of an ID with those behind them, else with those before, so that they still tell it as others come."""
    before, _, behind = f"-{_behind_date(id_)}-".partition(f"-{run}-")
    after, lead = filter(None, behind.split("-")), [*filter(None, before.split("-"))]
    while len(run) < SURE and (word := next(after, "")):
        run = f"{run}-{word}"
    while len(run) < SURE and lead:
        run = f"{lead.pop()}-{run}"
    return run


def _shared(text: str, other: str) -> int:
    """How many letters two texts have in common at their beginning."""
    return next((n for n, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other)))


def _apart(runs: list[tuple[str, str]], wanted: Collection[str], more: int = 0) -> Iterator[tuple[str, str]]:
    """Of texts that end in `-`, each with its ID: the first words of wanted ones that no other begins with, if any.

    With `more` no other begins with their letters either.
    """
    runs.sort()
    texts = ["", *(text for text, _ in runs), ""]
    for n, (text, id_) in enumerate(runs):
        if id_ in wanted:
            shared = max(_shared(text, other) for other in (texts[n], texts[n + 2]))
            if shared < len(text):
                yield text[: text.find("-", shared + more)], id_
