"""Three versions of one event, as two people may leave them: a base, and what each made of it, comments and layout too."""

from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

from timeline.errors import TimelineError
from timeline.eventfile.editor import edit
from timeline.eventfile.formatter import formatted
from timeline.eventfile.writer import literal, section, statement
from timeline.toml.parser import parse_toml, same
from timeline.toml.positions import Positions

PEOPLE = (
    "Joe Biden",
    "Vladimir Putin",
    "Volodymyr Zelensky",
    "Volodymyr Zelenskyy",
    "Kamala Harris",
    "Nobody: at all",
    "Київ",
)
ROLES = ("agent", "speaker", "recipient", "mentioned")
OUTLETS = ("nyt", "up", "reuters", "ap", "bbc")
LINES = ("First line.", "Second line.", "=======", "Third line.", 'He said "no".', "", "Last \\ line.")
WORDS = ("us", "war", "war/air", "atacms", "c++", "東京")
CHOICES: dict[str, tuple[Any, ...]] = {
    "title": ("Biden authorises ATACMS", "Biden lets Kyiv strike", "Strike authorised"),
    "date": ("2024-11-17", "2024-11", "2024-11-16/2024-11-17"),
    "date_basis": ("stated", "reported", "inferred"),
    "date_text": ("on Sunday", "at the weekend"),
    "seq": (1, 2, 3),
    "timezone": ("Europe/Kyiv", "America/New_York"),
    "kind": ("state", "statement"),
    "status": ("confirmed", "disputed", "reported", "alleged"),
    "claim": ("He did.", "He did not."),
    "lang": ("en", "uk"),
    "likelihood": ("likely", "unlikely"),
}


class Triple(NamedTuple):
    """A base, and what each side made of it."""

    base: str
    ours: str
    theirs: str


def triple(random: Random) -> Triple:
    """Three versions of an event; the sides share some changes, and each has its own."""
    author = _Author(random)
    base = author.event()
    shared = author.changed(base, random.choice((0, 0, 1)))
    ours, theirs = (author.changed(shared, random.randint(1, 4)) for _ in range(2))
    return Triple(base, ours, theirs)


class _Author:
    """Writes an event, and changes it."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.comments = 0

    def event(self) -> str:
        values: dict[str, Any] = {"title": self.pick("title"), "date": self.pick("date")}
        values |= {key: self.pick(key) for key in CHOICES if key not in values and self.random.random() < 0.4}
        values["actors"] = self.some(self.actor, 3)
        values["places"] = self.some(self.place, 2)
        values["tags"] = self.random.sample(WORDS, self.random.randint(0, 3))
        values["summary"] = "\n".join(self.random.sample(LINES, self.random.randint(1, 5)))
        values["links"] = self.some(self.link, 2)
        values["figures"] = self.some(self.figure, 1)
        values["x"] = {"row": self.random.randint(1, 9), "own": {"deep": self.random.randint(1, 9)}}
        sources = self.some(self.source, 4)
        under = self.random.random() < 0.2
        lines = [statement(key, value) for key, value in values.items() if value and not (under and key == "actors")]
        if under:
            lines += [f"\n{section('[[actors]]', a if isinstance(a, dict) else {'name': a})}" for a in values["actors"]]
        if self.random.random() < 0.1:
            lines += ["\n", statement("sources", sources)] if not under else []
        else:
            lines += [f"\n{section('[[sources]]', source)}" for source in sources]
        text = "".join(lines)
        for _ in range(self.random.choice((0, 1, 3))):
            text = self.commented(text)
        return text

    def changed(self, text: str, number: int) -> str:
        for _ in range(number):
            change = self.random.choice(self.changes())
            try:
                text = change(text)
            except TimelineError:
                continue
        return text

    def changes(self) -> tuple[Callable[[str], str], ...]:
        one = (
            self.set_key,
            self.drop_key,
            self.set_entry,
            self.drop_entry,
            self.add_entry,
            self.set_words,
            self.set_prose,
        )
        return (*one, *one, self.commented, self.uncommented, self.set_own, self.laid_out, self.moved)

    def pick(self, key: str) -> Any:
        return self.random.choice(CHOICES[key])

    def some(self, make: Callable[[], Any], most: int) -> list[Any]:
        made: dict[str, Any] = {}
        for _ in range(self.random.randint(0, most)):
            entry = make()
            made.setdefault(
                str(entry.get("id", entry.get("name", entry.get("to", entry.get("what")))))
                if isinstance(entry, dict)
                else entry,
                entry,
            )
        return list(made.values())

    def actor(self) -> Any:
        name = self.random.choice(PEOPLE)
        return self.random.choice(
            (
                name.replace(":", ""),
                {"name": name, "role": self.random.choice(ROLES)},
                {"name": name, "role": self.random.choice(ROLES), "certainty": "claimed"},
            )
        )

    def place(self) -> dict[str, Any]:
        return {
            "name": self.random.choice(("Kursk", "Sumy", "Kyiv")),
            "lat": self.random.choice((51.5, 50.0)),
            "lon": self.random.choice((36.5, 30.25)),
        }

    def link(self) -> dict[str, Any]:
        return {
            "type": self.random.choice(("follows", "related")),
            "to": self.random.choice(("2024-11-18-a", "2024-11-19-b")),
        }

    def figure(self) -> dict[str, Any]:
        return {
            "what": self.random.choice(("killed", "wounded")),
            "value": self.random.randint(1, 3),
            "according_to": self.random.sample(OUTLETS, 1),
        }

    def source(self) -> dict[str, Any]:
        id_ = self.random.choice(OUTLETS)
        made: dict[str, Any] = {"id": id_, "publisher": id_.upper()}
        if self.random.random() < 0.6:
            made["url"] = f"https://{id_}.example/{self.random.randint(1, 3)}"
        if self.random.random() < 0.4:
            made["cites"] = self.random.sample(OUTLETS, self.random.randint(1, 2))
        if self.random.random() < 0.3:
            made["quote"] = "\n".join(self.random.sample(LINES, 2))
        return made

    def set_key(self, text: str) -> str:
        key = self.random.choice(tuple(CHOICES))
        return edit(text, {(key,): self.pick(key)})

    def drop_key(self, text: str) -> str:
        keys = [key for key in parse_toml(text.encode()) if key not in {"title", "date"}]
        return edit(text, {(self.random.choice(keys),): None}) if keys else text

    def entries(self, text: str) -> list[tuple[str, int, Any]]:
        values = parse_toml(text.encode())
        lists = (key for key in ("actors", "places", "links", "figures", "sources") if key in values)
        return [(key, place, entry) for key in lists for place, entry in enumerate(values[key])]

    def set_entry(self, text: str) -> str:
        if not (entries := self.entries(text)):
            return text
        key, place, entry = self.random.choice(entries)
        made = {
            "actors": self.actor,
            "places": self.place,
            "links": self.link,
            "figures": self.figure,
            "sources": self.source,
        }[key]()
        if not isinstance(entry, dict) or not isinstance(made, dict):
            return edit(text, {(key, place): made})
        field = self.random.choice(tuple(made))
        return edit(text, {(key, place, field): made[field]})

    def drop_entry(self, text: str) -> str:
        entries = self.entries(text)
        return edit(text, {self.random.choice(entries)[:2]: None}) if entries else text

    def add_entry(self, text: str) -> str:
        key = self.random.choice(("actors", "places", "links", "figures", "sources", "sources"))
        made = {
            "actors": self.actor,
            "places": self.place,
            "links": self.link,
            "figures": self.figure,
            "sources": self.source,
        }[key]()
        held = parse_toml(text.encode()).get(key, [])
        if any(same(made, entry) for entry in held) or (
            key == "sources" and any(isinstance(e, dict) and e.get("id") == made["id"] for e in held)
        ):
            return text
        at = self.random.randint(0, len(held))
        return edit(text, {(key,): [*held[:at], made, *held[at:]]})

    def set_words(self, text: str) -> str:
        held = parse_toml(text.encode()).get("tags", [])
        word = self.random.choice(WORDS)
        made = [other for other in held if other != word] if word in held else [*held, word]
        return edit(text, {("tags",): made or None})

    def set_prose(self, text: str) -> str:
        lines = parse_toml(text.encode()).get("summary", "").split("\n")
        at = self.random.randrange(len(lines))
        lines[at : at + self.random.randint(0, 1)] = [f"{self.random.choice(LINES)} {self.random.randint(1, 9)}"]
        return edit(text, {("summary",): "\n".join(lines)})

    def set_own(self, text: str) -> str:
        path = self.random.choice((("x", "row"), ("x", "own", "deep"), ("x", "new")))
        return edit(text, {path: self.random.choice((None, 11, "text", [1, 2], True))})

    def commented(self, text: str) -> str:
        """With one more comment somewhere: above something, behind it, at the top or the end."""
        if "\r" in text:
            return text
        self.comments += 1
        comment = f"# remark {self.comments} {self.random.randint(100, 999)}"
        marks = [m for m in Positions(text).marks if m.kind in {"statement", "element", "header"}]
        spans = Positions(text).spans
        way = self.random.choice(("above", "above", "free", "behind", "top", "end"))
        if way == "top" or not marks:
            return f"{comment}\n\n{text}"
        if way == "end":
            return f"{text}{comment}\n"
        mark = self.random.choice(marks)
        start = text.rfind("\n", 0, mark.offset) + 1
        if way in {"above", "free"}:
            return (
                text[:start] + comment + "\n" * (1 + (way == "free")) + text[start:]
                if not text[start : mark.offset].strip()
                else text
            )
        end = text.find("\n", max(mark.offset, spans[mark.path].end))
        rest = text[max(mark.offset, spans[mark.path].end) : end].strip()
        made = f"{text[:end]} {comment}{text[end:]}"
        return made if rest in {"", ","} or mark.kind == "header" else text

    def uncommented(self, text: str) -> str:
        comments = Positions(text).comments
        if not comments:
            return text
        at, comment = self.random.choice(comments)
        return text[:at].rstrip(" ") + text[at + len(comment) :]

    def laid_out(self, text: str) -> str:
        return self.random.choice(
            (formatted, lambda t: t.replace("\n\n", "\n\n\n"), lambda t: t.replace("\n", "\r\n").replace("\r\r", "\r"))
        )(text)

    def moved(self, text: str) -> str:
        held = parse_toml(text.encode()).get("actors", [])
        made = self.random.sample(held, len(held))
        return edit(text, {("actors",): made}) if held else text


def written(values: Any) -> str:
    """A value as a file has it."""
    return literal(values)
