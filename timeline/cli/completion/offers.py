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


def _actor(names: KnownNames, typed: str) -> list[str]:
    """NAME or NAME:ROLE."""
    name, colon, _ = typed.rpartition(":")
    return [f"{name}:{role}" for role in names.of("role")] if colon else names.of("new actor")


PATTERNS: dict[str, Callable[[KnownNames, str], list[str]]] = {
    "id": KnownNames.ids,
    "query": _query,
    "NAME:ROLE": _actor,
    "TYPE:ID": lambda names, typed: _paired(typed, ":", names.of("link"), lambda _, to: names.ids(to)),
    "KEY=VALUE": lambda names, typed: _paired(typed, "=", names.of("key"), lambda key, _: names.of(f"{key}=")),
}
"""What is more than one of several names."""
