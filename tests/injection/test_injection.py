"""Kills and errors at every write-like call of every verb that writes: no file is torn or lost, and what is said is so.

A few of each verb, always the same; `--long N` tries N of each, and prints figures where only this room is run.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from conftest import CHECKOUT
from injection import judge
from injection.faults import HALVES, WRITERS, Fault
from injection.faults import KINDS as BEFALL
from injection.judge import Files, Run, Told
from injection.verbs import VERBS, furnish
from newsroom import git

FEW = 2
FINE = Fault(0, "")
Server = Callable[[dict[str, Any]], int]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Runs `timeline` in a process of its own, which may suffer a fault."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTEST", "PYTHON"))}
    path = os.pathsep.join(map(str, (CHECKOUT, CHECKOUT / "tests")))
    with subprocess.Popen(
        [sys.executable, "-m", "injection.server"],
        env={**plain, "PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        assert process.stdin
        assert process.stdout
        told, asked = process.stdout, process.stdin

        def order(what: dict[str, Any]) -> int:
            asked.write(json.dumps(what) + "\n")
            return int(told.readline())

        yield order
        asked.close()


class Desk:
    """A desk that can be put back as it was, and what runs there."""

    def __init__(self, place: Path, server: Server, name: str, start: str) -> None:
        self.place, self.server, self.verb = place, server, VERBS[name]
        self.kept = place / "kept"
        for folder in ("home", "work", "cache", "tmp"):
            (place / folder).mkdir(exist_ok=True)
        os.chdir(place / "work")
        furnish(self.verb)
        self.closed = place / "closed"
        (place / "home" / "editor").write_text(f'sed -i "s/Hub/{self.verb.typed}/" "$1"; touch "$HOME/../closed"\n')
        if start == "warm":
            self.run("list", "-f", "ids")
        for folder in ("home", "work", "cache"):
            shutil.copytree(place / folder, self.kept / folder, symlinks=True)
        self.again()
        before = self.files()
        committed = self.committed(before) if os.path.isdir(".git") else frozenset()
        told = self.run(*self.verb.words.split("|"))
        self.undisturbed = Run(self.verb, before, self.files(), told, committed)
        self.answers("cache")
        self.caches = self.cached()

    @staticmethod
    def committed(files: Files) -> frozenset[bytes]:
        """What the newest commit holds of them."""
        changed = git("ls-files", "-m").splitlines()
        return frozenset(data for path, data in files.holding.items() if path not in changed)

    def again(self) -> None:
        """Put everything back as it was."""
        os.chdir(self.place)
        for folder in ("home", "work", "cache", "tmp"):
            shutil.rmtree(self.place / folder, ignore_errors=True)
        for folder in ("home", "work", "cache"):
            shutil.copytree(self.kept / folder, self.place / folder, symlinks=True)
        (self.place / "tmp").mkdir(exist_ok=True)
        self.closed.unlink(missing_ok=True)
        os.chdir(self.place / "work")

    def run(self, *words: str, fault: Fault = FINE, cache: str = "cache") -> Told:
        """What a run says, with the index in a folder, or in memory."""
        streams = str(self.place / "run.")
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.place / "home"),
            "TMPDIR": str(self.place / "tmp"),
            "TIMELINE_EDITOR": "sh $HOME/editor",
            "TIMELINE_CACHE_DIR": str(self.place / cache),
            "GITHUB_STEP_SUMMARY": str(self.place / "work" / "summary.md"),
            "SOURCE_DATE_EPOCH": "1700000000",
            "LC_ALL": "C.UTF-8",
        }
        order = {"cwd": str(self.place / "work"), "environment": environment, "streams": streams, "fault": fault}
        seated = bool(self.verb.typed)
        code = self.server({**order, "words": ["timeline", "--today", "2026-01-01", *words], "seated": seated})
        struck, _, calls = Path(f"{streams}note").read_text(encoding="utf-8").rpartition("\n")
        text = "".join(Path(streams + name).read_text(encoding="utf-8") for name in ("out", "err"))
        return Told(code, text, tuple(json.loads(calls or "[]")), struck)

    def files(self) -> Files:
        """What lies in the working folder, at home and among the temporary files."""
        holding: dict[str, bytes] = {}
        readable = set()
        for place in ("home", "work", "tmp"):
            for folder, inside, names in os.walk(self.place / place):
                inside[:] = [name for name in inside if name != ".git"]
                for name in names:
                    path = os.path.join(folder, name)
                    near = os.path.relpath(path)
                    holding[near] = Path(path).read_bytes()
                    if b"Mole" in holding[near] and os.stat(path).st_mode & 0o077:
                        readable.add(near)
        return Files(holding, readable)

    def cached(self) -> set[str]:
        return {path.name for path in (self.place / "cache").glob("*")}

    def answers(self, cache: str, *, links: bool = False) -> list[tuple[int, str]]:
        """What is answered from the index as it is, or from none; with `links` also whether every one leads somewhere."""
        asked = ["list -f json", *["check --select SCH003 -f concise"] * links]
        return [self.run(*words.split(), cache=cache)[:2] for words in asked]

    def faults(self) -> tuple[list[Fault], list[Fault]]:
        """All that may befall the verb here: what befalls its files, and what befalls its index."""
        of_files: list[Fault] = []
        of_index: list[Fault] = []
        for n, name in enumerate(self.undisturbed.told.calls, start=1):
            kinds = (*BEFALL, *HALVES) if name in WRITERS else BEFALL
            held = of_index if name.startswith("sqlite") else of_files
            held += [Fault(n, kind, n + k) for k, kind in enumerate(kinds)]
        return of_files, of_index

    def suffer(self, fault: Fault) -> tuple[str, list[tuple[str, str]]]:
        """The call that was struck, if any was, and what may be said against the verb since."""
        self.again()
        told = self.run(*self.verb.words.split("|"), fault=fault)
        now = self.files()
        typed = self.verb.typed if self.closed.exists() else ""
        found = judge.disturbed(self.undisturbed, now, told, typed)
        if "error" in fault.kind and told.code == judge.INTERRUPTED:
            found.append(("false", "nobody interrupted it"))
        if os.path.exists("events/timeline.toml"):
            (kept,), (anew, linked) = self.answers("cache"), self.answers("none", links=True)
            if kept != anew:
                found.append(("inconsistent", f"from the index {kept}, from the files {anew}"))
            if not (self.verb.removes or self.verb.unsettled) and (anew[0] or linked != (0, "")):
                found.append(("inconsistent", f"then, {linked[1] or anew[1]}"))
        if "kill" in fault.kind or fault.kind.endswith("so on"):  # the system clears its folder, and nobody else could
            shutil.rmtree(self.place / "tmp")
            (self.place / "tmp").mkdir()
        then = self.run(*self.verb.words.split("|"))
        found += judge.finished(self.undisturbed, self.files(), then, now)
        found += [("left", f"{name} in the cache") for name in sorted(self.cached() - self.caches)]
        return told.struck, found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each verb with an index and without, and in the suite with one of both by turns."""
    if metafunc.function is test_a_disk_that_fails:
        starts = ("cold", "warm") if metafunc.config.getoption("--long") else ("",)
        pairs = [(name, start or ("cold", "warm")[n % 2]) for n, name in enumerate(VERBS) for start in starts]
        metafunc.parametrize(("name", "start"), pairs)


def test_a_disk_that_fails(
    name: str,
    start: str,
    server: Server,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    desk = Desk(tmp_path, server, name, start)
    assert desk.undisturbed.told.code < 2, desk.undisturbed.told.text
    assert desk.undisturbed.unsaid() == []
    assert desk.undisturbed.before.open == desk.undisturbed.after.open == set()
    long = request.config.getoption("--long")
    each = -(-(long or FEW) // 2)
    chosen = [fault for faults in desk.faults() for fault in _some(faults, each, f"{name}, {start}")]
    assert chosen
    counted: Counter[str] = Counter()
    said = []
    for fault in chosen:
        call, found = desk.suffer(fault)
        counted.update({kind for kind, _ in found}, struck=bool(call))
        said += [f"{fault.call} {call}, {fault.kind} {fault.turn}: {kind}: {text[:400]}" for kind, text in found]
    if long:
        figures = [len(desk.undisturbed.told.calls), *(counted[kind] for kind in ("struck", *judge.KINDS))]
        told = "".join(
            f", {n:4} {what}" for n, what in zip(figures, ("calls", "injections", *judge.KINDS), strict=True)
        )
        record_property("figures", f"{name}, {start:{34 - len(name)}}{told}")
    assert not said, "\n".join(said)


def _some(faults: list[Fault], many: int, seed: str) -> list[Fault]:
    """So many of them, always the same."""
    return sorted(Random(seed).sample(faults, min(many, len(faults))))
