"""SCH004, SCH005 and SCH007: the name of a file, its form, and whether it can be read at all."""

from collections.abc import Iterator
from typing import Any

from timeline.checks.corpus import Corpus
from timeline.checks.files import Document, File
from timeline.checks.registry import also, rule
from timeline.checks.rules.schema.fast_canonical import is_surely_canonical
from timeline.errors import DataError, Problem
from timeline.eventfile.json_schema import REGISTERS
from timeline.eventfile.paths import event_id
from timeline.model import identifier
from timeline.model.event import Event

_STEM = 4
"""By so many letters words are compared: `authorises` is `authorisation`."""


@rule("SCH004", "name-mismatch", "note", of="event")
def name_mismatch(doc: Document, corpus: Corpus) -> Iterator[Problem]:
    """A file name that speaks of another date, or of another event."""
    prefix = identifier.date_prefix(doc.date)
    rest = doc.id.removeprefix(prefix)
    if rest == doc.id or rest[:1] not in {"-", ""}:
        message = f"the file is called {doc.id}, its date is {doc.event.date}"
        yield doc.problem(("date",), message, offer=doc.command("mv"))
        return
    if any(f"-{word[:_STEM]}" in rest for word in doc.event.title.casefold().split()):  # mostly, and soon told
        return
    slug = identifier.slug(doc.event.title)
    stems = {word[:_STEM] for word in slug.split("-")}
    if rest[1:] not in slug and stems.isdisjoint(word[:_STEM] for word in rest.split("-")):
        message = f"no word of the name {doc.id} is in the title"
        yield doc.problem(("title",), message, offer=doc.command("mv"))


@also("SCH007", of="table")
@rule("SCH007", "bad-file", "error", of="file")
def bad_file(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A file that cannot be read, so that its event is in no answer."""
    yield from file.unread("SCH007")


@also("SCH007", of="corpus")
def same_id(corpus: Corpus) -> Iterator[Problem]:
    """Two files with one ID."""
    first: dict[str, str] = {}
    for path in corpus.events:
        other = first.setdefault(event_id(path), path)
        if other != path:
            message = f"has the same ID as {other}"
            yield corpus.file(path).problem((), message, "give one of the files another name")


@rule("SCH005", "format", "note", of="file")
def not_canonical(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A file that is not in canonical form."""
    if not file.values or (b"\r" not in file.data and is_surely_canonical(file.text)):
        return
    yield from _formed(file, Event)


@also("SCH005", of="table")
def table_not_canonical(file: File, corpus: Corpus) -> Iterator[Problem]:
    """The same for the settings and the registers."""
    if file.values:
        yield from _formed(file, REGISTERS.get(file.id))


def _formed(file: File, of: Any) -> Iterator[Problem]:
    from timeline.eventfile import formatter  # start-up: `add` asks of one file, and mostly that is in order

    try:
        text = file.data.decode()
        formed = formatter.formatted(text, of)
    except DataError:  # it has no canonical form
        return
    if formed != text:
        pairs = enumerate(zip(formed.split("\n"), text.split("\n"), strict=False), 1)
        line = next((n for n, (new, old) in pairs if new != old), len(file.lines))
        hint = "`timeline fmt` brings it into canonical form"
        message = "not in canonical form from here on"
        yield file.problem((), message, hint, place=(line, 1), fix=lambda t: formatter.formatted(t, of))
