"""What the value of a flag or an argument may be, by what its signature says that it offers.

Knows vocabularies, and how words are put together; must not know where names come from (known_names.py).
"""

from collections.abc import Callable, Iterable

from timeline.cli.completion.known_names import KnownNames
from timeline.cli.flags import Parameter

Find = Callable[[KnownNames, str], Iterable[str]]
"""What may stand for what was typed so far; what does not begin with it is left out later."""


def values(parameter: Parameter, names: KnownNames, typed: str) -> Iterable[str]:
    """The values that go on with what was typed; none where anything may stand."""
    offers = parameter.words or parameter.spec.offers
    return OFFERS[offers](names, typed) if isinstance(offers, str) else offers


FEW = 200
"""Values that are offered before anybody has asked for one of them."""


# ------------------------------------------------------------------------------------------- how words are put together


def _begun(typed: str, words: Iterable[str]) -> list[str]:
    """The words that begin with what was typed, in whatever case; what was typed stays."""
    return [typed + word[len(typed) :] for word in words if word[: len(typed)].casefold() == typed.casefold()]


def _listed(typed: str, words: Iterable[str]) -> list[str]:
    """The same for the last of several words apart by commas."""
    last = typed.rpartition(",")[2].lstrip()
    return [typed[: len(typed) - len(last)] + word for word in _begun(last, words)]


def _paired(typed: str, sign: str, heads: Iterable[str], tails: Callable[[str, str], Iterable[str]]) -> list[str]:
    """HEAD and TAIL with a sign between them. Of the only head that is left the tails are offered at once, if few."""
    head, given, tail = typed.partition(sign)
    left = [head] if given else [h for h in heads if h.startswith(head)]
    found = [f"{left[0]}{sign}{t}" for t in tails(left[0], tail)] if len(left) == 1 else []
    return found if found and (given or len(found) <= FEW) else [h + sign for h in left]


def _one_of(kind: str) -> Find:
    return lambda names, typed: _begun(typed, names.of(f"words {kind}"))


def _some_of(kind: str) -> Find:
    return lambda names, typed: _listed(typed, names.of(f"words {kind}"))


def _some_named(kind: str) -> Find:
    return lambda names, typed: _listed(typed, names.of(kind))


def _named(kind: str) -> Find:
    return lambda names, _: names.of(kind)


# ------------------------------------------------------------------------------------------------------ query, fields


def _query(names: KnownNames, typed: str) -> list[str]:
    """FIELD:VALUE, perhaps after a parenthesis. `=` may stand for the colon."""
    term = typed.lstrip("(")
    sign = "=" if "=" in term.partition(":")[0] else ":"
    fields = names.of("words field")
    found = _paired(term, sign, fields, lambda field, value: _listed(value, _asked(names, field, value)))
    return [typed[: len(typed) - len(term)] + word for word in found]


def _asked(names: KnownNames, field: str, typed: str) -> list[str]:
    """What a field of a query may be asked for."""
    return names.of(field) + (names.ids(typed) if field in {"id", "link"} else [])


def _actors(names: KnownNames, typed: str) -> Iterable[str]:
    """NAME or NAME:ROLE."""
    name, colon, _ = typed.rpartition(":")
    if not colon:
        return names.of("new actor")
    from timeline.model.event import ROLE  # start-up: most names are kept

    return [f"{name}:{role}" for role in ROLE]


def _links(names: KnownNames, typed: str) -> Iterable[str]:
    """TYPE:ID."""
    from timeline.model.event import LINK  # start-up, as above

    return _paired(typed, ":", LINK, lambda _, to: names.ids(to))


def _settings(_: KnownNames, typed: str) -> Iterable[str]:
    """KEY=VALUE."""
    from timeline.model.event import Event, table  # start-up, as above

    return _paired(typed, "=", table(Event), lambda key, _: table(Event)[key].words or ())


OFFERS: dict[str, Find] = {
    "": lambda *_: (),
    "id": KnownNames.ids,
    "query": _query,
    "actor": _some_named("actor"),
    "place": _some_named("place"),
    "tag": _some_named("tag"),
    "source": _some_named("source"),
    "status": _some_of("status"),
    "format": _one_of("format"),
    "column": _one_of("column"),
    "columns": _some_of("column"),
    "group": _one_of("group"),
    "trace_format": _one_of("trace format"),
    "field actors": _actors,
    "field places": _named("new place"),
    "field tags": _named("tag"),
    "field sources": _named("source"),
    "field links": _links,
    "field variants": _settings,
    "field lang": _named("lang"),
    "setting": _settings,
    "key": _one_of("key"),
}
"""By what signatures say; a field that is not here offers nothing."""
