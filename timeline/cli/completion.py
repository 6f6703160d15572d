"""What Tab offers: IDs, names, words of vocabularies, columns, formats, and the words of a query.

Knows what may stand at each place of the line, and asks the index for it. Must not know how a shell asks and quotes
(cli/shell_quoting.py) nor which flag offers what (cli/filters.py, cli/field_flags.py, commands). Silent: what goes
wrong offers nothing.
"""

from collections.abc import Callable, Iterable
from typing import Any

from timeline.cli.session import Session

Find = Callable[[Session, str], Iterable[str]]
"""What may stand for what was typed so far; what does not begin with it is left out later."""
Offer = Callable[..., list[str]]
"""What typer calls as `autocompletion`."""
MOST = 100
"""IDs offered at once: the newest."""
KINDS = {"source": ("publisher", "name", "author")}
"""Kinds of terms (store/index/rows.py) whose values a field is given by, where they are several."""
HARMFUL = frozenset('\\"$`')
"""Characters that the scripts of some shell would not take as they are: no file of an event may run a command."""


def offering(find: Find) -> Offer:
    """What is found, as typer wants it."""

    def offer(ctx: Any, incomplete: str) -> list[str]:
        try:
            found = dict.fromkeys(w for w in find(ctx.obj, incomplete) if w.startswith(incomplete))
        except Exception:  # noqa: BLE001 - whoever presses Tab has not asked for an explanation
            return []
        return [word for word in found if word.isprintable() and HARMFUL.isdisjoint(word)]

    return offer


def one_of(words: Callable[[], Iterable[str]]) -> Offer:
    """One of some words."""
    return offering(lambda _, typed: _begun(typed, words()))


def some_of(words: Callable[[], Iterable[str]]) -> Offer:
    """Some of some words, apart by commas."""
    return offering(lambda _, typed: _listed(typed, words()))


def some_named(kind: str) -> Offer:
    """Actors, places, tags or sources, apart by commas."""
    return offering(lambda session, typed: _listed(typed, _names(session, kind)))


def _begun(typed: str, words: Iterable[str]) -> list[str]:
    """The words that begin with what was typed, in whatever case; what was typed stays."""
    return [typed + word[len(typed) :] for word in words if word[: len(typed)].casefold() == typed.casefold()]


def _listed(typed: str, words: Iterable[str]) -> list[str]:
    """The same for the last of several words apart by commas."""
    last = typed.rpartition(",")[2].lstrip()
    return [typed[: len(typed) - len(last)] + word for word in _begun(last, words)]


def _paired(typed: str, sign: str, heads: Iterable[str], tails: Callable[[str, str], Iterable[str]]) -> list[str]:
    """HEAD and TAIL with a sign between them. Of the only head that is left the tails are offered at once."""
    head, given, tail = typed.partition(sign)
    left = [head] if given else [h for h in heads if h.startswith(head)]
    found = [f"{left[0]}{sign}{t}" for t in tails(left[0], tail)] if len(left) == 1 else []
    return found or [h + sign for h in left]


# ---------------------------------------------------------------------------------------------- what the index knows


def _ids(session: Session, typed: str) -> list[str]:
    return sorted((id_ for id_ in session.chronology.files if id_.startswith(typed)), reverse=True)[:MOST]


def _names(session: Session, kind: str, *, new: bool = False) -> list[str]:
    """The names in use, with their aliases; for a new event, all that the registers know."""
    from timeline.model.event import ROLE  # noqa: PLC0415 - start-up: only Tab asks

    chronology = session.chronology
    used = {value for k in KINDS.get(kind, (kind,)) for value in chronology.values(k)}
    directory: Any = {"place": chronology.register.places, "tag": None}.get(kind, chronology.register.actors)
    if directory is None or kind not in {"actor", "place", *ROLE}:
        return sorted(used)
    spelt = [directory.spellings(id_) for id_ in directory.entries]
    known = {name for names in spelt if new or not used.isdisjoint(names) for name in names[:-1]}
    return sorted(used | known)


ids = offering(_ids)
"""IDs of events, the newest first."""


# ---------------------------------------------------------------------------------------------- queries


def _query(session: Session, typed: str) -> list[str]:
    """FIELD:VALUE, perhaps after a parenthesis. `=` may stand for the colon."""
    from timeline.query.fields import FIELDS  # noqa: PLC0415 - start-up: only Tab asks

    term = typed.lstrip("(")
    sign = "=" if "=" in term.partition(":")[0] else ":"
    found = _paired(term, sign, FIELDS, lambda field, value: _listed(value, _asked(session, field, value)))
    return [typed[: len(typed) - len(term)] + word for word in found]


def _asked(session: Session, field: str, typed: str) -> Iterable[str]:
    """What a field of a query may be asked for."""
    from timeline.query.fields import FIELDS, keys  # noqa: PLC0415 - start-up, as above

    row = FIELDS[field]
    if row.kind == "has":
        return keys()
    if row.kind in {"id", "link"}:
        return [*(row.words or ()), *_ids(session, typed)]
    if row.kind in {"name", "tag"} or field == "lang":
        return _names(session, field)
    return row.words or ()


query = offering(_query)
"""A word of a query."""


# ---------------------------------------------------------------------------------------------- fields of an event


def _actors(session: Session, typed: str) -> Iterable[str]:
    """NAME or NAME:ROLE."""
    from timeline.model.event import ROLE  # noqa: PLC0415 - start-up: only Tab asks

    name, colon, _ = typed.rpartition(":")
    return [f"{name}:{role}" for role in ROLE] if colon else _names(session, "actor", new=True)


def _links(session: Session, typed: str) -> Iterable[str]:
    """TYPE:ID."""
    from timeline.model.event import LINK  # noqa: PLC0415 - start-up: only Tab asks

    return _paired(typed, ":", LINK, lambda _, to: _ids(session, to))


def _settings(_: Session, typed: str) -> Iterable[str]:
    """KEY=VALUE."""
    from timeline.model.event import Event, table  # noqa: PLC0415 - start-up: only Tab asks

    return _paired(typed, "=", table(Event), lambda key, _: table(Event)[key].words or ())


def _keys() -> Iterable[str]:
    from timeline.model.event import Event, table  # noqa: PLC0415 - start-up: only Tab asks

    return table(Event)


setting = offering(_settings)
key = one_of(_keys)
_ELEMENTS: dict[str, Find] = {
    "actors": _actors,
    "places": lambda session, _: _names(session, "place", new=True),
    "tags": lambda session, _: _names(session, "tag"),
    "sources": lambda session, _: _names(session, "source"),
    "links": _links,
    "variants": _settings,
    "lang": lambda session, _: _names(session, "lang"),
}


def field(name: str, words: Iterable[str] | None) -> Offer | None:
    """What the flag of a field offers: its words, or what other events have there. Case is kept: it will be written."""
    if words:
        return offering(lambda *_: words)
    return offering(_ELEMENTS[name]) if name in _ELEMENTS else None


# ---------------------------------------------------------------------------------------------- how it is printed


def _formats() -> Iterable[str]:
    from timeline import formats  # noqa: PLC0415 - start-up: only Tab asks

    return formats.names()


def _columns() -> Iterable[str]:
    from timeline.records.columns import COLUMNS  # noqa: PLC0415 - start-up: only Tab asks

    return COLUMNS


def _groups() -> Iterable[str]:
    from timeline.records.groups import GROUPS  # noqa: PLC0415 - start-up: only Tab asks

    return GROUPS


format_ = one_of(_formats)
column = one_of(_columns)
columns = some_of(_columns)
group = one_of(_groups)
