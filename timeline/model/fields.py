"""What there is to say of one key of a table, and the table of a class: its keys in order.

Knows classes and their annotations; must not know which keys there are (model/event.py and its neighbours).
"""

from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

Words = dict[str, str]
"""A vocabulary: each word with its meaning."""
QueryKind = Literal[
    "text",
    "own",
    "id",
    "link",
    "tag",
    "name",
    "word",
    "scale",
    "date",
    "count",
    "has",
    "near",
    "address",
    "country",
    "figure",
]
"""What sort of thing a word of a query asks for; what each means is in query/tree.py."""


class Field(NamedTuple):
    """One key of a table, and all that there is to say of it.

    The TOML key, the JSON key, the flag, the schema, the column and what `has:` asks for follow from its being here.
    `name` and what stands below it is read off the class.
    """

    help: str
    words: Words | None = None
    date: bool = False
    """Holds an EDTF value (dates/edtf.py)."""
    form: str = ""
    """What its text must look like, where no vocabulary can say it: one of the FORMS of model/validation.py."""
    asked: QueryKind | None = None
    """How a query asks for it."""
    about: str = ""
    """What a query asks so, where that is more than what the key is."""
    word: str = ""
    """By which word a query asks for it, and a flag gives it: its name, of several elements that of one."""
    searched: bool = False
    """Words without a field are looked for in it."""
    private: bool = False
    """For the desk: never printed, exported or a column."""
    vouches: bool = False
    """Is about the file, not what the file tells: a command of its own writes it, no flag, no column, no import."""
    called: int = 0
    """An element of a list is known by it, sooner by one with a lower number; 0: it is not."""
    group: str = ""
    """Under which name it is one thing with others, of which none means anything alone: a point, a date.

    What was changed in them is told together; a merge takes all of them from one side.
    """
    prose: bool = False
    """Sentences: of many that were changed no more is told than that they were rewritten."""
    beside: bool = False
    """Tells elements of a list apart that are called alike: a role, the type of a link."""
    alone: bool = False
    """Tells which element of a list it is, by whatever other name that is called: an address."""
    use: bool = False
    """Belongs to one event's use of a document: what is made of this class, as the document is, has it no more."""
    aliases: str = ""
    """What other formats, and other languages, call it."""
    name: str = ""
    annotation: Any = None
    """Its type, without the `Field`."""
    kinds: tuple[Any, ...] = ()
    """Its types one by one, lists as `tuple` and tables as `dict`, without the None of what may be left out."""
    struct: type[Struct] | None = None
    """The class of the table that stands there, or of each table in the list."""
    several: bool = False
    """Whether it holds several elements: a list, or the user's own fields."""
    required: bool = False
    default: Any = None


@cache
def table(cls: type[Struct]) -> dict[str, Field]:
    """The rows of one class by key, in the order in which they are written."""
    rows = {}
    for info in fields(cls):
        row: Field | None = next(iter(getattr(info.type, "__metadata__", ())), None)
        if row and not (row.use and info.name not in cls.__annotations__):
            plain = info.type.__origin__
            options = get_args(plain) if get_origin(plain) in {UnionType, Union} else (plain,)
            kinds = tuple(_kind(option) for option in options if option is not NoneType)
            inner = get_args(plain)[0] if kinds == (tuple,) else plain
            name, several = info.encode_name, get_origin(plain) in {tuple, dict}
            default = info.default if info.default_factory is NODEFAULT else info.default_factory()
            rows[name] = row._replace(
                name=name,
                word=row.word or (name.removesuffix("s") if several else name),
                annotation=plain,
                kinds=kinds,
                struct=inner if isinstance(inner, type) and issubclass(inner, Struct) else None,
                several=several,
                required=info.required,
                default=None if info.required else default,
            )
    return rows


def _kind(option: Any) -> Any:
    if isinstance(option, type) and issubclass(option, Struct):
        return dict
    return str if get_origin(option) is Literal else get_origin(option) or option


@cache
def tables_within(struct: type[Struct]) -> tuple[tuple[str, type[Struct]], ...]:
    """The keys of a class that hold tables, each with their class."""
    return tuple((name, row.struct) for name, row in table(struct).items() if row.struct)


@cache
def is_named(struct: type[Struct]) -> bool:
    """Whether a table may be written as a name alone."""
    return "name" in table(struct) and table(struct)["name"].required
