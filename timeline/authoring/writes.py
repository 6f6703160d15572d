"""Several files written one after the other, so that at the end it is known of each what became of it.

Knows no file: whoever writes one says how, and what to say then.
"""

import os
from collections.abc import Callable, Iterable, Sequence

from timeline.cli.session import Session
from timeline.errors import DataError, TimelineError
from timeline.store.files.writer import UnwritableError
from timeline.text.lists import abridged

MOST = 20
"""So many failures are told in full."""


def each(session: Session, writes: Iterable[tuple[str, Callable[[], str | list[str]]]], *, again: bool = False) -> int:
    """Do one after the other and say what was done; one that fails keeps no other from being done.

    What the system refuses for one and the same reason is one error.

    Args:
        session: who says it.
        writes: of each file its name for the person, and what writes it and returns what is to be said.
        again: whether the same command does what is left where it is interrupted.

    Returns:
        The exit code: 0, or that of the worst failure.
    """
    code, done, to_do = 0, 0, [*writes]
    failed: list[str] = []
    refused: dict[str, list[UnwritableError]] = {}
    for n, (shown, write) in enumerate(to_do):
        if len(to_do) > MOST and not n % MOST:
            session.progress.show(n, len(to_do), "writing")
        try:
            said = write()
        except UnwritableError as error:
            refused.setdefault(error.reason, []).append(error)
            failed.append(shown)
        except TimelineError as error:
            code = max(code, session.error(error) if len(failed) < MOST else error.exit_code)
            failed.append(shown)
        except KeyboardInterrupt:
            begun, rest = [f"{done:,} written"] * bool(done), ["the same command does the rest"] * again
            raise KeyboardInterrupt("; ".join([*begun, f"stopped at {shown}", *rest])) from None
        else:
            done += 1
            for text in ([said] if said else ()) if isinstance(said, str) else said:
                session.info(text)
    session.progress.erase()
    for errors in refused.values():
        code = max(code, session.error(_one(errors)))
    if failed and done:
        session.warning(f"{done:,} of {len(to_do):,} were written; not written: {abridged(failed, MOST)}")
    return code


def _one(errors: Sequence[UnwritableError]) -> DataError:
    """One error for all that was refused for one reason."""
    if len(errors) == 1:
        return errors[0]
    place = os.path.commonpath([os.path.dirname(error.path) for error in errors])
    hint = "; ".join(filter(None, (errors[0].advice, "they are as they were")))
    where = f"in {place}" if place else "here"
    return DataError(f"{len(errors):,} files {where} cannot be written: {errors[0].reason}", hint)
