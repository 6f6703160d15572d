"""What timeline.toml may set: data, never a command or a path out of the chronology. And what its user may set for all.

Knows the keys; must not know who heeds them, nor which rules of `check` there are.
"""

from typing import Annotated, Literal

from msgspec import Struct

from timeline.dates.calendar import PERIODS
from timeline.model.fields import Field, Words

DateOrder = Literal["dmy", "mdy"]
DATE_ORDER: Words = {"dmy": "3 April 2024", "mdy": "March 4, 2024"}
COMMIT: Words = {"never": "unless --commit is given", "always": "where it can be, unless --no-commit is given"}
GROUP: Words = {period: f"by {period}" for period in PERIODS} | {
    "actor": "by actor, an event with two under both", "place": "by place", "tag": "by tag",
    "status": "by the editor's judgement", "sourcing": "by what they rest on",
}  # fmt: skip


class CheckSettings(Struct, frozen=True, kw_only=True):
    """Which rules `timeline check` follows."""

    select: Annotated[tuple[str, ...], Field("these alone: codes, or how they begin")] = ()
    ignore: Annotated[tuple[str, ...], Field("all but these: codes, or how they begin")] = ()


class ReportSettings(Struct, frozen=True, kw_only=True):
    """Defaults of `timeline report`, named like its flags, which win."""

    template: Annotated[str | None, Field("how it is laid out")] = None
    title: Annotated[str | None, Field("the heading of the document")] = None
    group: Annotated[str | None, Field("what the events stand under", GROUP)] = None
    reviews: Annotated[bool | None, Field("whether each entry says who vouches for it")] = None
    bibliography: Annotated[bool | None, Field("whether the documents are listed at its end")] = None
    stats: Annotated[bool | None, Field("whether what the events come to in numbers stands near its end")] = None
    timezone: Annotated[str | None, Field("IANA zone in which times are shown", form="time zone")] = None
    lang: Annotated[str | None, Field("language of the document (BCP 47)", form="language")] = None


class ReviewSettings(Struct, frozen=True, kw_only=True):
    """What `timeline review` asks of whoever vouches for an event."""

    others: Annotated[bool, Field("nobody vouches for what is their own work")] = False


class MergeSettings(Struct, frozen=True, kw_only=True):
    """How git merges event files, where `timeline git setup` was run."""

    strict: Annotated[bool, Field("an event that both sides changed is a conflict, but for fields that agree")] = False


class Settings(Struct, frozen=True, kw_only=True):
    """The name and the settings of a chronology."""

    title: Annotated[str, Field("what the chronology is about")] = ""
    timezone: Annotated[str | None, Field("IANA zone of times written without an offset", form="time zone")] = None
    date_order: Annotated[DateOrder | None, Field("how 03/04/2024 is read; unset, it is refused", DATE_ORDER)] = None
    check: Annotated[CheckSettings, Field("which rules `timeline check` follows")] = CheckSettings()
    report: Annotated[ReportSettings, Field("defaults of `timeline report`")] = ReportSettings()
    review: Annotated[ReviewSettings, Field("who may vouch for an event")] = ReviewSettings()
    merge: Annotated[MergeSettings, Field("how git merges event files")] = MergeSettings()

    def zone_under(self, group: str | None) -> str | None:
        """The zone of times under headings where none is asked for: hours of several zones would have no order."""
        return self.timezone if group == "hour" else None


class GitSettings(Struct, frozen=True, kw_only=True):
    """What is done with git."""

    commit: Annotated[Literal["never", "always"], Field("whether what is written is committed", COMMIT)] = "never"


class UserSettings(Struct, frozen=True, kw_only=True):
    """What a user has set for every chronology: what no chronology, which may be a stranger's, can set."""

    git: Annotated[GitSettings, Field("what is done with git")] = GitSettings()
