"""The sources of a row: names and addresses, put together where it is certain which belongs to which.

An address given to the wrong outlet is a false witness: in doubt it stays a text among the user's own fields.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from timeline.errors import UsageError
from timeline.model.event import Source, replace
from timeline.model.register import Register
from timeline.model.sources.gathered import gather
from timeline.text.address import apart

_ADDRESSES = re.compile(r"(?<=[\s,;])(?=https?://)", re.IGNORECASE)
"""Where an address begins behind another."""
MOST = 2000
"""Values in the lists of one event."""
_LONGEST = 10_000
"""Characters of a line of sources."""
UNPAIRED = "names and addresses of sources do not go together one by one: the addresses are in x.urls"
NO_ADDRESS = "what is no web address is kept as text in x.urls"
UNDATED = "several sources, and one day of publication: it is in x.published"


def sources(
    names: Sequence[str], cells: Sequence[str], published: str, register: Register
) -> tuple[tuple[Source, ...], dict[str, Any], list[str]]:
    """The sources, the user's own fields that hold what is no part of them, and what is said of that.

    Args:
        names: each a line as a file has it: "X, citing Y", perhaps with an address.
        cells: addresses, perhaps several in one.
        published: the day, as EDTF; empty: none.
        register: tells outlets from people.

    Raises:
        UsageError: a name cannot be read as the line of a source, or there are too many.
    """
    own: dict[str, Any] = {}
    told: list[str] = []
    bare = [name for name in names if not _are_addresses(name)]
    urls, texts = _apart([*cells, *(name for name in names if _are_addresses(name))])
    if long := next((name for name in bare if len(name) > _LONGEST), None):
        raise UsageError(f"{len(long):,} characters are too long for the name of a source", "write the name alone")
    if (number := len(bare) + len(urls)) > MOST:
        raise UsageError(f"{number:,} names and addresses of sources are too many for one event", "split the row")
    if texts:
        told.append(NO_ADDRESS)
    if any("://" in name for name in bare):
        texts += [url for url in urls if not any(url in name for name in bare)]
        urls = []
    elif bare and len(bare) not in {1, len(urls)}:
        texts += urls
        told += [UNPAIRED] * bool(urls)
        urls = []
    if texts:
        own["urls"] = texts
    found = _named(bare, urls, register) if bare else gather(urls, register)
    if published and len(urls or bare) == 1:
        found = (replace(found[0], published=published), *found[1:])
    elif published:
        own["published"] = published
        told += [UNDATED] * bool(urls or bare)
    return found, own, told


def _named(names: list[str], urls: Sequence[str], register: Register) -> tuple[Source, ...]:
    """The sources of names, each with its address, or one with all of them."""
    if not urls:
        return _gathered(tuple(dict.fromkeys(names)), register)
    given = dict(zip(_PLACES, urls, strict=False)) if len(urls) <= len(_PLACES) else {url: url for url in urls}
    lines = [f"{name} {place}" for name, place in zip(names * (len(urls) // len(names)), given, strict=True)]
    found = _gathered(tuple(lines), register)
    return tuple(replace(source, url=given[source.url]) if source.url in given else source for source in found)


_PLACES = tuple(f"https://{n}.example/" for n in range(8))
"""Stand for the addresses of a row: what its names come to is the same whatever they are."""


@lru_cache(maxsize=4096)  # few sources are named by many rows
def _gathered(lines: tuple[str, ...], register: Register) -> tuple[Source, ...]:
    return gather(lines, register)


def _are_addresses(text: str) -> bool:
    urls, texts = _apart([text]) if "://" in text else ([], [text])
    return not texts and bool(urls)


def _apart(cells: Sequence[str]) -> tuple[list[str], list[str]]:
    """Web addresses, and whatever else there is."""
    urls: list[str] = []
    texts: list[str] = []
    for piece in (piece.strip(" \t\r\n,;") for cell in cells for piece in _ADDRESSES.split(cell)):
        try:
            words, url = apart(piece)
        except UsageError:
            words, url = [piece], None
        if url and not words:
            urls.append(url)
        elif piece:
            texts.append(piece)
    return list(dict.fromkeys(urls)), texts
