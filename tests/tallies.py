"""InNumbers as no chronology has them: of nothing, of a few events, of many with long names."""

from typing import Any

from timeline.records.lay_words import CLASS_WORDS, FLAG_WORDS
from timeline.records.numbers import Bringing, Few, InNumbers, Lull, Missed, Sum

KEYS: dict[str, Any] = {
    "events": 0,
    "possible": 0,
    "as_stated": 0,
    "period": "",
    "earliest": None,
    "latest": None,
    "classes": dict.fromkeys(CLASS_WORDS, 0),
    "flags": dict.fromkeys(FLAG_WORDS, 0),
    "documents": 0,
    "outlets": 0,
    "authors": 0,
    "undocumented": 0,
    "direct": 0,
    "withheld": 0,
    "unnamed": 0,
    "carriers": Few(0, ()),
    "origins": Few(0, ()),
    "least_lull": "",
    "lulls": Few(0, ()),
    "missed_rule": "Rule.",
    "missed": Few(0, ()),
    "figures": Few(0, ()),
    "status": {},
    "reviewed": {},
}
NONE = InNumbers(**KEYS)
ONE = InNumbers(
    **KEYS
    | {"events": 3, "possible": 1, "period": "3 events on 17 November 2024"}
    | {"earliest": "2024-11-17", "latest": "2024-11-17", "classes": KEYS["classes"] | {"single-source": 3}}
    | {
        "carriers": Few(
            9,
            (
                Bringing("The Herald of a Town whose Name is so long that it wraps", 3, 3),
                Bringing("\u202eolleH", 1, 0),
            ),
        ),
        "figures": Few(
            1, (Sum("killed", None, 3, 5, None, 1, "3–5, in 1 event; 2 have none and there is more to be said of it"),)
        ),
    }
)
MANY = InNumbers(
    **KEYS
    | {"events": 120_000, "period": "120,000 events from 1 January 2020 to 31 December 2024, about 1,200 a month"}
    | {"classes": dict.fromkeys(CLASS_WORDS, 15_000), "flags": dict.fromkeys(FLAG_WORDS, 1)}
    | dict.fromkeys(("documents", "outlets", "authors", "undocumented", "direct", "unnamed", "withheld"), 12_345)
    | {
        "carriers": Few(1, (Bringing("新华社新华社新华社新华社新华社新华社新华社新华社新华社", 100_000, 99_999),)),
        "origins": Few(1, (Bringing("an aide of the minister of defence", 100_000, 99_999),)),
        "least_lull": "45 days",
        "lulls": Few(1, (Lull("2021-01-01", "2023-01-01", 730, "1 January 2021 – 1 January 2023", "730 days"),)),
        "missed": Few(1, (Missed("Anna", 6, "2024-01-01", "2024-05-01", 30, 579),)),
        "status": {"reported": 120_000},
        "reviewed": {"yes": 1, "stale": 2, "no": 119_997},
    }
)
