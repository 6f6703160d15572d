"""What an edition is, and the table of its fields: what was published, and what it was made from.

Knows no text (eventfile/editions/manifest.py), no files and no git.
"""

from typing import Annotated

from msgspec import Struct, field

from timeline.model.fields import Field

FORMAT = 1
"""The version of the manifests that are written; one with a higher number is of a later version of the tool."""


class EarlierEdition(Struct, frozen=True, kw_only=True):
    """The edition before one."""

    name: Annotated[str, Field("its name")]
    sha256: Annotated[str, Field("SHA-256 of its whole manifest", form="SHA-256")]


class NamedFile(Struct, frozen=True, kw_only=True):
    """A register, or the settings, as they were."""

    path: Annotated[str, Field("path inside the chronology")]
    blob: Annotated[str, Field("git's id of the content", form="blob id")]


class ListedEvent(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An event as it was, and what its sources came to."""

    id: Annotated[str, Field("its ID")]
    blob: Annotated[str, Field("git's id of its file; left out where it is withheld", form="blob id")] = ""
    min: Annotated[int, Field("origins that are certain")]
    max: Annotated[int, Field("origins that are possible")]
    label: Annotated[str, Field("what its sources come to, in a word")] = field(name="class")


class HashedFile(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A preserved copy, or the report."""

    path: Annotated[str, Field("path, as seen from the chronology")]
    sha256: Annotated[str, Field("SHA-256 of its bytes", form="SHA-256")]
    confidential: Annotated[bool, Field("whether it is the copy of a confidential source")] = False


class Withheld(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How much the manifest, or the report, does not tell."""

    sources: Annotated[int, Field("confidential sources of its events")] = 0
    events: Annotated[int, Field("events of which no blob id is given")] = 0
    registers: Annotated[int, Field("registers of which no blob id is given")] = 0
    copies: Annotated[int, Field("copies that are not named")] = 0


class Edition(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was published, by the manifest that says so."""

    format: Annotated[int, Field("version of this format")]
    name: Annotated[str, Field("its name")]
    made: Annotated[str, Field("the day it was made", date=True)]
    public: Annotated[bool, Field("whether the manifest is for others too")]
    title: Annotated[str, Field("title of the chronology")] = ""
    commit: Annotated[str, Field("the commit that holds all that is named", form="blob id")]
    query: Annotated[str, Field("which events were asked for; all where there is none")] = ""
    certain: Annotated[bool, Field("whether only those certain to be in the range")] = False
    members: Annotated[bool, Field("whether an actor stood for its members too")] = False
    published_by: Annotated[str | None, Field("sources published after that day did not count", date=True)] = None
    supersedes: Annotated[str | None, Field("name of the edition that it replaces")] = None
    previous: Annotated[tuple[EarlierEdition, ...], Field("the edition before it; several after a merge")] = ()
    report: Annotated[HashedFile | None, Field("the report that was written with it")] = None
    withheld: Annotated[Withheld | None, Field("how much it does not tell")] = None
    registers: Annotated[tuple[NamedFile, ...], Field("registers and settings")] = ()
    events: Annotated[tuple[ListedEvent, ...], Field("the events")] = ()
    copies: Annotated[tuple[HashedFile, ...], Field("preserved copies of their sources")] = ()
    digest: Annotated[str, Field("SHA-256 of the bytes above this line", form="SHA-256")] = ""

    @property
    def blobs(self) -> dict[str, str]:
        """Git's id of the file of each event, by ID; empty where it is withheld."""
        return {event.id: event.blob for event in self.events}
