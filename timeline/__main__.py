"""`timeline` and `python -m timeline`."""

import atexit
import gc
import os
import sys


def main() -> None:
    """Answer what needs nothing else at once; open the door for all other questions."""
    if sys.argv[1:] == ["--version"]:
        from timeline import __version__  # start-up: this is all that --version needs

        try:
            sys.stdout.write(f"timeline {__version__}\n")
            sys.stdout.flush()
        except (OSError, AttributeError):  # stdout is full, or closed
            pass  # the door says what comes of it
        else:
            return
    gc.disable()  # a command ends before cycles weigh anything, and looking for them costs a tenth of it
    from contextlib import suppress  # start-up, as above

    from timeline.app import INTERRUPTED, run

    try:
        code = run(sys.argv[1:])
        atexit._run_exitfuncs()  # noqa: SLF001 - what was to be done at the end is done
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError, AttributeError):  # nobody reads
                stream.flush()
    except KeyboardInterrupt:  # while it ended, or while the one before was said
        code = INTERRUPTED
    os._exit(code)  # to take thousands of objects apart that end with the process takes a sixth of a command


if __name__ == "__main__":
    main()
