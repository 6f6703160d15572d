"""What the value of a flag or an argument may be, by what its signature says that it offers.

Knows how words are put together; must not know where names come from (known_names.py).
"""

from collections.abc import Callable, Iterable

from timeline.cli.completion.known_names import KnownNames
from timeline.cli.flags import Parameter

FEW = 200
"""Values that are offered before anybody has asked for one of them."""


def values(parameter: Parameter, names: KnownNames, typed: str) -> Iterable[str]:
    """The values that go on with what was typed; what does not begin with it is left out later.

    A signature offers words; or a kind of names, with `,…` where several may stand; or a pattern of PATTERNS.
    """
    offers = parameter.words or parameter.spec.offers
    if not offers or not isinstance(offers, str):
        return offers
    if offers in PATTERNS:
        return PATTERNS[offers](names, typed)
    kind, several, _ = offers.partition(",")
    return _listed(typed, names.of(kind)) if several else names.of(kind)


def _listed(typed: str, words: Iterable[str]) -> list[str]:
    """The words that go on with the last of several apart by commas, in whatever case; what was typed stays."""
    last = typed.rpartition(",")[2].lstrip()
    return [typed + word[len(last) :] for word in words if word[: len(last)].casefold() == last.casefold()]


def _paired(typed: str, sign: str, heads: Iterable[str], tails: Callable[[str, str], Iterable[str]]) -> list[str]:
    """HEAD and TAIL with a sign between them. Of the only head that is left the tails are offered at once, if few."""
    head, given, tail = typed.partition(sign)
    left = [head] if given else [h for h in heads if h.startswith(head)]
    found = [f"{left[0]}{sign}{t}" for t in tails(left[0], tail)] if len(left) == 1 else []
    return found if found and (given or len(found) <= FEW) else [h + sign for h in left]


def _query(names: KnownNames, typed: str) -> list[str]:
    """FIELD:VALUE, perhaps after a parenthesis. `=` may stand for the colon."""
    term = typed.lstrip("(")

    def asked(field: str, value: str) -> list[str]:
        return _listed(value, names.of(field) + (names.ids(value) if field in {"id", "link"} else []))

    found = _paired(term, "=" if "=" in term.partition(":")[0] else ":", names.of("field"), asked)
    return [typed[: len(typed) - len(term)] + word for word in found]


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


PATTERNS: dict[str, Callable[[KnownNames, str], Iterable[str]]] = {
    "id": KnownNames.ids,
    "query": _query,
    "NAME:ROLE": _actors,
    "TYPE:ID": _links,
    "KEY=VALUE": _settings,
}
"""What is more than one of several names."""
