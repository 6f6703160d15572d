"""SRC101, SRC104, SRC107, SRC111, SRC113, SRC115, SRC116: what the sources come to, and what the editor makes of it."""

from collections.abc import Iterator

from timeline.checks.corpus import Corpus
from timeline.checks.files import EventFile
from timeline.checks.registry import rule
from timeline.errors import Problem
from timeline.model.event import PRIMARY, Source
from timeline.provenance.words import Wording

_DOCUMENTS = frozenset(PRIMARY) - {"person", "testimony", "interview", "statement", "speech"}
"""Kinds of source that show, where others tell."""
_DOUBTFUL = frozenset(("single-source", "unassessed", "possibly-corroborated"))
_ACTING = frozenset(("agent", "speaker", "perpetrator"))


@rule("SRC101", "no-source", "warning", of="event")
def no_source(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """An event on nobody's word."""
    if not file.written.sources:
        hint = 'as in sources = ["The Daily, citing an official"]'
        yield file.problem(file.key("sources"), "who says so? there is no source", hint)


@rule("SRC104", "over-confirmed", "warning", of="event")
def over_confirmed(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """Confirmed, on what may be one origin."""
    found = file.provenance
    if file.event.status != "confirmed" or found.label not in _DOUBTFUL:
        return
    origins = [source for source in file.event.sources if source.id in found.origins]
    if any(source.kind in _DOCUMENTS or _acts(source, file, corpus) for source in origins):
        return
    offer = file.command("edit", "--status", "reported")
    words = Wording(found, file.event.sources)
    yield file.problem(("status",), f"confirmed, on {words.head}", words.why(found.label), offer=offer)


def _acts(source: Source, file: EventFile, corpus: Corpus) -> bool:
    """Whether the source is the one who did it, or speaks for them under a name of their own."""
    if source.anonymous:
        return False
    names = [name for name in (source.name, source.publisher, source.affiliation) if name]
    agents = [actor.name for actor in file.event.actors if actor.role in _ACTING]
    part_of = corpus.register.actors.part_of
    return any(n.casefold() == a.casefold() or part_of(n, a) or part_of(a, n) for n in names for a in agents)


@rule("SRC107", "echo", "note", of="event")
def echo(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """Several reports, one origin: a false confirmation."""
    if "echo" in file.provenance.flags:
        yield file.sources[0].problem("", Wording(file.provenance, file.event.sources).why("echo").rstrip("."))


@rule("SRC111", "dispute-unmarked", "warning", of="event")
def dispute_unmarked(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """A denial is on file, and the status does not say so; or the status says so, and nobody denies it."""
    event, status = file.event, file.event.status
    rivals = "denied" in (a.certainty for a in event.actors) or "contradicts" in (link.type for link in event.links)
    denied = [s.label for s in event.sources if s.stance == "denies" and s.state != "retracted"]
    if status == "reported" and denied and file.provenance.deny_max:
        message = f"{denied[0]} denies it, and the status is reported"
        yield file.problem(file.key("status"), message, offer=file.command("edit", "--status", "disputed"))
    elif status == "disputed" and not (denied or event.variants or rivals):
        hint = 'add who denies it, with stance = "denies"; where nobody does, write status = "reported"'
        yield file.problem(("status",), "disputed, and nobody denies it", hint)


@rule("SRC113", "bad-grade", "warning", of="event")
def bad_grade(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """Credibility 1 on what is not confirmed by another."""
    for cited in file.sources:
        grade = cited.written.grade
        if grade and grade.endswith("1") and file.provenance.min < 2:
            message = f"{grade}: confirmed by others? there is {Wording(file.provenance, file.event.sources).head}"
            yield cited.problem("grade", message, "two certain origins make a 1; one makes a 2 at best")


@rule("SRC115", "retracted-support", "warning", of="event")
def retracted_support(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """All that supported it has been withdrawn."""
    if file.event.status in {"refuted", "cancelled"}:
        return
    for cited in file.sources:
        source = cited.source
        if source.state == "retracted" and source.own_stance == "supports" and not file.provenance.max:
            message = f"{source.label} is retracted, and nothing else supports it"
            yield cited.problem("state", message, "does the status still stand? is there another source?")
            return


@rule("SRC116", "cause-without-authority", "warning", of="event")
def cause_without_authority(file: EventFile, corpus: Corpus) -> Iterator[Problem]:
    """A cause, or a motive, that nobody is named for."""
    for n, link in enumerate(file.written.links):
        if link.type in {"responds-to", "caused-by"} and not link.according_to:
            message = f"{link.type} {link.to}: who says so?"
            id_ = file.event.sources[0].id if file.event.sources else "its-id"
            hint = f'name a source, as in according_to = ["{id_}"]'
            yield file.problem(("links", n, "type"), message, hint)
