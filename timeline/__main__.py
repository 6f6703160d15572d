"""`timeline` and `python -m timeline`."""

import sys


def main() -> None:
    """Answer the two questions that need nothing else at once; open the door for all others."""
    if sys.argv[1:] == ["--version"]:
        from timeline import __version__  # noqa: PLC0415 - start-up: this is all that --version needs

        sys.stdout.write(f"timeline {__version__}\n")
        return
    import gc  # noqa: PLC0415 - start-up, as above

    gc.disable()  # a command ends before cycles weigh anything, and looking for them costs a tenth of it
    from timeline.cli import run  # noqa: PLC0415 - start-up, as above

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
