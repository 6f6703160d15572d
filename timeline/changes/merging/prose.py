"""Two versions of a text in sentences that were made of one: what each changed, line by line, in one text.

Knows lines alone; must not know what is written. The rule is that of diff3 (Khanna, Kunal, Pierce: A formal
investigation of diff3, 2007): a line that all three have is certain, and between two such lines one version was
changed, or both were.
"""

from collections.abc import Sequence


def both(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines with what either version changed, as read by ours and by theirs.

    The two differ only where both versions changed the same lines, and not alike.
    """
    if theirs in (ours, base):
        return [*ours], [*ours]
    if ours == base:
        return [*theirs], [*theirs]
    at_ours, at_theirs = _kept(base, ours), _kept(base, theirs)
    certain = [(n, at_ours[n], at_theirs[n]) for n in range(len(base)) if n in at_ours and n in at_theirs]
    left: list[str] = []
    right: list[str] = []
    before = (0, 0, 0)
    for here in (*certain, (len(base), len(ours), len(theirs))):
        old, mine, other = (
            [*lines[start:end]] for lines, start, end in zip((base, ours, theirs), before, here, strict=True)
        )
        if mine in (old, other):
            mine = other
        elif other == old:
            other = mine
        left += [*mine, *base[here[0] : here[0] + 1]]
        right += [*other, *base[here[0] : here[0] + 1]]
        before = (here[0] + 1, here[1] + 1, here[2] + 1)
    return left, right


def _kept(base: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Where the lines stand in a version that it has kept."""
    from difflib import SequenceMatcher  # start-up: few texts were changed by both

    blocks = SequenceMatcher(None, base, new, autojunk=False).get_matching_blocks()
    return {old + n: at + n for old, at, size in blocks for n in range(size)}
