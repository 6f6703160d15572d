"""Make a chronology of made-up events: the same files for the same number, whatever the machine.

    python benchmarks/generate.py 10000 DIR

Knows the event format (keys, canonical order, IDs) and in what proportions a desk uses it; must not import the package,
so that it cannot share a mistake with it.
"""

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import words
from registers import CAST, COUNTRY, DOCUMENTS, OUTLETS, Values, ascii_name, registers

T = TypeVar("T")
FIRST, LAST = date(1990, 1, 1), date(2025, 12, 31)
TAG = "energy"
"""About three events in a hundred carry it."""
WIDTH = 100
"""A list of plain values that fits in this many columns stands on one line (`timeline fmt`)."""


class Draft(NamedTuple):
    """One event before it is written down."""

    id: str
    day: date
    """Near which it happens: what formats without EDTF are given."""
    values: Values
    """The keys of its file, in canonical order."""

    @property
    def path(self) -> str:
        """Where it stands inside the chronology."""
        return f"{self.id[:4]}/{self.id}.toml"

    @property
    def actors(self) -> list[str]:
        """The names of who takes part."""
        return [a if isinstance(a, str) else a["name"] for a in self.values["actors"]]


ROLES = ("agent", "target", "recipient", "associate", "affected", "mediator", "mentioned")
LINKS = ("responds-to", "follows", "follows", "part-of", "related", "enabled-by")


class _Maker:
    """One run of the dice. Only `random()` is drawn from, whose sequence Python promises never to change."""

    def __init__(self) -> None:
        self.random = random.Random(1).random
        self.taken: dict[str, int] = {}
        self.recent: list[str] = []

    def chance(self, share: float) -> bool:
        return self.random() < share

    def below(self, limit: int) -> int:
        return int(self.random() * limit)

    def pick(self, several: Sequence[T]) -> T:
        return several[int(self.random() * len(several))]

    def actor(self) -> str:
        """Few are in the news often, many seldom."""
        share = self.random()
        return CAST[int(len(CAST) * share * share * share)]  # not `**`, which machines round differently

    def event(self, day: date) -> Draft:
        """An event near a day; it may link to those made just before it."""
        value, prefix = self.when(day)
        parts, lang, actors, places = self.story()
        id_ = self.named(prefix, parts)
        source_list = self.sources(day, " ".join(parts))
        values: Values = {"title": " ".join(parts), "date": value}
        if self.chance(0.12):
            values["date_basis"] = "reported" if self.chance(0.8) else "inferred"
        if self.chance(0.02):
            values["seq"] = 1 + self.below(3)
        if self.chance(0.15):
            values["kind"] = self.pick(("state", "statement", "statement", "assessment"))
        if self.chance(0.25):
            values["status"] = self.pick(("confirmed", "confirmed", "alleged", "disputed"))
        values["actors"] = actors
        if places:
            values["places"] = places
        tags = dict.fromkeys(self.pick(words.TAGS) for _ in range(1 + self.below(4)))
        values["tags"] = [TAG, *tags] if self.chance(0.03) else list(tags)
        if self.chance(0.8):
            values["summary"] = " ".join(self.pick(words.SENTENCES) for _ in range(1 + self.below(3)))
            if self.chance(0.1):
                values["summary"] += f"\n\n{self.pick(words.SENTENCES)}"
        if self.chance(0.03):
            values["note"] = "Ask the archive for the minutes."
        if self.recent and self.chance(0.25):
            to, said = self.pick(self.recent), [s["id"] for s in source_list[:1] if isinstance(s, dict)]
            link = {"type": self.pick(LINKS), "to": to}
            values["links"] = [link | {"according_to": said} if said else link]
        if self.chance(0.04):
            low = 10 + self.below(400)
            values["figures"] = [{"what": "injured", "low": low, "best": low * 2, "high": low * 3}]
        if lang:
            values["lang"] = lang
        if self.chance(0.05):
            values["x"] = {"case": f"C-{self.below(9000) + 1000}"}
        values["sources"] = source_list
        self.recent = [*self.recent[-40:], id_]
        return Draft(id_, day, values)

    def when(self, day: date) -> tuple[date | str, str]:
        """The date as the file has it, mostly a plain day, and how the ID begins."""
        iso, roll = day.isoformat(), self.random()
        month, year = iso[:7], iso[:4]
        later = (day + timedelta(1 + self.below(20))).isoformat()
        if roll < 0.83:
            return day, iso
        for share, value, prefix in (
            (0.87, month, month),
            (0.89, year, year),
            (0.91, f"{iso}/{later}", iso),
            (0.93, f"{iso}T{self.below(24):02}:{self.below(60):02}+02:00", iso),
            (0.945, f"{month}~", month),
            (0.955, f"{year}?", year),
            (0.965, f"[..{iso}]", iso),
            (0.975, f"[{iso},{later}]", iso),
            (0.985, f"{iso}/..", iso),
            (0.99, f"{iso}?", iso),
            (0.995, f"{year}-{33 + (day.month - 1) // 3}", year),
            (1.0, f"{year[:3]}X", f"{year[:3]}0"),
        ):
            if roll < share:
                return value, prefix
        raise AssertionError(roll)

    def story(self) -> tuple[list[str], str, list[Any], list[Any]]:
        """The parts of the title, its language where it is not English, who takes part and where."""
        names = list(dict.fromkeys(self.actor() for _ in range(1 + self.below(4))))
        actors = [{"name": n, "role": self.pick(ROLES)} if self.chance(0.5) else n for n in names]
        places: list[Any] = []
        city = self.pick(words.CITIES)[0]
        if self.chance(0.12):
            lang = self.pick(tuple(words.OTHER_TONGUES))
            parts = [self.pick(group) for group in words.OTHER_TONGUES[lang]]
        else:
            lang, parts = "", [names[0], self.pick(words.VERBS), self.pick(words.OBJECTS)]
            if self.chance(0.4):
                parts += ["in", city]
            elif self.chance(0.5):
                parts.append(self.pick(words.AFTERWARDS))
        if city in parts or self.chance(0.4):
            state, lat, lon = COUNTRY[city]
            table = {"name": city, "country": state, "lat": lat, "lon": lon, "precision": "locality"}
            places.append(table if self.chance(0.3) else city)
        return parts, lang, actors, places

    def named(self, prefix: str, parts: Sequence[str]) -> str:
        """`DATE-slug`, at most eight words, not cut within a phrase; one that is taken gets a number."""
        given = "-".join(map(ascii_name, parts)).split("-")
        kept = "-".join(given[:8])[:80].rstrip("-").split("-")
        while kept != given and (kept[-1] in words.LOOSE or kept[-1] != given[len(kept) - 1]):
            kept.pop()
        id_ = "-".join([prefix, *kept])
        self.taken[id_] = times = self.taken.get(id_, 0) + 1
        return f"{id_}-{times}" if times > 1 else id_

    def sources(self, day: date, headline: str) -> list[Any]:
        """One article, or a chain of up to four that ends in people nobody names."""
        length = 1 + self.below(4)
        outlets = list(dict.fromkeys(self.pick(OUTLETS) for _ in range(max(1, length - 1))))
        state, adjective = self.pick(words.STATES)
        officials = f"{adjective} {self.pick(('officials', 'diplomats', 'aides'))}"
        published = day + timedelta(self.below(3))
        url = f"https://{ascii_name(outlets[0])}.example/{published:%Y/%m/%d}/{self.below(10**6):06}"
        if self.chance(0.15):
            return [", citing ".join([*outlets, officials][:length]) + f" {url}"]
        if self.chance(0.05):
            return [{"id": "report", "ref": self.pick(DOCUMENTS), "locator": f"p. {1 + self.below(200)}"}]
        chain: list[Values] = [{"id": ascii_name(outlet), "publisher": outlet, "seen": False} for outlet in outlets]
        chain[0] = {"id": chain[0]["id"], "title": headline, "author": self.pick(CAST[:160:2])} | chain[0]
        chain[0] |= {"published": published, "url": url, "accessed": published + timedelta(self.below(30))}
        if self.chance(0.5):
            chain[0]["archive_url"] = f"https://archive.example/{published:%Y%m%d}/{url[8:]}"
        if self.chance(0.5):
            chain[0]["locator"] = f"para {1 + self.below(12)}"
        if self.chance(0.4):
            chain[0]["quote"] = self.pick(words.SENTENCES)
        del chain[0]["seen"]
        if length > 1:
            unnamed = {"kind": "person", "name": officials, "anonymous": True, "plural": True, "affiliation": state}
            chain.append({"id": ascii_name(officials)} | unnamed)
        for one, cited in pairwise(chain):
            one["cites"] = [cited["id"]]
        return [{key: one[key] for key in _SOURCE_KEYS if key in one} for one in chain]


_SOURCE_KEYS = (
    *("id", "ref", "kind", "title", "author", "publisher", "published", "url", "archive_url", "accessed", "locator"),
    *("quote", "cites", "seen", "name", "anonymous", "plural", "affiliation"),
)
"""In canonical order."""


def drafts(count: int) -> Iterator[Draft]:
    """So many events, one after another in time."""
    maker = _Maker()
    span = (LAST - FIRST).days + 1
    for offset in sorted(maker.below(span) for _ in range(count)):
        yield maker.event(FIRST + timedelta(offset))


_quoted = json.JSONEncoder(ensure_ascii=False).encode
"""Between double quotes: JSON's escapes are a part of TOML's."""


def _literal(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_literal(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return str(value)


def _statement(key: str, value: Any) -> str:
    if key == "x":
        return "".join(f"x.{_statement(name, own)}" for name, own in value.items())
    if isinstance(value, str) and "\n" in value:
        return f'{key} = """\n{value}"""\n'
    line = f"{key} = {_literal(value)}\n"
    tables = isinstance(value, list) and (key in {"actors", "places"} or isinstance(value[0], dict))
    if tables or (isinstance(value, list) and len(line) > WIDTH + 1):
        return f"{key} = [\n" + "".join(f"  {_literal(one)},\n" for one in value) + "]\n"
    return line


def _section(header: str, values: Mapping[str, Any]) -> str:
    return f"{header}\n" + "".join([_statement(key, value) for key, value in values.items()])


def render(draft: Draft) -> str:
    """The text of an event's file."""
    chain = [s for s in draft.values["sources"] if isinstance(s, dict)]
    top = [_statement(key, value) for key, value in draft.values.items() if key != "sources" or not chain]
    return "\n".join(["".join(top), *(_section("[[sources]]", source) for source in chain)])


def files() -> dict[str, str]:
    """The texts of the files beside the events, by name."""
    texts = {
        f"{name}.toml": "\n".join(_section(f"[{id_}]", entries[id_]) for id_ in sorted(entries))
        for name, entries in registers().items()
    }
    return texts | {"timeline.toml": 'title = "Made-up events"\ntimezone = "Europe/Kyiv"\n'}


def write(count: int, folder: Path) -> None:
    """Write a chronology of so many events into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (folder / name).write_bytes(text.encode())
    years: set[str] = set()
    for draft in drafts(count):
        if (year := draft.id[:4]) not in years:
            (folder / year).mkdir(exist_ok=True)
            years.add(year)
        with open(f"{folder}/{draft.path}", "wb", buffering=0) as file:
            file.write(render(draft).encode())


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description="Make a chronology of made-up events, the same for the same number.")
    parser.add_argument("count", type=int, help="how many events")
    parser.add_argument("folder", type=Path, help="where; it must not exist, or be empty")
    asked = parser.parse_args()
    if asked.count < 0:
        parser.error(f"{asked.count} events cannot be made")
    if asked.folder.exists() and (not asked.folder.is_dir() or any(asked.folder.iterdir())):
        parser.error(f"{asked.folder} is not an empty folder")
    write(asked.count, asked.folder)


if __name__ == "__main__":
    main()
