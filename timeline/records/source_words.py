"""A source, and a figure, in words: what there is to say of them, for whoever prints it to choose from.

Knows one source at a time, and English; must not know who cites it, where it is printed, and how text is escaped there.
"""

from collections.abc import Iterable, Sequence

from timeline.model.event import PRIMARY, Figure, Findings, Source
from timeline.provenance.names import called
from timeline.records.record import Record


def traits(source: Source) -> dict[str, str]:
    """What there is to know of a source beside its name, in a word or two by the field that says it; else nothing."""
    return {
        "anonymous": "unnamed" * source.anonymous,
        "plural": "several people" * source.plural,
        "affiliation": source.affiliation or "",
        "position": source.position or "",
        "firsthand": "first hand" * bool(source.firsthand),
        "seen": "not seen" * (not source.seen),
        "stance": {"supports": "", "denies": "denies it"}.get(source.own_stance, source.own_stance),
        "state": source.state * (source.state != "live"),
        "grade": f"graded {source.grade}" if source.grade else "",
    }


def described(source: Source, parts: Iterable[str | None], told: Iterable[str]) -> str:
    """A source on one line: the parts by which it is known, what is told of it, and its exact words."""
    shown = ", ".join(filter(None, told))
    quote = f': "{source.quote}"' if source.quote else ""
    return ", ".join(filter(None, parts)) + (f" ({shown})" if shown else "") + quote


def titled(source: Source) -> str:
    """Its title in quotes, where it is not called by it."""
    return f'"{source.title}"' if source.title and source.title != called(source) else ""


def publishers(sources: Iterable[Source]) -> tuple[str, ...]:
    """The outlets and people named as sources, each once."""
    return tuple(dict.fromkeys(map(called, sources)))


def ends(sources: Sequence[Source], found: Findings) -> list[Source]:
    """The sources in which its chains end. One that nobody describes has its id; of two with one id it is the first."""
    if len(found.origins) == 1:  # as most have
        (id_,) = found.origins
        return [next((s for s in sources if s.id == id_), None) or Source(id=id_)]
    known = {s.id: s for s in reversed(sources)}
    return [known.get(id_) or Source(id=id_) for id_ in found.origins]


def origins(event: Record) -> tuple[str, ...]:
    """The names of its origins, each once."""
    return tuple(dict.fromkeys(map(called, ends(event.sources, event.provenance))))


def figure(number: Figure, to: str = "–") -> str:
    """What is counted, and the numbers as far as they are given: "killed: 3–5 people, best estimate 4"."""
    shown = [] if number.value is None else [str(number.value)]
    if number.low is not None and number.high is not None:
        shown.append(f"{number.low}{to}{number.high}")
    elif number.low is not None:
        shown.append(f"at least {number.low}")
    elif number.high is not None:
        shown.append(f"at most {number.high}")
    unit = f" {number.unit}" if number.unit else ""
    best = [] if number.best is None else [f"best estimate {number.best}{unit * (not shown)}"]
    return f"{number.what}: {', '.join([*(s + unit for s in shown), *best]) or 'not known'}"


def is_document(source: Source) -> bool:
    """Tell whether it is one to be listed: seen, not withheld, and with a title or a place where it is."""
    return source.seen and not source.confidential and bool(source.title or source.url or source.ref)


def is_direct(source: Source) -> bool:
    """Tell whether it is someone or something heard or seen itself, without a document."""
    return source.kind in PRIMARY and not is_document(source)
