"""What may leave the desk: an event without its desk note and with its confidential sources masked.

The one place that knows what is confidential, in an event and in the tables of a file as they are written. Every
reading verb gets its events through it; what is said of a text goes through eventfile/public_text.py, which asks here.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

from timeline.errors import PAIRS, KeyPath, nearest
from timeline.model.event import Event, Review, Source, replace, table

_PRIVATE: dict[str, Any] = {name: None for name, row in table(Event).items() if row.private}
_COUNTED = "id kind anonymous plural cites stance firsthand seen same_as distinct_from state confidential".split()
"""What a masked source keeps. Who counts origins counts them before masking: affiliation and dates go."""
NOTES = frozenset((name,) for name in _PRIVATE)
"""The keys of the notes for the desk in the file of an event."""
_MASK = re.compile(r"withheld-\d{1,3}")
"""An id that stands in for another one already, as in an event that was read from an answer."""
_STAND_IN = "withheld source "
"""Begins the name that a masked source is given."""
_OF_REVIEW = frozenset(name for name, row in table(Review).items() if row.private)
"""The keys of a review that are notes for the desk, too."""
_WITHHELD = "withheld"
"""Stands in for the fingerprint of a text that holds what others may not read."""
NAMING = ("cites", "same_as", "distinct_from")
"""The keys by which a source speaks of others."""
Refers = Callable[[str], bool]
"""Tells of the id of a document whether it is confidential, or may be (`Register.hides`)."""


def of_anyone(_: str) -> bool:
    """Where nobody has looked at the documents, any may be confidential."""
    return True


def places(values: Any, refers: Refers, at: KeyPath = ()) -> Iterator[KeyPath]:
    """Where stands what others may not read, in the tables of a file as they are written, right or wrong.

    That is a table that calls itself confidential, in whatever words, or refers to such a document; the texts beside it
    in a list, since a line of sources may name it; and the notes for the desk.
    """
    if isinstance(values, Mapping):
        ref = values.get("ref", "")
        if is_confidential(values) or not isinstance(ref, str) or (ref and refers(ref)):
            yield at
            return
        for key, value in values.items():
            is_note = (*at, key) in NOTES or (key in _OF_REVIEW and at[:1] == ("reviews",))
            yield from [(*at, key)] if is_note else places(value, refers, (*at, key))
    elif isinstance(values, list):
        found = [place for n, value in enumerate(values) for place in places(value, refers, (*at, n))]
        yield from found
        if any(len(place) == len(at) + 1 for place in found):
            yield from ((*at, n) for n, value in enumerate(values) if isinstance(value, str))


def is_confidential(values: Mapping[str, Any]) -> bool:
    """Whether a table calls itself confidential; what is neither true nor false is taken for true."""
    return values.get("confidential", False) is not False


def without_stand_in(source: dict[str, Any]) -> dict[str, Any]:
    """A source, as plain data, without the name that it was given where it was masked: nobody is called so."""
    masked = is_confidential(source) and str(source.get("name")).startswith(_STAND_IN)
    return {key: value for key, value in source.items() if key != "name"} if masked else source


def masks(event: Event) -> dict[str, str]:
    """The ids that may hold the name of a confidential source, each with the one that stands in for it.

    Its own is one, and one that nobody describes, where it alone speaks of it, or where it is nearly its own.
    """
    hidden = [s for s in event.sources if s.confidential]
    if not hidden:
        return {}
    told = {id_ for s in event.sources for id_ in (s.id, *(() if s.confidential else _named(s)))}
    free = (mask for n in count(1) if (mask := f"withheld-{n}") not in told)
    own, described = [s.id for s in hidden], {s.id for s in event.sources}
    others = [id_ for s in hidden for id_ in _named(s) if id_ not in told]
    unknown = sorted(told - described)
    others += [id_ for id_ in unknown if len(unknown) * len(own) > PAIRS or nearest(id_, own)]
    return {id_: id_ if is_mask(id_) else next(free) for id_ in dict.fromkeys([*own, *others])}


def is_mask(id_: str) -> bool:
    """Whether an id stands in for that of a confidential source."""
    return _MASK.fullmatch(id_) is not None


def _named(source: Source) -> tuple[str, ...]:
    """The ids that it speaks of."""
    return sum((getattr(source, key) for key in NAMING), ())


def _is_plain(key: str, value: Any) -> bool:
    """Whether it is a word of the vocabulary of its key, or the key has none: any other word may tell something."""
    words = table(Source)[key].words
    return words is None or value in words


def public(event: Event) -> Event:
    """The event as others may see it.

    The id of a masked source may hold the name, so that is masked too, wherever it is cited. The fingerprint of a
    review is withheld where the text has a note or such a source: whoever guesses what these say could try it there.
    """
    if event.reviews:
        tells = any(source.confidential for source in event.sources) or any(
            getattr(event, name) is not None for name in _PRIVATE
        )
        gone: dict[str, Any] = dict.fromkeys(_OF_REVIEW)
        reviews = (replace(r, of=_WITHHELD if tells and r.of else r.of, **gone) for r in event.reviews)
        event = replace(event, reviews=tuple(reviews))
    if any(getattr(event, name) is not None for name in _PRIVATE):
        event = replace(event, **_PRIVATE)
    hidden = masks(event)
    if not hidden:
        return event

    def masked(part: Any, *keys: str) -> Any:
        return replace(part, **{key: tuple(hidden.get(i, i) for i in getattr(part, key)) for key in keys})

    def source(s: Source) -> Any:
        if s.confidential:
            name = _STAND_IN + hidden[s.id].rpartition("-")[2]
            s = Source(name=name, **{key: held for key in _COUNTED if _is_plain(key, held := getattr(s, key))})
        return masked(replace(s, id=hidden.get(s.id, s.id)), *NAMING)

    told = {
        key: tuple(masked(p, "according_to") for p in getattr(event, key)) for key in ("links", "figures", "variants")
    }
    return replace(event, sources=tuple(map(source, event.sources)), **told)


def known(event: Event, shown: Event) -> tuple[Source, ...]:
    """The sources with all that is known of them, under the ids that others see: who counts origins needs both."""
    if shown.sources is event.sources:
        return event.sources
    both = zip(event.sources, shown.sources, strict=True)
    return tuple(replace(s, **{key: getattr(as_shown, key) for key in ("id", *NAMING)}) for s, as_shown in both)
