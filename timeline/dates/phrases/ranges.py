"""The shapes of a phrase: what joins moments, such as since, between, or, night of.

A table of small rules, tried in order; the first that fits decides. A single moment is read by `single_dates`, and what
it lacks comes from `completion`. Knows nothing of the text around the phrase, and no clock.
"""

import re
from functools import partial
from typing import Final

from timeline.dates import edtf
from timeline.dates.phrases.clock import SPAN, TIME
from timeline.dates.phrases.completion import by_day, ends, shared, whole
from timeline.dates.phrases.moment import NIGHT, REST, Moment, Rules, Setting, day_text, first_fit
from timeline.dates.phrases.relative import MONTH
from timeline.dates.phrases.single_dates import SHORTLY, moment
from timeline.dates.phrases.spellings import other_spelling, slashed_years
from timeline.dates.value import DateError

_TO_THE_END: Final = re.compile(
    r"\b(?P<last>by|after|later than|not after|on or before|(?P<end>to|until|till|through)) (?:the )?(?:very )?end of "
    r"|\b(?P<first>before|prior to|earlier than|not before|on or after|(?P<start>since|from)) "
    r"(?:the )?(?:very )?(?:start|beginning) of ",
    re.IGNORECASE,
)
"""By the end of 2023, before the beginning of May say the same without it; since and until are vaguer then."""
_DAY_FIRST: Final = re.compile(rf"(?P<day>.+?),? (?P<span>(?:between|from) {TIME}.*)", re.IGNORECASE | re.ASCII)
"""17 November 2024, from 20:20 to 22:30."""
_MOST_CUTS: Final = 12
"""Places at which a phrase may be cut; a date has fewer."""


def read(words: str, setting: Setting) -> Moment | None:
    """What a whole phrase means: one moment, or what the first fitting shape makes of several."""
    if edges := list(_TO_THE_END.finditer(words)):
        found = read(_TO_THE_END.sub(lambda m: f"{m['last'] or m['first']} ", words), setting)
        return found and found._replace(kept=found.kept or any(m["end"] or m["start"] for m in edges))
    if m := SPAN.search(words):
        return _spread(m, words, setting)
    if re.fullmatch(r"(?:(?:on|at|the|dated) )*\d{3}", words):
        number = words.rpartition(" ")[2]
        raise DateError(f'"{words}" is a year of three digits', f"write AD {number}, {number} BC or 0{number}")
    if alone := moment(words, setting):
        return whole(alone, setting)
    if (m := _DAY_FIRST.fullmatch(words)) and moment(m["day"], setting):
        words = f"{m['span']} on {m['day']}"
    if joined := first_fit(_SHAPES, words, setting):
        return joined
    last = other_spelling(words)
    return last and whole(last, setting)


def _spread(m: re.Match[str], words: str, setting: Setting) -> Moment | None:
    """8-11 pm: am or pm goes for both hours, where the first is then before the second."""
    at, half = m.end("minute") if m["minute"] else m.end("hour"), m["half"].lower()

    def reading(half: str) -> Moment | None:
        return read(f"{words[:at]} {half}m{words[at:]}", setting)

    first, last = ((int(m[a]) % 12, (m[b] or ":00")[1:]) for a, b in (("hour", "minute"), ("end", "minutes")))
    if int(m["hour"]) > 12:
        raise DateError(f'"{m[0]}" has an hour in two ways', "write am or pm behind both, or neither")
    if first < last:
        return reading(half)
    readings = tuple(found.edtf() for found in map(reading, "ap") if found)
    raise DateError(f'"{m[0]}" has two readings', "write am or pm behind both", readings)


def _put(text: str, *moments: Moment) -> Moment:
    """The moments as one, which EDTF writes so, with what they say aloud."""
    notes = [note for each in moments for note in each.notes]
    if moments[0].mark and not moments[-1].mark:
        notes.append(f"the doubt is taken for {moments[0].edtf()} alone, not for {moments[-1].edtf()}")
    return Moment(whole=text, notes=tuple(notes), kept=any(each.kept for each in moments))


def _edge(found: Moment, side: int) -> Moment:
    """The first (0) or the last (-1) day, month or year of a stretch; any other moment as it is."""
    if not found.stretch:
        return found
    single = edtf.parse(found.whole).singles[side]
    edge = Moment(single.year, single.month, single.day, notes=found.notes, kept=found.kept)
    return edge._replace(notes=tuple(n for n in edge.notes if n != NIGHT)).without("night") if found.night else edge


def _loose(found: Moment) -> Moment:
    """May instead of mid-May: at the end of an interval EDTF has a month or a year, and the words are kept."""
    if not found.part:
        return found
    said = f'EDTF has no "{found.part}" at the end of an interval: all of it is stored'
    return found._replace(part="", kept=True).saying(said)


def _pointed(words: str, template: str, setting: Setting) -> Moment | None:
    """A moment that EDTF can put at the end of an interval: no stretch; what it may stand for is named."""
    loose = moment(words, setting)
    found = loose and whole(_loose(loose), setting)
    if found and found.night:
        return _edge(found, 0 if template[0] == "{" else -1)
    if not found or not found.stretch:
        return found
    first, last = _edge(found, 0), _edge(found, -1)
    month = f"{first.year}-{first.month}" if first.month == last.month else ""
    ends = [month or first.year] * (first.year == last.year) + [first.edtf(), last.edtf()]
    message = f'"{words}" is a stretch, and EDTF has none at the end of an interval'
    raise DateError(message, "write a month or a day", tuple(template.format(end) for end in ends))


def _whole(words: str, setting: Setting) -> Moment | None:
    """A moment inside another shape, with everything in place."""
    found = moment(words, setting)
    return found and whole(found, setting)


def _pair(words: str, cut: str, setting: Setting) -> tuple[Moment, Moment] | None:
    """Two moments with the cut between them; refused when it can be cut at two places."""
    cuts = list(re.finditer(cut, words, re.IGNORECASE))
    fits: list[tuple[Moment, Moment]] = []
    refused: DateError | None = None
    for between in cuts if len(cuts) <= _MOST_CUTS else []:
        try:
            left, right = moment(words[: between.start()], setting), moment(words[between.end() :], setting)
        except DateError as error:
            refused = refused or error
        else:
            fits += [(left, right)] if left and right else []
    if len(fits) > 1:
        raise DateError(f'"{words}" can be cut at two places', 'write "from ... to ..." and whole dates')
    if not fits and refused:
        raise refused
    return fits[0] if fits else None


def _from_to(m: re.Match[str], setting: Setting) -> Moment | None:
    """3-5 May 2022, from 3 to 5 May 2022, 1914-18."""
    pair = _pair(m["rest"], r" - | ?– ?|-| to | until | till | through | thru ", setting)
    if not pair:
        return None
    left, right = pair
    years = left.plain_year and len(right.number) == 2 and right.number > left.year[2:]
    if years and right.number <= "12" and "–" not in m["rest"]:
        both = f"{left.year}/{left.year[:2]}{right.number}", f"{left.year}-{right.number}"
        raise DateError(f'"{m["rest"]}": years, or a month?', "write it in one of these ways", both)
    a, b = ends(left, right, setting)
    a, b = (_edge(each, side) if each.night else each for each, side in ((a, 0), (b, -1)))
    if a.stretch or b.stretch:
        first, last = _edge(a, 0), _edge(b, -1)
        readings = f"{first.edtf()}/{last.edtf()}", _ranged(first, last)
        message = f'"{m["rest"]}" goes from or to a stretch, and EDTF has none at the end of an interval'
        raise DateError(message, "write an interval, or between ... and ...", readings)
    found = _put(f"{a.edtf()}/{b.edtf()}", a, b)
    said = f"{m['rest']} is read as years: {found.whole}"  # with a hyphen it is a month, or a season, in EDTF
    doubtful = years and (right.number <= "12" or "21" <= right.number <= "41")
    return found.saying(said) if doubtful else found


def _between(m: re.Match[str], setting: Setting) -> Moment | None:
    """Between 3 and 5 May 2022: one of these days. EDTF wants both sides of a range equally exact."""
    pair = _pair(m["rest"], " and ", setting)
    if not pair:
        return None
    a, b = ends(*pair, setting)
    if a.time or b.time:
        a, b = (by_day(each, setting, "moment between two times") for each in (a, b))
        if a.edtf() == b.edtf():
            return a
    return _put(_ranged(_edge(a, 0), _edge(b, -1)), a, b)


def _ranged(a: Moment, b: Moment) -> str:
    """One of the days, months or years from one to another, as exact as the more exact of both."""
    text = f"[{a.edtf()}..{b.edtf()}]"
    try:
        edtf.parse(text)
    except DateError:
        first, last = edtf.parse(a.edtf()).earliest, edtf.parse(b.edtf()).latest
        if first is None or last is None or last < first or a.mark or b.mark or a.whole or b.whole:
            raise
        parts = max(_parts(a), _parts(b))
        return f"[{day_text(first, parts)}..{day_text(last, parts)}]"
    return text


def _parts(each: Moment) -> int:
    """How many of year, month and day a plain date needs to be as exact as this one."""
    return 3 if each.day else 2 if each.month else 1


def _members(m: re.Match[str], setting: Setting) -> Moment | None:
    """3 or 5 May 2022; 3, 5 and 7 May 2022."""
    moments: list[Moment] = []
    groups = re.split(f",? {m['and']} ", m["rest"], flags=re.IGNORECASE)
    for group in groups:
        pieces = group.split(", ")
        if len(pieces) > _MOST_CUTS:
            return None
        while pieces:
            size, found = _longest(pieces, setting)
            if not found:
                return None
            moments.append(found)
            pieces = pieces[size:]
    given = shared(moments)
    known = [whole(each, setting) for each in given]
    days = {each._replace(mark="") for each in known}
    borrowed = any(each.mark and not (each.year or each.month) for each in moments)  # 2 or 3 May, probably the 3rd
    if borrowed and len(days) < len(known):
        raise DateError(f'"{m[0]}" names a day twice', "name each once; a note can say which is likelier")
    years = {after.year for before, after in zip(given, known, strict=True) if not before.year and not before.whole}
    brackets = "[{}]" if m["and"].lower() == "or" else "{{{}}}"
    if len(years) > 1:
        texts = [",".join(each._replace(year=year).edtf() for each in known) for year in sorted(years)]
        readings = tuple(brackets.format(text) for text in texts)
        raise DateError("no year given, and in this year not all of it is over", "write the year", readings)
    if m["and"].lower() == "or":  # Monday or Tuesday night
        known = [each._replace(whole=each.whole.replace("/", "..")) if each.night else each for each in known]
    either = m["and"].lower() == "or" and not any("/" in each.whole for each in known)
    texts = [each.whole[1:-1] if either and each.whole[:1] == "[" else each.edtf() for each in known]
    return _put(brackets.format(",".join(texts)), *known)


def _listed(m: re.Match[str], setting: Setting) -> Moment | None:
    """One of: 1667; between 1670 and 1672. So are sets shown that have no shorter words."""
    found = [read(item, setting) for item in m["rest"].split("; ")]
    known = [each for each in found if each]
    if len(known) < len(found):
        return None
    texts = [each.edtf() for each in known]
    if m["which"].lower() == "one":
        return _put(f"[{','.join(text[1:-1] if text[0] == '[' else text for text in texts)}]", *known)
    ranges = (re.sub(r"/?\.\./?|/", "..", text) for text in texts)
    return _put(f"{{{','.join(ranges)}}}", *known)


def _longest(pieces: list[str], setting: Setting) -> tuple[int, Moment | None]:
    """The moment that takes up the most pieces, for a comma may stand inside a date, and how many these are."""
    for size in range(len(pieces), 1, -1):
        try:
            found = moment(", ".join(pieces[:size]), setting)
        except DateError:
            continue
        if found:
            return size, found
    return 1, moment(pieces[0], setting)


def _opened(template: str, m: re.Match[str], setting: Setting) -> Moment | None:
    """Since, until, by: one moment put into the template."""
    side = {"[..{}]": -1, "[{}..]": 0}.get(template)
    edge = _pointed(m["rest"], template, setting) if side is None else _whole(m["rest"], setting)
    if not edge:
        return None
    edge = edge if side is None else _edge(edge, side)
    if edge.time and side is not None:
        reading = template.format(edge.untimed.edtf())
        raise DateError("EDTF has no earlier or later than a time", "write the day, or an interval", (reading,))
    return _put(template.format(edge.edtf()), edge)


def _beyond(m: re.Match[str], setting: Setting) -> Moment | None:
    """Before 1928, after 5 May 2022: the nearest year, month or day that is not part of it."""
    found, lead = _whole(m["rest"], setting), m.groupdict().get("lead")
    if not found:
        return None
    before = m["word"].lower() in {"before", "prior to", "earlier than", "pre", "pre-"}
    within = found.time or found.night or (found.kept and found.day and not found.stretch)  # dawn, an evening
    if lead and within:
        return by_day(found, setting, lead.strip())
    found = _edge(found, 0 if before else -1)
    date = edtf.parse(found.untimed.edtf())
    if found.mark or found.whole or within or date.earliest is None or date.latest is None:
        nearest = f"[..{date.text}]" if before else f"[{date.text}..]"
        message = f"EDTF cannot say what lies {m['word']} a doubtful day or within a day"
        raise DateError(message, "write one of these", (nearest, *([date.text] if within else [])))
    edge = day_text(date.earliest - 1 if before else date.latest + 1, _parts(found))
    return _put(f"[..{edge}]" if before else f"[{edge}..]", found._replace(kept=found.kept or bool(lead)))


def _from_alone(m: re.Match[str], setting: Setting) -> None:
    """From 24 February 2022: still going on, or not known until when?"""
    found = _pointed(m["rest"], "{}/", setting)
    if not found:
        return
    text = found.edtf()
    hint = f'write "since ..."{" or" if found.time else ","} "from ..., end unknown"'
    hint, later = (hint, ()) if found.time else (f'{hint} or "on or after ..."', (f"[{text}..]",))
    raise DateError(f'"{m[0]}" has no end', hint, (f"{text}/..", f"{text}/", *later))


def _night(m: re.Match[str], setting: Setting) -> Moment | None:
    """Night of 16-17 November: both days, and the words are kept."""
    pair = _pair(m["rest"], r" ?[-–/] ?| to | and ", setting)
    if pair:
        a, b = ends(*pair, setting)
        first, last = edtf.parse(a.edtf()), edtf.parse(b.edtf())
        if not (a.day and b.day) or a.time or b.time or first.latest is None or first.latest + 1 != last.earliest:
            raise DateError(f'"{m["rest"]}" is no night', "a night has two days, one after the other")
        found = _put(f"{a.edtf()}/{b.edtf()}", a, b)
        return found.saying(NIGHT)._replace(kept=True)
    alone = _whole(m["rest"], setting)
    if not alone or not alone.day.isdecimal() or alone.time or alone.mark:
        return None
    day = edtf.parse(alone.edtf()).earliest or 0
    both = tuple(f"{day_text(n)}/{day_text(n + 1)}" for n in (day - 1, day))
    if m["side"]:
        span = both[m["side"].lower() in {"after", "following"}]
        return _put(span, alone).saying(f'"{m[0]}" = {span}', NIGHT)._replace(kept=True)
    hint = "write both days: night of 16-17 November"
    raise DateError(f'"{m[0]}": the night before that day, or after it?', hint, both)


def _slashed(m: re.Match[str], setting: Setting) -> None:
    """16/17 November: from one to the other, or one of them?"""
    each = (read(f"{m['a']} {word} {m['b']}", setting) for word in ("to", "or"))
    readings = tuple(found.edtf() for found in each if found)
    raise DateError(f'"{m[0]}" has two readings', 'write "to" or "or" for the slash', readings)


_NOW: Final = "(?:the )?present(?: day)?|now|date"
_TILL_NOW: Final = rf" ?[-–] ?(?:{_NOW}|ongoing|today)| (?:up )?(?:to|until|till) (?:{_NOW})"
_GOES_ON: Final = rf" onwards?|,? \(?(?:and )?(?:ongoing|continuing|still going on)\)?|{_TILL_NOW}"
_NIGHT: Final = (
    "(?:on |in |over |during )?(?:the )?(?:over)?night"
    "(?: of| from| between| (?P<side>(?:in)?to|before|after|following))?(?: the)?"
)
_SHAPES: Final[Rules] = (
    (r"(?P<which>one|all) of: (?P<rest>.+)", _listed),
    (r"(?P<a>\d{4})/(?P<b>\d\d)", slashed_years),
    (rf"(?P<a>\d\d?)/(?P<b>\d\d? {MONTH}.*)", _slashed),
    (rf"{_NIGHT} {REST}", _night),
    (rf"between {REST}", _between),
    (rf"(?:since|from) {REST}(?:{_GOES_ON}| on)", partial(_opened, "{}/..")),
    (rf"{REST}(?:{_GOES_ON})", partial(_opened, "{}/..")),
    (rf"(?:(?:ever|ongoing|continuing) )?since {REST}", partial(_opened, "{}/..")),
    (rf"(?:from )?{REST},? (?:\(?end unknown\)?|to an unknown (?:end|date))", partial(_opened, "{}/")),
    (rf"(?:until|till|up to|to) {REST},? \(?start unknown\)?", partial(_opened, "/{}")),
    (rf"(?:until|till|up to) {REST}", partial(_opened, "../{}")),
    (rf"(?:by|no later than|not later than|not after|(?:on|in|at) or before) {REST}", partial(_opened, "[..{}]")),
    (rf"{REST},? (?:at the latest|or earlier|or before)", partial(_opened, "[..{}]")),
    (rf"(?:(?:on|in|at) or after|no earlier than|not earlier than|not before) {REST}", partial(_opened, "[{}..]")),
    (rf"{REST},? (?:at the earliest|or later|or after)", partial(_opened, "[{}..]")),
    (rf"(?P<lead>{SHORTLY} )?(?P<word>before|prior to|earlier than|after|later than) {REST}", _beyond),
    (r"(?P<word>pre|post)[- ](?P<rest>\d.*)", _beyond),
    (rf"(?:from )?{REST}", _from_to),
    (rf"from {REST}", _from_alone),
    (r"(?:either )?(?P<rest>.+ (?P<and>or) .+)", _members),
    (r"(?:both )?(?P<rest>.+ (?P<and>and|&) .+)", _members),
)  # fmt: skip
"""How moments are joined, tried in order."""
