"""WHO: the names of those who take part."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from timeline.checks.corpus import Corpus
from timeline.checks.files import EventFile
from timeline.checks.fixes import put
from timeline.checks.registry import rule
from timeline.errors import Fix, Problem
from timeline.model.register import Register
from timeline.text.folding import fold
from timeline.toml.positions import KeyPath

_SURE, _APART = 0.9, 0.1
"""Two spellings of a long name so much alike (difflib's ratio) are one name, if no other comes near to that."""
_NEAR = 0.7
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
        yield file.problem(_name(file, n), f'"{actor.name}" is not in the register', hint, fix=fix)


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
        yield corpus.file("actors.toml").problem(at, message, "take it from all but one")


@rule("WHO603", "perpetrator-bare", "warning", of="event")
def perpetrator_bare(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """Somebody is called a perpetrator as if it were known."""
    for n, actor in enumerate(file.event.actors):
        is_bare = actor.role == "perpetrator" and "certainty" not in file.values["actors"][n]
        if is_bare and file.event.status != "confirmed":
            message = f"{actor.name} is a perpetrator without certainty, and the event is {file.event.status}"
            hint = 'certainty = "stated", "claimed", "alleged" or "denied"'
            yield file.problem(("actors", n, "role"), message, hint)


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
