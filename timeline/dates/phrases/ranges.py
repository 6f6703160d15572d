"""The shapes of a phrase: what joins moments, such as since, between, or, night of.

A table of small rules, tried in order; the first that fits decides. A single moment is read by `single_dates`, and what
it lacks comes from `completion`. Knows nothing of the text around the phrase, and no clock.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from timeline.dates import edtf
from timeline.dates.phrases.completion import Completion, shared
from timeline.dates.phrases.moment import Moment, day_text
from timeline.dates.phrases.relative import MONTH, other_spelling
from timeline.dates.phrases.single_dates import Setting, moment
from timeline.dates.value import DateError

if TYPE_CHECKING:
    from collections.abc import Callable


_MOST_CUTS: Final = 12
"""Places at which a phrase may be cut; a date has fewer."""


class Joined(NamedTuple):
    """What a shape made of the words."""

    text: str
    """EDTF, not yet checked."""
    notes: tuple[str, ...]
    kept: bool
    """The words say more than EDTF can: they are kept beside it."""


def _put(template: str, *moments: Moment, kept: bool = False) -> Joined:
    """The EDTF of the moments put into the template, with what they say aloud."""
    notes = [note for each in moments for note in each.notes]
    if moments[0].mark and not moments[-1].mark:
        notes.append(f"the doubt is taken for {moments[0].edtf()} alone, not for {moments[-1].edtf()}")
    return Joined(
        template.format(*(each.edtf() for each in moments)), tuple(notes), kept or any(each.kept for each in moments)
    )


class Here(NamedTuple):
    """What a phrase is read against."""

    setting: Setting
    completion: Completion

    def read(self, words: str) -> Joined | None:
        """What the first fitting shape makes of the words."""
        alone = moment(words, self.setting)
        if alone:
            return _put("{}", self.completion.whole(alone))
        for pattern, shape in _SHAPES:
            if (m := re.fullmatch(pattern, words, re.IGNORECASE | re.ASCII)) and (found := shape(m, self)):
                return found
        last = other_spelling(words)
        return _put("{}", self.completion.whole(last)) if last else None

    def inner(self, words: str) -> Moment | None:
        """A moment that stands inside another shape."""
        found = moment(words, self.setting)
        if found and found.stretch:
            message = f'"{words}" is a stretch, and EDTF cannot put it there'
            raise DateError(message, "write its first or last day")
        return found

    def whole(self, words: str) -> Moment | None:
        """Such a moment with everything in place."""
        found = self.inner(words)
        return self.completion.whole(found) if found else None

    def pair(self, words: str, cut: str) -> tuple[Moment, Moment] | None:
        """Two moments with the cut between them; refused when it can be cut at two places."""
        cuts = list(re.finditer(cut, words, re.IGNORECASE))
        fits: list[tuple[Moment, Moment]] = []
        refused: DateError | None = None
        for between in cuts if len(cuts) <= _MOST_CUTS else []:
            try:
                left, right = self.inner(words[: between.start()]), self.inner(words[between.end() :])
            except DateError as error:
                refused = refused or error
            else:
                fits += [(left, right)] if left and right else []
        if len(fits) > 1:
            hint = 'write "from ... to ..." and whole dates'
            raise DateError(f'"{words}" can be cut at two places', hint)
        if not fits and refused:
            raise refused
        return fits[0] if fits else None


def _from_to(m: re.Match[str], here: Here) -> Joined | None:
    """3-5 May 2022, from 3 to 5 May 2022, 1914-18."""
    pair = here.pair(m["rest"], r" - | ?– ?|-| to | until | till | through ")
    if not pair:
        return None
    left, right = pair
    if left.plain_year and "01" <= right.number <= "12" and right.number > left.year[2:]:
        both = f"{left.year}/{left.year[:2]}{right.number}", f"{left.year}-{right.number}"
        raise DateError(f'"{m["rest"]}": years, or a month?', "write it in one of these ways", both)
    return _put("{}/{}", *here.completion.ends(left, right))


def _between(m: re.Match[str], here: Here) -> Joined | None:
    """Between 3 and 5 May 2022: one of these days. EDTF wants both sides of a range equally exact."""
    pair = here.pair(m["rest"], " and ")
    if not pair:
        return None
    a, b = here.completion.ends(*pair)
    if a.time or b.time:
        readings = f"{a.edtf()}/{b.edtf()}", a._replace(time="", zone="").edtf()
        hint = "write an interval, from ... to ..., or the day"
        raise DateError("EDTF has no moment between two times", hint, readings)
    found = _put("[{}..{}]", a, b)
    try:
        edtf.parse(found.text)
    except DateError:
        first, last = edtf.parse(a.edtf()).earliest, edtf.parse(b.edtf()).latest
        if first is None or last is None or last < first or a.mark or b.mark or a.whole or b.whole:
            raise
        parts = max(_parts(a), _parts(b))
        return found._replace(text=f"[{day_text(first, parts)}..{day_text(last, parts)}]")
    return found


def _parts(each: Moment) -> int:
    """How many of year, month and day a plain date needs to be as exact as this one."""
    return 3 if each.day else 2 if each.month else 1


def _members(m: re.Match[str], here: Here) -> Joined | None:
    """3 or 5 May 2022; 3, 5 and 7 May 2022."""
    moments: list[Moment] = []
    groups = re.split(f",? {m['and']} ", m["rest"], flags=re.IGNORECASE)
    for group in groups:
        pieces = group.split(", ")
        if len(pieces) > _MOST_CUTS:
            return None
        while pieces:
            size, found = _longest(pieces, here)
            if not found:
                return None
            moments.append(found)
            pieces = pieces[size:]
    given = shared(moments)
    whole = [here.completion.whole(each) for each in given]
    years = {after.year for before, after in zip(given, whole, strict=True) if not before.year and not before.whole}
    brackets = "[{}]" if m["and"].lower() == "or" else "{{{}}}"
    if len(years) > 1:
        texts = [",".join(each._replace(year=year).edtf() for each in whole) for year in sorted(years)]
        readings = tuple(brackets.format(text) for text in texts)
        raise DateError("no year given, and in this year not all of it is over", "write the year", readings)
    joined = _put(",".join(["{}"] * len(whole)), *whole)
    return joined._replace(text=brackets.format(joined.text))


def _longest(pieces: list[str], here: Here) -> tuple[int, Moment | None]:
    """The moment that takes up the most pieces, for a comma may stand inside a date, and how many these are."""
    for size in range(len(pieces), 1, -1):
        try:
            found = here.inner(", ".join(pieces[:size]))
        except DateError:
            continue
        if found:
            return size, found
    return 1, here.inner(pieces[0])


def _opened(template: str) -> Callable[[re.Match[str], Here], Joined | None]:
    """The shape of since, until, by: one moment put into the template."""

    def shape(m: re.Match[str], here: Here) -> Joined | None:
        found = here.whole(m["rest"])
        return _put(template, found) if found else None

    return shape


def _beyond(m: re.Match[str], here: Here) -> Joined | None:
    """Before 1928, after 5 May 2022: the nearest year, month or day that is not part of it."""
    found = here.whole(m["rest"])
    if not found:
        return None
    date = edtf.parse(found._replace(time="", zone="").edtf())
    before = m["word"].lower() in {"before", "prior to", "earlier than"}
    if found.mark or found.whole or found.time or date.earliest is None or date.latest is None:
        nearest = f"[..{date.text}]" if before else f"[{date.text}..]"
        message = f"EDTF cannot say what lies {m['word']} a doubtful day or a time"
        raise DateError(message, "say by, or on or after", (nearest,))
    edge = day_text(date.earliest - 1 if before else date.latest + 1, _parts(found))
    return Joined(f"[..{edge}]" if before else f"[{edge}..]", found.notes, found.kept)


def _from_alone(m: re.Match[str], here: Here) -> None:
    """From 24 February 2022: still going on, or not known until when?"""
    found = here.whole(m["rest"])
    if not found:
        return
    text = found.edtf()
    hint = 'write "since ...", "from ..., end unknown" or "on or after ..."'
    raise DateError(f'"{m[0]}" has no end', hint, (f"{text}/..", f"{text}/", f"[{text}..]"))


def _night(m: re.Match[str], here: Here) -> Joined | None:
    """Night of 16-17 November: both days, and the words are kept."""
    pair = here.pair(m["rest"], r" ?[-–/] ?| to | and ")
    if pair:
        a, b = here.completion.ends(*pair)
        first, last = edtf.parse(a.edtf()), edtf.parse(b.edtf())
        if not (a.day and b.day) or a.time or b.time or first.latest is None or first.latest + 1 != last.earliest:
            raise DateError(f'"{m["rest"]}" is no night', "a night has two days, one after the other")
        found = _put("{}/{}", a, b, kept=True)
        return found._replace(notes=(*found.notes, "EDTF has no night: both days are stored"))
    alone = here.whole(m["rest"])
    if not alone or not alone.day.isdecimal() or alone.time or alone.mark:
        return None
    day = edtf.parse(alone.edtf()).earliest or 0
    both = tuple(f"{day_text(n)}/{day_text(n + 1)}" for n in (day - 1, day))
    hint = "write both days: night of 16-17 November"
    raise DateError(f'"{m[0]}": the night before that day, or after it?', hint, both)


def _slashed(m: re.Match[str], here: Here) -> None:
    """16/17 November: from one to the other, or one of them?"""
    readings = tuple(found.text for word in ("to", "or") if (found := here.read(f"{m['a']} {word} {m['b']}")))
    raise DateError(f'"{m[0]}" has two readings', 'write "to" or "or" for the slash', readings)


def _slashed_years(m: re.Match[str], _: Here) -> None:
    """2022/23 is no EDTF, and could be a month or years."""
    year, tail = m["a"], m["b"]
    readings = [f"{year}/{year[:2]}{tail}"] if tail > year[2:] else []
    readings += [f"{year}-{tail}"] if "01" <= tail <= "12" else []
    raise DateError(f'"{m[0]}" is not clear', "write an interval of years, or a month", tuple(readings))


_TILL_NOW: Final = r" ?[-–] ?(?:present|now|ongoing)| (?:to|until|till) (?:the )?(?:present|now)"
_REST: Final = "(?P<rest>.+?)"
_SHAPES: Final[tuple[tuple[str, Callable[[re.Match[str], Here], Joined | None]], ...]] = (
    (r"(?P<a>\d{4})/(?P<b>\d\d)", _slashed_years),
    (rf"(?P<a>\d\d?)/(?P<b>\d\d? {MONTH}.*)", _slashed),
    (rf"(?:on |over )?(?:the )?(?:over)?night(?: of| from| between)?(?: the)? {_REST}", _night),
    (rf"between {_REST}", _between),
    (rf"(?:since|from) {_REST}(?: onwards?|,? (?:and )?ongoing| on)", _opened("{}/..")),
    (rf"(?:from )?{_REST}(?: onwards?|,? (?:and )?ongoing|{_TILL_NOW})", _opened("{}/..")),
    (rf"since {_REST}", _opened("{}/..")),
    (rf"(?:from )?{_REST},? (?:\(?end unknown\)?|to an unknown (?:end|date))", _opened("{}/")),
    (rf"(?:until|till|up to|to) {_REST},? \(?start unknown\)?", _opened("/{}")),
    (rf"(?:until|till|up to) {_REST}", _opened("../{}")),
    (rf"(?:by|no later than|not later than|not after|(?:on|in|at) or before) {_REST}", _opened("[..{}]")),
    (rf"{_REST},? (?:at the latest|or earlier|or before)", _opened("[..{}]")),
    (rf"(?:(?:on|in|at) or after|no earlier than|not earlier than|not before) {_REST}", _opened("[{}..]")),
    (rf"{_REST},? (?:at the earliest|or later|or after)", _opened("[{}..]")),
    (rf"(?P<word>before|prior to|earlier than|after|later than) {_REST}", _beyond),
    (rf"(?:from )?{_REST}", _from_to),
    (rf"from {_REST}", _from_alone),
    (r"(?:either )?(?P<rest>.+ (?P<and>or) .+)", _members),
    (r"(?:both )?(?P<rest>.+ (?P<and>and) .+)", _members),
)  # fmt: skip
"""How moments are joined, tried in order."""
