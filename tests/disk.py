"""A chronology on a disk whose clock the test winds, and all that an index can be asked of it."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from newsroom import begun
from timeline.errors import Problem
from timeline.eventfile import reader
from timeline.query.parser import parse
from timeline.store.chronology import Chronology
from timeline.store.files import folder
from timeline.store.files.scan import Scan, Stat, scan
from timeline.store.search.compiler import Question

DAY = 86_400_000_000_000
LONG_AGO = 19_000 * DAY
"""In 2022: no file is so new that its times cannot be trusted."""
QUERIES = ("kyiv", "tag:war", "actor:Biden", "source:BBC", "date:2024-02..2024", "link:follows", "label:corroborated")
KINDS = ("actor", "tag", "place", "publisher", "origin", "label", "has")


class Told(NamedTuple):
    """Everything that was answered."""

    events: list[tuple[str, str, bytes, bool]]
    problems: list[Problem]
    doubts: list[Problem]
    found: dict[str, list[str]]
    values: dict[str, list[str]]
    linking: dict[str, list[str]]


def told(chronology: Chronology) -> Told:
    """All that an index can be asked."""
    answer = chronology.events()
    events = [(e.id, e.path, e.unpack(), e.certain) for e in answer.entries]
    found = {q: [e.id for e in chronology.events(Question(parse(q))).entries] for q in QUERIES}
    values = {kind: chronology.values(kind) for kind in KINDS}
    linking = {id_: chronology.linking(id_) for id_, *_ in events}
    return Told(events, answer.problems, answer.doubts, found, values, linking)


def parsing(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every content that is parsed from now on."""
    contents: list[bytes] = []
    read = reader.read

    def counting(data: bytes, *more: Any) -> Any:
        contents.append(data)
        return read(data, *more)

    monkeypatch.setattr(reader, "read", counting)
    return contents


def opening(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every file that is opened from now on."""
    paths: list[str] = []
    read = folder.read

    def counting(root: str, path: str, most: int | None = None) -> bytes:
        paths.append(path)
        return read(root, path, most)

    monkeypatch.setattr(folder, "read", counting)
    return paths


class Disk:
    """Files whose times are a day apart, unless the test says otherwise."""

    def __init__(self, place: Path) -> None:
        self.root = place / "desk" / "events"
        self.cache = place / "cache"
        self.times: dict[str, tuple[int, int]] = {}
        """By path: mtime and ctime."""
        self.now = LONG_AGO
        begun(self.root, b"")

    def tick(self) -> int:
        self.now += DAY
        return self.now

    def write(self, path: str, text: str, *, mtime: int = 0, ctime: int = 0) -> None:
        """Write a file now, or at the times given."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        now = self.tick()
        self.times[path] = (mtime or now, ctime or now)

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def remove(self, path: str) -> None:
        (self.root / path).unlink()
        self.times.pop(path)

    def move(self, path: str, target: str) -> None:
        """Move a file, over another if need be; that changes its ctime alone."""
        (self.root / target).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).replace(self.root / target)
        self.times[target] = (self.times.pop(path)[0], self.tick())

    def move_folder(self, path: str, target: str) -> None:
        """Rename a folder; its files do not notice."""
        (self.root / path).rename(self.root / target)
        for file in [file for file in self.times if file.startswith(f"{path}/")]:
            self.times[target + file.removeprefix(path)] = self.times.pop(file)

    def scan(self) -> Scan:
        """What a look at the folder finds, with the times of this disk."""
        found = scan(str(self.root))

        def wound(files: dict[str, Stat], prefix: str) -> dict[str, Stat]:
            return {name: (info[0], *self.times.get(prefix + name, (1, 1))) for name, info in files.items()}

        folders = {prefix: wound(files, prefix) for prefix, files in found.folders.items()}
        return found._replace(folders=folders, tables=wound(found.tables, ""))

    def open(self, **more: Any) -> Chronology:
        """The chronology as the next command finds it."""
        chronology = Chronology(str(self.root), str(self.cache), **more)
        chronology.scan = self.scan()
        return chronology

    def told(self) -> Told:
        """The next command's answers, from an index kept."""
        return told(self.open())

    def anew(self) -> Told:
        """The same answers, without any index to start from."""
        chronology = Chronology(str(self.root))
        chronology.scan = self.scan()
        return told(chronology)

    @property
    def kept(self) -> Path:
        """The file of the index."""
        (file,) = self.cache.glob("*.sqlite")
        return file


TEXTS = [
    """\
title = "Strike on Kyiv"
date = 2024-02-01
tags = ["war", "war/air"]
actors = ["Joe Biden"]
sources = ["BBC, citing officials"]
""",
    """\
title = "Talks"
date = "2024-02/2024-03?"
places = ["Kyiv"]
sources = [
  { id = "a", kind = "person", name = "A", affiliation = "State Department" },
  { id = "b", kind = "person", name = "B", affiliation = "Army" },
]
""",
    'title = "Vote"\ndate = "[2023,2024-05]"\nlinks = [{ type = "follows", to = "2024-a" }]\nseq = 2\n',
    'title = "Vote"\ndate = 2024-05-01\nsources = [{ id = "d", ref = "doc" }]\nactors = ["Army"]\n',
    'title = "Half"\ndate = 2024\n[[sources]]\nid = "s"\npublished = "20240"\n',
    'title = "Broken\n',
    "date = 2024\n",
    "",
]
"""What files may hold: four events, one with a doubt, three that are none."""
STATE = '[state]\nname = "State Department"\naliases = ["State"]\n'
ARMY = '[army]\nname = "Army"\nmemberships = [{ of = "state" }]\n'
"""Who its sources are."""
