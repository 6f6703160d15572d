"""Events that want to break every format: other scripts, markup, control characters, formulas, secrets; and goldens."""

import unicodedata
from pathlib import Path

from conftest import CHECKOUT

SECRET = "Zebulon"
"""Stands in every place of a confidential source and in every note for the desk; no output may hold it."""

EVENTS = {
    "2022-02-24-ukrainian": 'title = "Росія розпочинає повномасштабне вторгнення в Україну"\ndate = 2022-02-24\n'
    'actors = ["Росія", { name = "Україна", role = "target" }]\nlang = "uk"\ntags = ["війна/повітря"]\n'
    'sources = ["Українська правда, citing Генштаб"]\n',
    "2023-01-arabic": 'title = "بايدن يسمح لأوكرانيا بضرب روسيا بصواريخ أتاكمز"\ndate = "2023-01"\nlang = "ar"\n'
    'places = ["كورسك"]\nsources = ["الجزيرة"]\n',
    "2023-chinese": 'title = "拜登授权乌克兰使用陆军战术导弹系统打击俄罗斯境内目标，这是首次"\ndate = "2023~"\n'
    'date_basis = "inferred"\nactors = ["乔·拜登"]\nsources = ["新华社, citing 路透社"]\n',
    "2023-06-01-combining": 'title = "Zażółć gęślą jaźń, e\u0301te\u0301, می\u200cخواهم, 👩\u200d🚒 🇺🇦"\n'
    "date = 2023-06-01\n",
    "2024-01-01-markup": 'title = "A | B `c` *d* _e_ [f](https://g.example) <b>h</b> &amp; #1 @i\\n2. j \\\\| k"\n'
    'date = 2024-01-01\nactors = [{ name = "x|y", role = "agent" }]\nsummary = "One |\\n\\n- two\\n"\n'
    'sources = ["https://evil.example/|%0A?a=b"]\n',
    "2024-01-02-control": 'title = "\\u001b[31mred\\u001b[0m \\u202Eevil\\u2066 zero\\u200Bwidth\\tx\\u0007\\u009b1m'
    '\\r"\ndate = 2024-01-02\ntags = ["\\u2028", "a\\tb"]\nplaces = ["\\u001b]0;title\\u0007"]\n',
    "2024-01-03-formula": 'title = "=HYPERLINK(\\"http://x.example\\";\\"y\\")"\ndate = 2024-01-03\n'
    'actors = ["+1", "@SUM(A1)"]\ntags = ["-1+1"]\nstatus = "confirmed"\nx.cell = "\\t=1"\n',
    "2024-01-04-everything": """\
title = "Everything that an event can hold"
date = "2024-01-04T20:20+02:00"
date_basis = "as-of"
date_text = "late on Thursday"
seq = 3
timezone = "Europe/Kyiv"
kind = "statement"
status = "disputed"
likelihood = "roughly-even"
actors = [{ name = "A", role = "speaker", as_named = "a", certainty = "denied" }, "B"]
places = [{ name = "Kursk", country = "Russia", lat = 51.73, lon = 36.19, precision = "near" }]
tags = ["b", "a"]
summary = "First paragraph,\\nsame paragraph.\\n\\nSecond."
note = "Zebulon told us"
claim = "It is so."
links = [{ type = "contradicts", to = "2024-01-03-formula", according_to = ["s1"] }]
figures = [
  { what = "killed", low = 3, high = 5, unit = "people", according_to = ["s1"] },
  { what = "cost", value = 1.5 },
  { what = "range", low = 2, best = 4 },
  { what = "wounded", high = 9 },
  { what = "missing" },
]
variants = [{ field = "date", value = 2024-01-05, according_to = ["s1"] }]
lang = "en"
x.case = 17
x.who = { name = "me", "in" = ["a", "b"] }

[[sources]]
id = "s1"
kind = "report"
title = "A report"
author = ["C", "D"]
publisher = "BBC"
published = 2024-01-05
url = "https://bbc.example/1"
archive_url = "https://archive.example/1"
locator = "p. 11"
quote = "It is."
cites = ["s2", "gone", "s1"]
stance = "denies"
firsthand = true
grade = "B2"
state = "corrected"

[[sources]]
id = "s2"
kind = "person"
name = "an aide"
anonymous = true
affiliation = "United States"
position = "in the room"
cites = ["s1"]
seen = false
""",
    "2024-01-05-secret": """\
title = "Somebody tells us something"
date = 2024-01-05
note = "met Zebulon at noon"
links = [{ type = "related", to = "2024-01-04-everything", according_to = ["zebulon"] }]
figures = [{ what = "paid", value = 5, according_to = ["zebulon"] }]
variants = [{ field = "title", value = "Nobody tells", according_to = ["zebulon"] }]

[[sources]]
id = "paper"
publisher = "The Paper"
cites = ["zebulon"]

[[sources]]
id = "zebulon"
kind = "person"
name = "Zebulon Q."
title = "Zebulon's memo"
author = "Zebulon Q."
publisher = "Zebulon & Sons"
url = "https://zebulon.example"
archive_url = "https://archive.example/zebulon"
quote = "I, Zebulon"
translation = "I, Zebulon"
locator = "Zebulon, p. 3"
affiliation = "Zebulon's ministry"
position = "Zebulon's aide"
copy = "copies/zebulon.pdf"
confidential = true
""",
}


REGISTERS = {
    "actors.toml": '[b]\nname = "Bee"\naliases = ["B"]\nwikidata = "Q7"\n',
    "places.toml": '[kursk]\nname = "Kursk"\nwikidata = "Q5481"\n[sumy]\nname = "Sumy"\ncountry = "Ukraine"\n',
}
"""What registers say of names in these events, and of Sumy."""


def fill(root: Path) -> Path:
    """Write the events into a chronology."""
    for name, text in EVENTS.items():
        (root / f"{name}.toml").write_text(text, encoding="utf-8")
    return root


def register(root: Path) -> None:
    """Write registers beside them."""
    for name, text in REGISTERS.items():
        (root / name).write_text(text, encoding="utf-8")


def same_as_golden(name: str, text: str, *, update: bool) -> bool:
    """Whether a format prints what it printed; with `--update`, what it prints now is kept."""
    path = CHECKOUT / "tests" / "golden" / name
    if update:
        path.write_bytes(text.encode())
    return path.read_bytes().decode() == text


def is_harmless(text: str) -> bool:
    """Whether a terminal can show the text without being driven by it."""
    kinds = {unicodedata.category(c) for c in text.replace("\n", "")}
    return not kinds & {"Cc", "Zl", "Zp"} and not set(text) & set(
        "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff"
    )
