"""Makes the inputs of each kind: by the grammar of what may stand there, and by spoiling examples."""

import json
import re
import shlex
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from fuzz import examples, handed_in, merges, pasts
from fuzz.chance import DATES, NUMBERS, QUOTES, UNICODE, Chance
from random_chronology import DATES as DAYS
from random_chronology import NAMES, PLACES, TAGS, Maker
from timeline.app import COMMANDS
from timeline.cli.flags import Parameter
from timeline.eventfile.writer import literal
from timeline.model.event import Document, Event, Source, table
from timeline.model.fields import Field
from timeline.model.register.entry import ActorEntry, PlaceEntry
from timeline.model.settings import Settings
from timeline.query.fields import FIELDS

REGISTERS: dict[str, type[Struct]] = {"actors": ActorEntry, "places": PlaceEntry, "sources": Document}

# ------------------------------------------------------------------------------------------------------------------ TOML


def _quoted(chance: Chance, text: str) -> str:
    """A text as TOML has it; now and then only nearly so."""
    if chance.happens(0.03):
        return chance.one(('"', "'", '"""', "'''")) + text + chance.one(('"', "'", '"""', "'''"))
    return literal(text.encode(errors="replace").decode())


def _fitting(chance: Chance, row: Field, depth: int) -> str:
    """A value that the field takes; now and then one that looks like it."""
    if chance.happens(0.02):
        return _scalar(chance)
    if row.struct and depth < 4:
        inline = [f"{{ {', '.join(f'{key} = {value}' for key, value in _pairs(chance, row.struct, depth + 1))} }}"]
        return f"[{', '.join(inline * chance.one((1, 1, 2, 3, 20)))}]" if row.several else inline[0]
    if row.words and chance.happens(0.9):
        return _quoted(chance, chance.one([*row.words]))
    if row.date:
        day = chance.one((chance.one(DAYS), chance.one(DAYS), "2024-11-17", chance.one(DATES)))
        return day if day == "2024-11-17" else _quoted(chance, day)
    kind = chance.one(row.kinds)
    if kind is bool:
        return chance.one(("true", "false"))
    if kind in {int, float}:
        return chance.one("0179" if kind is int else ("0", "-1", "51.7", "36.2", "90.5", "1e3", *NUMBERS))
    texts = [_quoted(chance, _text(chance)) for _ in range(chance.randint(0, 4) if row.several or kind is tuple else 1)]
    return f"[{', '.join(texts)}]" if row.several or kind is tuple else texts[0]


def _text(chance: Chance) -> str:
    known = (*NAMES, *PLACES, *TAGS, "s1", "s2", examples.OTHER)
    return chance.one(
        (chance.one(known), chance.one(examples.source_lines()), chance.odd(), chance.odd() + chance.odd())
    )


def _scalar(chance: Chance) -> str:
    """A value of any kind, or what is none."""
    shapes = ("true", "[]", "{}", "[[]]", '[""]', "{ a = 1 }", "[1, 'a', {}]", '"s1"', "''")
    return chance.one((chance.one(shapes), chance.one(NUMBERS), chance.one(DATES), _quoted(chance, _text(chance))))


def _pairs(chance: Chance, of: type[Struct], depth: int = 0) -> list[tuple[str, str]]:
    rows = table(of)
    keys = [key for key in rows if rows[key].required or chance.happens(0.3)]
    chance.shuffle(keys)
    pairs = [(key, _fitting(chance, rows[key], depth)) for key in keys]
    if chance.happens(0.04):
        pairs.insert(0, (chance.one(("x", "x.case", "unknown", '""', '"a b"', "a.b.c", *rows)), _scalar(chance)))
    return pairs


def _statements(chance: Chance, of: type[Struct]) -> str:
    return "".join(f"{key} = {value}{chance.one(('', '', ' # why', ' '))}\n" for key, value in _pairs(chance, of))


def event_file(chance: Chance) -> bytes:
    """An event as somebody wrote it."""
    if chance.happens(0.5):
        return chance.spoilt_bytes(chance.one(examples.events()), [*table(Event), *examples.source_lines()])
    text = _statements(chance, Event)
    if "\nsources" not in text:
        text += "".join(f"[[sources]]\n{_statements(chance, Source)}" for _ in range(chance.one((0, 0, 1, 2, 4))))
    return text.encode() if chance.happens(0.8) else chance.spoilt_bytes(text)


def register(chance: Chance) -> tuple[str, bytes]:
    """The name of a register, and what stands in it."""
    name = chance.one([*REGISTERS])
    if chance.happens(0.5):
        return name, chance.spoilt_bytes(chance.one(examples.registers()[name]), [*table(REGISTERS[name])])
    ids = {
        chance.one(("joe-biden", "united-states", "bbc", "kursk", "a", "s1", chance.odd()))
        for _ in range(chance.few() % 9)
    }
    heads = [_quoted(chance, id_) if chance.happens(0.95) else id_ for id_ in sorted(ids)]
    text = "".join(f"[{head}]\n{_statements(chance, REGISTERS[name])}" for head in heads)
    return name, text.encode() if chance.happens(0.7) else chance.spoilt_bytes(text)


def settings(chance: Chance) -> bytes:
    """A timeline.toml."""
    if chance.happens(0.5):
        return chance.spoilt_bytes(chance.one(examples.settings()), [*table(Settings)])
    text = _statements(chance, Settings)
    for key in ("check", "report"):
        struct = table(Settings)[key].struct
        if struct and chance.happens(0.4):
            text += f"[{key}]\n{_statements(chance, struct)}"
    return text.encode() if chance.happens(0.7) else chance.spoilt_bytes(text)


# ------------------------------------------------------------------------------------------------------------- one line


def query(chance: Chance) -> str:
    """A question."""
    words = [*FIELDS, "or", "and", "not", "-", '"', *NAMES, *TAGS]
    if chance.happens(0.4):
        return chance.spoilt(chance.one(examples.queries()), words)
    if chance.happens(0.2):
        field = chance.one([*FIELDS.values()])
        value = chance.one(("{}", '"{}"', "{}..{}", "{},1,1km", "1,1,{}km", "{}*", "[{},{}]")).replace(
            "{}", chance.odd()
        )
        return f"{chance.one((field.name, 'x.n'))}{chance.one(('<', *field.operators))}{value}"
    text = Maker(chance.getrandbits(32)).query(chance.randint(0, 5))
    return text if chance.happens(0.4) else chance.spoilt(text, words)


def phrase(chance: Chance) -> str:
    """A date in words, or what could be one."""
    text = _other_numbers(chance, chance.one(examples.phrases()))
    if chance.happens(0.3):
        form = "between {} and {}|from {} to {}|{} or {}|{} - {}|since {}|before {}|c. {}|{}?|late {}|{} or later|{}, {}|{} {}"
        text = chance.one(form.split("|")).replace("{}", text, 1).replace("{}", chance.one(examples.phrases()))
    if chance.happens(0.4):
        return text
    if chance.happens(0.6):
        return chance.spoilt(text, examples.phrase_words())
    words = [
        chance.one((*examples.phrase_words(), chance.odd(), chance.one(DATES))) for _ in range(chance.randint(1, 9))
    ]
    return chance.one((" ", " ", "")).join(words)


def _other_numbers(chance: Chance, text: str) -> str:
    """A phrase with another day, hour or year in it here and there."""
    return re.sub(r"\d", lambda m: chance.one("0123456789") if chance.happens(0.2) else m[0], text)


def source_line(chance: Chance) -> list[str]:
    """The lines of sources of one event."""
    links = ["BBC", "the NYT", "American officials", "people familiar with the matter", "Joe Biden", "Korean", *NAMES]
    joints = [
        ", citing ",
        " citing ",
        ", which cited ",
        ", quoting ",
        " and ",
        " (citing ",
        "; ",
        " https://a.example/1 ",
    ]

    def line() -> str:
        if chance.happens(0.5):
            return chance.spoilt(chance.one(examples.source_lines()), [*links, *joints])
        pieces = [chance.one(links) + chance.one(joints) for _ in range(chance.few() % 40)]
        return "".join([*pieces, chance.one((*links, ""))]) + chance.one(
            ("", " https://bbc.example/1", " http://x", ")")
        )

    return [line() for _ in range(chance.one((1, 1, 1, 2, 3, 8)))]


def page(chance: Chance) -> bytes:
    """A Markdown file with blocks."""
    marks = [
        "<!-- timeline:",
        "-->",
        "<!-- /timeline -->",
        "```",
        "~~~",
        *(f"<!-- timeline: {c} -->" for c in examples.COMMANDS),
    ]
    command = chance.one(examples.COMMANDS)
    if chance.happens(0.5):
        command = shlex.join(command_line(chance)) if chance.happens(0.5) else chance.spoilt(command, QUOTES)
    middle = f"<!-- timeline: {command} -->\n{chance.one(('', 'old', '```'))}\n<!-- /timeline -->\n"
    text = examples.PAGE.format(middle=middle)
    return chance.spoilt_bytes(text, marks) if chance.happens(0.5) else text.encode(errors="replace")


def template(chance: Chance) -> bytes:
    """A template of reports."""
    if chance.happens(0.3):
        return chance.spoilt_bytes(chance.one(examples.templates()), examples.PIECES)
    text = "\n".join(chance.one(examples.PIECES) for _ in range(chance.randint(1, 5)))
    return (
        text.encode()
        if chance.happens(0.4)
        else chance.spoilt_bytes(text, ("{{", "}}", "{%", "%}", "|", *examples.PIECES))
    )


def draft(chance: Chance) -> bytes:
    """A record that somebody hands to `add`: TOML, or JSON as `-f json` prints it."""
    if chance.happens(0.3):
        return event_file(chance)
    values = {**chance.one(examples.records())}
    if chance.happens(0.5):
        key, row = chance.one([*table(Event).items()])
        some: tuple[Any, ...] = (values.get(chance.one([*values])), [], {}, None, 1e400, *(row.words or ()))
        values |= {key: chance.one(some)}
        values |= {chance.one([*table(Event)]): chance.one((chance.odd(), [chance.odd()], [{"name": chance.odd()}]))}
    text = json.dumps(chance.one((values, [values])), ensure_ascii=chance.happens(0.5))
    return text.encode(errors="replace") if chance.happens(0.5) else chance.spoilt_bytes(text)


# -------------------------------------------------------------------------------------------------------- command lines

VALUES: Mapping[str, tuple[str, ...]] = {
    "id": (examples.ID, examples.OTHER, "2024", "strike", "gone", f"events/{examples.PATH}"),
    "format": ("table", "json", "jsonl", "csv", "tsv", "markdown", "card", "ids", "paths", "text", "dot", "mermaid", "sarif"),
    "DATE": ("2024-11-17", "yesterday", "November 2024", "3-5 May 2022", "03/04/2024", *DATES),
    "FILE": ("out.md", "page.md", "new", "events", "-", "", ".", "events/timeline.toml", f"events/{examples.PATH}"),
    "query": ("actor:Biden", "strike", "-tag:war", "not", "(a", "tag:x,y", "date:2024", "title~^a", "-(a or b)", "has:x.n"),
    "column": ("title", "date", "x.case", "actors", "title,date", "gone", "id,", "earliest", "sources"),
    "group": ("hour", "week", "century", "actor", "tag", "place", "fortnight"),
    "KEY=VALUE": ("title=A", "date=2024-11-16", "x.case=17", "tags=a", "actors=B", "=", "status=x", "sources=BBC", "x={"),
    "SELECT": ("SELECT 1", "SELECT * FROM events", "SELECT title, count(*) FROM actors", "DELETE FROM events", "PRAGMA x"),
    "CODE,…": ("SRC", "SCH001,SRC1", "all", "NOPE", ""),
    "NAME:ROLE": ("Joe Biden:agent", "B:", ":agent", "A:nobody"), "TYPE:ID": (f"follows:{examples.OTHER}", "x:y", "follows:"),
    "NAME|FILE": ("brief", "sourcing", "gone", "./x.md.j2", "timeline/brief"), "ZONE": ("Europe/Kyiv", "UTC", "Mars/Base"),
    "PLACE": ("Kursk@51.7,36.2", "A@nan,1", "@1,1"), "FIGURE": ("killed=3..5", "a=1 b", "a=nan..1", "=", "a=1e999"),
}  # fmt: skip


def _value(chance: Chance, parameter: Parameter) -> str:
    spec = parameter.spec
    sort = chance.random()
    if sort < 0.15:
        return chance.one(("", "", "K@1,", "K@", "a=", "a=1..", "follows:", "A:")) + chance.odd()
    if sort < 0.2:
        return chance.spoilt(chance.one(examples.queries()))
    if parameter.words:
        return chance.one(parameter.words)
    if parameter.kind is int:
        return chance.one(("0", "1", "5", "-1", *NUMBERS))
    if isinstance(spec.offers, tuple) and spec.offers:
        return chance.one(spec.offers)
    known = (v for hint, v in VALUES.items() if hint in str(spec.offers) or hint in spec.spelt)
    return chance.one([*next(known, (*NAMES, *PLACES, "a", "2024", *examples.source_lines()))])


def _flag(chance: Chance, parameter: Parameter) -> list[str]:
    spelling = chance.one(parameter.spec.spellings or [""])
    value = _value(chance, parameter)
    if not spelling:
        return [value]
    if parameter.kind is bool:
        again = spelling[1:] * chance.one((0, 0, 1, 2000)) if len(spelling) == 2 else ""
        return [spelling + again + ("=" + value if chance.happens(0.05) else "")]
    if chance.happens(0.05):
        return [spelling]
    return chance.one(([spelling, value], [f"{spelling}={value}"] if spelling[:2] == "--" else [spelling + value]))


def command_line(chance: Chance) -> list[str]:
    """The words of a line, without what leads out of the folder in which it is run."""
    verb = chance.one((*COMMANDS.names(), *COMMANDS.aliases))
    taken = COMMANDS.taken(verb)
    needed = [p for p in taken if p.default is ... and chance.happens(0.9)]
    chosen = needed + [p for p in taken if p not in needed and chance.happens(min(0.5, 2 / len(taken)))]
    chance.shuffle(chosen)
    words = [verb] if chance.happens(0.97) else [chance.odd()]
    words += [word for p in chosen for word in _flag(chance, p)]
    if chance.happens(0.1):
        words = [
            w
            for p in chance.some(lambda: chance.one([*COMMANDS.everywhere, *COMMANDS.instead]), 2)
            for w in _flag(chance, p)
        ] + words
    if chance.happens(0.25):
        n = chance.randint(0, len(words) - 1)
        words[n : n + 1] = chance.one(([chance.spoilt(words[n])], [], [words[n]] * 2, ["--"], [chance.one(UNICODE)]))
    if chance.happens(0.03):
        words.append("caf\udce9")  # a byte that is not UTF-8
    return [_inside(word) for word in words]


def surroundings(chance: Chance) -> dict[str, str]:
    """What the environment says, mostly nothing."""
    names = (
        "COLUMNS",
        "SOURCE_DATE_EPOCH",
        "TIMELINE_CACHE_DIR",
        "TIMELINE_DIR",
        "TERM",
        "GITHUB_ACTIONS",
        "TZ",
        "PAGER",
    )
    values = ("0", "1", "-1", "80", "events", "dumb", "", "Europe/Kyiv", *NUMBERS, *QUOTES)
    return {chance.one(names): _inside(chance.one(values)) for _ in range(chance.one((0, 0, 0, 0, 1, 2)))}


def stdin(chance: Chance) -> bytes:
    """What is typed, or sent through a pipe: mostly nothing."""
    if chance.happens(0.8):
        return b""
    lines = "\n".join(phrase(chance) for _ in range(chance.randint(1, 4)))
    return draft(chance) if chance.happens(0.5) else chance.spoilt_bytes(lines)


def _inside(word: str) -> str:
    known = word.startswith("events/") or "https://" in word or "timeline/" in word
    clean = word if known and "../" not in word else word.replace("/", "|")
    return clean.replace("\0", "") if chr(0) in clean else clean  # no program can be given a NUL


KINDS: dict[str, Callable[[Chance], Any]] = {
    "event files": event_file,
    "registers": register,
    "settings": settings,
    "queries": query,
    "phrases": phrase,
    "source lines": source_line,
    "embed blocks": page,
    "templates": template,
    "drafts": draft,
    "command lines": command_line,
    "imports": handed_in.file,
    "mappings": handed_in.mapping,
    "pasts": pasts.line,
    "merges": merges.versions,
}
"""What makes the inputs of each kind."""
