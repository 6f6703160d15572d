"""An address as a link of a page may hold it. Must not know what kind of page it is, nor whose the address is."""

import re
from functools import lru_cache
from urllib.parse import quote

SCHEMES = {"http": "http:", "https": "https:", "mailto": "mailto:", "doi": "https://doi.org/"}
"""What may be followed, and what the address begins with then."""
_AUTHORITY = re.compile(
    r"//(?:[\w.~!$&'()*+,;=:%-]*@)?(?P<host>\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::(?P<port>\d{0,5}))?(?=[/?#]|\Z)"
)
"""What stands before the path: a host, by name or number, and perhaps who asks, and a port (RFC 3986, 3.2)."""
_LAST_PORT = 65_535
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@lru_cache(maxsize=4096)
def followed(url: str) -> str | None:
    """The address as a link may hold it: http, https, mailto or doi, percent-encoded where it must (RFC 3986, 2.1)."""
    scheme, _, rest = url.strip().partition(":")
    scheme, head = scheme.lower(), ""
    if scheme not in SCHEMES or not rest.strip("/") or (scheme[:4] == "http" and rest[:2] != "//"):
        return None
    if rest[:2] == "//":
        found = _AUTHORITY.match(rest)
        name = found and _in_ascii(found["host"])
        if not found or not name or int(found["port"] or 0) > _LAST_PORT:
            return None
        head, rest = rest[: found.start("host")] + name + rest[found.end("host") : found.end()], rest[found.end() :]
    path, mark, fragment = rest.partition("#")
    quoted = (quote(part, safe="%/:?@!$&'*+,;=", errors="replace") for part in (path, fragment))
    return SCHEMES[scheme] + head + mark.join(_LONE_PERCENT.sub("%25", part) for part in quoted)


def _in_ascii(host: str) -> str:
    """The name of a host as DNS has it (RFC 3490); nothing where it is none."""
    try:
        return host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return ""
