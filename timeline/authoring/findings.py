"""What `check` says: of a chronology, from its files or from git's index, and of one event that was just written.

Joins store and checks, of which neither asks the other. Knows no rule by name.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any

from timeline.checks.corpus import Corpus, Outside
from timeline.checks.gist import Gist, gist_of, is_usual, why_alike
from timeline.checks.output.text import concise
from timeline.checks.registry import Rule, Severity, chosen, meant, rule_of
from timeline.checks.runner import Checked, run
from timeline.cli.session import Session
from timeline.dates import edtf
from timeline.errors import Contained, Problem, UsageError
from timeline.eventfile.paths import event_id
from timeline.model.event import Event, table
from timeline.model.settings import CheckSettings
from timeline.query.tree import Range, Term, Word
from timeline.store import kept
from timeline.store.chronology import Chronology
from timeline.store.editions import Shelf
from timeline.store.files import folder, snapshot
from timeline.store.index.schema import ROOMS, code
from timeline.store.search.compiler import Question
from timeline.text.lists import counted
from timeline.text.shell import command


def corpus(chronology: Chronology, today: date, *, staged: bool = False) -> Corpus:
    """The files as they lie on the disk, or `staged`: as they would be committed now.

    Raises:
        GitError: with `staged`, why git cannot tell.
    """
    files = snapshot.staged(chronology.root) if staged else chronology.tree
    return Corpus(files, Outside(today.toordinal(), files.copy, Shelf(files)), refused=files.refused)


def found(chronology: Chronology, corpus: Corpus, rules: Iterable[Rule], only: Collection[str] | None) -> list[Problem]:
    """What the rules find in the files on the disk; what was found in a file before is not looked for again.

    That depends on the registers, the settings, the day, and the rules as they stand in the program.

    Args:
        chronology: where the files are, and where what they came to is kept.
        corpus: the same files, for the rules.
        rules: those that are asked.
        only: the paths of the files to report on; None for all.
    """
    tables = [table.data for table in corpus.tables]
    stamp = repr((code((*ROOMS, "checks")), corpus.outside.today, tables)).encode()
    blobs = {path: blob for path, blob in chronology.tree.blobs.items() if path in corpus.data}
    before = kept.of_files(chronology, stamp, blobs, Checked)
    known = dict(before)
    problems = run(corpus, rules, only, known)
    if known.keys() != before.keys():
        kept.keep_of_files(chronology, stamp, blobs, {path: checked.plain() for path, checked in known.items()})
    return problems


def rules(
    corpus: Corpus, select: Iterable[str] = (), ignore: Iterable[str] = (), least: Severity = "note"
) -> list[Rule]:
    """The rules to run: what is given here, and for what is not, what timeline.toml says under `[check]`.

    A word of timeline.toml that means no rule is a finding (SCH006), and left out here.

    Raises:
        UsageError: a word given here means no rule.
    """
    held: Any = corpus.settings.get("check")
    lists = {key: words for key, words in held.items() if isinstance(words, list)} if isinstance(held, dict) else {}
    settings = CheckSettings(**{key: tuple(lists[key]) for key in table(CheckSettings) if key in lists})
    select = [*select]
    return chosen(select or _known(settings.select), [*ignore, *(() if select else _known(settings.ignore))], least)


def _known(words: Iterable[object]) -> list[str]:
    """The codes of the rules that words of timeline.toml mean; what means none is left out."""
    known = []
    for word in words:
        with suppress(UsageError):
            known += [rule.code for rule in meant(str(word))]
    return known


def of_event(chronology: Chronology, path: str, today: date, linking: Iterable[str] = ()) -> list[Problem]:
    """What the rules say of one event that has just been written, `linking` being the events with a link to it.

    The others are not opened: what shows only beside them (duplicates, one page under two titles) is for `check`.
    """
    names = [path, *(chronology.files[id_] for id_ in linking), *chronology.scan.tables]
    data: dict[str, bytes] = {}
    refused: list[Problem] = []
    for name in names:
        with Contained(name, refused):
            data[name] = folder.read(chronology.root, name)
    outside = Outside(today.toordinal(), chronology.tree.copy)
    seen = Corpus(data, outside, refused=refused, ids={*chronology.files, *chronology.renamed})
    return run(seen, rules(seen), {path})


def duplicates(chronology: Chronology) -> Callable[[Event], list[str]]:
    """What finds the IDs of events that look like the same one, and may be of the same days; for one event or many."""
    register = chronology.register
    gists: dict[str, Gist] = {}

    @cache
    def usual(word: str) -> bool:
        titled, _ = chronology.count(Question(Term("title", ":", (Word(word),))))
        return is_usual(titled.events, len(chronology.files))

    def found(event: Event) -> Iterator[str]:
        date, gist = edtf.parse(event.date), gist_of(register.resolve(event), register)
        for entry in chronology.events(Question(Term("date", ":", (Range(date.earliest, date.latest),)))).entries:
            if entry.id not in gists:
                gists[entry.id] = gist_of(entry.event, register)
            if why_alike(gist, gists[entry.id], usual):
                yield entry.id

    return lambda event: [*found(event)]


def told(session: Session, path: str, linking: Iterable[str] = ()) -> Iterator[str]:
    """What `check` says of an event just written: faults in full, notes by their number."""
    found = of_event(session.chronology, path, session.options.today, linking)
    faults = [finding for finding in found if rule_of(finding).severity != "note"]
    if faults:
        yield from (line.rstrip("\n") for line in concise(faults, session.chronology.base))
    if notes := len(found) - len(faults):
        yield f"{counted(notes, 'note')}: {command('check', '--all', of=[event_id(path)])}"
