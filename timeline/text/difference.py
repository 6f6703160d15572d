"""The difference of two texts, as a unified diff. Knows no files."""

from collections.abc import Iterator

from timeline.text.escape import terminal


def unified(before: str, after: str, name: str, new_name: str = "") -> Iterator[str]:
    """The lines of a unified diff, each with its end; nothing where the two are the same.

    Args:
        before: the text as it is.
        after: the text as it should be.
        name: what the first is called.
        new_name: what the second is called; as the first, where that is left out.
    """
    import difflib  # start-up: few commands compare

    old, new = (text.splitlines(keepends=True) for text in (before, after))
    for line in difflib.unified_diff(old, new, terminal(name), terminal(new_name or name)):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
