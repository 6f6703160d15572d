"""Several files written one after the other, so that at the end it is known of each what became of it.

Knows no file: whoever writes one says how, and what to say then.
"""

from collections.abc import Callable, Iterable

from timeline.cli.session import Session
from timeline.errors import TimelineError


def each(session: Session, writes: Iterable[tuple[str, Callable[[], str | list[str]]]]) -> int:
    """Do one after the other and say what was done; one that fails keeps no other from being done.

    Args:
        session: who says it.
        writes: of each file its name for the person, and what writes it and returns what is to be said.

    Returns:
        The exit code: 0, or that of the worst failure.
    """
    code, done = 0, 0
    failed: list[str] = []
    for shown, write in writes:
        try:
            said = write()
        except TimelineError as error:
            code = max(code, session.error(error))
            failed.append(shown)
        except KeyboardInterrupt:
            session.warning("", f"{done} written; stopped at {shown}")
            raise
        else:
            done += 1
            for text in ([said] if said else ()) if isinstance(said, str) else said:
                session.info(text)
    if failed and done:
        session.warning(f"{done} of {done + len(failed)} were written; not written: {', '.join(failed)}")
    return code
