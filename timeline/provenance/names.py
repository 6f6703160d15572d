"""What a source is called in prose: who speaks, an outlet by its name, a bare link by its host; never by a made-up id.

Knows one source at a time, and English; must not know who cites it, nor who prints the name.
"""

from timeline.model.event import Source
from timeline.provenance.witness import RECORDS, named_authors, platform, speakers
from timeline.text.address import held, host
from timeline.text.lists import joined

PIECES = {"post": "post", "video": "film", "image": "picture", "audio": "recording"}
"""What is called by who made it, and what one of them is called itself."""
_LINKS = {"article", "web"}
"""Kinds of a link of which nobody says more."""
_FILMS = {"youtube", "vimeo", "tiktok", "twitch", "streamable"}
"""Platforms of films; on the others are posts."""
_SAYING = {"person", "testimony", "interview", "statement", "speech"}
_TITLED = {*RECORDS, "book", "report"}
"""Kinds that are called by their title rather than by the site where they are."""
_UNNAMED = ("unnamed", "anonymous", "undisclosed", "withheld", "unidentified")
_ARTICLES = {"a", "an", "the", "some", "several", "two", "three"}
_SPELT = {"youtube": "YouTube", "tiktok": "TikTok", "vk": "VK"}
"""Platforms that are not written as other names are."""
_MOST = 2
"""How many authors are named."""


def authors(source: Source) -> tuple[str, ...]:
    """Who wrote it, filmed it, or said it."""
    return (source.author,) if isinstance(source.author, str) else source.author or ()


def who(source: Source) -> str:
    """Who or what it is, without the platform behind: "@anna", "The New York Times", "twitter.com"."""
    if (source.kind in _SAYING or _piece(source)) and (speaking := _makers(source)):
        return f"{speaking[0]} and {len(speaking) - 1} others" if len(speaking) > _MOST else joined(speaking)
    body = (source.name or source.publisher) if source.anonymous else (source.publisher or source.name)
    title = source.title if source.kind in _TITLED else None
    found = body or title or site(source) or source.title or joined(authors(source))
    return found or ("a person" if source.anonymous else source.label)


def called(source: Source) -> str:
    """The same, with what is behind the author of a post or a film: "@anna on Twitter"; or "a film on YouTube"."""
    name, piece = who(source), _piece(source)
    if not piece:
        return name
    place, behind = venue(source), platform_of(source)
    where = behind or place
    if not _makers(source):
        return f"a {piece} on {where}" if behind or place == site(source) != "" else name
    if behind:
        return f"{name} on {where}"
    return f"{name} ({source.publisher})" if source.publisher not in {None, "", name} else name


def _piece(source: Source) -> str | None:
    """What one of it is called where it is called by who made it: also of a link whose kind nobody gives."""
    if source.kind not in _LINKS or not source.url or source.name or source.anonymous:
        return PIECES.get(source.kind)
    if source.publisher and not platform(source.publisher):  # as nearly all are
        return None
    on = platform(site(source))
    return on and ("film" if on in _FILMS else "post")


def _makers(source: Source) -> tuple[str, ...]:
    """Who speaks in it; of a link whose kind nobody gives, who wrote it."""
    return named_authors(source) if source.kind in _LINKS else speakers(source)


def platform_of(source: Source) -> str:
    """The platform where it is, as one writes it: "Twitter"; or nothing."""
    return spelt(platform(venue(source)) or "")


def spelt(found: str) -> str:
    """A platform as one writes it: "Twitter"."""
    return _SPELT.get(found, found.capitalize())


def is_told_by_address(source: Source) -> bool:
    """Whether its address says all that it is called: a platform, and of whom it is if anybody made it."""
    made = {name.removeprefix("@").casefold() for name in _makers(source)}
    path = {part.removeprefix("@").casefold() for part in (source.url or "").split("/")}
    return bool(_piece(source) and platform_of(source)) and platform(site(source)) is not None and made <= path


def is_signed(source: Source) -> bool:
    """Whether it is a post or a recording of which is said who made it: nobody else, nor a platform, answers for it."""
    return bool(_piece(source) and _makers(source))


def is_saying(source: Source) -> bool:
    """Whether somebody says it, named or not, where others report it."""
    return source.kind in _SAYING and bool(source.anonymous or speakers(source))


def outlet(source: Source) -> str:
    """The outlet that published it, by name or host, or nothing; a platform publishes nothing of its own."""
    name = venue(source)
    return "" if platform(name) else name


def venue(source: Source) -> str:
    """Where it is to be read: an outlet or a platform, by name or host, or nothing."""
    return source.publisher or site(source)


def named(source: Source) -> str:
    """The same in a sentence: "unnamed American officials", "an unnamed aide", titles in quotes."""
    name = called(source)
    if name == source.title:
        name = f"“{name}”"
    if not source.anonymous or source.confidential:
        return name
    article, _, rest = name.partition(" ")
    if name.casefold().startswith(_UNNAMED) or rest.casefold().startswith(_UNNAMED):
        return name
    if rest and article.casefold() in _ARTICLES:
        return f"{'an' if article.casefold() in {'a', 'an'} else article} unnamed {rest}"
    return f"unnamed {name}"


def site(source: Source) -> str:
    """The host of the page, also where only an archive holds it."""
    url = source.url or source.archive_url or ""
    return host(held(url) or url)
