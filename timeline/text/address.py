"""The address of a document, as addresses are compared: two ways of writing one page are one address.

Knows hosts and their habits; must not know sources, nor how an address is printed.
"""

import re
from contextlib import suppress
from functools import lru_cache

from timeline.errors import UsageError
from timeline.text.names import WRAPPING

_PARTS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:/{1,2}|//)?(?:[^/?#@]*@)?([^/?#]*)([^?#]*)\??([^#]*)(.*)", re.DOTALL)
"""An address as RFC 3986, appendix B takes it apart: host, path, query, fragment; it may lack the scheme."""
_PLAIN = re.compile(r"https?://([a-z0-9.-]+)(|/[A-Za-z0-9._~/-]*)")
"""An address in which nothing but the host can be written in several ways."""
_PORT = re.compile(r":\d*\Z")
_USUAL_PORT = re.compile(r":(?:80|443)?\Z")
_SAME_SITE = re.compile(r"(?:(?:www|m|mobile|amp|old)\.)+(?=[^.]+\.)")
"""What a host begins with where the same pages are shown another way."""
_TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|msclkid|igsh|igshid|mibextid|mc_cid|mc_eid|wt_mc|cmpid|__twitter_impression",
    re.IGNORECASE,
)
"""Parameters that say who came from where, on any host. To drop more would make one of different pages."""
_TWINS = (
    {"x.com": "twitter.com"}
    | dict.fromkeys(("youtu.be", "youtube-nocookie.com", "music.youtube.com"), "youtube.com")
    | dict.fromkeys((f"archive.{ending}" for ending in "ph is li md vn fo".split()), "archive.today")
)
"""Hosts that show the pages of another; every host of Nitter shows those of Twitter."""
_OWN_WAYS = frozenset(("youtube.com", "twitter.com", "t.me"))
"""Hosts that show one page at several paths."""
_MOMENTS = frozenset(("t", "start", "time_continue", "si", "feature", "index"))
"""Where in a film to begin, and who shared it; of a film itself even the list it stands in says nothing."""
_FILM = re.compile(r"/(?:shorts|live|embed|v)/([^/]+)")
_TWEET_PARAMETERS = frozenset(("s", "t", "ref_src"))
_PART_OF_TWEET = re.compile(r"/(?:photo|video)/\d+/?\Z")
_ARCHIVE = re.compile(r"(?:[^.]+\.)*(?:archive\.(?:org|today|ph|is|li|md|vn|fo)|perma\.cc)")
_MAY_HOLD = re.compile(r"archive\.(?:org|today|ph|is|li|md|vn|fo)|perma\.cc").search
"""Whether an address has in it what the host of an archive has: not to take apart those that have not."""
_HELD = re.compile(r"(?<=.)https?:/.*|(?<=/web/)(?:\d{1,14}(?:[a-z]{2}_)?|\*)/(.+)", re.IGNORECASE | re.DOTALL)
"""What stands in the address of a preserved page; the Wayback Machine lets the scheme be left out."""
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_LETTER = re.compile(r"[^\x00-\x7f]")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


def canonical(url: str) -> str:
    """The address as addresses are compared: "youtu.be/abc" is "youtube.com/watch?v=abc", whatever the scheme.

    Without scheme, fragment (but the routes `#!` and `#/`), slash at the end, tracking, and what hosts add for other
    views of one page; with parameters in order, and escapes as RFC 3986, section 6.2.2 has them. Case counts, but in
    the host.
    """
    if (plain := _PLAIN.fullmatch(url)) and (name := _plain_host(plain[1])):  # as most are
        return name + plain[2].rstrip("/")
    return _canonical(url)


@lru_cache(maxsize=16_384)  # an event's sources are asked for theirs by its index, its counts and its checks
def _canonical(url: str) -> str:
    """The same of any address."""
    written, path, query, fragment = _split(url)
    host = _twin(written)
    pairs = query.split("&") if query else []  # as most have none, and what follows goes round what most have not
    parameters = sorted(pair for pair in pairs if pair and not _TRACKING.fullmatch(pair.partition("=")[0]))
    path = path.rstrip("/")
    if host == "youtube.com":
        film = _FILM.fullmatch(path)
        named = film[1] if film else path[1:] if written == "youtu.be" else ""
        watched = [f"v={named}"] if named else [pair for pair in parameters if pair.startswith("v=")]
        if named or path == "/watch":
            path, parameters = "/watch", watched
        else:  # of a list or a channel
            parameters = [pair for pair in parameters if pair.partition("=")[0] not in _MOMENTS]
    elif host == "twitter.com":
        path, fragment = (fragment[2:], "") if fragment.startswith("#!/") else (path, fragment)  # as links once were
        path = _PART_OF_TWEET.sub("", path)
        parameters = [pair for pair in parameters if pair.partition("=")[0] not in _TWEET_PARAMETERS]
    elif host == "t.me":
        path = re.sub(r"\A/s(?=/[^/]+/)", "", path)
    rest = "?".join([path, *filter(None, ["&".join(parameters)])]) + (
        fragment if fragment.startswith(("#!", "#/")) else ""
    )
    return host + (rest if rest.isascii() and "%" not in rest else _ESCAPE.sub(_escape, _LETTER.sub(_escaped, rest)))


@lru_cache(maxsize=4096)
def _plain_host(written: str) -> str:
    """The host as hosts are compared; nothing of one on which paths have habits of their own."""
    name = _twin(_split(f"//{written}")[0])
    return "" if name in _OWN_WAYS else name


def host(url: str) -> str:
    """The host of an address, without what shows the same pages another way: "www.", "m."; "" where there is none."""
    name = _split(url)[0]
    return _PORT.sub("", name) if ":" in name else name


def compared_host(url: str) -> str:
    """The host of the canonical address."""
    return _twin(_split(url)[0])


def taken_apart(address: str) -> tuple[str, str, set[str]]:
    """Host, path and parameters of a canonical address; a fragment that names a page stands with the path."""
    before, sign, fragment = address.partition("#")
    path, _, query = before.partition("?")
    site, slash, path = path.partition("/")
    return site, slash + path + sign + fragment, {*query.split("&")} - {""}


def held(url: str) -> str | None:
    """The address of the page that an archive holds under this one, as far as it says so; None where it does not."""
    folded = url.casefold()
    if not (("archive." in folded or "perma." in folded) and _MAY_HOLD(folded) and _ARCHIVE.fullmatch(host(url))):
        return None
    found = _HELD.search(re.sub(r"(?i)%3a%2f%2f", "://", url.partition("//")[2]))
    return (found[1] or found[0]) if found else None


def addresses(*urls: str | None) -> set[str]:
    """The canonical addresses of a document: where it is, where it is archived, and what those archives hold."""
    found: set[str] = set()
    for url in urls:
        while url:
            found.add(canonical(url))
            url = held(url)  # noqa: PLW2901 - an archive may hold the page of another
    return found - {""}


@lru_cache(maxsize=1024)  # whoever asks for the address asks for the host
def _split(url: str) -> tuple[str, str, str, str]:
    """Host, path, query and fragment, with its `#`; the host in lower case, in letters and without a usual port."""
    found = _PARTS.fullmatch(url.strip())
    assert found  # the pattern takes any text
    name, path, query, fragment = found.groups()
    name = (_USUAL_PORT.sub("", name) if ":" in name else name).casefold().rstrip(".")
    if "xn--" in name:
        with suppress(UnicodeError):  # where it is no name of a host it stays as it is
            name = name.encode("ascii").decode("idna")
    return _SAME_SITE.sub("", name, count=1), path, query, fragment


def _twin(host: str) -> str:
    """The host whose pages it shows, its own mostly."""
    return "twitter.com" if host.startswith("nitter.") else _TWINS.get(host, host)


def _escaped(found: re.Match[str]) -> str:
    """A letter beyond ASCII as it is escaped; half of a pair of letters, too."""
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))


def _escape(found: re.Match[str]) -> str:
    """One escape: none where none is needed, else in capitals."""
    letter = chr(int(found[0][1:], 16))
    return letter if _UNRESERVED.fullmatch(letter) else found[0].upper()


def apart(text: str) -> tuple[list[str], str | None]:
    """The words of a text without the address, and the address without what wraps or ends it.

    Raises:
        UsageError: there are two addresses, or one that is no web address.
    """
    words, url = [], None
    for word in text.split():
        if "://" not in word:
            words.append(word)
            continue
        address = word.lstrip(WRAPPING).rstrip(".,;:<>\"'“”‘’")
        unopened = {end: address.count(end) - address.count(begin) for begin, end in ("()", "[]")}
        while unopened.get(end := address[-1:], 0) > 0:
            unopened[end] -= 1
            address = address[:-1].rstrip(".,;:")
        scheme, _, rest = address.partition("://")
        if scheme.casefold() not in {"http", "https"} or not rest.strip("/?#"):
            raise UsageError(f'"{word}" is no web address', "it begins with http:// or https://, after a space")
        if url:
            raise UsageError(f'two addresses in one line: "{url}" and "{address}"', "write one entry for each document")
        url = address
    return words, url
