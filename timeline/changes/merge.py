"""Three-way merge of the texts of a file: what either side changed, comments kept, and a conflict where both did.

Nobody wins: not the surer, not the later. A conflict stands in the text as git's markers around whole statements. What
is made is read again and held against what it is to say before anybody gets it. Knows texts, and what kind of file they
are; must not know git, nor where files are.
"""

from collections.abc import Sequence

from msgspec import Struct

from timeline.changes.merging.making import How as How  # noqa: PLC0414 - who merges asks for them beside it
from timeline.changes.merging.making import Making
from timeline.changes.merging.making import Merged as Merged  # noqa: PLC0414
from timeline.changes.merging.remarks import FileVersion
from timeline.errors import DataError, UsageError
from timeline.model.event import Event
from timeline.toml.conflicts import MARKERS, WHOLE, Region, marked
from timeline.toml.parser import BOM

TWO_EVENTS = f"{WHOLE}: two events under one name"
"""What a conflict is about that no choice of sides settles: both are to be kept."""
_TELLING = ("title", "date")
"""Two new files that have both otherwise are two events."""


class NotMergedError(DataError):
    """The texts cannot be merged by meaning: one is no TOML, or what would come of it does not hold."""


def merge(base: str | None, ours: str, theirs: str, how: How, of: type[Struct] | None = Event) -> Merged:
    """What two texts say together that were made of one.

    Args:
        base: what both were made of; None: nothing, both are new.
        ours: the one side, whose layout, line ends and byte order mark are kept.
        theirs: the other.
        how: in which way.
        of: the class of the file: an event, of a register that of its entries; None: no table of fields.

    Raises:
        NotMergedError: a side is no TOML, or the result would not hold; they may be merged line by line.
    """
    if theirs in (ours, base):
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    three = [
        _base(_plain(base or "")),
        *(_version(side, _plain(text)) for side, text in (("ours", ours), ("theirs", theirs))),
    ]
    texts = [version.text for version in three]
    if of is Event and _is_two(three):
        made = whole(texts[1], texts[2], how, texts[0])
        made = made._replace(conflicts=(TWO_EVENTS,) * len(made.conflicts))
    elif of is Event and _is_emptied(three):
        made = whole(texts[1], texts[2], how, texts[0])
    else:
        made = _merged(three, how, of)
    line_end = "\r\n" if ours[: ours.find("\n") + 1].endswith("\r\n") else "\n"
    return made._replace(text=BOM * ours.startswith(BOM) + made.text.replace("\n", line_end))


def whole(ours: str, theirs: str, how: How, base: str = "") -> Merged:
    """Two texts that are not to be blended, as one conflict."""
    if how.favor:
        return Merged(ours if how.favor == "ours" else theirs, decided=(WHOLE,))
    mine, other, old = (text + "\n" * (text[-1:] not in {"", "\n"}) for text in (ours, theirs, base))
    labels = [f"{side}: {WHOLE}" for side in how.sides]
    return Merged(marked(Region(0, 0, mine, old if how.with_base else None, other, *labels), how.size), (WHOLE,))


def _is_two(three: Sequence[FileVersion]) -> bool:
    """Whether nothing is known of what was before, and the sides have nothing in common that tells what it is."""
    return not three[0].values and all(three[1].values.get(key) != three[2].values.get(key) for key in _TELLING)


def _is_emptied(three: Sequence[FileVersion]) -> bool:
    """Whether one side left nothing of an event that the other changed: that is git's modify/delete, in a file."""
    return any(
        old.values and not one.values and old.text != other.text
        for old, one, other in (three, (three[0], three[2], three[1]))
    )


def _merged(three: Sequence[FileVersion], how: How, of: type[Struct] | None) -> Merged:
    try:
        return Making(three, how, of).done()
    except (DataError, UsageError, ValueError) as error:
        raise NotMergedError("what both sides say together cannot be written", str(error)) from error


def _plain(text: str) -> str:
    return text.removeprefix(BOM).replace("\r\n", "\n")


def _version(side: str, text: str) -> FileVersion:
    """One side.

    Raises:
        NotMergedError: it is no TOML.
    """
    try:
        return FileVersion(text)
    except ValueError as error:
        raise NotMergedError(
            f"{side} is not readable ({_fault(text, error)})", "they are merged line by line"
        ) from error


def _fault(text: str, error: ValueError) -> str:
    """On what line a text is no TOML, and why: as the parser says it, but of markers."""
    from timeline.toml.syntax_errors import syntax_error  # start-up: needed for a broken side only

    found = syntax_error(text, error, "")
    message = str(getattr(error, "msg", found.message))
    return f"line {found.line}: {MARKERS if found.message == MARKERS else message}"


def _base(text: str) -> FileVersion:
    """What both sides were made of; as if it were empty where it is no TOML."""
    try:
        return FileVersion(text)
    except ValueError:
        return FileVersion("")
