"""Several files written one after the other, so that at the end it is known of each what became of it.

Knows no file: whoever writes one says how, and what to say then.
"""

from collections.abc import Callable, Iterable

from timeline.cli.session import Session
from timeline.errors import TimelineError
from timeline.text.lists import few, joined, with_others

MOST = 20
"""So many failures are told in full."""


def each(session: Session, writes: Iterable[tuple[str, Callable[[], str | list[str]]]]) -> int:
    """Do one after the other and say what was done; one that fails keeps no other from being done.

    Args:
        session: who says it.
        writes: of each file its name for the person, and what writes it and returns what is to be said.

    Returns:
        The exit code: 0, or that of the worst failure.
    """
    code, done, to_do = 0, 0, [*writes]
    failed: list[str] = []
    for n, (shown, write) in enumerate(to_do):
        if len(to_do) > MOST and not n % MOST:
            session.progress.show(n, len(to_do), "writing")
        try:
            said = write()
        except TimelineError as error:
            session.progress.erase()
            code = max(code, session.error(error) if len(failed) < MOST else error.exit_code)
            failed.append(shown)
        except KeyboardInterrupt:
            session.warning("", f"{done} written; stopped at {shown}")
            raise
        else:
            done += 1
            for text in ([said] if said else ()) if isinstance(said, str) else said:
                session.info(text)
    session.progress.erase()
    if failed and done:
        named = few(len(failed), MOST)
        names = joined(with_others(failed[:named], len(failed) - named))
        session.warning(f"{done:,} of {len(to_do):,} were written; not written: {names}")
    return code
