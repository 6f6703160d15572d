"""The pages of rules, taken apart: the events that each holds, and what it shows of them."""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from conftest import CHECKOUT
from corpora import TODAY
from timeline.checks.corpus import Corpus, Outside
from timeline.checks.editions import Once
from timeline.checks.registry import Rule
from timeline.checks.runner import run
from timeline.dates import edtf
from timeline.errors import Problem
from timeline.eventfile import reader
from timeline.eventfile.paths import counts, is_manifest
from timeline.model import identifier

FOLDER = CHECKOUT / "docs" / "rules"
_PARTS = re.compile(r"# (.*?)\n\n(.*?)\n\n(.*)\n\nBad:\n\n(.*)\n```text\n(.*)```\n\nGood:\n\n(.*)", re.DOTALL)
_FILE = re.compile(r"(?:In `(\S+)`:\n\n)?```(?:toml|text)\n(.*?)```\n", re.DOTALL)


class Example(NamedTuple):
    """An event, and the files around it."""

    path: str
    """Of the event: what stands above it, or follows from its date and title."""
    files: dict[str, str]

    def findings(self, rule: Rule) -> list[Problem]:
        """What the rule says of it."""
        data = {path: text.encode() for path, text in self.files.items()}
        tables = {path: text for path, text in data.items() if counts(path)}
        return run(Corpus(tables, Outside(TODAY, data.get, Shown(data))), [rule])


class Shown:
    """The editions of an example, of which git holds all that they name."""

    doubt = ""

    def __init__(self, data: Mapping[str, bytes]) -> None:
        self.paths = sorted(path for path in data if is_manifest(path))
        self.data = data

    def manifest(self, path: str) -> bytes:
        return self.data.get(path, b"")

    def copy(self, path: str) -> bytes | None:
        return self.data.get(path)

    def report(self, path: str) -> bytes | None:
        return self.data.get(path)

    def missing(self, ids: Collection[str]) -> Collection[str]:
        return ()

    def before(self) -> Mapping[str, list[Once]]:
        return {}


class Page(NamedTuple):
    """One page."""

    heading: str
    mark: str
    """Severity, and whether `--fix` mends it."""
    why: str
    bad: Example
    said: str
    """What is shown of the bad event."""
    good: Example


def page(code: str) -> Page:
    text = (FOLDER / f"{code}.md").read_text(encoding="utf-8")
    parts = _PARTS.fullmatch(text)
    assert parts, f"{code}.md has no Bad event with what is said of it, or no Good one"
    heading, mark, why, bad, said, good = parts.groups()
    return Page(heading, mark, why, _example(bad), said, _example(good))


def _example(text: str) -> Example:
    files = {path or _path(body): body for path, body in _FILE.findall(text)}
    return Example(next(iter(files)), files)


def _path(text: str) -> str:
    event, _ = reader.read(text.encode(), "", "")
    id_ = identifier.new_id(edtf.parse(event.date), event.title) if event else "2024-11-17-event"
    return f"{id_.partition('-')[0]}/{id_}.toml"
