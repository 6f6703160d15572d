"""SRC101, SRC104, SRC107, SRC111, SRC113, SRC115, SRC116: what the sources come to, and what the editor makes of it."""

from collections.abc import Iterator

from timeline.checks.corpus import Corpus, Document
from timeline.checks.registry import Found, rule
from timeline.model.event import PRIMARY, Source
from timeline.provenance.words import phrase, why

_DOCUMENTS = frozenset(PRIMARY) - {"person", "testimony", "interview", "statement", "speech"}
"""Kinds of source that show, where others tell."""
_ACTING = frozenset(("agent", "speaker", "perpetrator"))


@rule("SRC101", "no-source", "warning", of="event")
def no_source(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """An event on nobody's word.

    Without a source a reader has only yours, and in a year you will not know whence you had it. One line will do:
    `sources = ["Ukrainska Pravda, citing The New York Times https://…"]`.

    Bad (1:1):
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17
    ```

    Good:
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17
    sources = ["Ukrainska Pravda, citing The New York Times"]
    ```
    """
    if not doc.written.sources:
        offer = f'timeline edit {doc.id} --add-source "WHO SAYS SO, citing WHOM https://…"'
        yield Found(doc, doc.key("sources"), "who says so? there is no source", offer=offer)


@rule("SRC104", "over-confirmed", "warning", of="event")
def over_confirmed(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """Confirmed, on what may be one origin.

    `confirmed` is the editor's word, and rests on more than one who tells: on two origins that are surely distinct, on
    a document, picture or recording, or on the word of the very one who did it. Several reports of one origin confirm
    nothing. `reported` is no disgrace.

    Bad (3:1):
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17
    status = "confirmed"
    sources = ["Ukrainska Pravda, citing The New York Times, citing American officials"]
    ```

    Good:
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17
    status = "confirmed"
    actors = [
      { name = "Joe Biden", role = "agent" },
    ]
    sources = [
      { id = "biden", kind = "speech", name = "Joe Biden", title = "Remarks in Manaus" },
    ]
    ```
    """
    if doc.event.status != "confirmed":
        return
    found = doc.provenance
    if found.label not in {"single-source", "possibly-corroborated"}:
        return
    origins = [source for source in doc.event.sources if source.id in found.origins]
    if any(source.kind in _DOCUMENTS or _acts(source, doc, corpus) for source in origins):
        return
    offer = f"timeline edit {doc.id} --status reported"
    yield Found(doc, ("status",), f"confirmed, on {phrase(found)}", why(found, found.label), offer)


def _acts(source: Source, doc: Document, corpus: Corpus) -> bool:
    """Whether the source is the one who did it, or speaks for them under a name of their own."""
    if source.anonymous:
        return False
    names = [name for name in (source.name, source.publisher, source.affiliation) if name]
    agents = [actor.name for actor in doc.event.actors if actor.role in _ACTING]
    part_of = corpus.register.part_of
    return any(n.casefold() == a.casefold() or part_of(n, a) or part_of(a, n) for n in names for a in agents)


@rule("SRC107", "echo", "note", of="event")
def echo(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """Several reports, one origin: a false confirmation.

    Many have printed it, and all have it from one. The number of reports says how far the news went, not how sure it
    is. Nothing is wrong with the file: it is the reader who is easily misled.

    Bad (4:1):
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17

    [[sources]]
    id = "up"
    publisher = "Ukrainska Pravda"
    cites = ["nyt"]

    [[sources]]
    id = "bbc"
    publisher = "BBC"
    cites = ["nyt"]

    [[sources]]
    id = "nyt"
    publisher = "The New York Times"
    ```

    Good:
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17

    [[sources]]
    id = "up"
    publisher = "Ukrainska Pravda"
    cites = ["nyt"]

    [[sources]]
    id = "nyt"
    publisher = "The New York Times"
    ```
    """
    if "echo" in doc.provenance.flags:
        yield Found(doc, doc.source(0), why(doc.provenance, "echo").rstrip("."))


@rule("SRC111", "dispute-unmarked", "warning", of="event")
def dispute_unmarked(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """A denial is on file, and the status does not say so; or the status says so, and nobody denies it.

    A source with `stance = "denies"` makes the event disputed, whatever one thinks of the denial: readers are told that
    there is one. Once the editor is satisfied, the status is `confirmed` or `refuted`.

    Bad (1:1):
    ```toml
    title = "Ukraine strikes a depot in Bryansk Oblast"
    date = 2024-11-19

    [[sources]]
    id = "general-staff"
    kind = "statement"
    publisher = "General Staff of Ukraine"

    [[sources]]
    id = "ministry"
    kind = "statement"
    publisher = "Russian Ministry of Defence"
    stance = "denies"
    ```

    Good:
    ```toml
    title = "Ukraine strikes a depot in Bryansk Oblast"
    date = 2024-11-19
    status = "disputed"

    [[sources]]
    id = "general-staff"
    kind = "statement"
    publisher = "General Staff of Ukraine"

    [[sources]]
    id = "ministry"
    kind = "statement"
    publisher = "Russian Ministry of Defence"
    stance = "denies"
    ```
    """
    status = doc.event.status
    if status not in {"reported", "disputed"}:
        return
    denied = [s.label for s in doc.event.sources if s.stance == "denies" and s.state != "retracted"]
    if status == "reported" and denied and doc.provenance.deny_max:
        message = f"{denied[0]} denies it, and the status is reported"
        yield Found(doc, doc.key("status"), message, offer=f"timeline edit {doc.id} --status disputed")
    elif status == "disputed" and not (
        denied
        or doc.event.variants
        or any(actor.certainty == "denied" for actor in doc.event.actors)
        or any(link.type == "contradicts" for link in doc.event.links)
    ):
        hint = 'add who denies it, with stance = "denies"'
        yield Found(
            doc, ("status",), "disputed, and nobody denies it", hint, f"timeline edit {doc.id} --status reported"
        )


@rule("SRC113", "bad-grade", "warning", of="event")
def bad_grade(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """Credibility 1 on what is not confirmed by another.

    In the Admiralty code the figure 1 means: confirmed by other, independent sources (NATO AJP-2.1). So it takes two
    origins that are certainly distinct; on one, the best there is to say is 2, probably true.

    Bad (6:1):
    ```toml
    title = "Ukraine strikes a depot in Bryansk Oblast"
    date = 2024-11-19
    [[sources]]
    kind = "statement"
    publisher = "General Staff of Ukraine"
    grade = "A1"
    ```

    Good:
    ```toml
    title = "Ukraine strikes a depot in Bryansk Oblast"
    date = 2024-11-19
    [[sources]]
    kind = "statement"
    publisher = "General Staff of Ukraine"
    grade = "A2"
    ```
    """
    for n, source in enumerate(doc.written.sources):
        if source.grade and source.grade.endswith("1") and doc.provenance.min < 2:
            message = f"{source.grade}: confirmed by others? there is {phrase(doc.provenance)}"
            yield Found(doc, doc.at(n, "grade"), message, "two certain origins make a 1; one makes a 2 at best")


@rule("SRC115", "retracted-support", "warning", of="event")
def retracted_support(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """All that supported it has been withdrawn.

    A retracted source supports nothing, and nothing else is on file for it. Either there is another, or the event is
    `refuted` or at least `disputed`; do not delete it, since readers have seen it.

    Bad (6:1):
    ```toml
    title = "Ukraine strikes a depot in Bryansk Oblast"
    date = 2024-11-19
    [[sources]]
    id = "paper"
    publisher = "The Paper"
    state = "retracted"
    ```

    Good:
    ```toml
    title = "Ukraine strikes a depot in Bryansk Oblast"
    date = 2024-11-19
    status = "refuted"
    [[sources]]
    id = "paper"
    publisher = "The Paper"
    state = "retracted"
    ```
    """
    if doc.event.status in {"refuted", "cancelled"}:
        return
    for n, source in enumerate(doc.event.sources):
        if source.state == "retracted" and source.stance == "supports" and not doc.provenance.max:
            message = f"{source.label} is retracted, and nothing else supports it"
            yield Found(doc, doc.at(n, "state"), message, offer=f"timeline edit {doc.id} --status refuted")
            return


@rule("SRC116", "cause-without-authority", "warning", of="event")
def cause_without_authority(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """A cause, or a motive, that nobody is named for.

    That one event was done in answer to another, or came of it, is a judgement: somebody's. `according_to` names the
    sources that say so. Where it is your own, write `follows`, which claims no more than the order.

    Bad (4:5):
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17
    links = [
      { type = "responds-to", to = "2024-10-23-north-korean-troops-in-russia" },
    ]
    ```

    Good:
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17
    links = [
      { type = "responds-to", to = "2024-10-23-north-korean-troops-in-russia", according_to = ["officials"] },
    ]
    sources = [
      { id = "officials", kind = "person", name = "American officials", anonymous = true },
    ]
    ```
    """
    for n, link in enumerate(doc.written.links):
        if link.type in {"responds-to", "caused-by"} and not link.according_to:
            yield Found(
                doc, ("links", n, "type"), f"{link.type} {link.to}: who says so?", "according_to = [id of a source]"
            )
