"""WHO: the names of those who take part."""

from collections.abc import Iterator

from timeline.checks.corpus import Corpus
from timeline.checks.files import Document
from timeline.checks.fixes import put
from timeline.checks.registry import rule
from timeline.errors import Problem
from timeline.text.folding import fold
from timeline.toml.positions import KeyPath


def _name(doc: Document, n: int) -> KeyPath:
    """Where the name of an actor is written: alone, or in a table."""
    return ("actors", n) if isinstance(doc.values["actors"][n], str) else ("actors", n, "name")


@rule("WHO601", "unknown-actor", "note", of="event")
def unknown_actor(doc: Document, corpus: Corpus) -> Iterator[Problem]:
    """A name that the register does not have."""
    if not corpus.register.actors.entries:
        return
    for n, actor in enumerate(doc.event.actors):
        if corpus.names.ids(actor.name):
            continue
        near, sure = corpus.names.nearest(actor.name)
        fix = put(_name(doc, n), near) if sure else None
        hint = f'did you mean "{near}"?' if near else "add it to actors.toml: [id], name, kind"
        yield doc.problem(_name(doc, n), f'"{actor.name}" is not in the register', hint, fix=fix)


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
def perpetrator_bare(doc: Document, corpus: Corpus) -> Iterator[Problem]:
    """Somebody is called a perpetrator as if it were known."""
    for n, actor in enumerate(doc.event.actors):
        if actor.role == "perpetrator" and doc.event.status != "confirmed":
            entry = doc.values["actors"][n]
            if isinstance(entry, dict) and "certainty" not in entry:
                message = f"{actor.name} is a perpetrator without certainty, and the event is {doc.event.status}"
                hint = 'certainty = "stated", "claimed", "alleged" or "denied"'
                yield doc.problem(("actors", n, "role"), message, hint)


@rule("WHO604", "mixed-names", "note", of="corpus")
def mixed_names(corpus: Corpus) -> Iterator[Problem]:
    """One actor under several names."""
    mixed = corpus.names.mixed({name for gist in corpus.gists.values() for name in gist.actors})
    for path, gist in corpus.gists.items():
        for n, name in enumerate(gist.actors):
            ids = corpus.names.ids(name)
            if len(ids) != 1 or ids[0] not in mixed:
                continue
            proper = corpus.register.actors.entries[ids[0]].name
            if name != proper:
                doc = corpus.document(path)
                others = ", ".join(f'"{other}"' for other in mixed[ids[0]] if other != name)
                fix = put(_name(doc, n), proper)
                yield doc.problem(_name(doc, n), f'"{name}" is {others} elsewhere', f'write "{proper}"', fix=fix)
