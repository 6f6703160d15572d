"""A chain of sources in one line: "X, citing Y, citing American officials https://…" -> sources.

Knows the grammar of the line; must not know events, files, or how a source is cited in print. The way back is in
records/source_lines.py.
"""

import re
from contextlib import suppress

from msgspec import Struct

from timeline.errors import UsageError
from timeline.model.event import Source, replace
from timeline.model.identifier import slug
from timeline.model.register import Register, whose
from timeline.text.address import apart, host
from timeline.text.folding import fold
from timeline.text.names import are_two, stands_alone, unnamed


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_EXAMPLE = '"Ukrainska Pravda, citing The New York Times, citing American officials https://…"'
_SPEAKS = _set("state public-body armed-force armed-group party igo ngo company community")
"""Kinds of actor that publish nothing but their own word: to cite one is to cite its statement."""
_SAYS = (
    "(?:(?:reported|reports|said|says|wrote|writes),* )?(?:citing|quoting|via(?! (?-i:[a-z]))"
    "|(?:which|who),* (?:cite[sd]?|quote[sd]?)|(?<=, )according to),*(?= |$)"
)
"""A small letter behind "via" begins no source, but a way: post, email, satellite."""
_TOLD = re.compile(r"(?P<who>.+?) (?:told|tells) (?P<outlet>.+)")
"""Two officials told The New York Times."""
_QUOTED = r"(?:^|(?<=[ (]))(?:\"[^\"]*\"|“[^”]*”|«[^»]*»)(?=$|[ ,;)])"
"""A name in which nothing divides."""
_DIVIDES = re.compile(
    rf"(?P<quoted>{_QUOTED})|(?P<opens>\((?={_SAYS}))|(?P<also>(?:^|(?<= ))and(?= {_SAYS}))"
    rf"|(?P<says>(?:^|(?<=[ (])){_SAYS}|(?i:(?:^|(?<=, )){_SAYS}))|(?P<bracket>[()])"
)
"""What stands between two links: with a capital, which may begin a name, only after a comma and at the start."""
_PLAIN = re.compile(r"\w[\w.'’ -]*")
_AND = re.compile(rf"{_QUOTED}|\([^()]*\)| and ")
"""Where "and" may divide, and within what it does not."""


def parse(text: str, register: Register | None = None) -> tuple[Source, ...]:
    """The sources of one line, each citing the next.

    Grammar: `LINK (", citing" LINKS)* [URL]`, where LINKS is one or several joined by "and", and each may have its own
    `(citing LINKS)` behind it; `via`, `quoting`, "who cited" and ", according to" are the same. "and citing" always
    divides; "and" only between what are two names for certain (`_are_two`). In quotes nothing divides. The register
    tells outlets from people and bodies, gives ids, knows documents by theirs, and says whose "American officials" are;
    without it nothing of this is guessed.

    Raises:
        UsageError: a link is empty, there are two addresses, or one that is no web address, or it is a table of TOML.
    """
    if text.lstrip().startswith("{"):
        raise UsageError("a table is no line of sources", f"write {_EXAMPLE}; tables stand in the file")
    words, url = apart(text)
    at = 0
    while [word.casefold() for word in words[at : at + 2]] == ["according", "to"]:
        at += 2
    told = _TOLD.fullmatch(" ".join(words[at:]))
    if told and unnamed(told["who"]) and not _DIVIDES.search(told["outlet"]):
        words[at:] = f"{told['outlet']}, citing {told['who']}".split(" ")
    register, used = register or Register(), dict[str, int]()
    links = _links(" ".join(words[at:]), url, register)
    found = [_source(link.name, None if n else url, register, first=not n) for n, link in enumerate(links)]
    ids = [unique(source.id, used) for source in found]
    return tuple(
        replace(source, id=id_, cites=tuple(ids[cited] for cited in link.cites))
        for source, id_, link in zip(found, ids, links, strict=True)
    )


class _Link(Struct):
    """A link of a line, and the numbers of those that it cites."""

    name: str
    cites: list[int]


def _links(text: str, url: str | None, register: Register) -> list[_Link]:
    """The links of a line, in its order.

    Raises:
        UsageError: one is empty, or something belongs to nobody.
    """
    links: list[_Link] = []
    above: list[int] = []
    """Those that cite what is named now."""
    group: list[int] = []
    """What they cite, as far as it is named."""
    around: list[tuple[list[int], list[int], int]] = []
    """Of each bracket that is open: the two outside it, and how many brackets of a name are open there."""
    inside, begin, at, ready = 0, 0, -1, True

    def name(end: int) -> None:
        """Take what stands before this place for names, where names may stand."""
        nonlocal ready
        written = text[begin:end].strip(" ,;")
        if not ready:
            if not written.startswith("and ") and written:
                raise UsageError(f'whose is "{written}", behind the bracket?', f"write it as in {_EXAMPLE}")
            written = written.removeprefix("and ").strip(" ,;")
            if not written:
                return
        names = _names(written, register) if links else [written]
        for one in names:
            if not one and (links or not url):
                named = text[:begin].rstrip(" (") if links else ""
                message = f'after "{named}" nobody is named' if named else "a source needs a name or an address"
                raise UsageError(message, f"write it as in {_EXAMPLE}")
            if links and not above:
                raise UsageError("two sources in one line", "write one entry for each")
            for number in above:
                links[number].cites.append(len(links))
            group.append(len(links))
            links.append(_Link(_unquoted(one), []))
        ready = False

    for found in _DIVIDES.finditer(text):
        kind = found.lastgroup
        if kind == "quoted":
            continue
        if kind == "bracket" and (found[0] == "(" or inside or not around):
            inside = max(0, inside + (1 if found[0] == "(" else -1))
            continue
        if kind == "says" and at == found.start():  # behind "and", or a bracket that it opened
            begin = at = found.end()
            continue
        name(found.start())
        if kind == "bracket":
            above, group, inside = around.pop()
        elif kind == "opens":
            around.append((above, group, inside))
            above, group, inside = group[-1:], [], 0
        elif kind == "says" or not above:
            above, group = group, []
        ready = kind != "bracket"
        begin = found.end()
        at = begin + (kind == "also")
    name(len(text))
    return links


def _unquoted(name: str) -> str:
    """A name without its quotes, or without a bracket of the line around it, of which the other stands elsewhere."""
    if re.fullmatch(_QUOTED, name):
        return name[1:-1].strip() or name
    open_ = name.count("(") - name.count(")")
    bare = name.removeprefix("(") if open_ > 0 else name.removesuffix(")") if open_ < 0 else name
    return bare.strip() or name


def _names(text: str, register: Register) -> list[str]:
    """What is cited: several names where "and" stands between two for certain, else one as written."""
    if " and " not in text or register.actors.find(text):
        return [text]
    names: list[str] = []
    begin, ends = 0, [found.start() for found in _AND.finditer(text) if found[0] == " and "]
    for end in [*ends, len(text)]:
        name = text[begin:end]
        if names and not _are_two(names[-1], name, register):
            names[-1] += f" and {name}"
        else:
            names.append(name)
        begin = end + len(" and ")
    return [name.strip(" ,;") for name in names]


def _are_two(left: str, right: str, register: Register) -> bool:
    """Whether "and" between two names divides them: both are known, or one for certain needs nothing of the other.

    In doubt they are one: two would be one origin more than the line may mean.
    """
    known, others = (register.actors.find(name) for name in (left, right))
    if (known and others) or _unquoted(left) != left or _unquoted(right) != right:
        return True
    if any(spelling.endswith(f" and {fold(right)}") for spelling in register.actors.spelt):
        return False
    by_itself = bool(known) and all(register.actors.entries[id_].kind != "state" for id_ in known)
    if stands_alone(right) or (stands_alone(left) and right[0].isupper() and not unnamed(right)):
        return True
    if unnamed(right) and not (unnamed(left) or by_itself):  # "US and European officials"
        return False
    return are_two(left, right, is_known=bool(known), is_other_known=bool(others))


def whole(name: str) -> str:
    """A name as it stands in a line so that nothing divides it: in quotes where it must."""
    if _PLAIN.fullmatch(name) and not _DIVIDES.search(name) and " and " not in name:
        return name
    with suppress(UsageError):
        names = [link.name for link in _links(f"{name}, citing x (citing {name}) and citing {name}", None, Register())]
        if names == [name, "x", name, name] and not name.casefold().startswith("according to"):
            return name
    return next((f"{a}{name}{b}" for a, b in ('""', "“”", "«»") if a not in name and b not in name), name)


def divides(left: str, right: str) -> bool:
    """Whether "and" divides two names of a line, whoever is known."""
    return _are_two(left, right, Register())


def _source(words: str, url: str | None, register: Register, *, first: bool) -> Source:
    """One link by itself."""
    if not words:
        site = host(url or "")
        outlet = register.outlet_of(site)
        publisher = register.actors.entries[outlet].name if outlet else None
        return Source(id=outlet or slug(site) or "source", url=url, publisher=publisher)
    ids = register.actors.find(words)
    kind = register.actors.entries[ids[0]].kind if len(ids) == 1 else None
    if not ids and words in register.documents:
        return Source(id=words, ref=words, url=url)
    if not ids and (noun := unnamed(words)):
        (at, plural), name = noun, words.rstrip(".")
        id_, state = id_of(name, register), whose(name.split()[:at], register)
        return Source(id=id_, kind="person", url=url, name=name, anonymous=True, plural=plural, affiliation=state)
    if kind == "person":
        return Source(id=id_of(words, register), kind="person", url=url, name=words)
    kind = "statement" if kind in _SPEAKS else "article"
    return Source(id=id_of(words, register), kind=kind, url=url, publisher=words, seen=first)


def id_of(words: str, register: Register) -> str:
    """The id under which these words are found: of whom the register knows by them, else their slug."""
    ids = register.actors.find(words)
    return ids[0] if len(ids) == 1 else slug(words) or "source"


def unique(id_: str, used: dict[str, int]) -> str:
    """The id, or the next free of `id-2`, `id-3` …; `used` counts and remembers."""
    number = used[id_] = used.get(id_, 0) + 1
    given = id_
    while number > 1 and given in used:
        given = f"{id_}-{number}"
        number += 1
    used.setdefault(given, 1)
    return given
