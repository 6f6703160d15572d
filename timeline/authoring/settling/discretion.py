"""What may be said of a file while it is settled: nothing by which that is known which either side keeps confidential.

Once a side is taken, the text may no longer say that a source is confidential, and still name it. Knows texts and what
is said of them; must not know who says it.
"""

from collections.abc import Iterable, Iterator

from timeline.errors import Problem
from timeline.eventfile.conflicts import Conflict, label
from timeline.eventfile.public_text import PublicText, unsaid
from timeline.model.confidential import Refers
from timeline.toml.conflicts import Side, reading

_SIDES: tuple[Side, ...] = ("ours", "theirs", "base")


class Discretion:
    """Knows what a file keeps confidential on any of its sides, as it was before anything was settled."""

    def __init__(self, text: str, refers: Refers) -> None:
        """Take the text, and who knows which documents are confidential."""
        texts = dict.fromkeys(reading(text, side) for side in _SIDES)
        self._publics = [PublicText(one, refers) for one in texts]

    def hides(self, said: str) -> bool:
        """Whether what would be said holds anything of it."""
        return any(public.tells(said) for public in self._publics)

    def problems(self, found: Iterable[Problem]) -> list[Problem]:
        """Problems of what the file would become, as others may hear of them."""
        return [unsaid(one) if self.hides(f"{one.message}\n{one.hint}\n{one.source}") else one for one in found]

    def labels(self, found: Iterable[Conflict]) -> list[str]:
        """What conflicts are called; those that would name somebody go by their lines."""
        return [f"line {one.line}" if self.hides(label(one)) else label(one) for one in found]

    def lines(self, found: Iterable[str]) -> Iterator[str]:
        """What is said, without the lines that may not be; that there are such is said."""
        left_out = 0
        for line in found:
            if self.hides(line):
                left_out += 1
            else:
                yield line
        if left_out:
            name = "lines name" if left_out > 1 else "line names"
            yield f"{left_out} more {name} what is confidential, or was until now"
