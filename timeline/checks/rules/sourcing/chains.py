"""SRC102, SRC106, SRC109, SRC114: who cites whom, and whether that can be."""

from collections.abc import Iterator

from timeline.checks.corpus import Corpus
from timeline.checks.files import EventFile
from timeline.checks.fixes import stub
from timeline.checks.registry import rule
from timeline.dates import edtf
from timeline.errors import Guesses, Problem


@rule("SRC102", "dangling-cite", "warning", of="event")
def dangling_cite(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """A source cites one that nobody describes."""
    ids, guesses = {source.id for source in file.written.sources}, Guesses()
    for cited in file.sources:
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
    """Whether the first date certainly lies after the last."""
    if first is None or last is None:
        return False
    if first.instant is not None and last.instant is not None:
        offsets = [bool(d.members[0].start and d.members[0].start.offset) for d in (first, last)]
        if offsets[0] == offsets[1]:
            return first.instant > last.instant
    return first.earliest is not None and last.latest is not None and first.earliest > last.latest


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
                one, two = (corpus.register.actors.find(s.label) for s in (source, other))
                if len(one) == len(two) == 1 and one != two and not (source.anonymous or other.anonymous):
                    message = f"{source.id} and {id_} are one, and the register knows them as two"
                    yield cited.problem("same_as", message, f"{one[0]} and {two[0]}")
    ids = list(sources)
    for pair in sorted(clashes, key=sorted):
        first, *second = sorted(pair, key=ids.index)
        cited = file.sources[ids.index(first)]
        if second:
            yield cited.problem("", f"{first} and {second[0]} are one by way of others, and distinct_from parts them")
        else:
            yield cited.problem("distinct_from", f"distinct_from parts {first} from itself")
