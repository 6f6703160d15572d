"""What git hands to `timeline-merge`: three versions of a file of which two were changed by whoever, well or badly."""

from pathlib import Path
from typing import Literal

from fuzz import examples
from fuzz.chance import Chance
from timeline import merge_driver
from timeline.merge_driver import CLEAN, CONFLICTS
from timeline.toml.conflicts import reading, regions
from timeline.toml.parser import parse_toml

SIDES: tuple[Literal["ours", "theirs"], ...] = ("ours", "theirs")
Versions = tuple[str, bytes, bytes, bytes]
"""The path of the file, and the base, ours and theirs."""
_LINES = (
    *(
        'tags = ["q"]',
        'status = "disputed"',
        "date = 2024",
        "lat = 1",
        "x.a = 1",
        "[x]",
        "sources = 1",
        "# a remark",
        "",
    ),
    *("[[sources]]", 'id = "nyt"', 'cites = ["nyt"]', "confidential = true", 'actors = ["A:agent"]', "[[actors]]"),
    *("<<<<<<< a", "=======", ">>>>>>> b", '"""', "links = [{", "]"),
)


def versions(chance: Chance) -> Versions:
    """An event, or another file of the folder, and what two people made of it."""
    path = chance.one(("2024/x", "2024/x", "2024/x", "actors", "sources", "timeline", "editions/x", "copies/x"))
    texts = examples.registers().get(path) or (examples.settings() if path == "timeline" else examples.events())
    base = chance.one(texts)
    sides = [_changed(base, chance) for _ in range(2)]
    three = ["" if chance.happens(0.1) else base, *sides]
    data = [text.replace("\n", "\r\n") if chance.happens(0.05) else text for text in three]
    made = [text.encode() if chance.happens(0.97) else chance.spoilt_bytes(text) for text in data]
    return f"{path}.toml", made[0], made[1], made[2]


def _changed(text: str, chance: Chance) -> str:
    lines = text.splitlines(keepends=True)
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(lines))
        some = lines[at : at + chance.randint(0, 3)]
        other = [line.replace('"', '"Z', 1) for line in some]
        lines[at : at + len(some)] = chance.one(
            (other, other, [], [*some, f"{chance.one(_LINES)}\n"], some[::-1], some * 2)
        )
    return "".join(lines)


def merged(given: Versions, environment: dict[str, str]) -> bool:
    """Have it merged as git would; whether that was done by meaning."""
    path, *three = given
    for name, data in zip(("base", "ours", "theirs"), three, strict=True):
        Path(name).write_bytes(data)
    code = merge_driver.run(["base", "ours", "theirs", "7", f"events/{path}"], environment)
    text = Path("ours").read_bytes().decode(errors="replace")
    assert code in {CLEAN, CONFLICTS}, f"exit code {code}"
    if three[1] == three[2] or three[0] in three[1:] or not all(map(_is_whole, three[1:])):
        return three[1] == three[2] or three[0] in three[1:]
    found = regions(text)
    assert code == CONFLICTS or not found, "there are markers in a file that is called clean"
    is_by_meaning = all(region.our_label.startswith("ours: ") for region in found) and (bool(found) or code == CLEAN)
    for side in SIDES if is_by_meaning else ():
        parse_toml(reading(text, side).encode())
    return is_by_meaning


def _is_whole(data: bytes) -> bool:
    """Whether it can be read, and holds no marker by itself."""
    try:
        parse_toml(data)
    except ValueError:
        return False
    return not regions(data.decode())
