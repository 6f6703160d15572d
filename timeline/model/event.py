"""What an event is, and the one table of its fields.

Every key of the event format stands here once: its name, type, meaning and words. The TOML key, the JSON key, the flag
of `add`, the schema and the query word all follow from it. Knows nothing of files, terminals or clocks.
"""

from functools import cache
from typing import Annotated, Any, NamedTuple, get_args

from msgspec import NODEFAULT, Struct, field
from msgspec.structs import fields
from msgspec.structs import replace as replace  # noqa: PLC0414 - the floor changes events through this one name

Words = dict[str, str]
"""A vocabulary: each word with its meaning."""

DATE_BASIS: Words = {
    "stated": "the sources say when it happened",
    "reported": "the day of the first known report; it happened then or before",
    "as-of": "a state seen on that day",
    "inferred": "worked out; the summary says how",
}
KIND: Words = {
    "occurrence": "something that happened",
    "state": "something that was so",
    "statement": "something that was said",
    "assessment": "a judgement that people hold",
}
STATUS: Words = {
    "confirmed": "it happened: the editor is satisfied",
    "reported": "it happened, so the sources say",
    "alleged": "claimed by an interested party",
    "disputed": "some say so, some deny it",
    "refuted": "it did not happen",
    "planned": "ahead: decided",
    "expected": "ahead: foreseen",
    "possible": "ahead: may happen",
    "cancelled": "ahead once, and called off",
}
LIKELIHOOD: Words = {
    "almost-no-chance": "1-5 %",
    "very-unlikely": "5-20 %",
    "unlikely": "20-45 %",
    "roughly-even": "45-55 %",
    "likely": "55-80 %",
    "very-likely": "80-95 %",
    "almost-certain": "95-99 %",
}
"""The ladder of ICD 203 (US Intelligence Community Directive, 2015), section D.6.e.2.a."""
ROLE: Words = {
    "agent": "did it",
    "associate": "helped",
    "target": "was aimed at",
    "affected": "was touched by it",
    "recipient": "received it",
    "participant": "took part",
    "speaker": "said it",
    "mediator": "went between",
    "mentioned": "is named",
    "perpetrator": "did a wrong",
    "victim": "suffered it",
}
CERTAINTY: Words = {
    "stated": "the source says so outright",
    "claimed": "someone claims it",
    "alleged": "someone accuses",
    "denied": "the actor denies it",
}
PRECISION: Words = {
    "exact": "within 10 m",
    "vicinity": "within 100 m",
    "locality": "within 1 km",
    "near": "within 25 km",
    "district": "somewhere in the district",
    "region": "somewhere in the region",
    "area": "somewhere in an area without borders",
    "country": "somewhere in the country",
    "international": "in more than one country, or in none",
}
LINK: Words = {
    "responds-to": "done in answer to it",
    "caused-by": "came of it",
    "enabled-by": "was made possible by it",
    "part-of": "is a part of it",
    "follows": "came after it",
    "about": "speaks of it",
    "fulfils": "an expectation that came true",
    "contradicts": "cannot be true with it",
    "supersedes": "replaces it",
    "duplicate-of": "is the same event",
    "related": "has to do with it",
}
PRIMARY: Words = {
    "person": "someone who said it",
    "testimony": "an account given for the record",
    "interview": "an interview",
    "statement": "an official statement",
    "speech": "a speech",
    "document": "a document",
    "law": "a law or decree",
    "court": "a judgment or filing",
    "dataset": "data",
    "image": "a picture",
    "video": "a film",
    "audio": "a recording",
    "satellite": "satellite imagery",
}
"""Source kinds that can be an origin by themselves."""
SECONDARY: Words = {
    "article": "an article",
    "broadcast": "radio or television",
    "report": "a report",
    "book": "a book",
    "web": "a web page",
    "post": "a post in a social network",
    "encyclopedia": "an encyclopedia",
}
SOURCE_KIND: Words = PRIMARY | SECONDARY
STANCE: Words = {"supports": "says that it is so", "denies": "says that it is not so", "mentions": "takes no side"}
SOURCE_STATE: Words = {
    "live": "as published",
    "corrected": "corrected since",
    "retracted": "withdrawn: supports nothing",
    "deleted": "no longer there",
}
GRADE: Words = {f"{a}{n}": "" for a in "ABCDEF" for n in "123456"}
"""Admiralty grades: reliability A-F of the source, credibility 1-6 of the statement (AJP-2.1, annex)."""


class Key(NamedTuple):
    """What the table says of one key beyond its name and type."""

    help: str
    words: Words | None = None
    date: bool = False
    """Holds an EDTF value (dates/edtf.py)."""


def _said(value: Any) -> Any:
    """A default that is said aloud in JSON: msgspec leaves out a plain default, never one that is made anew."""
    return field(default_factory=lambda: value)


class Actor(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Someone in the event, and as what."""

    name: Annotated[str, Key("name, alias or id of the register")]
    role: Annotated[str, Key("as what", ROLE)] = _said("participant")
    as_named: Annotated[str | None, Key("how the source put it")] = None
    certainty: Annotated[str, Key("how sure the role is", CERTAINTY)] = _said("stated")


class Place(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where it happened."""

    name: Annotated[str, Key("name, alias or id of the register")]
    country: Annotated[str | None, Key("the country")] = None
    lat: Annotated[float | None, Key("latitude in degrees, WGS 84, north positive")] = None
    lon: Annotated[float | None, Key("longitude in degrees, WGS 84, east positive")] = None
    precision: Annotated[str | None, Key("how near the point is to the place", PRECISION)] = None


class Source(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One document, person or body, and this event's use of it."""

    id: Annotated[str, Key("name of this source inside the event; default: from publisher or name")] = ""
    ref: Annotated[str | None, Key("id in sources.toml: the document's keys come from there")] = None
    kind: Annotated[str, Key("what it is", SOURCE_KIND)] = _said("article")
    title: Annotated[str | None, Key("title of the document")] = None
    author: Annotated[str | tuple[str, ...] | None, Key("who wrote it; one name or several")] = None
    publisher: Annotated[str | None, Key("outlet or body that published it")] = None
    published: Annotated[str | None, Key("when it was published, as printed", date=True)] = None
    lang: Annotated[str | None, Key("language of the document (BCP 47)")] = None
    url: Annotated[str | None, Key("where it is")] = None
    archive_url: Annotated[str | None, Key("where it is archived")] = None
    accessed: Annotated[str | None, Key("when it was read", date=True)] = None
    copy: Annotated[str | None, Key("path of the preserved copy inside the chronology")] = None
    sha256: Annotated[str | None, Key("SHA-256 of the preserved copy, in hex")] = None
    locator: Annotated[str | None, Key("where in it to look: p. 11, para 3, 00:01:20")] = None
    quote: Annotated[str | None, Key("the exact words that carry the claim")] = None
    translation: Annotated[str | None, Key("the quote, translated")] = None
    cites: Annotated[tuple[str, ...], Key("ids of the sources it took this from")] = ()
    stance: Annotated[str, Key("for the claim, or against it", STANCE)] = _said("supports")
    firsthand: Annotated[bool | None, Key("it saw or did it itself, besides what it cites")] = None
    seen: Annotated[bool, Key("false: known only through the source that cites it")] = _said(value=True)
    name: Annotated[str | None, Key("a person or body without a document")] = None
    anonymous: Annotated[bool, Key("unnamed")] = False
    plural: Annotated[bool, Key("several people described as one group")] = False
    affiliation: Annotated[str | None, Key("whose person it is")] = None
    position: Annotated[str | None, Key("why it can know")] = None
    same_as: Annotated[tuple[str, ...], Key("ids that are the same source, as the editor knows")] = ()
    distinct_from: Annotated[tuple[str, ...], Key("ids that are another source, as the editor knows")] = ()
    grade: Annotated[str | None, Key("Admiralty grade, given by a person", GRADE)] = None
    state: Annotated[str, Key("what became of it", SOURCE_STATE)] = _said("live")
    confidential: Annotated[bool, Key("never printed, never exported")] = False

    @property
    def label(self) -> str:
        """What a reader calls it: publisher, name, title, or its id when it has none of them."""
        return self.publisher or self.name or self.title or self.ref or self.id


class Link(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How this event stands to another."""

    type: Annotated[str, Key("how", LINK)]
    to: Annotated[str, Key("id of the other event")]
    according_to: Annotated[tuple[str, ...], Key("ids of the sources that say so")] = ()
    note: Annotated[str | None, Key("a remark")] = None


class Figure(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A number that people dispute."""

    what: Annotated[str, Key("what is counted")]
    value: Annotated[int | float | None, Key("the number")] = None
    low: Annotated[int | float | None, Key("lowest number given")] = None
    best: Annotated[int | float | None, Key("best estimate")] = None
    high: Annotated[int | float | None, Key("highest number given")] = None
    unit: Annotated[str | None, Key("its unit")] = None
    according_to: Annotated[tuple[str, ...], Key("ids of the sources that say so")] = ()


class Variant(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A rival account of one field; the event's own key holds the preferred one."""

    field: Annotated[str, Key("the key in dispute")]
    value: Annotated[Any, Key("what the other account says")]
    according_to: Annotated[tuple[str, ...], Key("ids of the sources that say so")] = ()
    note: Annotated[str | None, Key("a remark")] = None


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One dated event. `id` and `path` come from the file's name and are never stored in it."""

    id: str = ""
    path: str = ""
    title: Annotated[str, Key("one sentence, present tense: what happened")]
    date: Annotated[str, Key("when it happened, never when it was reported", date=True)]
    date_basis: Annotated[str, Key("what the date rests on", DATE_BASIS)] = _said("stated")
    date_text: Annotated[str | None, Key("the source's own words for the date")] = None
    seq: Annotated[int | None, Key("which came first on that day")] = None
    timezone: Annotated[str | None, Key("IANA zone of a time written without an offset")] = None
    kind: Annotated[str, Key("what sort of thing it is", KIND)] = _said("occurrence")
    status: Annotated[str, Key("the editor's judgement", STATUS)] = _said("reported")
    likelihood: Annotated[str | None, Key("how likely (ICD 203)", LIKELIHOOD)] = None
    actors: Annotated[tuple[Actor, ...], Key("who, and as what: NAME or NAME:ROLE")] = ()
    places: Annotated[tuple[Place, ...], Key("where")] = ()
    tags: Annotated[tuple[str, ...], Key("free words; a/b nests")] = ()
    summary: Annotated[str | None, Key("Markdown, printed under the title")] = None
    note: Annotated[str | None, Key("for the desk; never printed or exported")] = None
    claim: Annotated[str | None, Key("what the sources are for or against, where it is not the title")] = None
    sources: Annotated[tuple[Source, ...], Key('who says so: "X, citing Y, citing officials https://..."')] = ()
    links: Annotated[tuple[Link, ...], Key("other events: TYPE:ID")] = ()
    figures: Annotated[tuple[Figure, ...], Key("numbers people dispute: WHAT=VALUE or WHAT=LOW..HIGH")] = ()
    variants: Annotated[tuple[Variant, ...], Key("rival accounts of one field: FIELD=VALUE")] = ()
    lang: Annotated[str | None, Key("language of title and summary (BCP 47)")] = None
    x: Annotated[dict[str, Any], Key("the user's own fields")] = {}


class Field(NamedTuple):
    """One row of the table."""

    name: str
    annotation: Any
    """Its type, without the `Key`."""
    help: str
    words: Words | None
    date: bool
    required: bool
    default: Any

    @property
    def struct(self) -> type[Struct] | None:
        """The class of its elements, when it is an array of tables."""
        args = get_args(self.annotation)
        return args[0] if args and isinstance(args[0], type) and issubclass(args[0], Struct) else None


@cache
def table(cls: type[Struct]) -> dict[str, Field]:
    """The rows of one class by key, in the order in which they are written."""
    rows = {}
    for info in fields(cls):
        annotation: Any = cls.__annotations__.get(info.name)
        for key in getattr(annotation, "__metadata__", ()):
            default = None if info.default is NODEFAULT else info.default
            if info.default_factory is not NODEFAULT:
                default = info.default_factory()
            required = info.default is NODEFAULT and info.default_factory is NODEFAULT
            rows[info.name] = Field(info.name, annotation.__origin__, key.help, key.words, key.date, required, default)
    return rows
