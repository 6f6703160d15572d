"""The ground on which commands are measured: a temporary folder with one chronology, and what programs are told there.

Knows where everything lies and which `timeline` is under test; must not know what is promised of it.
"""

import csv
import os
import shutil
import site
import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from generate import TAG
from measure import Command, Unmeasured, silent
from peers import ACTOR, PEERS, SINCE, WORD

HERE = Path(__file__).resolve().parent
INSTALL = {"rg": "apt install ripgrep", "git": "apt install git"}


def timeline() -> tuple[str, ...]:
    """The command under test: the console script beside the running Python, else the package itself."""
    script = Path(sys.executable).with_name("timeline")
    return (str(script),) if script.exists() else (sys.executable, "-m", "timeline")


def environment(home: Path) -> dict[str, str]:
    """What programs are told: a home of their own, and nobody's settings."""
    others = ("XDG_", "GIT_", "TIMELINE_", "PYTHON", "LEDGER", "TASK", "JRNL", "PAPIS", "LC_", "COLUMNS", "LINES")
    told = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    if len(timeline()) > 1:
        told["PYTHONPATH"] = str(HERE.parent)
    for who in ("AUTHOR", "COMMITTER"):
        told |= {f"GIT_{who}_NAME": "Somebody", f"GIT_{who}_EMAIL": "somebody@desk.example"}
    quiet = {"gc.auto": "0", "maintenance.auto": "false", "init.defaultBranch": "main"}  # nothing in the background
    for n, (key, value) in enumerate(quiet.items()):
        told |= {f"GIT_CONFIG_KEY_{n}": key, f"GIT_CONFIG_VALUE_{n}": value}
    return told | {
        "GIT_CONFIG_COUNT": str(len(quiet)),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(home),
        "PYTHONUSERBASE": site.getuserbase(),  # else programs installed there would not find themselves
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
        "TIMELINE_CACHE_DIR": str(home / "cache"),
    }


def size(folder: Path, suffix: str = "") -> int:
    """The bytes of all files below a folder whose names end so."""
    walked = ((place, name) for place, _, names in os.walk(folder) for name in names)
    return sum(os.stat(os.path.join(place, name)).st_size for place, name in walked if name.endswith(suffix))


class Ground(NamedTuple):
    """One chronology, and the folder in which everything about it happens."""

    folder: Path
    events: int
    """How many; 0: the project's own."""

    @property
    def chronology(self) -> Path:
        """The folder of the events."""
        return self.folder / "events"

    @property
    def cache(self) -> Path:
        """Where timeline keeps its index."""
        return self.folder / "cache"

    def make(self) -> None:
        """Write the events, one more that is edited by hand, and commit them all where there is git."""
        if not self.events:
            shutil.copytree(HERE.parent / "events", self.chronology)
            return
        # In a process of its own, as all that takes memory: a child is born with what this one holds.
        making = [sys.executable, str(HERE / "generate.py"), str(self.events), str(self.chronology)]
        subprocess.run(making, check=True)
        self.edit_by_hand("not yet edited")
        if shutil.which("git"):
            for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "all")):
                subprocess.run(["git", *words], cwd=self.chronology, env=environment(self.folder), check=True)

    def forget_answers(self) -> None:
        """Take out of the index what `stats` keeps there, so that it is worked out anew."""
        for path in self.cache.rglob("*.sqlite"):
            with closing(sqlite3.connect(path)) as db, db:
                db.execute("DELETE FROM meta WHERE key = 'answers'")

    def edit_by_hand(self, words: str) -> None:
        """Write the one event that the narrow question finds, with these words in its title."""
        place = self.chronology / f"{SINCE}/{SINCE}-06-15-the-event-edited-by-hand.toml"
        place.parent.mkdir(exist_ok=True)
        lines = [f'title = "{ACTOR} inspects the {WORD}, {words}"', f"date = {SINCE}-06-15"]
        lines += [f'actors = ["{ACTOR}"]', f'tags = ["{TAG}"]', 'sources = ["Danube Post, citing officials"]', ""]
        place.write_text("\n".join(lines), "utf-8")

    def register(self, actors: int) -> None:
        """Let so many actors be registered."""
        file = self.chronology / "actors.toml"
        text = file.read_text("utf-8")
        made = (f'\n[made-up-{n}]\nname = "Made Up {n}"\naliases = ["M. Up {n}"]\n' for n in range(actors))
        file.write_text(text + "".join(islice(made, actors - text.count("\nname = "))), "utf-8")

    def spreadsheet(self) -> Path:
        """The events as the rows of a CSV, with what a spreadsheet of a desk has; return its path."""
        path = self.folder / "events.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("Date", "Headline", "Summary", "Tags", "Source"))
            for event in sorted(self.chronology.glob("*/*.toml")):
                held = tomllib.loads(event.read_text("utf-8"))
                source = next((one.get("publisher", "") for one in held["sources"] if isinstance(one, dict)), "")
                rows.writerow((held["date"], held["title"], held.get("summary", ""), "; ".join(held["tags"]), source))
        return path

    def publish_late(self) -> str:
        """Let one event in twenty rest on one more source, of 2030; return a day between that and the others."""
        late = '\n[[sources]]\nid = "late-report"\nkind = "report"\ntitle = "Late report"\npublished = 2030-01-01\n'
        for file in sorted(self.chronology.glob("*/*.toml"))[::20]:
            if "[[sources]]" in (text := file.read_text("utf-8")):
                file.write_text(text + late, "utf-8")
        return "2028-01-01"

    def history(self, commits: int, changed: int) -> str | None:
        """Let so many commits each change the titles of so many other events; or tell why there are none."""
        if shutil.which("git") is None:
            return f"not installed: {INSTALL['git']}"
        files = sorted(self.chronology.glob("*/*.toml"))
        texts = {file: file.read_text("utf-8") for file in files}
        stream = ""
        for n in range(commits):
            when = 1_700_000_000 + n * 86_400
            stream += f"commit refs/heads/main\ncommitter Somebody <somebody@desk.example> {when} +0000\ndata 4\nedit\n"
            stream += "" if n else "from refs/heads/main^0\n"
            for place in range(n * changed, (n + 1) * changed):
                file = files[place * 7919 % len(files)]
                texts[file] = texts[file].replace('"\n', f', {n}"\n', 1)
                path = file.relative_to(self.chronology).as_posix()
                stream += f"M 100644 inline {path}\ndata {len(texts[file].encode())}\n{texts[file]}\n"
        for words, given in ((("fast-import", "--quiet"), stream), (("reset", "-q", "--hard"), "")):
            told = environment(self.folder)
            subprocess.run(["git", *words], cwd=self.chronology, env=told, input=given.encode(), check=True)
        return None

    def command(self, label: str, *words: str, silently: bool = False) -> Command | Unmeasured:
        """A program run among the events, if it is there; `silently`: it may print nothing."""
        if shutil.which(words[0]) is None:
            return Unmeasured(label, f"not installed: {INSTALL.get(words[0], words[0])}")
        command = Command(label, (words,), self.chronology, environment(self.folder))
        return command._replace(wrong=silent) if silently else command

    def timeline(self, label: str, *words: str) -> Command:
        """The command under test."""
        return Command(label, ((*timeline(), *words),), self.chronology, environment(self.folder))

    def peer(self, key: str, question: str) -> Command | Unmeasured:
        """A peer's command for a question ("tagged" or "narrow"), its like data made before; or why there is none."""
        peer = PEERS[key]
        home = self.folder / "peers" / key
        if reason := peer.missing():
            return Unmeasured(peer.name, reason)
        if not home.exists():
            home.mkdir(parents=True)
            making = [sys.executable, str(HERE / "peers.py"), key, str(self.events), str(home)]
            made = subprocess.run(making, env=environment(home), check=False, capture_output=True, text=True)
            if made.returncode:
                last = (made.stderr.strip() or f"exit code {made.returncode}").splitlines()[-1]
                return Unmeasured(peer.name, f"its like data: {last}")
        words = peer.narrow if question == "narrow" else peer.tagged
        return Command(peer.name, (words,), home, environment(home))
