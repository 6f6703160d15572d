"""Flags that describe a source: the one that is given before them, else the only one there is; or a document.

Knows the keys of a source; must not know what a command does with them.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from timeline.cli.flags import Bundle, Flag, Parameter
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.cli.session import Session
    from timeline.model.event import Source
    from timeline.model.fields import Field

TOLD = {
    "quote": "--quote",
    "locator": "--locator",
    "title": "--source-title",
    "published": "--published",
    "accessed": "--accessed",
    "stance": "--stance",
}
"""The keys that may be told of the source given last, each with its flag."""
Told = dict[int, dict[str, Any]]
"""What is told of sources, by the number of the one among those that are given."""


def told_flags(of: str) -> list[Parameter]:
    """Flags for the source before them; `of` is the name of the parameter that holds sources."""
    from timeline.model.event import Source, table  # start-up: Tab reads it where fields may stand

    flags = []
    for key, flag in TOLD.items():
        row = table(Source)[key]
        words = row.words or ()
        among = f": {', '.join(words)}" if words else ""
        spec = Flag(f"{flag} {_metavar(row)}", f"Of the source before it: {row.help}{among}.", tuple(words), of=of)
        flags.append(Parameter(f"source_{key}", spec, str, many=True, default=()))
    return flags


def told(session: "Session", lines: Sequence[str], given: Mapping[str, Any]) -> Told:
    """What the flags tell of the sources given on the same line.

    Args:
        session: of this run.
        lines: the sources.
        given: of each flag how many of them stood before it, and its text. In editing it may be of a source that is
            there (`of_only_source`).

    Raises:
        UsageError: nobody can tell of which source it is, it is given twice, or cannot be read.
    """
    from timeline.cli.field_flags import field_value  # start-up, as above
    from timeline.model.event import Source, table

    found: Told = {}
    for key, flag in TOLD.items():
        for stood, text in given.get(f"source_{key}", ()):
            if not stood and len(lines) != 1 and (lines or "add_sources" not in given):
                raise UsageError(
                    f"of which source is {flag}?", f"write it behind its source, as in --source X {flag} …"
                )
            number = max(stood, 1) - 1
            held = found.setdefault(number, {})
            if key in held:
                raise UsageError(f'{flag} is given twice of "{lines[number]}"', "a second source is a second --source")
            if not text.strip():
                raise UsageError(f"{flag} is empty")
            held[key] = field_value(session, table(Source)[key], text)
            if len(lines) > 1:
                session.info(f"{flag} goes to: {lines[number]}")
    return found


def of_only_source(session: "Session", entries: Sequence[Any], told: Told) -> list[str]:
    """What is told of the only source that an event has and no other cites, as KEY=VALUE of --set.

    Args:
        session: of this run.
        entries: the sources of its file.
        told: what flags tell of a source that was not given.

    Raises:
        UsageError: it has several, which are named.
    """
    from shlex import quote  # start-up, as above

    from timeline.eventfile import expand_sources
    from timeline.model.confidential import places
    from timeline.model.elements import names

    cites, ids = expand_sources.read(entries)
    cited = {id_ for each in cites.values() for id_ in each}
    hidden = {place[0] for place in places(entries, session.chronology.hides)}
    found: list[str] = []
    for key, value in told.get(0, {}).items():
        # of one that cites others the stance is not said, as a rule, but of those
        meant = [n for n, id_ in ids.items() if key == "stance" or id_ not in cited]
        tables = [n for n in meant if isinstance(entries[n], dict)]
        if len(meant) != 1 or not tables:
            shown = (names("sources", entries[n])[0] for n in tables if n not in hidden)
            ways = [f"--set {quote(f'sources.{name}.{key}=…')}" for name in shown]
            ways += ["`timeline fmt --expand ID` makes tables of lines"] * (len(meant) > len(tables))
            hint = ", or ".join(ways) or f"write it behind its source, as in --add-source X {TOLD[key]} …"
            raise UsageError(f"of which source is {TOLD[key]}?", hint)
        found.append(f"sources.{names('sources', entries[meant[0]])[0]}.{key}={value}")
    return found


def described(session: "Session", before: Sequence["Source"], lines: Sequence[str], told: Told) -> tuple["Source", ...]:
    """The sources there are, and those of more lines, with what is told of these.

    Args:
        session: whose register knows names.
        before: those there are.
        lines: those that are given.
        told: what is told of a line, by its number.

    Raises:
        UsageError: a line cannot be read, or its source holds something else there.
    """
    from timeline.model.event import Source, replace  # start-up, as above
    from timeline.model.sources.gathered import gathered

    entries: list[str | Source] = [*before, *lines]
    after, places = gathered(entries, session.chronology.register)
    _must_be_meant(session, lines, after[len(before) :])
    found, blank = list(after), Source()
    for number, values in told.items():
        for key, value in values.items():
            entry = len(before) + number
            for at in _speakers(after, places, entry) if key == "stance" else places[entry][:1]:
                if getattr(found[at], key) not in {getattr(blank, key), value}:
                    hint = f"change it with --set sources.{found[at].id}.{key}=…"
                    raise UsageError(f"the source {found[at].id} has a {key} already", hint)
                found[at] = replace(found[at], **{key: value})
    return tuple(found)


def _speakers(sources: Sequence["Source"], places: Mapping[int, Sequence[int]], number: int) -> Sequence[int]:
    """Of a line, who supports or denies: those at its end, whose words the others pass on; by their places.

    Where others cite these too, it is said of the report that begins the line: what it says, those whom it cites say.

    Raises:
        UsageError: it is not the only line that begins with it, or is cited too.
    """
    from timeline.provenance.algorithms import walk  # start-up, as above

    line = places[number]
    ids = {sources[at].id for at in line}
    ends = [at for at in line if ids.isdisjoint(sources[at].cites)] or line[:1]
    heads = {n: of[0] for n, of in places.items() if n != number}
    cites = {source.id: source.cites for source in sources}
    begin = (sources[at].id for at in heads.values() if at != line[0])
    cited = {step.node for step in walk(begin, lambda id_: cites.get(id_, ()))}
    if len(line) == 1 or cited.isdisjoint(sources[at].id for at in ends):
        return ends
    if line[0] not in heads.values() and sources[line[0]].id not in cited:
        return line[:1]
    shared = next(sources[at].label for at in ends if sources[at].id in cited)
    hint = "leave it out, and write the stance into the file: `timeline fmt --expand` makes tables of lines"
    raise UsageError(f"of which source is --stance? {shared} is cited by others too", hint)


def _must_be_meant(session: "Session", lines: Sequence[str], sources: Sequence["Source"]) -> None:
    """See that no slip in the ID of a document makes an outlet of it; in quotes it is a name.

    Raises:
        UsageError: one does, or nobody can tell.
    """
    from timeline.model.register import document_meant, is_like_id  # start-up, as above

    chronology, register = session.chronology, session.chronology.register
    for name in (source.publisher for source in sources):
        if not name or any(f'"{name}"' in line for line in lines):
            continue
        if register.unread and is_like_id(name, register):
            message = f'nobody can tell whether "{name}" is a document'
            raise UsageError(message, "`timeline check sources.toml` shows why")
        if id_ := document_meant(name, register):
            near = "look there" if chronology.hides(id_) else f'did you mean "{id_}"'
            hint = f"{near}? who is really called so stands in double quotes within the line"
            raise UsageError(f'no document "{name}" in sources.toml', hint)


def _document_flags() -> list[Parameter]:
    """A flag for each key of a document."""
    from timeline.model.event import Document, table  # start-up, as above

    flags = []
    for name, row in table(Document).items():
        words = tuple(row.words or ())
        among = f": {', '.join(words)}" if 0 < len(words) < 25 else ""
        said = f"{row.help[0].upper()}{row.help[1:]}{among}."
        spelt = f"--{name.replace('_', '-')}"
        if row.kinds == (bool,):
            flags.append(Parameter(name, Flag(spelt, said), bool, default=False))
        else:
            many = tuple in row.kinds
            flag = Flag(f"{spelt} {_metavar(row)}", said, words)
            flags.append(Parameter(name, flag, str, many=many, default=() if many else None))
    return flags


def _document(session: "Session", given: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a document that flags gave."""
    from timeline.cli.field_flags import field_value  # start-up, as above
    from timeline.model.event import Document, table

    values: dict[str, Any] = {}
    for key, held in given.items():
        if isinstance(held, tuple):
            texts = tuple(text.strip() for text in held if text.strip())
            values |= {key: texts if texts[1:] else texts[0]} if texts else {}
        elif held:
            values[key] = held if held is True else field_value(session, table(Document)[key], held)
    return values


Describing = Annotated[dict[str, Any], Bundle(_document, "Keys", _document_flags)]


def _metavar(row: "Field") -> str:
    return "DATE" if row.date else "WORD" if row.words else "TEXT"
