"""WHO: the names of those who take part."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from timeline.checks.corpus import Corpus
from timeline.checks.files import EventFile
from timeline.checks.fixes import put
from timeline.checks.registry import rule
from timeline.errors import Fix, Problem
from timeline.eventfile.paths import ACTORS
from timeline.model.register import Register
from timeline.text.difference import same_start
from timeline.text.folding import fold
from timeline.text.lists import counted
from timeline.text.shell import command
from timeline.toml.positions import KeyPath

_SURE, _APART = 0.9, 0.1
"""Two spellings of a long name so much alike (difflib's ratio) are one name, if no other comes near to that."""
_NEAR = 0.7
_OFTEN, _LETTERS = 10, 7
"""A name is held for a slip of one that is so many times as frequent, if it has so many letters."""
_LONG = 8
"""Letters; of shorter names one letter may make another."""


def _name(file: EventFile, n: int) -> KeyPath:
    """Where the name of an actor is written: alone, or in a table."""
    return ("actors", n) if isinstance(file.values["actors"][n], str) else ("actors", n, "name")


def _renamed(file: EventFile, n: int, name: str) -> Fix:
    """Give an actor another name; a role that stands behind it in the same text stays."""
    written = file.values["actors"][n]
    rest = written.removeprefix(file.written.actors[n].name) if isinstance(written, str) else ""
    return put(_name(file, n), name + rest)


@rule("WHO601", "unknown-actor", "note", of="event")
def unknown_actor(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """A name that the register does not have."""
    if not corpus.register.actors.entries:
        return
    for n, actor in enumerate(file.event.actors):
        if corpus.register.actors.find(actor.name):
            continue
        near, sure = _nearest(corpus.register, fold(actor.name))
        fix = _renamed(file, n, near) if sure else None
        hint = f'did you mean "{near}"?' if near else "add it to actors.toml: [id], name, kind"
        offer = _renaming("actors", actor.name, near) if near and not sure else ""
        yield file.problem(_name(file, n), f'"{actor.name}" is not in the register', hint, fix=fix, offer=offer)


@lru_cache(maxsize=4096)  # the same few are named again and again
def _nearest(register: Register, wanted: str) -> tuple[str, bool]:
    """The registered name that is most like one that is not, and whether it can be only that; "" for none."""
    from difflib import SequenceMatcher  # only for a name that is not in the register

    likeness: dict[str, float] = {}
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    for start in dict.fromkeys(word[:2] for word in wanted.split()):
        for spelling, ids in _beginnings(register).get(start, ()):
            matcher.set_seq1(spelling)
            same = sorted(spelling.split()) == sorted(wanted.split())
            ratio = 1.0 if same else matcher.ratio() if matcher.quick_ratio() >= _NEAR else 0.0
            if ratio >= _NEAR:
                likeness |= {id_: max(likeness.get(id_, 0), ratio) for id_ in ids}
    if not likeness:
        return "", False
    (nearest, best), *others = sorted(likeness.items(), key=lambda pair: -pair[1])
    sure = best >= _SURE and len(wanted) >= _LONG and all(ratio < best - _APART for _, ratio in others)
    return register.actors.entries[nearest].name, sure


@lru_cache(maxsize=8)
def _beginnings(register: Register) -> dict[str, list[tuple[str, Iterable[str]]]]:
    """Every spelling of the register, folded, with whose it is, by the first two letters of each word."""
    found: dict[str, list[tuple[str, Iterable[str]]]] = {}
    for spelling, ids in register.actors.spelt.items():
        for start in {word[:2] for word in spelling.split()}:
            found.setdefault(start, []).append((spelling, ids))
    return found


@rule("WHO602", "ambiguous-alias", "error", of="corpus")
def ambiguous_alias(corpus: Corpus) -> Iterator[Problem]:
    """One alias, two actors."""
    for name, ids in corpus.register.actors.ambiguous().items():
        entry = corpus.register.actors.entries[ids[0]]
        key = "name" if fold(entry.name) == fold(name) else "aliases"
        at = (ids[0], key) if fold(name) != fold(ids[0]) or key == "name" else (ids[0],)
        message = f'"{name}" is {" and ".join(ids)}'
        yield corpus.file(ACTORS).problem(at, message, "take it from all but one")


@rule("WHO603", "perpetrator-bare", "warning", of="event")
def perpetrator_bare(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """Somebody is called a perpetrator as if it were known."""
    for n, actor in enumerate(file.event.actors):
        is_bare = actor.role == "perpetrator" and "certainty" not in file.values["actors"][n]
        if is_bare and file.event.status != "confirmed":
            message = f"{actor.name} is a perpetrator without certainty, and the event is {file.event.status}"
            hint = 'certainty = "stated", "claimed", "alleged" or "denied"'
            yield file.problem(("actors", n, "role"), message, hint)


@rule("WHO605", "spelling", "note", of="corpus")
def misspelt(corpus: Corpus) -> Iterator[Problem]:
    """A name that is written otherwise than nearly always."""
    actors, places = corpus.register.actors, corpus.register.places
    for field, directory in (("actors", actors), ("sites", places), ("outlets", actors)):
        paths: dict[str, str] = {}
        numbers = Counter[str]()
        for path, gist in corpus.gists.items():
            for name in dict.fromkeys(getattr(gist, field)):
                paths.setdefault(name, path)
                numbers[name] += 1
        registered = {spelling for id_ in directory.entries for spelling in directory.spellings(id_)}
        for name, usual in _misspelt(numbers, registered).items():
            if field == "actors" and actors.find(name):  # WHO604 says so
                continue
            file = corpus.event_file(paths[name])
            message = f'"{name}" is written "{usual}" {counted(numbers[usual], "time")}'
            offer = _renaming({"sites": "places", "outlets": "sources"}.get(field, field), name, usual)
            if field == "outlets":
                cited = next(cited for cited in file.sources if cited.written.publisher == name)
                yield cited.problem("publisher", message, "one of them?", offer=offer)
                continue
            key, named = ("places", file.event.places) if field == "sites" else (field, file.event.actors)
            n = [entry.name for entry in named].index(name)
            yield file.problem((key, n), message, "one of them?", offer=offer)


def _renaming(what: str, old: str, new: str) -> str:
    """The command that gives a name another spelling wherever it stands."""
    return command(what, "rename", *["--"] * ("-" in {old[:1], new[:1]}), old, new)


def _misspelt(numbers: Mapping[str, int], registered: set[str]) -> dict[str, str]:
    """Names with the one that each is likely to be: but for capitals, blanks and marks the same, or but for a letter.

    By a letter only what is rare is another's, and only if it is long. Two names of the register are two.
    """
    found: dict[str, str] = {}
    alike: dict[str, list[str]] = {}
    for name in sorted(numbers, key=lambda name: (-numbers[name], name)):
        alike.setdefault("".join(filter(str.isalnum, name.casefold())) or name, []).append(name)
    for first, *others in alike.values():
        found |= {name: first for name in others if not {name, first} <= registered}
    near: dict[str, list[str]] = {}
    for key, (first, *_) in alike.items():
        if numbers[first] >= _OFTEN and len(key) >= _LETTERS:
            for part in (key, *_shortened(key)):
                near.setdefault(part, []).append(key)
    for key, (first, *_) in alike.items() if near else ():
        if len(key) >= _LETTERS:
            keys = (other for part in (key, *_shortened(key)) for other in near.get(part, ()))
            usual = next((alike[k][0] for k in keys if k != key and _one_letter(k, key)), None)
            if usual and numbers[first] * _OFTEN <= numbers[usual] and not {first, usual} <= registered:
                found[first] = usual
    return found


def _shortened(key: str) -> list[str]:
    """A name without each of its letters in turn."""
    return [key[:n] + key[n + 1 :] for n in range(len(key))]


def _one_letter(one: str, other: str) -> bool:
    """Whether two names differ by a letter, and not by a digit: one that is another, that is missing or too much."""
    start = same_start(one, other)
    tails = one[start:], other[start:]
    cut = {(tails[0][1:], tails[1][1:]), (tails[0][1:], tails[1]), (tails[0], tails[1][1:])}
    return any(a == b for a, b in cut) and not any(tail[:1].isdigit() for tail in tails)


@rule("WHO604", "mixed-names", "note", of="corpus")
def mixed_names(corpus: Corpus) -> Iterator[Problem]:
    """One actor under several names."""
    names: dict[str, list[str]] = {}
    for name in sorted({name for gist in corpus.gists.values() for name in gist.actors}):
        if len(ids := corpus.register.actors.find(name)) == 1:
            names.setdefault(ids[0], []).append(name)
    known = {name: id_ for id_, several in names.items() if len(several) > 1 for name in several}
    for path, gist in corpus.gists.items():
        for n, name in enumerate(gist.actors):
            if name in known and name != (proper := corpus.register.actors.entries[known[name]].name):
                others = ", ".join(f'"{other}"' for other in names[known[name]] if other != name)
                file = corpus.event_file(path)
                at, message = _name(file, n), f'"{name}" is {others} elsewhere'
                yield file.problem(at, message, f'write "{proper}"', fix=_renamed(file, n, proper))
