"""The programs people may use instead: for each, the same events in its own format, and the same question.

    python benchmarks/peers.py hledger 10000 DIR

writes the like data of one of them. Knows the peers' formats and commands; must not know how they are timed, nor what
they are held against. A peer runs in the folder of its data, which is its home too, so that it finds no other settings.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from subprocess import run
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from generate import TAG, Draft, drafts
from registers import CAST

ACTOR = CAST[0]
WORD = "pipeline"
SINCE, UNTIL = "2005", "2014"
"""What the narrow question asks for: a span of years, an actor, the tag and a word of the title."""


class Peer(NamedTuple):
    """One program, its data and its questions."""

    name: str
    program: str
    install: str
    write: Callable[[Iterator[Draft], Path], None]
    """Write the like data into a folder."""
    tagged: tuple[str, ...]
    """The command, run in that folder, that prints what carries the tag."""
    narrow: tuple[str, ...] = ()
    """The command for the narrow question, where it can be asked."""
    most: int = 10_000
    """The largest number of events that it is given: beyond it, making the like data alone takes many minutes."""
    module: str = ""
    """A package that the running Python must have."""

    def missing(self) -> str:
        """Why it cannot be measured, or nothing."""
        there = find_spec(self.module) if self.module else which(self.program)
        return "" if there else f"not installed: {self.install}"


def _slug(text: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in text)


def _text(draft: Draft) -> str:
    """The summary and the sources in one line, so that there is as much to read as in the event's own file."""
    said = [
        source if isinstance(source, str) else " ".join(map(str, source.values())) for source in draft.values["sources"]
    ]
    return " ".join([draft.values.get("summary", ""), *said]).replace("\n", " ")


def _yaml(values: Mapping[str, object]) -> str:
    """A key a line; the values may stand as JSON, which is a part of YAML."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


def _journal(events: Iterator[Draft], folder: Path) -> None:
    with open(folder / "events.journal", "w", encoding="utf-8") as file:
        for draft in events:
            tags = ", ".join([f"{_slug(t)}:" for t in draft.values["tags"]] + [f"actor:{a}" for a in draft.actors])
            file.write(f"{draft.day} {draft.values['title']}  ; {tags}\n    ; {_text(draft).replace(':', ' ')}\n")
            file.write("    events  1\n    all\n\n")


def _records(events: Iterator[Draft], folder: Path) -> None:
    with open(folder / "events.rec", "w", encoding="utf-8") as file:
        file.write("%rec: Event\n%key: Id\n%type: Date date\n\n")
        for draft in events:
            lines = [f"Id: {draft.id}", f"Date: {draft.day}", f"Title: {draft.values['title']}"]
            lines += [f"Actor: {a}" for a in draft.actors] + [f"Tag: {t}" for t in draft.values["tags"]]
            file.write("\n".join([*lines, f"Text: {_text(draft)}"]) + "\n\n")


def _tasks(events: Iterator[Draft], folder: Path) -> None:
    settings = "data.location=data\nconfirmation=off\nverbose=nothing\nhooks=off\nnews.version=99.0.0\n"
    (folder / "taskrc").write_text(settings, encoding="utf-8")
    (folder / "data").mkdir()
    with open(folder / "tasks.json", "w", encoding="utf-8") as file:
        for draft in events:
            stamp = f"{draft.day:%Y%m%d}T120000Z"
            tags = [_slug(tag) for tag in draft.values["tags"]]
            task = {"uuid": str(uuid5(NAMESPACE_URL, draft.id)), "description": draft.values["title"], "tags": tags}
            task |= {"annotations": [{"entry": stamp, "description": _text(draft)}]}
            task |= {"entry": stamp, "due": stamp, "status": "pending", "project": _slug(draft.actors[0])}
            file.write(json.dumps(task, ensure_ascii=False) + "\n")
    run(["task", "rc:taskrc", "import", "tasks.json"], cwd=folder, check=True, capture_output=True)


def _diary(events: Iterator[Draft], folder: Path) -> None:
    said = run(["jrnl", "--version"], check=True, capture_output=True, text=True).stdout
    version = next(word for word in said.split() if word.startswith("v") and word[1:2].isdigit())
    settings = {
        "version": version,
        "journals": {"default": {"journal": str(folder / "journal.txt")}},
        "timeformat": "%Y-%m-%d %H:%M",
        "tagsymbols": "@",
        "colors": dict.fromkeys(("body", "date", "tags", "title"), "none"),
        "default_hour": 9,
        "default_minute": 0,
        "editor": "",
        "encrypt": False,
        "highlight": False,
        "indent_character": "|",
        "linewrap": 79,
        "template": False,
        "display_format": "short",
    }
    (folder / "jrnl.yaml").write_text(_yaml(settings), encoding="utf-8")
    with open(folder / "journal.txt", "w", encoding="utf-8") as file:
        for draft in events:
            tags = " ".join(f"@{_slug(tag)}" for tag in draft.values["tags"])
            file.write(f"[{draft.day} 12:00] {draft.values['title']}.\n{_text(draft)} {tags}\n\n")


def _calendar(folder: Path, draft: Draft, kind: str, dates: str) -> None:
    def escaped(text: str) -> str:
        return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")

    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//benchmarks//EN", f"BEGIN:{kind}", f"UID:{draft.id}"]
    lines += [f"DTSTAMP:{draft.day:%Y%m%d}T120000Z", dates, f"SUMMARY:{escaped(draft.values['title'])}"]
    lines += [f"DESCRIPTION:{escaped(_text(draft))}", "CATEGORIES:" + ",".join(f"#{t}" for t in draft.values["tags"])]
    (folder / f"{draft.id}.ics").write_text("\r\n".join([*lines, f"END:{kind}", "END:VCALENDAR", ""]), encoding="utf-8")


def _todos(events: Iterator[Draft], folder: Path) -> None:
    (folder / "todos" / "events").mkdir(parents=True)
    settings = {"path": f"{folder}/todos/*", "cache_path": f"{folder}/cache.sqlite3", "date_format": "%Y-%m-%d"}
    settings |= {"time_format": "%H:%M", "default_list": "events"}
    lines = (f"{key} = {value!r}\n" for key, value in settings.items())
    (folder / "config.py").write_text("".join(lines), encoding="utf-8")
    for draft in events:
        _calendar(folder / "todos" / "events", draft, "VTODO", f"DUE:{draft.day:%Y%m%d}T120000Z")


def _khal(events: Iterator[Draft], folder: Path) -> None:
    (folder / "calendar").mkdir()
    locale = "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
    locale += "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\nlocal_timezone = UTC\n"
    where = f"[calendars]\n[[events]]\npath = {folder}/calendar\n[sqlite]\npath = {folder}/khal.db\n"
    (folder / "config").write_text(f"{where}[locale]\n{locale}", encoding="utf-8")
    for draft in events:
        _calendar(folder / "calendar", draft, "VEVENT", f"DTSTART;VALUE=DATE:{draft.day:%Y%m%d}")


def _library(events: Iterator[Draft], folder: Path) -> None:
    library = folder / "library"
    for draft in events:
        (library / draft.id).mkdir(parents=True)
        document = {"title": draft.values["title"], "author": " and ".join(draft.actors), "year": draft.day.year}
        document |= {"tags": draft.values["tags"], "abstract": _text(draft), "files": [], "ref": draft.id}
        document |= {"papis_id": uuid5(NAMESPACE_URL, draft.id).hex}
        (library / draft.id / "info.yaml").write_text(_yaml(document), encoding="utf-8")


def _ledger(events: Iterator[Draft], folder: Path) -> None:
    with open(folder / "events.beancount", "w", encoding="utf-8") as file:
        file.write("1989-01-01 open Assets:Events\n1989-01-01 open Equity:All\n\n")
        for draft in events:
            tags = " ".join(f"#{_slug(tag)}" for tag in draft.values["tags"] if tag.isascii())
            file.write(f'{draft.day} * "{draft.actors[0]}" "{draft.values["title"]}" {tags}\n')
            file.write(f"  text: {json.dumps(_text(draft), ensure_ascii=False)}\n")
            file.write("  Assets:Events  1 EVENT\n  Equity:All  -1 EVENT\n\n")


def _lines(events: Iterator[Draft], folder: Path) -> None:
    with open(folder / "events.jsonl", "w", encoding="utf-8") as file:
        for draft in events:
            plain = {"id": draft.id, "day": draft.day, "names": draft.actors} | draft.values
            file.write(json.dumps(plain, ensure_ascii=False, default=str) + "\n")


_SELECT = "SELECT id, day, title FROM read_json('events.jsonl', columns={id:'VARCHAR',day:'DATE',title:'VARCHAR',"
_SELECT += "tags:'VARCHAR[]',names:'VARCHAR[]'}) WHERE list_contains(tags, '" + TAG + "')"
_NARROW = f" AND day BETWEEN '{SINCE}-01-01' AND '{UNTIL}-12-31' AND list_contains(names, '{ACTOR}')"
_NARROW += f" AND contains(title, '{WORD}')"
_PYTHON = "import duckdb,sys; [print(*row) for row in duckdb.sql(sys.argv[1]).fetchall()]"
_JQ = f'select((.tags | index("{TAG}"))'
_NARROWER = (
    f'.day >= "{SINCE}" and .day < "{int(UNTIL) + 1}" and (.names | index("{ACTOR}")) and (.title | contains("{WORD}"))'
)
_RECSEL = f"Tag = '{TAG}'"
_DAYS = f"Date >> '{int(SINCE) - 1}-12-31' && Date << '{int(UNTIL) + 1}-01-01'"

PEERS = {
    "hledger": Peer(
        "hledger register",
        "hledger",
        "apt install hledger",
        _journal,
        ("hledger", "-f", "events.journal", "register", f"tag:^{TAG}$", "events"),
        (
            *("hledger", "-f", "events.journal", "register", "events", f"date:{SINCE}-01-01..{int(UNTIL) + 1}-01-01"),
            *(f"tag:^{TAG}$", f"tag:^actor$=^{ACTOR}$", f"desc:{WORD}"),
        ),
        100_000,
    ),
    "recutils": Peer(
        "recsel (recutils)",
        "recsel",
        "apt install recutils",
        _records,
        ("recsel", "-t", "Event", "-e", _RECSEL, "-p", "Date,Title,Actor,Id", "events.rec"),
        (
            *("recsel", "-t", "Event", "-e", f"{_DAYS} && {_RECSEL} && Actor = '{ACTOR}' && Title ~ '{WORD}'"),
            *("-p", "Date,Title,Actor,Id", "events.rec"),
        ),
        100_000,
    ),
    "taskwarrior": Peer(
        "task list (taskwarrior)",
        "task",
        "apt install taskwarrior",
        _tasks,
        ("task", "rc:taskrc", f"+{TAG}", "limit:50", "list"),
    ),
    "jrnl": Peer(
        "jrnl",
        "jrnl",
        "pip install jrnl",
        _diary,
        ("jrnl", "--config-file", "jrnl.yaml", f"@{TAG}", "-n", "50", "--short"),
    ),
    "papis": Peer(
        "papis list",
        "papis",
        "pip install papis",
        _library,
        ("papis", "-l", "library", "list", "--all", "--format", "{doc[year]} {doc[title]}", f"tags:{TAG}"),
    ),
    "todoman": Peer(
        "todo list (todoman)",
        "todo",
        "pip install todoman",
        _todos,
        ("todo", "--config", "config.py", "list", "--category", f"#{TAG}"),
    ),
    "khal": Peer(
        "khal search",
        "khal",
        "pip install khal",
        _khal,
        ("khal", "-c", "config", "search", f"#{TAG}"),
    ),
    "jq": Peer(
        "jq over JSON lines",
        "jq",
        "apt install jq",
        _lines,
        ("jq", "-c", f"{_JQ})", "events.jsonl"),
        ("jq", "-c", f"{_JQ} and {_NARROWER})", "events.jsonl"),
        100_000,
    ),
    "duckdb": Peer(
        "DuckDB over JSON lines",
        "duckdb",
        "pip install duckdb-cli",
        _lines,
        ("duckdb", "-c", f"{_SELECT} LIMIT 50"),
        ("duckdb", "-c", f"{_SELECT}{_NARROW}"),
        100_000,
    ),
    "duckdb-python": Peer(
        "DuckDB from Python",
        "",
        "pip install duckdb",
        _lines,
        (sys.executable, "-c", _PYTHON, f"{_SELECT} LIMIT 50"),
        (sys.executable, "-c", _PYTHON, f"{_SELECT}{_NARROW}"),
        100_000,
        "duckdb",
    ),
    "bean-query": Peer(
        "bean-query",
        "bean-query",
        "pip install beanquery",
        _ledger,
        (
            "bean-query",
            "events.beancount",
            f"SELECT date, narration WHERE '{TAG}' IN tags AND account ~ 'Events' LIMIT 50",
        ),
    ),
}


def main() -> None:
    """Write the like data that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write made-up events in the format of another program.")
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("count", type=int, help="how many events")
    parser.add_argument("folder", type=Path, help="where; it must not exist, or be empty")
    asked = parser.parse_args()
    if reason := PEERS[asked.peer].missing():
        parser.error(reason)
    asked.folder.mkdir(parents=True, exist_ok=True)
    if any(asked.folder.iterdir()):
        parser.error(f"{asked.folder} is not an empty folder")
    PEERS[asked.peer].write(drafts(asked.count), asked.folder.resolve())


if __name__ == "__main__":
    main()
