"""What may be said against a desk after a run whose disk was faulty, and after the next run.

Knows what the files hold before the run and after one that nothing disturbed; a file holds the one or the other.
"""

import os
import re
from typing import NamedTuple

from injection.verbs import Verb

INTERRUPTED = 130
KINDS = ("torn", "lost", "inconsistent", "left", "false", "open")
"""Half a file or one that nobody asked for; a file that is nowhere; answers that do not fit the files; temporary files
left; messages that are not true, or missing; a secret that others may read."""
WRITTEN = re.compile(
    r"^(?:changed|reviewed|restored|formatted|mended|made|settled in|rewrote the link of|wrote|[-\w]+\t) ?(?P<done>[^\s:]+)"
    r"|^(?P<renewed>\S+): renewed$|^added a line to (?P<read>\S+), ",
    re.MULTILINE,
)
REMOVED = re.compile(r"^removed (\S+) \(", re.MULTILINE)
UNWRITTEN = re.compile(r"(\S+) (?:cannot be written|is left as it is)")
NOTHING = re.compile(r"nothing was (?:changed|written)")
CRASH = re.compile(r"Traceback|should not happen")


class Files(NamedTuple):
    """All that lies on the disk, by path as seen from the working folder."""

    holding: dict[str, bytes]
    open: set[str]
    """Those that others may read."""

    def without(self, strange: set[str]) -> dict[str, bytes]:
        return {path: data for path, data in self.holding.items() if path not in strange}


class Told(NamedTuple):
    """What a run said, and how it ended."""

    code: int
    """Less than 0: by a signal."""
    text: str
    """Its answer, and what it said beside it."""
    calls: tuple[str, ...] = ()
    """The write-like calls, where it came to its end."""
    struck: str = ""
    """The call that the fault befell; empty: none."""


class Run(NamedTuple):
    """A verb, and what it comes to when nothing goes wrong."""

    verb: Verb
    before: Files
    after: Files
    told: Told
    committed: frozenset[bytes] = frozenset()
    """What can be had from git again."""

    @property
    def changed(self) -> list[str]:
        """The files that it writes or takes away, but hidden ones."""
        paths = self.before.holding.keys() | self.after.holding.keys()
        return [p for p in sorted(paths) if self._differs(p) and "/." not in f"/{p.removeprefix('../')}"]

    def _differs(self, path: str) -> bool:
        return self.before.holding.get(path) != self.after.holding.get(path)

    def temporary(self, now: Files) -> set[str]:
        """The files that are there neither before nor after, and of no use to anybody."""
        strange = now.holding.keys() - self.before.holding.keys() - self.after.holding.keys()
        return {path for path in strange if not self._is_of_use(path, now.holding[path])}

    def _is_of_use(self, path: str, data: bytes) -> bool:
        """Whether it is a copy of what was removed, or what a person has typed."""
        if path.startswith("../tmp/"):  # where Python tries out whether it may write, too
            return "timeline" not in path or bool(self.verb.typed and self.verb.typed.encode() in data)
        return "/.removed/" in path and data in self.before.holding.values()

    def unsaid(self) -> list[str]:
        """The files that an undisturbed run writes and does not name: then the rest of what is asked here means nothing."""
        named = _written(self.told.text) | {_seen(path) for path in REMOVED.findall(self.told.text)}
        return [] if self.verb.silent else [p for p in self.changed if p != self.verb.moved[0] and p not in named]


def _seen(path: str) -> str:
    """A path, or the ID of an event, as seen from the working folder."""
    if re.fullmatch(r"\d{4}-[-\w]+", path):
        return f"events/{path[:4]}/{path}.toml"
    return os.path.relpath(path, os.curdir) if os.path.isabs(path) else os.path.normpath(path)


def _written(text: str) -> set[str]:
    return {_seen(m["done"] or m["renewed"] or m["read"]) for m in WRITTEN.finditer(text)}


def disturbed(run: Run, now: Files, told: Told, typed: str) -> list[tuple[str, str]]:
    """What may be said against a run whose disk was faulty: kinds of `KINDS`, with words. Nothing `typed` may be lost."""
    temporary = run.temporary(now)
    holding, before, after = now.without(temporary), run.before.holding, run.after.holding
    shown = [path for path in sorted(temporary) if not os.path.basename(path).startswith(".")]
    faults = [("torn", f"{path}, which nobody asked for") for path in shown if not path.startswith("../tmp/")]
    for path, data in holding.items():
        if data not in {before.get(path), after.get(path)} and path in before.keys() | after.keys():
            faults.append(("torn", f"{path} holds {data[:200]!r}"))
    for path, data in before.items():
        home = run.verb.moved[1] if path == run.verb.moved[0] else path
        kept = data in holding.values() or (home in after and holding.get(home) == after[home])
        if not kept and data not in run.committed:
            faults.append(("lost", path))
        if path == home and path in after and path not in holding:
            faults.append(("lost", f"{path} is gone"))
    if typed not in told.text and not any(typed.encode() in data for data in now.holding.values()):
        faults.append(("lost", f"what was typed: {told.text!r}"))
    faults += [("open", path) for path in sorted(now.open)]
    return faults if told.code < 0 else faults + [("false", text) for text in _untrue(run, holding, told)]


def _untrue(run: Run, holding: dict[str, bytes], told: Told) -> list[str]:
    """What a run said that is not so, or did not say."""
    before, after, said = run.before.holding, run.after.holding, told.text
    whole = all(holding.get(path) == after.get(path) for path in run.changed)
    is_begun = any(holding.get(path) != before.get(path) for path in run.changed)
    found = [f"a traceback, or as good as one: {said.splitlines()[-3:]}"] if CRASH.search(said) else []
    is_saved = whole and told.code == 1 and "saved, not committed: " in said
    if not is_saved and (
        told.code not in {run.told.code, 3, INTERRUPTED} or (told.code == run.told.code != 3 and not whole)
    ):
        found.append(f"exit {told.code}, and {'all' if whole else 'not all'} is written")
    if NOTHING.search(said) and is_begun:
        found.append(f"nothing was changed, it says, and something was: {said[-300:]!r}")
    named = _written(said)
    found += [f"it says that {path} was written" for path in named if holding.get(path) != after.get(path, b"")]
    found += [f"it says that {path} was removed" for path in map(_seen, REMOVED.findall(said)) if path in holding]
    for path in map(_seen, UNWRITTEN.findall(said)):
        if path in run.changed and holding.get(path) == after.get(path):
            found.append(f"it says that {path} was not written")
    if run.verb.several and is_begun and told.code not in {run.told.code, INTERRUPTED}:
        for path in run.changed:
            if path not in said and os.path.basename(path).removesuffix(".toml") not in said:
                was = "was" if holding.get(path) == after.get(path) else "was not"
                found.append(f"it does not say that {path} {was} written: {said!r}")
    return found


def finished(run: Run, now: Files, told: Told, at_first: Files) -> list[tuple[str, str]]:
    """What may be said against the same command, run again on a disk that is whole."""
    faults = [("left", path) for path in sorted(run.temporary(now)) if not (run.verb.adds and _is_second(path, run))]
    whole = all(at_first.holding.get(path) == run.after.holding.get(path) for path in run.changed)
    begun = whole or (run.verb.removes and any(path not in at_first.holding for path in run.changed))
    if told.code != run.told.code and not (begun and told.code in run.verb.again):
        faults.append(("inconsistent", f"run again, it exits with {told.code}: {told.text[-300:]!r}"))
    if run.verb.removes and told.code != run.told.code:
        return faults
    for path in run.changed:
        data, wanted = now.holding.get(path), run.after.holding.get(path)
        if data != wanted and not (run.verb.adds and data and wanted and data.startswith(wanted)):
            faults.append(("inconsistent", f"run again, it leaves {path} as {data!r}"))
    return faults


def _is_second(path: str, run: Run) -> bool:
    """Whether a file is the same event added a second time."""
    return re.sub(r"-2(?=\.toml$)", "", path) in run.after.holding
