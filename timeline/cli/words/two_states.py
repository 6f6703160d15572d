"""Which two states of a chronology the first word of a line names, if it names any.

Knows how git's users write two commits, and how dates are read; must not know what is made of the two.
"""

import re
import shlex
from typing import TYPE_CHECKING, NamedTuple

from timeline.cli.session import Session
from timeline.cli.shared_flags import question
from timeline.cli.words.moments import COMMIT, DATE, moment
from timeline.dates import edtf
from timeline.dates.value import DateError
from timeline.errors import DataError, UsageError
from timeline.history.since import Since, since
from timeline.store.chronology import Chronology
from timeline.store.git import history, revisions
from timeline.store.git.failures import NotThenError, UnknownRevisionError
from timeline.store.git.revisions import Commit
from timeline.store.past import PastChronology
from timeline.store.search.compiler import Question
from timeline.text.shell import command

if TYPE_CHECKING:
    from timeline.eventfile.editions.edition import Edition

NEWEST = "HEAD"
_BEHIND = re.compile(r"[~^]|@\{")
"""What stands behind the name of a commit, and says which one before it is meant (gitrevisions)."""


class TwoStates(NamedTuple):
    """Two states, and the words that are left."""

    old: PastChronology
    new: Chronology
    """The files as they are, where no second commit was named."""
    query: tuple[str, ...]


def two_states(session: Session, words: tuple[str, ...]) -> TwoStates:
    """The states that `A..B`, `A...B` (what B did since the two parted) or `A` (against the files) means.

    A side that is left out is the newest commit; without such a word that is held against the files.

    Raises:
        UsageError: a side may be a commit or a date; or more commits are named.
        GitError: there is no such commit, or none at all, or git cannot tell.
    """
    chronology, root = session.chronology, session.chronology.root
    first, rest = (words[0], words[1:]) if words else ("", ())
    dots = "..." if "..." in first else ".." if ".." in first else ""
    if late := next((word for word in rest if are_two(root, word)), None):
        raise UsageError(
            f'"{late}" are two commits, and these come first', f"`{command('diff', of=[late])}` and then the rest"
        )
    if dots and (sides := _sides(session, *first.split(dots, 1))):
        before, after = (PastChronology(chronology, *side) for side in sides)
        if dots == "...":
            base = history.merge_base(root, before.commit.id, after.commit.id)
            if base is None:
                old, new = first.split(dots, 1)
                raise DataError(
                    f'"{first}": the two have no commit in common',
                    f"`{command('diff', of=[f'{old}..{new}'])}` compares them",
                )
            before = PastChronology(chronology, revisions.known(root, base))
        return TwoStates(before, after, rest)
    plain = first.removeprefix(COMMIT)
    if first and not dots and (named := revisions.named(root, plain)):
        _must_be_one(root, plain, rest)
        return TwoStates(PastChronology(chronology, named), chronology, rest)
    if not dots and (plain != first or is_before(root, first)):
        raise revisions.unknown(root, plain, "`git log` shows the commits there are")
    other = f"; the edition is --since-edition {shlex.quote(first)}" if first and _is_edition(root, first) else ""
    if first and not dots and _is_date(session, first):
        session.info(f'note: "{first}" is a date of events; "{first}.." is what was recorded since{other}')
    elif first and ":" not in first:
        session.info(f'note: "{first}" is looked for in the events: git knows no commit by it{other}')
    return TwoStates(PastChronology(chronology, newest(root)), chronology, words)


def _is_date(session: Session, text: str) -> bool:
    try:
        session.reading(text, session.options.today)
    except DateError:
        return False
    return True


def _is_edition(root: str, name: str) -> bool:
    from timeline.store import editions  # start-up: most words are others

    try:
        return name in editions.names(root)
    except DataError:
        return False


def _must_be_one(root: str, first: str, rest: tuple[str, ...]) -> None:
    """See that no second commit is named behind the first, as `git diff` takes two.

    Raises:
        UsageError: one is.
    """
    if rest and revisions.named(root, rest[0]):
        word = shlex.quote(f'"{rest[0]}"')
        hint = f"`{command('diff', of=[f'{first}..{rest[0]}'])}` compares the two; {word} looks for the word"
        raise UsageError(f'"{rest[0]}" is a commit, too', hint)


def are_two(root: str, word: str) -> bool:
    """Tell whether a word names two commits."""
    old, dots, new = word.partition("...") if "..." in word else word.partition("..")
    return bool(dots and old and new and revisions.named(root, old) and revisions.named(root, new))


def is_before(root: str, word: str) -> bool:
    """Tell whether a word begins with a commit, and goes on as only git's users do: `HEAD~3`, `main@{1}`.

    `title~^Biden` is a question.
    """
    name = _BEHIND.split(word, maxsplit=1)[0]
    return bool(name and name != word and revisions.named(root, name))


def _sides(session: Session, old: str, new: str) -> list[tuple[Commit, int | None]]:
    """The commits that two words mean; none where neither git nor the reader of dates knows one of them.

    `date:2024-01..2024-03` is a question, unless git knows what follows, or it says that it is a day, too.
    """
    root = session.chronology.root
    if old.startswith(DATE) and not new.startswith((DATE, COMMIT)) and not revisions.named(root, new):
        return []
    found, named, unknown = [], False, None
    for side in (old, new):
        try:
            found.append(moment(session, side) if side else (newest(root), None))
        except NotThenError:
            raise
        except UnknownRevisionError as error:
            unknown = error
        else:
            named = named or bool(side)
    if unknown and named:
        raise unknown
    return found if named else []


def since_edition(session: Session, name: str) -> Since:
    """What was changed since an edition, by its name, in what it named and in what its question finds.

    Raises:
        DataError: there is no such edition, or its manifest cannot be read.
        GitError: the commit that it was made from is not here, or git cannot tell.
    """
    from timeline.store import editions  # start-up: most questions are of commits

    edition = editions.read(session.chronology.root, name)
    if edition.published_by:
        session.info(f"note: of sources those count here, too, that were published after {edition.published_by}")
    return since(session.chronology, edition, asked_by(session, edition))


def asked_by(session: Session, edition: "Edition") -> Question:
    """What an edition asked."""
    words = (edition.query,) if edition.query else ()
    last = edtf.parse(edition.published_by).latest if edition.published_by else None
    return question(session, last, words, certain=edition.certain, members=edition.members)


def newest(root: str) -> Commit:
    """The newest commit.

    Raises:
        GitError: there is none, or git cannot tell.
    """
    if found := revisions.named(root, NEWEST):
        return found
    raise UnknownRevisionError("nothing is committed yet", "`git add -A` and `git commit` record what is here")
