"""SCH: what the files are: their keys, values, names and form."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from timeline.checks.corpus import Corpus
from timeline.checks.fast_canonical import is_surely_canonical
from timeline.checks.files import EventFile, File
from timeline.checks.fixes import moved_up, renamed
from timeline.checks.registry import meant, rule
from timeline.checks.suppression import ignore_comments
from timeline.errors import DataError, Fix, Problem, UsageError, did_you_mean, nearest
from timeline.eventfile.json_schema import class_of
from timeline.eventfile.paths import SETTINGS, TABLES, event_id
from timeline.eventfile.same_id import same_id as two_files
from timeline.model import identifier, validation
from timeline.model.event import Event, table
from timeline.model.fields import tables_within
from timeline.model.settings import CheckSettings
from timeline.text.folding import composed
from timeline.text.shell import command
from timeline.toml.positions import KeyPath


@rule("SCH001", "unknown-key", "error", of="file")
def unknown_key(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A key that the event format does not have."""
    for problem in file.told("SCH001"):
        if file.path in TABLES:
            yield problem
        elif not _is_misplaced(problem.at):
            yield file.problem(problem.at, problem.message, problem.hint, fix=_renaming(file, problem.at))


@rule("SCH002", "misplaced-key", "error", of="file")
def misplaced_key(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A key of the event that fell into a table of it."""
    for problem in file.told("SCH001") if file.path not in TABLES else ():
        at = problem.at
        if _is_misplaced(at):
            taken = at[-1] in file.values
            hint = f"the event has a {at[-1]} of its own: delete one" if taken else "move it above the first [[…]]"
            message = f"{at[-1]} stands inside one of the {at[0]}"
            yield file.problem(at, message, hint, fix=None if taken else moved_up(at))


def _class(at: KeyPath) -> type[Any]:
    """The class of the table in which a key of an event's file stands."""
    return Event if len(at) == 1 else dict(tables_within(Event))[str(at[0])]


def _is_misplaced(at: KeyPath) -> bool:
    """Whether an unknown key is one of the event that stands in a table of it."""
    return len(at) > 1 and at[-1] in table(Event) and not validation.renamed(_class(at), str(at[-1]))


def _renaming(file: File, at: KeyPath) -> Fix | None:
    """Give a key that other formats name otherwise its name here."""
    row = validation.renamed(_class(at), str(at[-1]))
    if row is None or row.name in file.value(at[:-1]):
        return None
    value = file.value(at)
    return renamed(at, row.name, [value] if isinstance(value, str | dict) and row.several else None)


@rule("SCH003", "dangling-link", "error", of="corpus")
def dangling_link(corpus: Corpus) -> Iterator[Problem]:
    """A link to an event that is not there."""
    known = corpus.ids | corpus.renamed.keys()
    for path, gist in corpus.gists.items():
        for n, (_, to) in enumerate(gist.links):
            if to not in known:
                near = _nearest(to, corpus)
                file = corpus.file(path)
                offer = file.command("edit", "--set", f"links.{to}.to={near}") if near else ""
                hint = f'did you mean "{near}"?' if near else "`timeline list -f ids` prints every ID"
                yield file.problem(("links", n, "to"), f'no event "{to}"', hint, offer=offer)


def _nearest(id_: str, corpus: Corpus) -> str:
    """The ID that is meant, if one begins with it or is much like it; of many only those of its date are compared."""
    begins = [other for other in corpus.ids if other.startswith(id_)] if id_ else []
    if len(begins) == 1:
        return begins[0]
    return nearest(id_, (other for other in corpus.ids if other[:7] == id_[:7]))


@rule("SCH006", "bad-value", "error", of="file")
def bad_value(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A value that its key cannot have."""
    yield from file.told("SCH006")
    for place, words in ignore_comments(file):
        if not words:
            yield file.problem((), "it is not said what to ignore", "name a code: SRC105", place=place)
        for word in words:
            if fault := _no_rule(word):
                yield file.problem((), fault.message, fault.hint, place=place)
    held = file.values.get("check") if file.path == SETTINGS else None
    for key, listed in held.items() if isinstance(held, dict) else ():
        for n, word in enumerate(listed if key in table(CheckSettings) and isinstance(listed, list) else ()):
            if isinstance(word, str) and (fault := _no_rule(word)):
                yield file.problem(("check", key, n), fault.message, fault.hint)
    if isinstance(file, EventFile):
        yield from _odd_entries(file)


def _no_rule(word: str) -> UsageError | None:
    """Why a word means no rule; None where it means one."""
    try:
        meant(word)
    except UsageError as error:
        return error
    return None


def _odd_entries(file: EventFile) -> Iterator[Problem]:
    """Numbers that are none, or not in order, and fields that no event has."""
    for n, figure in enumerate(file.written.figures):
        numbers = [number for number in (figure.low, figure.best, figure.high) if number is not None]
        if numbers != sorted(numbers):
            message = "the numbers are not in order"
            yield file.problem(("figures", n, "low"), message, "low, best, high: the lowest first")
        if figure.value is None and not numbers:
            yield file.problem(("figures", n), f"{figure.what}: no number", "value, or low, best and high")
    for n, variant in enumerate(file.written.variants):
        if variant.field.partition(".")[0] not in table(Event):
            hint = did_you_mean(variant.field, table(Event))
            yield file.problem(("variants", n, "field"), f'an event has no "{variant.field}"', hint)


@rule("SCH004", "name-mismatch", "note", of="event")
def name_mismatch(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """An ID that begins with another date than that of the event."""
    if identifier.other_date(file.id, file.date):
        message = f"the file is called {file.id}, its date is {file.event.date}"
        yield file.problem(("date",), message, offer=file.command("mv"))


@rule("SCH005", "format", "note", of="file")
def not_canonical(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A file that is not in canonical form."""
    of = class_of(file.path)
    if not file.values or (of is Event and b"\r" not in file.data and is_surely_canonical(file.text)):
        return
    from timeline.eventfile import formatter  # start-up: `add` asks of one file, and mostly that is in order

    text = file.data.decode()
    try:
        formed = formatter.formatted(text, of)
    except DataError:  # it has no canonical form
        return
    if formed != text:
        pairs = enumerate(zip(formed.split("\n"), text.split("\n"), strict=False), 1)
        line = next((n for n, (new, old) in pairs if new != old), len(file.lines))
        hint = "`timeline fmt` brings it into canonical form"
        message = "not in canonical form from here on"
        yield file.problem((), message, hint, place=(line, 1), fix=lambda t: formatter.formatted(t, of))


@rule("SCH008", "name-collision", "error", of="corpus")
def name_collision(corpus: Corpus) -> Iterator[Problem]:
    """Two files whose names some disks do not tell apart."""
    alike: dict[str, dict[str, str]] = defaultdict(dict)
    for path in corpus.events:
        alike[event_id(path).lower()].setdefault(event_id(path, corpus.data), path)
    for ids in alike.values():
        (_, other), *rest = sorted(ids.items(), key=lambda pair: (pair[0] != composed(pair[0]).lower(), pair))
        for id_, path in rest:
            apart = "capitals" if id_ == composed(id_) else "how its letters are written"
            message = f"has the same name as {other} but for {apart}"
            hint = "macOS and Windows keep one of the two: rename this one"
            yield corpus.file(path).problem((), message, hint, offer=command("mv", of=[id_]))


@rule("SCH007", "bad-file", "error", of="file")
def bad_file(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A file that cannot be read, or of which a merge has left two versions."""
    yield from file.told("SCH007")


@rule("SCH007", "bad-file", "error", of="corpus")
def same_id(corpus: Corpus) -> Iterator[Problem]:
    """Two files with one ID."""
    first: dict[str, str] = {}
    for path in corpus.events:
        other = first.setdefault(event_id(path, corpus.data), path)
        if other != path:
            yield two_files(path, other)
