"""The answer to a Tab: which command, flag or argument the cursor is at, and what may stand there.

Must not know how a shell asks and quotes (shells.py), where names come from (known_names.py), nor which flag offers
what (that stands in the signatures of commands).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from timeline.cli.command_line import Commands, Line
from timeline.cli.completion import shells
from timeline.cli.completion.known_names import KnownNames
from timeline.cli.completion.shells import Offer
from timeline.cli.flags import Parameter

Locate = Callable[[str | None], tuple[str, str | None]]
"""Tells of what -C names where the chronology is, and in which folder throw-away files are."""
FEW = 200
"""Values that are offered before anybody has asked for one of them."""


def answer(pressed: str, commands: Commands, environment: Mapping[str, str], locate: Locate) -> tuple[str, int]:
    """What is printed for the shell in which Tab was pressed, and the exit code: 1 where nothing is offered.

    Args:
        pressed: `complete_` or `source_`, and the name of the shell.
        commands: those that there are.
        environment: of the process.
        locate: tells where the chronology is.
    """
    action, _, shell = pressed.partition("_")
    try:
        if action == "source":
            return shells.script(shell), 0
        words = shells.words(shell, environment)
        found = [
            offer
            for offer in _offers(words[1:], commands, locate)
            if (offer.replaces or offer.word.startswith(words[-1])) and offer.word.isprintable()
        ]
        if shell == "bash" and found[1:] and found[0].replaces:
            found.append(Offer(words[-1]))  # else it would write what all have in common in place of it
        text = shells.answer(shell, found, environment)
    except (Exception, KeyboardInterrupt):  # noqa: BLE001 - whoever presses Tab has not asked for an explanation
        return "", 1
    return text, 0 if found else 1


def _offers(words: Sequence[str], commands: Commands, locate: Locate) -> Iterable[Offer]:
    """What may stand in place of the last word."""
    *before, typed = words
    line = Line(before, [*commands.everywhere, *commands.instead], up_to_command=True)
    folder, actions = line.given.get("folder", [None]), tuple[str, ...]()
    if line.rest:
        name, rest = commands.named(line.rest)
        actions = () if rest else commands.actions.get(name, ())
        line = Line(rest, [*commands.taken(name), *commands.everywhere])
    elif not line.waits and not typed.startswith("-"):
        found = [name for name in commands.names() if name.startswith(typed)]
        return [Offer(name, str(commands.function(name).__doc__).partition("\n")[0]) for name in found]
    names = KnownNames(*locate(line.given.get("folder", folder)[-1]))
    if line.waits is None and not line.ended and typed.startswith("-"):
        name, equals, value = typed.partition("=")
        if equals and (flag := line.flags.get(name)):
            return [Offer(f"{name}={word}") for word in values(flag, names, value)]
        return [
            Offer(spelling, flag.spec.help)
            for spelling, flag in line.flags.items()
            if not flag.spec.hidden and (flag.many or flag.name not in line.given)
        ]
    left = line.arguments[len(line.left) :] or [p for p in line.arguments[-1:] if p.many]
    at = line.waits or next(iter(left), None)
    if at and at.spec.offers == "help":
        from timeline.text import documentation  # start-up: only `help` has pages

        return [Offer(word) for word in dict.fromkeys([*commands.names(), *documentation.names(), *_codes()])]
    found = [*actions, *values(at, names, typed)] if at else []
    is_part = at is not None and at.spec.offers == "id" and not any(word.startswith(typed) for word in found)
    return [Offer(word, replaces=is_part) for word in found]


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


def _codes() -> list[str]:
    """The codes of rules: those of their pages, since to import the rules takes long."""
    from timeline.text import documentation  # start-up: few complete a code

    return documentation.names("rules")


def _actor(names: KnownNames, typed: str) -> list[str]:
    """NAME or NAME:ROLE."""
    name, colon, _ = typed.rpartition(":")
    return [f"{name}:{role}" for role in names.of("role")] if colon else names.of("new actor")


def _source(names: KnownNames, typed: str) -> list[str]:
    """A line of sources: whom it cites last, or who begins it, a document of the register too."""
    head, citing, _ = typed.rpartition("citing ")
    return [head + citing + name for name in names.of("new source")]


PATTERNS: dict[str, Callable[[KnownNames, str], list[str]]] = {
    "id": KnownNames.ids,
    "conflict": lambda names, _: names.conflicts()[0],
    "conflict in": lambda names, _: names.conflicts()[1],
    "edition": lambda names, _: names.editions(),
    "figures.NAME": lambda names, _: names.figures(),
    "rule": lambda _, typed: _listed(typed, _codes()),
    "query": _query,
    "NAME:ROLE": _actor,
    "NAME, citing NAME": _source,
    "TYPE:ID": lambda names, typed: _paired(typed, ":", names.of("link"), lambda _, to: names.ids(to)),
    "FIELD=COLUMN": lambda names, typed: _paired(typed, "=", names.of("import field"), lambda *_: ()),
    "KEY=VALUE": lambda names, typed: _paired(typed, "=", names.of("key"), lambda key, _: names.of(f"{key}=")),
}
"""What is more than one of several names."""
