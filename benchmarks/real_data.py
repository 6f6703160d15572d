"""Chronologies of what others recorded, to be judged by reading: as much as their files state, and nothing beside it.

    python benchmarks/real_data.py DATA OUT

DATA holds the folders `police2020` (Markdown), `missing-migrants` (CSV), `killedbygoogle` (JSON) and `timelinejs` (JSON
and CSV); each becomes a chronology in OUT. Knows the form of each; must not know what is measured with it. A record
without a title or a date that is known is left out, and counted.
"""

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from timeline.dates import edtf
from timeline.eventfile import writer
from timeline.model import identifier
from timeline.model.event import Event, Source, table

Values = dict[str, Any]
"""An event as its file holds it; without a title or a date it is none."""

KINDS = {
    "post": "twitter.com x.com reddit.com facebook.com instagram.com imgur.com bsky.app",
    "video": "youtube.com youtu.be vimeo.com streamable.com tiktok.com twitch.tv pscp.tv dailymotion.com vine.co",
    "image": "flickr.com flic.kr staticflickr.com commons.wikimedia.org i.redd.it",
    "audio": "soundcloud.com",
    "encyclopedia": "wikipedia.org",
    "web": "google.com",
}
"""What the pages of a host are; of any other they are articles."""
ENDINGS = {"video": "mp4 webm mov unknown_video", "image": "jpg jpeg png gif", "audio": "mp3"}
MAPS = re.compile(r"https?://(www\.)?google\.[a-z.]+/maps")
ACCOUNTS = {
    "@": re.compile(r"(?:(?:twitter|x)\.com/(?:#!/)?(?!i/)|tiktok\.com/@)([\w.]+)/(?:status|video)"),
    "": re.compile(r"(?:facebook\.com/|bsky\.app/profile/)([\w.-]+)/(?:videos|posts|photos|post)/"),
}
"""Addresses that name whose post or film it is."""
CLOCK = re.compile(r"\d:\d\d|\d+m\d+s")
MISSING = frozenset(("", "Unknown"))


def link(url: str, said: str = "") -> Values:
    """A source of an address and of what is said beside it: where in it to look, whose it is, or what it shows."""
    host, path = urlsplit(url).hostname or "", urlsplit(url).path
    ending = path.rpartition(".")[2].casefold()
    by_ending = (kind for kind, endings in ENDINGS.items() if "." in path and ending in endings.split())
    by_host = (kind for kind, hosts in KINDS.items() if any(f".{host}".endswith(f".{one}") for one in hosts.split()))
    source: Values = {"kind": [*by_ending, *by_host, "article"][0], "url": url}
    if whose := re.fullmatch(r"(?:from|by) (@\w+)", said):
        source["author"] = whose[1]
    elif said:
        source["locator" if CLOCK.search(said) else "title"] = said
    for mark, pattern in ACCOUNTS.items():
        if account := pattern.search(url):
            source.setdefault("author", mark + account[1])
    if MAPS.match(url):
        source["stance"] = "mentions"  # a map shows the place, not what happened there
    return source


def incidents(path: Path) -> Iterator[Values]:
    """The incidents of a Markdown file: `## City`, `### Title | date`, prose, `name: value`, and links as a list."""
    city = None
    for block in re.split(r"^(?=##+ )", path.read_text("utf-8"), flags=re.MULTILINE):
        head, _, body = block.partition("\n")
        if head.startswith("## "):
            city = head[3:].strip()
        if not head.startswith("### "):
            continue
        title, _, when = head[4:].rpartition("|")
        stated = dict(re.findall(r"^(id|tags|geolocation):[ \t]*(.+)$", body, re.MULTILINE))
        place: Values = {"name": f"{city}, {path.stem.replace('_', ' ')}"} if city else {}
        if "," in stated.get("geolocation", ""):
            place |= dict(zip(("lat", "lon"), map(float, stated["geolocation"].split(",")), strict=True))
        day = re.search(r"\d{4}-\d\d-\d\d", when)
        unsure = day and when.strip() != day[0]
        yield {
            "title": title.strip(),
            "date": day and day[0] + "?" * bool(unsure),
            "date_text": when.strip() if unsure else None,
            "places": [place] if city else [],
            "tags": list(dict.fromkeys(tag.strip() for tag in stated.get("tags", "").split(",") if tag.strip())),
            "summary": re.split(r"^tags:", body, maxsplit=1, flags=re.MULTILINE)[0].strip(),
            "x": {"id": stated["id"].strip()},
            "sources": _linked(body.partition("**Links**")[2]),
        }


def _linked(text: str) -> list[Values]:
    """The links of a list; what is said to be the archive of one of them goes with that one."""
    links: list[Values] = []
    for line in re.findall(r"^\* (.+)$", text, re.MULTILINE):
        found = re.match(r"\[(.*)\]\((\S+)\)\s*(.*)|(\S+)\s*(.*)", line)
        assert found
        said = (found[1] or found[3] or found[5] or "").strip()
        url = found[2] or found[4]
        source = link(
            url if "://" in url else f"https://{url}", "" if said == url else said.removeprefix("(").removesuffix(")")
        )
        number = re.search(r"2020pb-archive\..*\.(\d+)\.\w+$", url)
        of = links[int(number[1]) - 1 :][:1] if number else [one for one in links if url.endswith(one["url"])]
        if "Archive" in said and of:
            of[0]["archive_url"] = url
        else:
            links.append(source)
    return links


def rows(path: Path) -> Iterator[Values]:
    """The rows of a sheet of people who died or went missing on their way; its noon means that no time is known."""
    numbers = {
        "Number Dead": "dead",
        "Minimum Estimated Number of Missing": "missing",
        "Number of Survivors": "survivors",
    }
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            told = {what: int(row[key]) for key, what in numbers.items() if row[key]}
            month, day, year = re.findall(r"\d+", row["Incident Date"])[:3]
            lat, lon = map(float, row["Coordinates"].split(","))
            names = [name.strip() for name in re.split(r",(?![^(]*\))", row["Information Source"]) if name.strip()]
            names = [", citing ".join(reversed(name.split(" via "))) for name in names]  # the last one passed it on
            urls = re.findall(r"https?://[^\s,;]+", row["URL"])
            paired = len(names) in {1, len(urls)}  # an address given to the wrong outlet is a false witness
            names = names * len(urls) if paired and urls and len(names) == 1 else names
            own = {key.casefold().replace(" ", "_"): row[key] for key in _KEPT if row[key] not in MISSING}
            counted = ", ".join(f"{told[what]} {what}" for what in ("dead", "missing") if told.get(what))
            yield {
                "title": f"{counted or row['Cause of Death']}: {row['Location of death']}",
                "date": f"{year}-{month}-{day}",
                "places": [{"name": row["Location of death"], "lat": lat, "lon": lon}],
                "tags": [row["Region"]],
                "figures": [{"what": what, "low" if what == "missing" else "value": n} for what, n in told.items()],
                "x": own | ({} if paired else {"urls": urls}),
                "sources": [" ".join(pair) for pair in zip(names, urls, strict=True)] if paired and urls else names,
            }


_KEPT = ("Main ID", "Incident ID", "Cause of Death", "Country of Origin", "Migration route", "Source Quality")


def products(path: Path) -> Iterator[Values]:
    """The products of a JSON array, each from its opening to its end."""
    for one in json.loads(path.read_text("utf-8")):
        yield {
            "title": one["name"],
            "date": f"{one['dateOpen']}/{one['dateClose']}",
            "tags": [one["type"]],
            "summary": one["description"],
            "sources": [link(one["link"])],
        }


def slides(path: Path) -> Iterator[Values]:
    """The slides and eras of a TimelineJS page, from its JSON or its spreadsheet; the title slide is none."""
    if path.suffix == ".json":
        page = json.loads(path.read_text("utf-8"))
        for slide in page["events"] + page.get("eras", []):
            yield _slide(slide, slide.get("text") or {}, slide.get("media") or {})
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            start, end = ({part: row.get(f"{end}{part.title()}") for part in _PARTS} for end in ("", "End "))
            clocks = {"start_date": _clock(row.get("Time")), "end_date": _clock(row.get("End Time"))}
            dates: Values = {"start_date": start | clocks["start_date"], "end_date": end | clocks["end_date"]}
            dates |= {"display_date": row.get("Display Date"), "group": row.get("Group")}
            media = {"url": row.get("Media"), "credit": row.get("Media Credit"), "caption": row.get("Media Caption")}
            if row.get("Type") != "title":
                yield _slide(dates, {"headline": row.get("Headline"), "text": row.get("Text")}, media)


_PARTS = ("year", "month", "day")


def _clock(text: str | None) -> Values:
    return dict(zip(("hour", "minute", "second"), (text or "").split(":"), strict=False))


def _slide(slide: Values, text: Mapping[str, Any], media: Mapping[str, Any]) -> Values:
    start, end = (_date(slide.get(key) or {}) for key in ("start_date", "end_date"))
    url = re.sub(r"^//", "https://", media.get("url") or "")
    credit = re.sub(r"^By ", "", plain(media.get("credit")))
    source = link(url, plain(media.get("caption"))) if re.match(r"https?://\S+$", url) else {}
    if source and credit:
        source.setdefault("publisher" if source["kind"] in {"article", "web", "encyclopedia"} else "author", credit)
    if source.get("kind") == "image":
        source["stance"] = "mentions"  # it illustrates the slide; nobody says that it bears it out
    return {
        "title": plain(text.get("headline")),
        "date": f"{start}/{end}" if start and end and start != end else start,
        "date_text": plain(slide.get("display_date")),
        "tags": [slide["group"]] if slide.get("group") else [],
        "summary": plain(text.get("text")),
        "sources": [source] if source else [],
    }


def _date(parts: Mapping[str, Any]) -> str | None:
    """As much of the date as is given; a year below nought is one before Christ, as the page shows it."""
    if not parts.get("year"):
        return None
    year = int(parts["year"])
    year += year < 0
    date = f"Y{year}" if abs(year) > 9999 else f"{'-' * (year < 0)}{abs(year):04}"
    for part in ("month", "day"):
        if not parts.get(part):
            return date
        date += f"-{int(parts[part]):02}"
    clock = [f"{int(parts.get(part) or 0):02}" for part in ("hour", "minute", "second")]
    return f"{date}T{':'.join(clock)}" if parts.get("hour") else date


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, _: object) -> None:
        self.text += " " * (tag in {"br", "p"})


def plain(text: str | None) -> str:
    """The text of HTML on one line."""
    parser = _Text()
    parser.feed(text or "")
    parser.close()
    return " ".join(parser.text.split())


SETS = {
    "police2020": (incidents, ("*.md",)),
    "missing-migrants": (rows, ("*.csv",)),
    "killedbygoogle": (products, ("*.json",)),
    "timelinejs": (slides, ("*.json", "*.csv")),
}


def write(records: Iterator[Values], folder: Path) -> tuple[int, int]:
    """Make a chronology of records; return how many became events, and how many have no title or no date."""
    folder.mkdir(parents=True)
    (folder / "timeline.toml").write_bytes(writer.statement("title", folder.name).encode())
    used: Counter[str] = Counter()
    written = left = 0
    for record in records:
        values = {key: record[key] for key in table(Event) if record.get(key)}
        if not {"title", "date"} <= values.keys():
            left += 1
            continue
        id_ = identifier.new_id(edtf.parse(values["date"]), values["title"])
        used[id_] += 1
        id_ += f"-{used[id_]}" * (used[id_] > 1)
        values["date"] = writer.day(values["date"], clock=False)
        sources = [] if isinstance(values.get("sources", [""])[0], str) else values.pop("sources")
        top = "".join(writer.statement(key, value) for key, value in values.items())
        path = folder / id_.partition("-")[0] / f"{id_}.toml"
        path.parent.mkdir(exist_ok=True)
        tables = ({key: one[key] for key in table(Source) if key in one} for one in sources)
        path.write_bytes("\n".join([top, *(writer.section("[[sources]]", one) for one in tables)]).encode())
        written += 1
    return written, left


def main() -> None:
    """Make the chronologies that the command line asks for."""
    parser = argparse.ArgumentParser(description="Make chronologies of data that others recorded.")
    parser.add_argument("data", type=Path, help="the folder that holds a folder of each")
    parser.add_argument("out", type=Path, help="where; none of the chronologies may be there yet")
    asked = parser.parse_args()
    for name, (read, patterns) in SETS.items():
        if (asked.out / name).exists():
            parser.error(f"{asked.out / name} is there already")
        paths = sorted(path for pattern in patterns for path in (asked.data / name).glob(pattern))
        written, left = write((one for path in paths for one in read(path)), asked.out / name)
        print(f"{name}: {written} events, {left} left out for want of a title or a date")


if __name__ == "__main__":
    main()
