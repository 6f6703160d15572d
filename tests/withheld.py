"""A chronology that is full of what nobody else may read, in every form and with every fault, and a word to find it by."""

from pathlib import Path

MARK = "quorvax"
"""Stands in every value of a confidential source, and in the notes and comments about it; no output may hold it."""
DAYS = ("2017-05", "2017-06", "2017-03", "may 2017", "june 2017", "march 2017")
"""The months of confidential sources, however they are written."""
HASH = "0badc0de" * 8
"""The SHA-256 of their copies."""

WHOLE = {
    "id": f'"{MARK}-id"',
    "kind": '"article"',
    "name": '"Quorvax Name"',
    "title": '"Quorvax title, citing Quorvax Agency – Quorvax Herald"',
    "author": '["Quorvax Author", "Other Quorvax"]',
    "publisher": '"Quorvax Publisher"',
    "published": "2017-05-17",
    "lang": '"en-quorvax"',
    "url": '"https://quorvax.example/page?utm_source=quorvaxian&a=1"',
    "archive_url": '"ftp://quorvax@archive.example/a"',
    "accessed": "2017-06-18",
    "copy": '"copies/quorvax.txt"',
    "sha256": f'"{HASH}"',
    "locator": '"Quorvax, p. 11"',
    "quote": '"Quorvax saw one two three four five six seven eight nine ten eleven twelve with these eyes"',
    "translation": '"Quorvax translated"',
    "cites": '["quorvax-stub"]',
    "affiliation": '"Quorvax Ministry"',
    "position": '"Quorvax aide, +380 44 123 45 67 quorvax@mail.example"',
    "grade": '"A1"',
    "confidential": "true",
}
"""A confidential source: every key."""


def table(header: str = "[[sources]]", **keys: str) -> str:
    """It under a header, with some keys otherwise; an empty value leaves one out."""
    held = {key: value for key, value in {**WHOLE, **keys}.items() if value}
    return f"# Quorvax rang\n{header}\n" + "".join(f"{key} = {value} # Quorvax\n" for key, value in held.items())


def inline(**keys: str) -> str:
    """It on one line."""
    held = {key: value for key, value in {**WHOLE, **keys}.items() if value}
    return "{ " + ", ".join(f"{key} = {value}" for key, value in held.items()) + " }"


def event(rest: str, title: str = "Somebody tells", date: str = "2019-03-07") -> str:
    """An event with a note for the desk."""
    return f'title = "{title}"\ndate = {date}\nstatus = "confirmed"\nnote = "Quorvax rang at noon"\n{rest}\n'


PAPER = """
[[sources]]
id = "paper"
publisher = "The Paper"
published = 2016-01-01
cites = ["quorvax-id", "quorvax-ib"]
same_as = ["quorvax-id"]
distinct_from = ["quorvax-id"]
quote = "One two three four five six seven eight nine ten eleven twelve, said somebody"
url = "https://paper.example/?utm_source=x"
"""
"""An open source that speaks of it, with faults of its own."""
OPEN = PAPER.replace(', "quorvax-ib"', "")
REVIEW = '[[reviews]]\nby = "Ann"\non = 2024-01-01\nof = "0123456789abcdef"\nnote = {}\n'
"""Somebody vouches for it, and notes what is for the desk."""
ACCORDING = """\
links = [{ type = "caused-by", to = "2019-gone", according_to = ["quorvax-id"] }]
figures = [{ what = "paid", low = 5, high = 3, according_to = ["quorvax-id"] }]
variants = [{ field = "dat", value = "2020", according_to = ["quorvax-id"] }]
"""

READABLE = {
    "table": event(ACCORDING + OPEN + table()),
    "inline": event(f"sources = [\n  # Quorvax said so\n  {inline()}, # Quorvax\n]"),
    "no-id": event(f"sources = [{inline(id='', cites='')}, {{ publisher = 'X', cites = ['quorvax-publisher'] }}]"),
    "line": event(f"sources = ['The Paper, citing Quorvax Name https://x.example/', {inline(publisher='')}]"),
    "bad-line": event(
        f"sources = ['The Paper, citing Quorvax Name, citing', 'The Paper, citing Quorvax Name', {inline(publisher='')}]"
    ),
    "ref": event('sources = [{ ref = "quorvax-doc", quote = "Quorvax says", locator = "quorvax" }]'),
    "ref-table": event('[[sources]]\nid = "quorvax-mine"\nref = "quorvax-doc"\nname = "Quorvax"\nquorvax_key = 1\n'),
    "bad-date": event(table(published='"last quorvax week"')),
    "bad-day": event(
        f"sources = [{inline(accessed='2019')}, {inline(id='', published=chr(39) + '7 March 2017' + chr(39))}]"
    ),
    "unknown": event(table(quorvax_key='"Quorvax"', retrieved='"2017-06-18"', kind='"quorvax"', grade='"quorvax"')),
    "unseen": event(table(name='"Quorvax\u200b Name"', title='"\\u202eQuorvax"', url='"quorvax:it"')),
    "ignore": event(table() + "# timeline: ignore quorvax-rule\n"),
    "later": event(OPEN + table(published="2017-03-07"), date="2018-03-08"),
    "swap": event(table(published="2017-03-07", cites="", stance='"denies"'), title="Swapped", date="2017-07-03"),
    "before": event(table(published="2017-03-07") + PAPER, title="Swapped", date="2017-07-03"),
    "ring": event(PAPER + table(cites='["paper", "quorvax-id"]', same_as='["paper"]', distinct_from='["paper"]')),
    "gone": event(table(cites="", state='"retracted"')),
    "denied": event(table(cites="", stance='"denies"') + OPEN, title="Denied").replace("confirmed", "reported"),
    "spelt": event(OPEN + table(publisher="", title="", cites="")),
    "twin": event('sources = [{ publisher = "P", title = "T", url = "https://quorvax.example/page?a=1" }]').replace(
        "quorvax.example", "public.example"
    ),
    "same-page": event(table(url='"https://public.example/page?a=1"')),
    "reviewed": event(OPEN + table() + REVIEW.format('"Quorvax rang again"') + REVIEW.format("'and quorvax'")),
    "reviewed-inline": event("reviews = [{ by = 'Ann', on = 2024-01-01, note = 'quorvax' }]")
    .replace('note = "', 'x.n = "public, or ', 1)
    .replace("Quorvax rang at noon", "so"),
    "not-canonical": event("tags=['a' ,'b']\n" + table(name="'Quorvax   Name'")),
}
"""Events that can be read, by name."""
UNREADABLE = {
    "typed": event(table(name="5", author='{ quorvax = "Quorvax" }', cites='"quorvax-x"')),
    "odd-truth": event(table(confidential='"Quorvax says yes"')),
    "odd-ref": event("sources = [{ ref = 5, name = 'Quorvax' }]"),
    "list": event(f"sources = [[{inline()}], 5, {inline(name='[1]')}]"),
    "badly-reviewed": event(table() + REVIEW.format('["Quorvax"]')),
    "misnamed": event(table("[[source]]") + "actors = 5\n"),
    "no-title": f"date = 2019-03-07\nsources = [{inline()}]\n",
    "quote": event(table(name='"Quorvax')),
    "bare": event(table(name="Quorvax Name")),
    "bare-inline": event(f"sources = [{inline(name='Quorvax')}]"),
    "no-value": event(table().replace("confidential = true", "confidential true")),
    "curly": event(table(name="“Quorvax”")),
    "no-day": event(table(published="2017-05-32")),
    "no-hour": event(table(published="2017-05-17T25:00:00")),
    "twice": event(table() + "quorvax_key = 1\nquorvax_key = 2\n"),
    "conflict": event(f"<<<<<<< Quorvax\n{table()}=======\n>>>>>>> Quorvax"),
    "backslash": event(table(title='"C:\\Quorvax"')),
    "open-note": 'title = "T"\nnote = "Quorvax\ndate = 2019-03-07\n',
    "no-ref": event('sources = [{ ref = quorvax-doc, name = "Quorvax" }]'),
    "ref-broken": event('sources = [{ ref = "quorvax-doc", quote = "Quorvax }]').replace("note", "claim"),
    "behind": event(table()) + 'x.a = "b" Quorvax\n',
}
"""Events that cannot, by name; one more is in UTF-16."""
DOCUMENTS = f"""\
[open-doc]
publisher = "Open"
published = "never"

[quorvax-doc]
title = "Quorvax document"
publisher = "Quorvax Press"
published = 2017-05-17
url = "https://quorvax.example/page?a=1"
copy = "copies/quorvax.txt"
sha256 = "{HASH}"
quorvax_key = 1
accessed = "quorvax"
quote = "Quorvax"
confidential = true

[quorvax-odd]
title = "Quorvax too"
name = 5
confidential = "quorvax"
"""


BROKEN = DOCUMENTS + "[quorvax\n"
"""The same, when nobody can tell any more."""


def plant(root: Path, *, documents: str = DOCUMENTS) -> None:
    """Write all of it into a chronology."""
    for name in ("2019", "copies", "templates"):
        (root / name).mkdir()
    (root / "templates" / "all.md.j2").write_text(ALL, encoding="utf-8")
    (root / "copies" / "quorvax.txt").write_text("Quorvax said something else entirely.\n", encoding="utf-8")
    for name, text in {**READABLE, **UNREADABLE}.items():
        (root / "2019" / f"2019-{name}.toml").write_text(text, encoding="utf-8")
    (root / "2019" / "2019-utf-16.toml").write_bytes(event(table()).encode("utf-16"))
    (root / "sources.toml").write_text(documents, encoding="utf-8")
    (root / "actors.toml").write_text('[quest]\nname = "Quest"\ndomains = ["paper.example"]\n', encoding="utf-8")


ALL = """\
{% for e in report.entries %}{{ e.event.title }} {{ e.event.note }}
{% for s in e.event.sources %}{{ s }}{% endfor %}{{ e.event.links }}{{ e.event.provenance }}
{% endfor %}
"""
"""A template that prints whatever it can get."""


def leaks(text: str) -> list[str]:
    """The lines that hold what they may not."""
    return [line for line in text.split("\n") if any(word in line.casefold() for word in (MARK, HASH, *DAYS))]
