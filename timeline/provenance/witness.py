"""Whose word a source is, and who made a thing. Titles and platforms are no witnesses.

Knows one source and the names of the register; must not know who cites whom, nor which origins are one (identity.py).
"""

from collections.abc import Iterable
from functools import lru_cache

from timeline.model.event import Source
from timeline.model.register import Register
from timeline.text.address import host
from timeline.text.folding import fold

RECORDS = frozenset(("document", "law", "court", "dataset", "satellite"))
"""Kinds of source that show by themselves: nobody speaks in them, and their name is a title."""
RECORDINGS = frozenset(("image", "video", "audio"))
"""Kinds of source that whoever made them answers for."""
_SIGNED = frozenset(("interview", "testimony", "speech", "statement"))
"""Kinds in which the author speaks, where nobody else is named."""
_OWN_WORD = frozenset(("statement", "speech"))
"""Kinds in which a body speaks for itself."""
_BY_AUTHOR = frozenset(("book", "report", "web"))
"""Kinds of report whose author was there, where somebody was; of the others it is a reporter of the outlet."""
_PEOPLE = frozenset(("person", "testimony", "interview", "speech"))
"""Kinds in which somebody is named, who may be called X."""
_SITES = {
    "youtube": "youtube.com youtu.be youtube-nocookie.com",
    "twitter": "twitter.com x.com t.co",
    "facebook": "facebook.com fb.com fb.watch",
    "instagram": "instagram.com",
    "tiktok": "tiktok.com vm.tiktok.com",
    "telegram": "telegram.org telegram.me t.me",
    "vk": "vk.com vk.ru",
    "reddit": "reddit.com redd.it v.redd.it i.redd.it",
    "twitch": "twitch.tv clips.twitch.tv",
    "streamable": "streamable.com",
    "vimeo": "vimeo.com player.vimeo.com",
    "bluesky": "bsky.app bsky.social",
    "threads": "threads.net threads.com",
}
_PLATFORMS = {
    **{name: name for name in _SITES},
    **{site: name for name, sites in _SITES.items() for site in sites.split()},
    "x": "twitter",
    "vkontakte": "vk",
}
"""What publishes whatever anybody gives it, by folded name and by host."""

Party = frozenset[tuple[str, ...]]
"""Names as they are compared: of each the ids of the register that go by it, or itself, folded, after a "?"."""


def speakers(source: Source) -> tuple[str, ...]:
    """The names of those whose word it is, as written: several speak together. Nobody is named where it is anonymous.

    Of a post or recording it is the author, of a report the outlet whose reporter was there; never a platform.
    """
    kind = source.kind
    if source.anonymous or kind in RECORDS:
        return ()
    name = (source.name,) if source.name and kind in _PEOPLE else _named(source.name)
    publisher, signed = _named(source.publisher), named_authors(source)
    if kind == "post" or kind in RECORDINGS:
        return signed or name
    if kind in _BY_AUTHOR and source.firsthand:
        return name or signed or publisher
    if kind in _SIGNED:
        return name or signed or (publisher if kind in _OWN_WORD else ())
    return name or ((publisher or signed) if source.firsthand and kind != "person" else ())


def makers(source: Source) -> tuple[str, ...]:
    """The names of those who made it, as written: who speaks in it, and of a record its author or publisher."""
    if source.kind not in RECORDS:
        return speakers(source)
    return named_authors(source) or _named(source.publisher)


def named_authors(source: Source) -> tuple[str, ...]:
    """The names of those who wrote it, as written, but platforms; of the anonymous none."""
    return () if source.anonymous else _named(source.author)


@lru_cache(maxsize=4096)  # a chronology names few outlets, and each often
def platform(name: str) -> str | None:
    """The platform that goes by this name or address ("X (formerly Twitter)", "www.youtube.com"); None: it is none."""
    if "." in name and (known := _PLATFORMS.get(host(name))):
        return known
    spoken = {_PLATFORMS.get(word) for word in fold(name).split() if word != "formerly"}
    return spoken.pop() if len(spoken) == 1 else None


def party(names: Iterable[str], register: Register) -> Party:
    """Names as they are compared."""
    return frozenset(register.actors.find(name) or (f"?{fold(name) or name}",) for name in names)


def ids_of(names: Party) -> set[str]:
    """The ids of all of them; of an ambiguous name each."""
    return {id_ for ids in names for id_ in ids}


def kin(ids: set[str], register: Register) -> set[str]:
    """These, by the ids of a party, and all that they are or ever were a part of."""
    return ids.union(*(register.actors.wholes(id_) for id_ in ids))


def differ(one: Party, other: Party, register: Register) -> bool:
    """Whether these are known to be others."""
    ones, others = ids_of(one), ids_of(other)
    return are_others(ones, others, kin(ones, register), kin(others, register))


def are_others(one: set[str], other: set[str], kin_of_one: set[str], kin_of_other: set[str]) -> bool:
    """Whether both are named, none of one may be one of the other, and neither is a part of the other."""
    return bool(one and other) and one.isdisjoint(kin_of_other) and other.isdisjoint(kin_of_one)


def _named(held: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The names that stand there, but those of platforms."""
    names = (held,) if isinstance(held, str) else held or ()
    return tuple(name for name in names if name and platform(name) is None)
