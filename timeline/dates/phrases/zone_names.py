"""What to write for a name of a time zone that is none of the IANA database: `Kiev`, `MSK`, `Europe/Kyiw`, `+02:00`.

Knows zones and what people call them; must not know who asks.
"""

import re
from contextlib import suppress

from timeline.dates.phrases import clock
from timeline.dates.phrases.moment import LOCAL
from timeline.dates.value import DateError
from timeline.dates.zones import is_zone
from timeline.errors import nearest

WINTER = {"EST": ("America/New_York", "America/Panama"), "MST": ("America/Denver", "America/Phoenix")}
"""Names of the database for clocks that know no summer, which few mean who type them, with what they may mean."""


def meant(name: str) -> str:
    """A hint: the zone that was probably meant, or how one is written."""
    if m := re.fullmatch(r"(?:UTC|GMT)?([+-])0?(\d\d?)(?::?00)?", name):
        sign = "-" if m[1] == "+" else "+"
        return f"a zone has a name, as in Europe/Kyiv; Etc/GMT{sign}{m[2]} is always UTC{m[1]}{m[2]}"
    fixed = ""
    for words in (name, f"{name[:1]}T" if re.fullmatch("[EMP][SD]T", name) else "", f"{name} time"):
        with suppress(DateError):
            found = clock.zone(words)
            if found and is_zone(found[0]):
                return f"write {found[0]}"
            if found and found[0] != LOCAL:
                fixed = found[0]
    if fixed:
        return "write UTC" if fixed == "Z" else f"{name} is always UTC{fixed}: write its place, as in Europe/Kyiv"
    from zoneinfo import available_timezones  # start-up: nearly every zone is right

    known = sorted(available_timezones() - {"localtime"}, key=lambda zone: "/" not in zone)
    by_city = {zone.rpartition("/")[2].casefold(): zone for zone in reversed(known)}
    near = (
        nearest(name, known) or by_city.get(nearest(name, by_city), "")
        if len(name) > len("MSK") and name.lower() != LOCAL
        else ""
    )
    return f'did you mean "{near}"?' if near else "write it by its place, as in Europe/Kyiv"
