"""What an event is, and the one table of its fields.

Every key of the event format stands here once, with all that hangs on it (model/fields.py). Knows nothing of files,
terminals or clocks.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from msgspec import Struct, field
from msgspec.structs import replace as replace  # noqa: PLC0414 - the floor changes events through this one name

from timeline.model.fields import Field as Field  # noqa: PLC0414 - an event and its table of fields are asked for together
from timeline.model.fields import Words as Words  # noqa: PLC0414
from timeline.model.fields import table as table  # noqa: PLC0414

# What follows are tables: their entries stand as they are read best.
# fmt: off

DATE_BASIS: Words = {
    "stated": "the sources say when it happened",
    "reported": "the day of the first known report; it happened then or before",
    "as-of": "a state seen on that day",
    "inferred": "worked out; the summary says how",
}
KIND: Words = {
    "occurrence": "something that happened", "state": "something that was so", "statement": "something that was said",
    "assessment": "a judgement that people hold",
}
STATUS: Words = {
    "confirmed": "it happened: the editor is satisfied", "reported": "it happened, so the sources say",
    "alleged": "claimed by an interested party", "disputed": "some say so, some deny it",
    "refuted": "it did not happen", "planned": "ahead: decided", "expected": "ahead: foreseen",
    "possible": "ahead: may happen", "cancelled": "ahead once, and called off",
}
LIKELIHOOD: Words = {
    "almost-no-chance": "1-5 %", "very-unlikely": "5-20 %", "unlikely": "20-45 %", "roughly-even": "45-55 %",
    "likely": "55-80 %", "very-likely": "80-95 %", "almost-certain": "95-99 %",
}
"""The ladder of ICD 203 (US Intelligence Community Directive, 2015), section D.6.e.2.a."""
ROLE: Words = {
    "agent": "did it", "associate": "helped", "target": "was aimed at", "affected": "was touched by it",
    "recipient": "received it", "participant": "took part", "speaker": "said it", "mediator": "went between",
    "mentioned": "is named", "perpetrator": "did a wrong", "victim": "suffered it",
}
CERTAINTY: Words = {
    "stated": "the source says so outright", "claimed": "someone claims it", "alleged": "someone accuses",
    "denied": "the actor denies it",
}
PRECISION: Words = {
    "exact": "within 10 m", "vicinity": "within 100 m", "locality": "within 1 km", "near": "within 25 km",
    "district": "somewhere in the district", "region": "somewhere in the region",
    "area": "somewhere in an area without borders", "country": "somewhere in the country",
    "international": "in more than one country, or in none",
}
LINK: Words = {
    "responds-to": "done in answer to it", "caused-by": "came of it", "enabled-by": "was made possible by it",
    "part-of": "is a part of it", "follows": "came after it", "about": "speaks of it",
    "fulfils": "an expectation that came true", "contradicts": "cannot be true with it", "supersedes": "replaces it",
    "duplicate-of": "is the same event", "related": "has to do with it",
}
PRIMARY: Words = {
    "person": "someone who said it", "testimony": "an account given for the record", "interview": "an interview",
    "statement": "an official statement", "speech": "a speech", "document": "a document", "law": "a law or decree",
    "court": "a judgment or filing", "dataset": "data", "image": "a picture", "video": "a film", "audio": "a recording",
    "satellite": "satellite imagery",
}
"""Source kinds that can be an origin by themselves."""
SECONDARY: Words = {
    "article": "an article", "broadcast": "radio or television", "report": "a report", "book": "a book",
    "web": "a web page", "post": "a post in a social network", "encyclopedia": "an encyclopedia",
}
SOURCE_KIND: Words = PRIMARY | SECONDARY
STANCE: Words = {"supports": "says that it is so", "denies": "says that it is not so", "mentions": "takes no side"}
SOURCE_STATE: Words = {
    "live": "as published", "corrected": "corrected since", "retracted": "withdrawn: supports nothing",
    "deleted": "no longer there",
}
GRADE: Words = {f"{a}{n}": "" for a in "ABCDEF" for n in "123456"}
"""Admiralty grades: reliability A-F of the source, credibility 1-6 of the statement (AJP-2.1, annex)."""
CLASSES: Words = {
    "unsourced": "no sources", "unsupported": "sources, none of which supports it or denies it",
    "denied-only": "denied, and supported by nobody", "ungrounded": "only a loop supports it",
    "single-source": "one origin even on the most generous reading",
    "unassessed": "several reports, none of which says how it knows",
    "possibly-corroborated": "one origin is certain, more are possible, and one at least says how it knows",
    "corroborated": "two origins or more even on the most sceptical reading",
}
FLAGS: Words = {
    "anonymous-only": "no origin is named", "unresolved": "an origin does not say how it knows, or nobody describes it",
    "circular": "a loop of citations supports it", "disputed": "supported and denied",
    "echo": "several reports, one origin: false confirmation",
    "one-sided": "two origins or more, all of one affiliation",
    "single-channel": "two origins or more, behind one report",
}
LABELS = CLASSES | FLAGS
"""What the sources of an event come to: exactly one class, any flags; how they are found is in `provenance`."""

REVIEWED: Words = {
    "yes": "somebody vouches for it as it stands", "stale": "somebody did, and it was changed since",
    "no": "nobody does",
}

Ids = tuple[str, ...]
Number = int | float | None


def _said(value: Any) -> Any:
    """A default that is said aloud in JSON: msgspec leaves out a plain default, never one that is made anew."""
    return field(default_factory=lambda: value)


class Actor(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Someone in the event, and as what."""

    name: Annotated[str, Field("name, alias or id of the register", called=2, aliases="who id")]
    role: Annotated[str, Field("as what", ROLE, beside=True, aliases="as")] = _said("participant")
    as_named: Annotated[str | None, Field("how the source put it")] = None
    certainty: Annotated[str, Field("how sure the role is", CERTAINTY)] = _said("stated")


class Place(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where it happened."""

    name: Annotated[str, Field("name, alias or id of the register", called=2, aliases="where")]
    country: Annotated[str | None, Field("the country")] = None
    lat: Annotated[float | None, Field(
        "latitude in degrees, WGS 84, north positive", group="point", aliases="latitude")] = None
    lon: Annotated[float | None, Field(
        "longitude in degrees, WGS 84, east positive", group="point", aliases="longitude lng")] = None
    precision: Annotated[str | None, Field("how near the point is to the place", PRECISION, group="point")] = None


class Source(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One document, person or body, and this event's use of it."""

    id: Annotated[str, Field(
        "name of this source inside the event; default: from publisher or name", use=True, called=1)] = ""
    ref: Annotated[str | None, Field(
        "id in sources.toml: the document's keys come from there", use=True, called=6, alone=True)] = None
    kind: Annotated[str, Field("what it is", SOURCE_KIND, aliases="type")] = _said("article")
    title: Annotated[str | None, Field("title of the document", searched=True, called=8, aliases="headline")] = None
    author: Annotated[str | tuple[str, ...] | None, Field(
        "who wrote it; one name or several", asked="name", aliases="by byline authors")] = None
    publisher: Annotated[str | None, Field(
        "outlet or body that published it", asked="name", searched=True, called=9,
        aliases="outlet publication newspaper site")] = None
    published: Annotated[str | None, Field(
        "when it was published, as printed", date=True, asked="date", aliases="date publication_date pubdate")] = None
    lang: Annotated[str | None, Field("language of the document (BCP 47)", form="language", aliases="language")] = None
    url: Annotated[str | None, Field(
        "where it is", asked="address", about="where it is: host, or host/path by whole segments", called=7,
        alone=True, aliases="link href uri web")] = None
    archive_url: Annotated[str | None, Field(
        "where it is archived", asked="address", about="where it is archived, or what that archive holds",
        aliases="archive archived archive-url archiveurl")] = None
    accessed: Annotated[str | None, Field(
        "when it was read", date=True, aliases="retrieved access_date accessdate")] = None
    copy: Annotated[str | None, Field("path of the preserved copy inside the chronology", group="copy")] = None
    sha256: Annotated[str | None, Field(
        "SHA-256 of the preserved copy, in hex", form="SHA-256", group="copy", aliases="hash")] = None
    locator: Annotated[str | None, Field(
        "where in it to look: p. 11, para 3, 00:01:20", use=True, aliases="page pages paragraph")] = None
    quote: Annotated[str | None, Field(
        "the exact words that carry the claim", asked="text", about="words of a source's quote, or of its translation",
        use=True, group="quote")] = None
    translation: Annotated[str | None, Field("the quote, translated", use=True, group="quote")] = None
    cites: Annotated[Ids, Field("ids of the sources it took this from", use=True, aliases="citing cite via")] = ()
    stance: Annotated[str | None, Field(
        "for the claim, or against it; unwritten: as those who cite it, else in support", STANCE, use=True)] = None
    firsthand: Annotated[bool | None, Field("it saw or did it itself, besides what it cites", use=True)] = None
    seen: Annotated[bool, Field("false: known only through the source that cites it", use=True)] = _said(value=True)
    name: Annotated[str | None, Field("a person or body without a document", called=2)] = None
    anonymous: Annotated[bool, Field("unnamed")] = False
    plural: Annotated[bool, Field("several people described as one group")] = False
    affiliation: Annotated[str | None, Field("whose person it is")] = None
    position: Annotated[str | None, Field("why it can know")] = None
    same_as: Annotated[Ids, Field("ids that are the same source, as the editor knows", use=True)] = ()
    distinct_from: Annotated[Ids, Field("ids that are another source, as the editor knows", use=True)] = ()
    grade: Annotated[str | None, Field("Admiralty grade, given by a person", GRADE)] = None
    state: Annotated[str, Field("what became of it", SOURCE_STATE)] = _said("live")
    confidential: Annotated[bool, Field("never printed, never exported")] = False

    @property
    def label(self) -> str:
        """What it goes by: publisher, name, title, the host of its address, or its id when it has none of them."""
        return self.publisher or self.name or self.title or self.ref or self._site() or self.id

    def _site(self) -> str:
        from timeline.text.address import host  # start-up: few sources are known by their address alone

        return host(self.url) if self.url else ""

    @property
    def own_stance(self) -> str:
        """The stance it takes where no other one has handed it any: what is not written supports."""
        return self.stance or "supports"


class Document(Source, frozen=True, kw_only=True, omit_defaults=True):
    """A document of the register: a source without what belongs to one event's use of it."""


class Link(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How this event stands to another."""

    type: Annotated[str, Field("how", LINK, beside=True)]
    to: Annotated[str, Field("id of the other event", called=3)]
    according_to: Annotated[Ids, Field("ids of the sources that say so")] = ()
    note: Annotated[str | None, Field("a remark")] = None


class Figure(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A number that people dispute."""

    what: Annotated[str, Field("what is counted", called=4)]
    value: Annotated[Number, Field("the number", group="number")] = None
    low: Annotated[Number, Field("lowest number given", group="number")] = None
    best: Annotated[Number, Field("best estimate", group="number")] = None
    high: Annotated[Number, Field("highest number given", group="number")] = None
    unit: Annotated[str | None, Field("its unit", group="number")] = None
    according_to: Annotated[Ids, Field("ids of the sources that say so")] = ()


class Variant(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A rival account of one field; the event's own key holds the preferred one."""

    field: Annotated[str, Field("the key in dispute", called=5)]
    value: Annotated[Any, Field("what the other account says")]
    according_to: Annotated[Ids, Field("ids of the sources that say so")] = ()
    note: Annotated[str | None, Field("a remark")] = None


class Review(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Someone who vouches for the event as it stood."""

    by: Annotated[str, Field("who vouches for it", called=10)]
    on: Annotated[str, Field("the day of the review", date=True, beside=True)]
    of: Annotated[str | None, Field(
        "fingerprint of what the file said then, without reviews, aliases and x.import", form="fingerprint")] = None
    note: Annotated[str | None, Field("for the desk; never printed or exported", private=True)] = None
    stands: bool = _said(value=False)
    """Whether the file still says what was vouched for (eventfile/fingerprint.py); it is never written."""


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One dated event. `id` and `path` come from the file's name and are never stored in it."""

    id: str = ""
    path: str = ""
    said: Ids = ()
    """The keys of `DEFAULTS`, and of `SOURCE_DEFAULTS` in a source, that its file gives and that hold these."""
    conflicts: Ids = ()
    """What a merge has left open in its file, of which our side is read (eventfile/unsettled.py); never written."""
    title: Annotated[str, Field(
        "one sentence, present tense: what happened", asked="text", searched=True, aliases="headline name event")]
    date: Annotated[str, Field(
        "when it happened; the day of its report with basis reported", date=True, asked="date", group="date",
        about="a date, in words too, or A..B: what may lie in it", aliases="when day")]
    date_basis: Annotated[str, Field(
        "what the date rests on", DATE_BASIS, asked="word", word="basis", group="date")] = _said("stated")
    date_text: Annotated[str | None, Field("the source's own words for the date", group="date")] = None
    seq: Annotated[int | None, Field("which came first on that day")] = None
    timezone: Annotated[str | None, Field(
        "IANA zone of a time written without an offset", form="time zone", group="date")] = None
    kind: Annotated[str, Field("what sort of thing it is", KIND, asked="word", aliases="type")] = _said("occurrence")
    status: Annotated[str, Field("the editor's judgement", STATUS, asked="word")] = _said("reported")
    likelihood: Annotated[str | None, Field("how likely (ICD 203)", LIKELIHOOD, asked="scale")] = None
    actors: Annotated[tuple[Actor, ...], Field(
        "who, and as what: NAME or NAME:ROLE", asked="name", about="who, as whatever: name, alias or id",
        searched=True, aliases="who actor people participants")] = ()
    places: Annotated[tuple[Place, ...], Field(
        "where", asked="name", about="where: name, alias or id", searched=True,
        aliases="location locations place where")] = ()
    tags: Annotated[tuple[str, ...], Field(
        "free words; a/b nests", asked="tag", about="free words: a finds a/b too", searched=True,
        aliases="tag keywords labels")] = ()
    summary: Annotated[str | None, Field(
        "Markdown, printed under the title", asked="text", searched=True, prose=True,
        aliases="desc description abstract text")] = None
    note: Annotated[str | None, Field(
        "for the desk; never printed or exported", private=True, prose=True, aliases="notes comment")] = None
    claim: Annotated[str | None, Field("what the sources are for or against, where it is not the title")] = None
    sources: Annotated[tuple[Source, ...], Field(
        'who says so: "X, citing Y, citing officials https://..."', asked="name",
        about="any source: publisher, name, title, author or host",
        aliases="source citations references")] = ()
    links: Annotated[tuple[Link, ...], Field(
        "other events: TYPE:ID", asked="link",
        about="a type of link, or the id of an event, in either direction")] = ()
    figures: Annotated[tuple[Figure, ...], Field("numbers people dispute: WHAT=VALUE or WHAT=LOW..HIGH")] = ()
    variants: Annotated[tuple[Variant, ...], Field("rival accounts of one field: FIELD=VALUE")] = ()
    lang: Annotated[str | None, Field(
        "language of title and summary (BCP 47)", form="language", asked="text", aliases="language")] = None
    reviews: Annotated[tuple[Review, ...], Field(
        "who vouches for the event as it stood: `timeline review` writes them", vouches=True)] = ()
    aliases: Annotated[Ids, Field("IDs that it had before: what leads to one of them leads here", word="alias")] = ()
    x: Annotated[dict[str, Any], Field("the user's own fields")] = {}


DEFAULTS: dict[str, Any] = {name: row.default for name, row in table(Event).items() if row.default and row.words}
"""The words that an event without them has, and JSON tells."""
SOURCE_DEFAULTS: dict[str, Any] = {
    name: row.default
    for name, row in table(Source).items()
    if name not in table(Event) and (row.kinds == (bool,) or row.words) and row.default is not None
}
"""What a source without these keys is; an event has none of them."""


def reviewed(event: Event) -> str:
    """Whether somebody vouches for an event as it stands: a word of `REVIEWED`."""
    return "yes" if any(review.stands for review in event.reviews) else "stale" if event.reviews else "no"


def defaults_said(values: Mapping[str, Any], defaults: Mapping[str, Any]) -> Iterator[str]:
    """The keys that a table gives though they hold their default."""
    return (key for key, default in defaults.items() if values.get(key) == default)


class Findings(Struct, frozen=True, kw_only=True):
    """What the sources of one event come to. Ids are those of the sources, in the order in which chains are read."""

    label: str = field(name="class")
    """The one class word, of `CLASSES`."""
    flags: tuple[str, ...] = ()
    """In the order of `FLAGS`."""
    min: int
    """Origins that are certain."""
    max: int
    """Origins that are possible."""
    origins: tuple[str, ...]
    deny_min: int = 0
    deny_max: int = 0
    deny_origins: tuple[str, ...] = ()
    reports: int
    """Entries that lead to supporting origins or loops."""
    channels: int
    """The most chains from an entry to an origin that share no source: how many hands would all have to be wrong."""
