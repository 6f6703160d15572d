"""Gives inputs to the real edges of the tool, and says what must hold of any answer.

Each returns whether the input was accepted. A refusal is an error in words, or problems; anything else is raised.
"""

import io
import json
import shlex
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest

import html_page
from conftest import CHECKOUT, Result
from fuzz import merges, pasts
from fuzz.chance import Chance
from fuzz.examples import GOOD, ID, OTHER, PATH, VERBS, WRITING
from fuzz.handed_in import Handed
from fuzz.inputs import stdin, surroundings
from newsroom import known_names
from random_chronology import Maker
from timeline import app
from timeline.cli.words import shell_words
from timeline.dates import edtf, english, instants, phrases, zones
from timeline.errors import DataError, Problem, UsageError
from timeline.eventfile import formatter, reader
from timeline.eventfile.json_schema import class_of
from timeline.eventfile.public_text import WITHHELD
from timeline.model.event import Event, replace, table
from timeline.model.sources.gathered import gather
from timeline.query import parser, tree
from timeline.records import source_lines
from timeline.store.chronology import Chronology
from timeline.store.search.compiler import Question
from timeline.text.escape import terminal_lines

TODAY = date(2024, 11, 18)
DRAWS = {"export", "chart"}
"""Verbs that print pages and pictures."""
REGISTER = known_names()


class Stream(io.TextIOWrapper):
    """What a terminal, or a pipe, is given."""

    def __init__(self, *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode()


def asked(words: Sequence[str], *, terminal: bool = False, stdin: bytes = b"") -> Result:
    """What the door answers; there is no editor, no pager, and nobody to ask."""
    out, err = Stream(terminal=terminal), Stream(terminal=terminal)
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = app.run(["--no-pager", "--today", TODAY.isoformat(), *words])
    finally:
        sys.stdin = before
    answer = Result(code, out.text(), err.text())
    told = f"{shlex.join(words)} -> {code}\n{answer.err[:2000]}"
    assert code in {0, 1, 2, 3}, told
    assert "should not happen" not in answer.out + answer.err, told
    assert "Traceback" not in answer.err, told
    assert terminal_lines(answer.err) == answer.err, told
    assert not code or answer.out or answer.err or "--quiet" in words or "-q" in words, f"silent: {told}"
    if terminal and "always" not in words:  # nothing is coloured, so nothing may look as if it were
        assert terminal_lines(answer.out) == answer.out, f"{shlex.join(words)}: {answer.out[:2000]!r}"
    elif words and code in {0, 1} and words[0][:1] != "-" and not {"--diff", "--explain"} & set(words):
        _parses(words, answer.out)
    if answer.out and not DRAWS.isdisjoint(words[:1]):
        _is_drawn(words, answer.out)
    return answer


def _parses(words: Sequence[str], out: str) -> None:
    """See that what is called JSON is JSON."""
    if not out or "Usage: timeline" in out:
        return
    form = next((after for word, after in pairwise(words) if word == "-f"), "")
    if form in {"json", "sarif"}:
        json.loads(out)
    elif form == "jsonl":
        for line in out.split("\n")[:-1]:
            json.loads(line)


def _is_drawn(words: Sequence[str], out: str) -> None:
    """See that a page is nothing but one, and so a picture."""
    form = next((after for word, after in pairwise(words) if word == "-f"), "")
    if out.startswith(("<!DOCTYPE", "<!--")) or form in {"html", "svg"}:
        (html_page.read if out.startswith("<!DOCTYPE") else html_page.picture)(out)


class Desk:
    """A folder with a small chronology, in which one thing after another suffers."""

    def __init__(self, folder: Path) -> None:
        self.here = folder
        self.root = folder / "events"
        self.clear()
        self.shelf: Chronology | None = None
        self.kept: dict[str, tuple[int, int]] = {}

    def clear(self) -> None:
        """Everything as it should be."""
        for path in self.here.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        (self.root / "2024").mkdir(parents=True)
        (self.root / "templates").mkdir()
        (self.root / "timeline.toml").write_bytes(b'title = "Strikes"\ntimezone = "Europe/Kyiv"\n')
        (self.root / "2024" / f"{OTHER}.toml").write_bytes(GOOD.encode())
        for name in ("actors", "places"):
            shutil.copy(CHECKOUT / "events" / f"{name}.toml", self.root)
        self.touched = False

    def ask(self, chance: Chance) -> Result:
        """One of the questions, about whatever lies there now."""
        words = shlex.split(chance.one(VERBS))
        self.touched |= words[0] in WRITING
        return asked(words, terminal=chance.happens(0.3))

    def put(self, path: str, data: bytes) -> None:
        if self.touched:
            self.clear()
        (self.root / path).write_bytes(data)

    # -------------------------------------------------------------------------------------------------------- files

    def merge(self, given: merges.Versions, chance: Chance) -> bool:
        return merges.merged(given, {"TIMELINE_DEBUG": "1", "TIMELINE_MERGE_VERBOSE": "1" * chance.happens(0.5)})

    def event_file(self, data: bytes, chance: Chance) -> bool:
        event, problems = reader.read(data, ID, PATH)
        _placed(problems, data)
        if event is not None:
            again, faults = reader.read(reader.render(event).encode(), ID, PATH)
            again = again and replace(again, said=event.said)  # of a source no default is written
            assert repr(again) == repr(event), f"rendered and read again: {again}, {faults}, not {event}"
        self._formatted(data, "2024/x.toml", event)
        self.put(PATH, data)
        answer = self.ask(chance)
        if event is not None and not self.touched:
            assert asked(["export", "-f", "html"]).out.count("<article ") == 2
            assert asked(["chart", "-f", "svg"]).out
        good = asked(["list", "-f", "ids"]).out.split() if chance.happens(0.2) else [OTHER]
        assert self.touched or OTHER in good, f"the good event is gone: {answer}"
        return event is not None

    def register(self, given: tuple[str, bytes], chance: Chance) -> bool:
        name, data = given
        _, problems = reader.read_tables(data, f"{name}.toml")
        _placed(problems, data)
        self._formatted(data, f"{name}.toml")
        self.put(f"{name}.toml", data)
        self.ask(chance)
        self.touched = True
        return not problems

    def settings(self, data: bytes, chance: Chance) -> bool:
        self._formatted(data, "timeline.toml")
        self.put("timeline.toml", data)
        self.touched = True
        return not self.ask(chance).err

    def _formatted(self, data: bytes, path: str, event: Event | None = None) -> None:
        """See that a canonical form is one, and says the same."""
        try:
            text = formatter.formatted(data.decode(), class_of(path))
        except (DataError, UnicodeDecodeError):
            return
        assert formatter.formatted(text, class_of(path)) == text, f"not canonical yet: {text!r}"
        if event is not None:
            again, faults = reader.read(text.encode(), ID, PATH)
            assert _plain(again) == _plain(event), f"formatted: {text!r} says {again}, {faults}, not {event}"

    # ---------------------------------------------------------------------------------------------------- questions

    def query(self, text: str, chance: Chance) -> bool:
        if self.shelf is None:
            shutil.rmtree(self.here / "asked", ignore_errors=True)
            self.shelf = Chronology(str(Maker(1).chronology(self.here / "asked", 12)))
        try:
            shell_words.query_text([text], lambda field, value, whole=False: len(value) % 2 > whole)
            asked_ = parser.parse(text, lambda words: phrases.read(words, TODAY, "dmy", "Europe/Kyiv").edtf)
            written = tree.unparse(asked_)
            assert parser.parse(written) == asked_, f"{written!r} asks for something else"
            self.shelf.events(Question(asked_, certain=chance.happens(0.2), members=chance.happens(0.2)))
        except UsageError:
            return False
        return True

    def phrase(self, text: str, chance: Chance) -> bool:
        orders: tuple[Literal["dmy", "mdy"] | None, ...] = (None, "dmy", "mdy")
        order = chance.one(orders)
        zone = chance.one((None, "Europe/Kyiv", "America/New_York"))
        try:
            read = phrases.read(text, chance.one((TODAY, TODAY, None, date.min, date.max)), order, zone)
        except phrases.DateError:
            return False
        day = edtf.parse(read.edtf)
        assert day.canonical() == read.edtf, f"{read.edtf} is not canonical"
        assert (day.earliest or -edtf.EVER) <= (day.latest or edtf.EVER), read
        assert day.match(day.earliest, day.latest) != "no", read
        shown = english.phrase(day)
        assert phrases.read(shown, None, order).edtf == read.edtf, f"{read.edtf} is shown as {shown}"
        zones.in_zone(read.edtf, "Asia/Tokyo", zone)
        assert instants.in_seconds(day, zone).rank[0] <= edtf.EVER
        return True

    def source_line(self, lines: list[str], chance: Chance) -> bool:
        register = chance.one((None, REGISTER))
        try:
            sources = gather(lines, register)
        except UsageError:
            return False
        ids = [source.id for source in sources]
        assert len(set(ids)) == len(ids), f"ids: {ids}"
        assert all(ids), f"ids: {ids}"
        assert all(cited in ids for source in sources for cited in source.cites), sources
        assert all(source.label for source in sources), sources
        source_lines.write(sources)
        return True

    # ---------------------------------------------------------------------------------------------------- documents

    def page(self, data: bytes, chance: Chance) -> bool:
        file = self.here / "page.md"
        file.write_bytes(data)
        code = asked(["embed", "page.md"]).code
        renewed = file.read_bytes()
        assert renewed == data or not code, "a broken page was changed"
        if not code:
            again = asked(["embed", "page.md", "--check"])
            assert again.code == 0, f"renewed, and stale: {again} {renewed!r}"
        return not code

    def template(self, data: bytes, chance: Chance) -> bool:
        (self.root / "templates" / "fuzz.md.j2").write_bytes(data)
        return asked(["report", "-t", "fuzz"], terminal=chance.happens(0.3)).code == 0

    def draft(self, data: bytes, chance: Chance) -> bool:
        """A record for `add`, which is refused, or becomes an event in canonical form."""
        (self.here / "draft").write_bytes(data)
        answer = asked(["add", "--from", "draft", "--dry-run"])
        if answer.code == 0:
            if WITHHELD in answer.out:  # not all that would be written is there
                return True
            event, problems = reader.read(answer.out.encode(), ID, PATH)
            assert event is not None, problems
            assert formatter.formatted(answer.out) == answer.out, f"not canonical: {answer.out!r}"
        return answer.code == 0

    def handed_in(self, given: Handed, chance: Chance) -> bool:
        """A file for `import`: its rows become events that can be read, and are known again; or nothing is written."""
        self.clear()
        before = self._files()
        (self.here / given.name).write_bytes(given.data)
        (self.here / "mapping").write_bytes(given.mapping)
        words = ["import", given.name, "-f", "json", *given.words, *["--mapping", "mapping"] * bool(given.mapping)]
        answer = asked([*words, "--yes"])
        if answer.code > 1:
            assert self._files() == before, answer
            return False
        counts = json.loads(answer.out)
        assert len(self._files()) - len(before) == counts["added"], answer
        listed = asked(["list", "-f", "ids"])
        assert (len(listed.out.split()), listed.err) == (1 + counts["added"], ""), f"{listed} after {answer}"
        after = asked([*words, "--yes"])
        assert after.code < 2, f"{answer}, and then {after}"
        again = json.loads(after.out)
        known = {"added": 0, "unchanged": counts["added"] + counts["changed"], "refused": counts["refused"]}
        assert {fate: again[fate] for fate in known} == known, f"{counts}, and then {again}"
        return True

    def _files(self) -> dict[str, bytes]:
        found = self.root.rglob("*.toml")
        return {str(path.relative_to(self.root)): path.read_bytes() for path in found if ".timeline" not in str(path)}

    def command_line(self, words: list[str], chance: Chance) -> bool:
        self.clear()
        (self.here / "page.md").write_text("<!-- timeline: list -->\n<!-- /timeline -->\n", encoding="utf-8")
        (self.root / PATH).write_bytes(b'title = "Strike"\ndate = 2024-11-17\nx.case = 5\nsources = ["BBC"]\n')
        with pytest.MonkeyPatch.context() as patch:
            if chance.happens(0.1):
                return self._tab(words, patch)
            for name, value in surroundings(chance).items():
                patch.setenv(name, value)
            return asked(words, terminal=chance.happens(0.3), stdin=stdin(chance)).code < 2

    def past(self, words: list[str], chance: Chance) -> bool:
        """A line that asks for the past, of one repository: nothing in it becomes another."""
        if not self.kept:
            self.kept = pasts.state(pasts.repository(self.here / "past"))
        answer = asked([*words, "-C", "past/events"], terminal=chance.happens(0.3))
        assert pasts.state(self.here / "past/events") == self.kept, f"{words} wrote"
        return answer.code < 2

    @staticmethod
    def _tab(words: list[str], patch: pytest.MonkeyPatch) -> bool:
        """Tab behind the last of the words: what is offered stands on lines of its own."""
        line = shlex.join(["timeline", *words]).encode(errors="replace").decode()
        patch.setenv(app.TAB, "complete_fish")
        patch.setenv("_TIMELINE_LINE", line)
        out = Stream()
        with redirect_stdout(out), redirect_stderr(out):
            code = app.run([])
        assert code in {0, 1}, out.text()
        assert terminal_lines(out.text()) == out.text()
        return code == 0


def _plain(event: Event | None) -> Any:
    """What an event says, but for the spelling of its dates."""
    if event is None:
        return None
    rows = table(Event)
    return repr({key: getattr(event, key) for key, row in rows.items() if not row.date and not row.struct})


def _placed(problems: Sequence[Problem], data: bytes) -> None:
    """See that problems are where they say, and can be told."""
    lines = data.count(b"\n") + 1
    for problem in problems:
        assert 0 <= problem.line <= lines + data.count(b"\r"), f"line {problem.line} of {lines}: {problem}"
        assert problem.message, problem
        assert str(problem).startswith(problem.path), problem


EDGES: dict[str, Callable[[Desk, Any, Chance], bool]] = {
    "event files": Desk.event_file,
    "registers": Desk.register,
    "settings": Desk.settings,
    "queries": Desk.query,
    "phrases": Desk.phrase,
    "source lines": Desk.source_line,
    "embed blocks": Desk.page,
    "templates": Desk.template,
    "drafts": Desk.draft,
    "command lines": Desk.command_line,
    "imports": Desk.handed_in,
    "mappings": Desk.handed_in,
    "pasts": Desk.past,
    "merges": Desk.merge,
}
"""What each kind of input is given to."""
