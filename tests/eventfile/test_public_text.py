from textwrap import dedent
from typing import Any

import pytest

from timeline.errors import Problem, at_key
from timeline.eventfile import reader
from timeline.eventfile.public_text import WITHHELD, PublicText, difference

SECRET = 'name = "Jane Doe"\nconfidential = true\n'


def hides(ref: str) -> bool:
    return ref == "leak"


def shown(text: str) -> str:
    """A text as others see it, with `-` for each line that they do not."""
    return PublicText(dedent(text).lstrip("\n"), hides).text.replace(WITHHELD, "-")


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ('title = "T" # and why\n', 'title = "T" # and why\n'),
        (f'title = "T"\n\n# rang\n[[sources]]\n{SECRET}\n[x]\n', 'title = "T"\n\n-\n-\n-\n-\n-\n[x]\n'),
        ('sources = [\n  # a\n  { name = "B" },\n  # c\n  { confidential = true },\n  # d\n]\n', None),
        ('sources = ["A, citing Jo", { name = "Jo", confidential = true }]\na = 1\n', "-\na = 1\n"),
        ('sources = [\n  "A",\n  { name = """\nJ""", confidential = 1 },\n]\n', "sources = [\n-\n-\n-\n]\n"),
        ('sources = [{ ref = "leak" }]\nsources2 = [{ ref = "open" }]\n', '-\nsources2 = [{ ref = "open" }]\n'),
        ("sources = [{ ref = 5 }]\n", "-\n"),
        ('note = """\na\n"""\ntitle = "T"\n', '-\n-\n-\ntitle = "T"\n'),
        (f'# JANE doe\n[a]\nx = ["jane-doe"]\n[jane-doe]\n{SECRET}[b]\ny = "Jan"\n', '-\n[a]\n-\n-\n-\n-\n[b]\ny = "Jan"\n'),
        ('leak.name = "J"\nleak.confidential = true\nopen.name = "O"\n', '-\n-\nopen.name = "O"\n'),
        (f"[[sources]]\n{SECRET}sub.a = 1\n[sources.more]\nb = 2\n", "-\n" * 5 + "-\n"),
        (f"a = 1\n[[source]]\n{SECRET}", "a = 1\n-\n-\n-\n"),
        ('[[sources]]\nauthor = ["Ann Lee", 5]\nconfidential = true\n[x]\ny = "ann lee"\n', "-\n-\n-\n[x]\n-\n"),
        ('title = "T"\n[[reviews]]\nby = "A"\nnote = "Jane"\n', 'title = "T"\n[[reviews]]\nby = "A"\n-\n'),
        ('reviews = [{ by = "A" }]\n', 'reviews = [{ by = "A" }]\n'),
        ('confidential = true\ntitle = "T"\n', "-\n-\n-"),
        ("[[sources]]\nconfidential = false\n", "[[sources]]\nconfidential = false\n"),
        ('\ufefftitle = "T"\r\n', '\ufefftitle = "T"\r\n'),
    ],
)  # fmt: skip
def test_what_others_see(text: str, public: str | None) -> None:
    assert shown(text) == (public or 'sources = [\n  # a\n  { name = "B" },\n-\n-\n-\n]\n')


@pytest.mark.parametrize(
    ("text", "is_shown"),
    [
        ('title = "T', True),
        ('name = "Jane\nconfidential = true', False),
        ("name = Jane\nCONFIDENTIAL true", False),
        ('note = "Jane', False),
        ('name = "Jane"\n"\\u0063onfidential" = true\na = ', False),
        ('name = "Jane, \\u0063f."\na = ', True),
        ('x = "Jane, a note"\ny', True),
        ('ref = "leak"\nname = "Jane', False),
        ("sources = [{ref=leak", False),
        ("ref = 'open'\nname = \"Jane", True),
        ('note = """\nJane\nb = 2', False),
        ("a = \nnote = 'Jane'", True),
        ("note = 'Jane'\na = ", True),
        ("note = 'Jane' Doe", False),
        ('[[reviews]]\nnote = "Jane"\na = ', False),
        ('reviews = [\n  { note = "Jane" },\n]\na = ', False),
        ('note = "a"\nreviews = [{ note = "Jane" }]\na = ', False),
        ("n\0o\0t\0e\0 \0=\0 \0J\0a\0n\0e\0", False),
        ("t\0i = c\0o\0n\0f\0i\0d\0e\0n\0t\0i\0a\0l\0", False),
    ],
)
def test_where_nobody_can_tell_any_sign_is_enough(text: str, is_shown: bool) -> None:
    public = PublicText(text, hides).text
    assert public == text if is_shown and "note =" not in text else "Jane" not in public
    (problem,) = reader.read_tables(text.encode(), "a.toml", hides)[1]
    assert bool(problem.source) is is_shown
    assert (problem.path, problem.line > 0, problem.code) == ("a.toml", True, "SCH007")


def test_what_nests_too_deep_is_not_looked_into() -> None:
    assert PublicText(f"a = {'[' * 10_000}").hidden == frozenset()


TEXT = f'title = "T"\n[[sources]]\nname = "A"\nsame_as = ["Jane Doe", 5]\n[[sources]]\n{SECRET}own_key = 1\n'


@pytest.mark.parametrize(
    ("at", "line", "kept"),
    [
        (("title",), 1, {}),
        (("sources", 0, "same_as", 1), 4, {"source": ""}),
        (("sources", 1, "name"), 6, {"at": ("sources", 1, "name")}),
        (("sources", 1, "own_key"), 8, {"at": ("sources", 1)}),
        (("sources", 1), 5, {"at": ("sources", 1)}),
        ((), 3, {}),
        ((), 6, {"at": ()}),
        ((), 0, {}),
    ],
)
def test_a_problem_tells_its_place(at: tuple[str | int, ...], line: int, kept: dict[str, Any]) -> None:
    whole = Problem("p", line, 2, "C", "says", "do", "line", at, 3, "offer")
    expected = whole._replace(**kept)
    if "at" in kept:
        hint = "what it says is withheld, since it is confidential or may be"
        expected = expected._replace(message="said", hint=hint, source="", offset=None, offer="")
    assert PublicText(TEXT).told(whole, "said") == expected


def test_the_key_of_a_document_is_its_id() -> None:
    public = PublicText("[jane]\nconfidential = true\n")
    assert public.told(at_key(("jane", "url"), "C", "m")).at == ()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (TEXT, TEXT, []),
        (TEXT, TEXT.replace('"T"', '"U"'), ['-title = "T"', '+title = "U"']),
        (TEXT, TEXT.replace("Doe", "Roe"), [WITHHELD]),
        (TEXT, TEXT.replace("own_key = 1\n", ""), [f"-{WITHHELD}"]),
    ],
)
def test_a_difference(before: str, after: str, said: list[str]) -> None:
    lines = "".join(difference(before, after, "f", hides)).splitlines()
    assert [line for line in lines if line[:3] not in {"---", "+++"} and line[:1] in "-+#"] == said
    assert not said or lines[:2] == ["--- f", "+++ f"]
    assert "Doe" not in "".join(lines)


@pytest.mark.parametrize(("many", "shown"), [(900, True), (1100, False)])
def test_so_many_values_are_looked_for(many: int, shown: bool) -> None:
    text = "[x]\n" + "".join(f"[doc-{n}]\nconfidential = true\n" for n in range(many))
    assert PublicText(text).lines[0] == ("[x]" if shown else WITHHELD)
