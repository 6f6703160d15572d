"""Web addresses, taken apart and compared. Knows no rule."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|ref_src|ref_url|cmpid|icid"
    r"|at_(?:medium|campaign|custom\d)|smid|smtyp|ns_\w+|xtor|ftag|guccounter|guce_referr\w*|s_cid|CMP|__twitter_impression"
    r"|taid|spm|vero_id|oly_enc_id|oly_anon_id|mkt_tok|trk|hsCtaTracking|__hs\w+|_hsenc|_hsmi)",
    re.IGNORECASE,
)
"""Names of parameters that say who came from where, and nothing of the document."""


@lru_cache(maxsize=16_384)
def split(url: str) -> SplitResult | None:
    """The parts of an address; None where it has none."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        return None
    return parts


def is_under(host: str, domains: tuple[str, ...]) -> bool:
    """Whether a host is one of these, or lies below one."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def page(url: str) -> str:
    """An address as pages are compared: without scheme, www, a slash at its end, tracking and fragment."""
    parts = split(url)
    if parts is None:
        return url
    kept = [pair for pair in parts.query.split("&") if pair and not TRACKING.fullmatch(pair.partition("=")[0])]
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    return "?".join([host + parts.path.rstrip("/"), *kept])
