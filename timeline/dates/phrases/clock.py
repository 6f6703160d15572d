"""Times of day and the names of time zones, as people write them.

Knows which words name which offset or IANA zone, and which name several and are refused. Knows no dates: what offset a
zone had on a day is for `zones`.
"""

import re
from typing import Final

from timeline.dates.phrases.moment import LOCAL
from timeline.dates.value import DateError
from timeline.dates.zones import is_zone

TIME: Final = (
    r"(?:\d{1,2}(?:[:.]\d\d(?::\d\d)?)? ?[ap]\.?m\b\.?|\d{1,2}:\d\d(?::\d\d)?(?: ?(?:h|hrs|hours|uhr)\b)?"
    r"|(?<=\bat )\d{1,2}\.\d\d(?!\.?\d)|\d{1,2}\.\d\d(?: ?(?:h|hrs|hours|uhr)\b|(?= on ))"
    r"|[0-2]\d[0-5]\d(?: ?(?:h|hrs|hours)\b|(?= ?(?:z|utc|gmt)\b))|\d{1,2}h\d\d|(?:12 )?noon|midday|midnight)"
)
"""A time of day; a bare number is none, and neither is a bare 20.20, which may be a date."""
SPAN: Final = re.compile(
    r"(?<![\d:./–-])(?P<hour>\d\d?)(?P<minute>[:.]\d\d)?(?: ?[-–] ?| to | until | till | and | & | or )"
    r"(?P<end>\d\d?)(?P<minutes>[:.]\d\d)? ?(?P<half>[ap])\.?m\b",
    re.IGNORECASE,
)
"""Hours of which the last alone has am or pm: 8-11 pm, 3:30 to 5 pm."""

_FIXED: Final = {
    "Z": "Z", "UTC": "Z", "GMT": "Z", "WET": "+00:00", "WEST": "+01:00", "CET": "+01:00", "CEST": "+02:00",
    "EET": "+02:00", "EEST": "+03:00", "MSD": "+04:00", "TRT": "+03:00", "IDT": "+03:00", "EAT": "+03:00",
    "CAT": "+02:00", "SAST": "+02:00", "WAT": "+01:00", "IRST": "+03:30", "AFT": "+04:30", "PKT": "+05:00",
    "WIB": "+07:00", "HKT": "+08:00", "JST": "+09:00", "KST": "+09:00",
    "AWST": "+08:00", "ACST": "+09:30", "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00",
    "BRT": "-03:00", "ART": "-03:00", "HST": "-10:00",
}  # fmt: skip
_AMERICAN: Final = {
    "EST": "-05:00", "EDT": "-04:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
    "AKST": "-09:00", "AKDT": "-08:00",
}  # fmt: skip
"""Used elsewhere too (EST in Australia): read as American, and said aloud."""
_MOVED: Final = {
    "MSK": "Europe/Moscow", "SAMT": "Europe/Samara", "YEKT": "Asia/Yekaterinburg", "OMST": "Asia/Omsk",
    "NOVT": "Asia/Novosibirsk", "KRAT": "Asia/Krasnoyarsk", "IRKT": "Asia/Irkutsk", "YAKT": "Asia/Yakutsk",
    "VLAT": "Asia/Vladivostok", "MAGT": "Asia/Magadan", "PETT": "Asia/Kamchatka", "VET": "America/Caracas",
    "NPT": "Asia/Kathmandu", "SGT": "Asia/Singapore",
}  # fmt: skip
"""Names of what the clocks of one place show, all year: the law moved them (Moscow was at +04:00 from 2011 to 2014)."""
_SHARED: Final = {
    "IST": "India +05:30, Israel +02:00, Ireland +01:00",
    "CST": "America -06:00, China +08:00, Cuba -05:00",
    "CDT": "America -05:00, Cuba -04:00",
    "BST": "Britain in summer +01:00, Bangladesh +06:00",
    "AST": "Atlantic -04:00, Arabia +03:00",
    "GST": "Gulf +04:00, South Georgia -02:00",
    "SAMOA": "Samoa +13:00, American Samoa -11:00",
}
"""Names of several zones: refused."""
_ZONES: Final = {
    "Z": "greenwich mean, coordinated universal", "Europe/Brussels": "central european",
    "America/New_York": "et, eastern, washington, boston, miami, philadelphia, atlanta",
    "America/Chicago": "ct, central, houston, dallas", "America/Denver": "mt, mountain",
    "America/Los_Angeles": "pt, pacific, san francisco, seattle", "America/Toronto": "ottawa, montreal",
    "America/Sao_Paulo": "brasilia, rio de janeiro", "America/Argentina/Buenos_Aires": "buenos aires",
    "Europe/London": "british, uk, edinburgh", "Europe/Zurich": "geneva", "Europe/Rome": "milan",
    "Europe/Berlin": "munich, hamburg, frankfurt", "Europe/Madrid": "barcelona",
    "Europe/Kyiv": "eastern european, kiev, kharkiv, odesa, odessa, lviv, dnipro, kherson",
    "Europe/Moscow": "st petersburg", "Europe/Istanbul": "ankara", "Asia/Jerusalem": "israel, tel aviv",
    "Asia/Hebron": "ramallah", "Asia/Aden": "sanaa", "Asia/Dubai": "abu dhabi", "Asia/Qatar": "doha",
    "Asia/Riyadh": "mecca", "Asia/Karachi": "islamabad, lahore",
    "Asia/Kolkata": "delhi, new delhi, mumbai, indian standard", "Asia/Shanghai": "beijing, china standard",
    "Asia/Ho_Chi_Minh": "hanoi, ho chi minh city, saigon", "Asia/Tokyo": "osaka",
    "Australia/Sydney": "canberra", "Pacific/Auckland": "wellington",
    "Africa/Johannesburg": "pretoria, cape town", "Africa/Lagos": "abuja",
}  # fmt: skip
"""Names that the zone database lacks; those of its own cities ("Kyiv", "New York") are found in it."""
_REGIONS: Final = ("Europe", "Asia", "Africa", "America", "Australia", "Pacific", "Atlantic", "Indian")


def time_of_day(words: str) -> tuple[str, str]:
    """A time that matches TIME, as EDTF writes it, and what must be said aloud.

    Raises:
        DateError: there is no such time, or it is "midnight", which begins a day and ends one.
    """
    word = words.lower()
    if word in {"noon", "12 noon", "midday"}:
        return "12:00", ""
    if word == "midnight":
        raise DateError("midnight belongs to two days", "write 00:00 and the day that it begins")
    half = next((c for c in word if c in "ap"), "")
    word = re.sub(r"^(\d\d)(\d\d)", r"\1:\2", word)  # 2020 hrs
    spoken, minute, *second = [int(n) for n in re.findall(r"\d+", word)] + ([] if re.search(r"\d\D+\d", word) else [0])
    if (not 0 < spoken <= 12 if half else spoken > 23) or max(minute, *second, 0) > 59:
        hint = "24:00 is 00:00 of the next day" if spoken == 24 else "from 00:00 to 23:59, or to 12:59 with am or pm"
        raise DateError(f'there is no time "{words}"', hint)
    hour = spoken % 12 + (12 if half == "p" else 0) if half else spoken
    text = ":".join(f"{n:02}" for n in (hour, minute, *second))
    return text, f'"{words}" = {text}' if half and spoken == 12 else ""


def zone(words: str) -> tuple[str, str] | None:
    """The offset, IANA zone or LOCAL that the words name, and what must be said aloud; None when they name none.

    An offset has the sign of ISO 8601: UTC-5 is five hours behind.

    Raises:
        DateError: the abbreviation is used for several zones, or no place has the offset.
    """
    words = re.sub(r"([+-]\d\d:?\d\d) \([a-z ]+\)$", r"\1", words, flags=re.IGNORECASE).strip("() ")
    upper = words.upper()
    if m := re.fullmatch(r"((?:UTC|GMT) ?)?([+–-])(\d\d?)(?::?(\d\d))?", upper):
        sign, hours, minutes = m[2].replace("–", "-"), int(m[3]), int(m[4] or 0)
        if hours * 60 + minutes <= (14 if sign == "+" else 12) * 60 and minutes < 60:
            shift = f"{sign}{hours:02}:{minutes:02}" if hours or minutes else "Z"
            return (shift, "") if m[1] or m[2] != "–" else None  # 20:00–22:00 are two times
        if m[1] or sign == "+":
            raise DateError(f'no place on Earth has the offset "{words}"', "they go from -12:00 to +14:00")
        return None
    if upper in _FIXED:
        return _FIXED[upper], ""
    if upper in _AMERICAN:
        return _AMERICAN[upper], f"{upper} read as in America: UTC{_AMERICAN[upper]}"
    if upper in _MOVED:
        return _MOVED[upper], f"{upper} = {_MOVED[upper]}"
    if upper in _SHARED:
        raise DateError(f"{upper} is the name of several zones", f"write the offset: {_SHARED[upper]}")
    if upper in {"ET", "CT", "MT", "PT"}:
        return _named(words.lower())
    if m := re.fullmatch(r"(.+?)(?: local)? time", words.lower()):
        return _named(m[1])
    return (words, "") if "/" in words and is_zone(words) else None


def _named(name: str) -> tuple[str, str] | None:
    """The zone of "NAME time"."""
    name = name.replace(".", "")
    if name == LOCAL:
        return LOCAL, ""
    if m := re.fullmatch(r"(eastern|mountain|pacific) (standard|daylight)", name):
        return zone(f"{m[1][0]}{m[2][0]}t")
    if name.upper() in _SHARED:
        return zone(name)
    city = "_".join(word.capitalize() for word in name.split())
    keys = [key for key, names in _ZONES.items() if name in names.split(", ")]
    keys += [key for key in (f"{region}/{city}" for region in _REGIONS) if not keys and is_zone(key)]
    called = name.upper() if len(name) == 2 else f"{name.title()} time"
    said = "" if keys[:1] in ([], ["Z"]) else f"{called} = {keys[0]}"
    return (keys[0], said) if keys else zone(name)
