"""A chronology as the check rules see it: from its files, or from git's index; and what they say of one event.

Joins store and checks, which do not know one another. Knows no rule by name, and prints nothing.
"""

import os
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from timeline.checks.corpus import Corpus, Outside
from timeline.checks.registry import Rule, chosen, meant
from timeline.checks.runner import Checked, run
from timeline.errors import Problem, UsageError
from timeline.model.event import table
from timeline.model.settings import CheckSettings
from timeline.store.chronology import Chronology
from timeline.store.files import folder
from timeline.store.files.snapshot import Snapshot, Staged
from timeline.store.git import repository
from timeline.store.index.schema import ROOMS, code


def corpus(chronology: Chronology, today: date) -> Corpus:
    """The files as they lie on the disk."""
    return _corpus(chronology.tree, today, _recorded(chronology.root))


def staged(chronology: Chronology, today: date) -> Corpus:
    """The files as they would be committed now.

    Raises:
        DataError: there is no git, or no repository.
    """
    return _corpus(Staged(chronology.root), today, None)


def _corpus(files: Snapshot, today: date, recorded: Callable[[str, str], str | None] | None) -> Corpus:
    return Corpus(files, Outside(today.toordinal(), files.copy, recorded), refused=files.refused)


def found(chronology: Chronology, corpus: Corpus, rules: Iterable[Rule], only: Collection[str] | None) -> list[Problem]:
    """What the rules find in the files on the disk; what was found in a file before is not looked for again.

    That owes to the registers, to the day, to whether git can be asked, and to the rules themselves.

    Args:
        chronology: where the files are, and where what they came to is kept.
        corpus: the same files, for the rules.
        rules: those that are asked.
        only: the paths of the files to report on; None for all.
    """
    tables = [table.data for table in corpus.tables]
    stamp = repr((_edition(), corpus.outside.today, corpus.outside.recorded is not None, tables)).encode()
    blobs = {path: blob for path, blob in chronology.tree.blobs.items() if path in corpus.data}
    before = chronology.kept(stamp, blobs, Checked)
    known = dict(before)
    problems = run(corpus, rules, only, known)
    if known.keys() != before.keys():
        chronology.keep(stamp, blobs, {path: checked.plain() for path, checked in known.items()})
    return problems


def _edition() -> list[tuple[str, int, int]]:
    """The program as it stands in its files: whoever changes a rule is not told what it found before."""
    return code((*ROOMS, "checks"))


def _recorded(root: str) -> Callable[[str, str], str | None] | None:
    """Asks git for the day on which a text was first committed; None where there is no history."""
    if not os.path.isdir(root) or repository.prefix(root) is None:
        return None
    return lambda path, text: repository.first_with(root, path, text.encode())


def rules(corpus: Corpus, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Rule]:
    """The rules to run: what is given here, and for what is not, what timeline.toml says under `[check]`.

    A word of timeline.toml that means no rule is a finding (SCH006), and left out here.

    Raises:
        UsageError: a word given here means no rule.
    """
    held: Any = corpus.settings.get("check")
    lists = {key: words for key, words in held.items() if isinstance(words, list)} if isinstance(held, dict) else {}
    settings = CheckSettings(**{key: tuple(lists[key]) for key in table(CheckSettings) if key in lists})
    select = [*select]
    return chosen(select or _known(settings.select), [*ignore, *(() if select else _known(settings.ignore))])


def _known(words: Iterable[object]) -> list[str]:
    """The codes of the rules that words of timeline.toml mean; what means none is left out."""
    known = []
    for word in words:
        try:
            known += [rule.code for rule in meant(str(word))]
        except UsageError:
            continue
    return known


def review(chronology: Chronology, path: str, today: date, linking: Iterable[str] = ()) -> list[Problem]:
    """What the rules say of one event that has just been written, `linking` being the events with a link to it.

    The others are not opened: what shows only beside them (duplicates, one page under two titles) is for `check`.
    """
    names = [path, *(chronology.files[id_] for id_ in linking), *chronology.scan.tables]
    data = {name: folder.read(chronology.root, name) for name in names}
    outside = Outside(today.toordinal(), chronology.tree.copy)
    seen = Corpus(data, outside, ids=chronology.files)
    return run(seen, rules(seen), {path})
