"""SRC102, SRC106, SRC109, SRC114, SRC117: who cites whom, who is whom, and whether that can be."""

from collections.abc import Iterator
from typing import Any

from timeline.checks.corpus import Corpus
from timeline.checks.files import Cited, EventFile
from timeline.checks.fixes import stub
from timeline.checks.registry import rule
from timeline.dates import edtf
from timeline.dates.instants import surely_before
from timeline.errors import Guesses, Problem
from timeline.model.event import Source, table
from timeline.model.register import Register, document_meant
from timeline.provenance.witness import differ, party, speakers
from timeline.text.address import canonical


@rule("SRC102", "dangling-cite", "warning", of="event")
def dangling_cite(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """A source cites one that nobody describes."""
    ids, guesses = {source.id for source in file.written.sources}, Guesses()
    for cited in file.sources:
        yield from _no_document(cited, file, corpus.register)
        for key in ("cites", "same_as", "distinct_from"):
            for k, other in enumerate(getattr(cited.written, key)):
                if other not in ids:
                    near = guesses.did_you_mean(other, ids - {cited.written.id})
                    is_open = key == "cites" and not cited.source.confidential  # a stub would name whom it cites
                    fix = stub(other) if is_open and not near else None
                    message = f'{key} names "{other}", which nobody describes'
                    yield file.problem((*cited.at(key), k), message, near or "describe it as a source", fix=fix)
    for name in ("links", "figures", "variants"):
        for n, entry in enumerate(getattr(file.written, name)):
            for k, other in enumerate(entry.according_to):
                if other not in ids:
                    message = f'according_to names "{other}", which nobody describes'
                    hint = guesses.did_you_mean(other, ids) or "describe it as a source"
                    yield file.problem((name, n, "according_to", k), message, hint)


def _no_document(cited: Cited, file: EventFile, register: Register) -> Iterator[Problem]:
    """A `ref` to no document; and a name that is the ID of one, or nearly, which a line in a file cannot mean."""
    ref, name = cited.written.ref, cited.written.publisher
    if register.unread or (ref or "") in register.documents:
        return
    meant = "" if cited.source.confidential else document_meant(ref or name or "", register)
    near = "" if not meant else "it has one nearly so called" if register.hides(meant) else f'did you mean "{meant}"?'
    if ref:
        yield cited.problem("ref", f'sources.toml has no document "{ref}"', near or "describe it there")
    elif meant:
        key, is_one = "publisher" * cited.is_table, meant == name
        message = f'"{name}" is {"" if is_one else "nearly "}the ID of a document, and read as an outlet'
        hint = f'write ref = "{name}"' if is_one else f"{near} an outlet so called has its entry in actors.toml"
        offer = file.command("fmt", "--expand") if is_one and not key else ""
        yield cited.problem(key, message, hint, offer=offer)


@rule("SRC106", "circular", "warning", of="event")
def circular(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """Sources that cite one another in a ring."""
    ids = [source.id for source in file.event.sources]
    grounded = "" if file.provenance.min else ": nobody in it saw it, or says who did"
    for loop in file.provenance.loops:
        ring = " cites ".join([*loop, loop[0]])
        yield file.sources[ids.index(loop[0])].problem("cites", f"a ring of citations{grounded}", ring)


@rule("SRC109", "cites-later", "error", of="event")
def cites_later(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """A source cites one that was published after it."""
    dated = {cited.source.id: cited for cited in file.sources if cited.source.published}
    for cited in file.sources:
        for id_ in cited.source.cites:
            if (other := dated.get(id_)) and _later(other.published, cited.published):
                of = f"{cited.source.label} of {cited.source.published}"
                message = f"{of} cites {id_} of {other.source.published}"
                yield cited.problem("cites", message, "which date is wrong?")


def _later(first: edtf.Edtf | None, last: edtf.Edtf | None) -> bool:
    """Whether the first date certainly lies after the last: whose clock a time without an offset is, nobody knows."""
    return first is not None and last is not None and surely_before(last, first)


@rule("SRC114", "identity-clash", "error", of="event")
def identity_clash(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """`same_as` joins what is known to be two."""
    sources = {source.id: source for source in file.event.sources}
    clashes = {frozenset(pair) for pair in file.provenance.clashes}
    for cited in file.sources:
        source = cited.source
        for id_ in source.same_as:
            pair = frozenset((source.id, id_))
            if pair in clashes:
                clashes.remove(pair)
                yield cited.problem("same_as", f"{source.id} and {id_} are one, and distinct_from parts them")
            elif other := sources.get(id_):
                one, two = (party(speakers(s), corpus.register) for s in (source, other))
                known = {ids[0] for ids in one | two if len(ids) == 1 and ids[0] in corpus.register.actors.entries}
                if len(one) == len(two) == 1 and len(known) == 2 and differ(one, two, corpus.register):
                    message = f"{source.id} and {id_} are one, and the register knows them as two"
                    yield cited.problem("same_as", message, " and ".join(sorted(known)))
    ids = list(sources)
    for pair in sorted(clashes, key=sorted):
        first, *second = sorted(pair, key=ids.index)
        cited = file.sources[ids.index(first)]
        if second:
            yield cited.problem("", f"{first} and {second[0]} are one by way of others, and distinct_from parts them")
        else:
            yield cited.problem("distinct_from", f"distinct_from parts {first} from itself")


@rule("SRC117", "same-document-twice", "warning", of="event")
def same_document_twice(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """One document under two ids."""
    tables = {cited.source.id: cited for cited in reversed(file.sources)}
    for first, *others in file.provenance.documents:
        for other in others:
            if other != first:
                message = f"{other} is the same document as {first}"
                hint = "they count as one: keep one table, or say who speaks in each"
                one, two = (tables[id_].written.cites for id_ in (first, other))
                if one and two:
                    names = [tables[c].written.label if c in tables else c for c in dict.fromkeys((*one, *two))]
                    hint = f'they count as one: one line says it, "{first}, citing {" and citing ".join(names)}"'
                key = next((key for key in ("url", "archive_url", "ref") if getattr(tables[other].written, key)), "")
                yield tables[other].problem(key, message, hint, offer=_kept(tables[first], tables[other], file))


def _compared(key: str, value: Any) -> Any:
    """What a source says under a key, so that two of the same are equal."""
    return canonical(value) if value and key in {"url", "archive_url"} else value


def _kept(first: Cited, other: Cited, file: EventFile) -> str:
    """The command that takes the second of two tables away, and has others cite the first, where that loses nothing."""
    event, (kept, gone) = file.written, (first.written, other.written)
    loses = "denies" in {kept.stance, gone.stance} or any(
        _compared(key, getattr(kept, key)) != value
        for key in table(Source)
        if key != "id" and (value := _compared(key, getattr(gone, key))) not in {None, ()}
    )
    told = {id_ for s in event.sources for id_ in (*s.same_as, *s.distinct_from)}
    for key in ("links", "figures", "variants"):
        told.update(id_ for part in getattr(event, key) for id_ in part.according_to)
    citing = {s.id: {kept.id if c == gone.id else c for c in s.cites} for s in event.sources if gone.id in s.cites}
    if not other.is_table or gone.id in told or loses:
        return ""
    if any(len(cites) > 1 for cites in citing.values()):  # a flag writes no list
        return ""
    moved = [word for id_ in citing for word in ("--set", f"sources.{id_}.cites={kept.id}")]
    return file.command("edit", "--remove-source", gone.id, *moved)
