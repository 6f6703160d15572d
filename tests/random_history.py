"""Random histories of a chronology under git, from one seed: what each commit holds is known beside what git says.

Events are added, edited, renamed, moved, broken, taken away; registers and settings change; branches part and are merged.
"""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from newsroom import git
from random_chronology import ACTORS, DOCUMENTS, PLACE_REGISTER, Maker
from timeline.eventfile.writer import render

Files = dict[str, bytes]
SLUGS = ("strike", "about", "e\u0301tat", "x", "X")
FOLDERS = ("", "", "2024/", "2024/11/")


class RandomCommit(NamedTuple):
    """One commit, and what it holds of the chronology by path."""

    id: str
    files: Mapping[str, bytes]
    parents: tuple[int, ...]


class RandomHistory:
    """Makes commits, one after another."""

    def __init__(self, seed: int) -> None:
        self.make = Maker(seed)
        first: Files = {"timeline.toml": b"", "actors.toml": ACTORS.encode()}
        self.commits: list[tuple[Files, tuple[int, ...]]] = [(first, ())]
        self.heads = [0]
        """The newest commit of each branch."""
        for _ in range(3):
            self._add(first)

    def _id(self) -> str:
        return f"2024-11-{self.make.random.randint(1, 28):02}-{self.make.one(SLUGS)}"

    @staticmethod
    def _events(files: Files) -> list[str]:
        return sorted(path for path in files if "-" in path)

    def _text(self, files: Files) -> bytes:
        ids = [path.rpartition("/")[2][:-5] for path in self._events(files)] or ["2020-gone"]
        return render(self.make.event(ids)).encode()

    def _add(self, files: Files) -> None:
        files[f"{self.make.one(FOLDERS)}{self._id()}.toml"] = self._text(files)

    def _change(self, files: Files) -> None:
        """One of the things that people do."""
        events, one = self._events(files), self.make.one
        what = one(("add", "add", "edit", "edit", "rename", "move", "break", "remove", "register", "settings", "other"))
        if what == "add" or not events:
            self._add(files)
        elif what in {"edit", "break"}:
            files[one(events)] = (
                self._text(files) if what == "edit" else one([b"title = ", b"\xff", b"", b'title = "x"'])
            )
        elif what in {"rename", "move"}:
            path = one(events)
            name = f"{self._id()}.toml" if what == "rename" else path.rpartition("/")[2]
            files[one(FOLDERS) + name] = files.pop(path)
        elif what == "remove":
            del files[one(events)]
        elif what == "register":
            name, text = one([("actors", ACTORS), ("places", PLACE_REGISTER), ("sources", DOCUMENTS)])
            files[f"{name}.toml"] = one(
                [text, text.replace("Biden", "Byden"), text + "confidential = true\n", "x = "]
            ).encode()
        elif what == "settings":
            files["timeline.toml"] = one(
                [b"", b'timezone = "Europe/Kyiv"\n', b'date_order = "mdy"\n', b"timezone = 3\n"]
            )
        else:
            files[one(("editions/first.toml", "notes.txt", ".removed/2024-11-01-x.toml", "_draft.toml"))] = (
                b"seen = 1\n"
            )

    def step(self) -> None:
        """Make one more commit: on a branch, on a new one, or of two."""
        n = self.make.random.randrange(len(self.heads))
        parents: tuple[int, ...] = (self.heads[n],)
        files = dict(self.commits[parents[0]][0])
        kind = self.make.random.random()
        if kind < 0.2 and len(self.heads) > 1:
            other = self.heads.pop(n - 1)
            parents = (parents[0], other)
            n = min(n, len(self.heads) - 1)
            files |= {path: data for path, data in self.commits[other][0].items() if self.make.random.random() < 0.5}
        else:
            for _ in range(self.make.random.randint(1, 3)):
                self._change(files)
            if kind > 0.85:
                self.heads.append(0)
                n = -1
        self.commits.append((files, parents))
        self.heads[n] = len(self.commits) - 1

    def written(self, repository: Path, folder: str) -> list[RandomCommit]:
        """Write all of it into a new repository; the chronology lies in a folder of it, with a slash at its end."""
        stream = bytearray()
        for number, (files, parents) in enumerate(self.commits, 1):
            when = 1_700_000_000 + 3600 * number
            stream += b"commit refs/heads/all\nmark :%d\ncommitter desk <desk@example.org> %d +0000\n" % (number, when)
            stream += b"data 4\nedit\n" + b"".join(
                b"%b :%d\n" % (b"merge" if n else b"from", p + 1) for n, p in enumerate(parents)
            )
            stream += b"deleteall\n"
            for path, data in files.items():
                stream += b"M 100644 inline %b\ndata %d\n%b\n" % (os.fsencode(folder + path), len(data), data)
        git("init", "-q", "-b", "main", str(repository))
        marks = repository / ".git/marks"
        words = ["git", "-C", str(repository), "fast-import", "--quiet", f"--export-marks={marks}"]
        subprocess.run(words, input=bytes(stream), check=True)
        ids = dict(line.split() for line in marks.read_text().splitlines())
        return [RandomCommit(ids[f":{n}"], files, parents) for n, (files, parents) in enumerate(self.commits, 1)]
