"""What a page lists of what its events rest on, and the sentence that sums it up.

Knows events as others may see them; knows nothing of pages. What is counted of each event is in grounds.py.
"""

from typing import NamedTuple

from timeline.model.event import Source
from timeline.provenance.names import outlet
from timeline.records.identities import Identities
from timeline.records.record import Record
from timeline.records.source_words import origins
from timeline.reports.bibliography import Bibliography
from timeline.reports.markup import Markdown
from timeline.reports.numbers.grounds import Grounds
from timeline.reports.sources import reference, withheld
from timeline.text.lists import capital, counted, joined

_UNSURE = ("unassessed", "possibly-corroborated")
"""Classes of which it is not known whether the sources are independent."""


class Mention(NamedTuple):
    """An event that is listed for something."""

    id: str
    says: str


class Tally(Grounds):
    """The same with what a page lists: the events that rest on little, documents, what is withheld."""

    def __init__(self, known: Identities) -> None:
        """Take what tells who is one, whatever the name."""
        self._bibliography = Bibliography()
        super().__init__(known, self._bibliography.add)
        self.unnamed_alone = 0
        """Single-source events that rest on unnamed people only."""
        self.withheld: list[Mention] = []
        self.singles: list[Mention] = []
        self.echoes: list[Mention] = []
        self._links = "links"
        """What the sources are called of which it is not known whether they are independent."""

    def look(self, event: Record, *, certain: bool) -> None:
        """Count one event."""
        found = event.provenance
        self.rests(event.sources, found, certain=certain)
        if found.label == "single-source":
            self.unnamed_alone += "anonymous-only" in found.flags
            self.singles.append(Mention(event.id, "; ".join(origins(event))))
        if "echo" in found.flags:
            self.echoes.append(Mention(event.id, f"{found.reports} reports"))
        if found.label in _UNSURE and not all(source.url for source in event.sources):
            self._links = "sources"
        self.withheld += [Mention(event.id, withheld(source)) for source in event.sources if source.confidential]

    @property
    def bibliography(self) -> list[Markdown]:
        """Each document that was seen, once: by author or publisher, title and day."""
        return list(map(reference, self._bibliography.documents))

    @property
    def described(self) -> list[Markdown]:
        """Those of which more is known than where they are, and who made them: a note would say no less."""
        return [reference(s) for s in self._bibliography.documents if s.title or s.published or _published(s)]

    @property
    def statement(self) -> str:
        """`For 1 of 118 events two independent sources are on file. 82 have several links of which …; 35 have one`."""
        return ". ".join(filter(None, (self._independent, self._rest, self._on_file)))

    @property
    def _independent(self) -> str:
        many = self.labels["corroborated"]
        if not self.events:
            return "There are no events"
        if self.events == 1:
            return f"For the 1 event {'no ' * (not many)}two independent sources are on file"
        number, are = (str(many), " are") if many else ("none", "")
        return f"For {number} of {self.events} events{' are' * (not are)} two independent sources{are} on file"

    @property
    def _rest(self) -> str:
        """How the other events stand."""
        labels = self.labels
        all_of = "" if labels["single-source"] == 1 else " in all of them"
        some = all_of if self.unnamed_alone == labels["single-source"] else f" in {self.unnamed_alone} of them"
        unnamed = f", unnamed{some}" if self.unnamed_alone else ""
        several = sum(labels[label] for label in _UNSURE)
        one = "have one" + " source" * (not several)
        said = (
            (several, f"have several {self._links} of which it is not known whether they are independent"),
            (labels["single-source"], one + unnamed),
            (labels["unsourced"], "have no source"),
            (labels["ungrounded"], "rest on reports that only cite one another"),
            (labels["denied-only"], "are denied, and supported by nobody"),
            (labels["unsupported"], "are only mentioned"),
            (labels["disputed"], "are denied as well"),
            (self.possible, "are only possibly in the range"),
        )
        who = "it" if self.events == 1 else "1"
        parts = [f"{who} {_agreeing(words)}" if n == 1 else f"{n} {words}" for n, words in said if n]
        return capital("; ".join(parts))

    @property
    def _on_file(self) -> str:
        documents, bare = len(self._bibliography.documents), self.bare
        by = ((self.publishers, "publisher"), (self.authors, "author"))
        of = joined([counted(number, noun) for number, noun in by if number])
        grounds = (
            (documents, counted(documents, "document") + f" of {of}" * bool(of)),
            (bare, f"{bare} outlet{' or body' if bare == 1 else 's or bodies'} without a document named"),
            (self.direct, f"{self.direct} heard or seen directly"),
        )
        shown = [words for number, words in grounds if number]
        return f"On file: {'; '.join(shown)}" if shown else ""


def _published(source: Source) -> bool:
    """Whether somebody published it whose name says more than its address does."""
    return bool(source.publisher and outlet(source))


def _agreeing(words: str) -> str:
    """The same of one event: "has", "is", "rests"."""
    verb, rest = words.split(" ", 1)
    return f"{_OF_ONE[verb]} {rest}"


_OF_ONE = {"have": "has", "are": "is", "rest": "rests"}
