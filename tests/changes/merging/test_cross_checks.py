"""What neither side said: a citation of what the other took away, one address under two ids, two of one name."""

import pytest

from merge_texts import HEAD, choices, clash, merged
from timeline.toml.parser import parse_toml

NYT = '[[sources]]\nid = "nyt"\npublisher = "NYT"\n'
UP = '[[sources]]\nid = "up"\npublisher = "UP"\n'
BBC = '[[sources]]\nid = "bbc"\nurl = "https://bbc.com/1"\n'
LINK = '[[links]]\ntype = "follows"\nto = "a"\n'
DEAD = '[[figures]]\nwhat = "dead"\n'
RIVAL = '[[variants]]\nfield = "date"\nvalue = "2025"\n'
ZELENSKY, ZELENSKYY = ('[[actors]]\nname = "Zelensky"\n', '[[actors]]\nname = "Zelenskyy"\n')


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "made"),
    [
        # taken away here, and newly cited there: by a source, a link, a figure, a rival account, under any key
        (f"{NYT}\n{UP}", UP, f'{NYT}\n{UP}cites = ["nyt"]\n',
         clash("sources.nyt", "", f"{NYT}\n") + f'{UP}cites = ["nyt"]\n'),
        (f"{NYT}\n{UP}", f'{NYT}\n{UP}same_as = ["nyt"]\n', UP,
         clash("sources.nyt", f"{NYT}\n", "") + f'{UP}same_as = ["nyt"]\n'),
        (f"{NYT}\n{UP}", UP, f'{NYT}\n{UP}distinct_from = ["nyt"]\n',
         clash("sources.nyt", "", f"{NYT}\n") + f'{UP}distinct_from = ["nyt"]\n'),
        *((f"{NYT}\n{UP}\n{each}", f"{UP}\n{each}", f'{NYT}\n{UP}\n{each}according_to = ["nyt"]\n',
           clash("sources.nyt", "", f"{NYT}\n") + f'{UP}\n{each}according_to = ["nyt"]\n')
          for each in (LINK, DEAD, RIVAL)),
        # taken away with what cited it, which was changed there: whoever wants the one back gets the other
        (f'{NYT}\n{UP}cites = ["nyt"]\n', "seq=1\n", f'{NYT}\n{UP}cites = ["nyt"]\nlocator = "1"\n',
         "seq=1\n" + clash("sources.nyt", "", f"\n{NYT}")
         + clash("sources.up", "", f'\n{UP}cites = ["nyt"]\nlocator = "1"\n')),
        # renamed here, cited by the old id there
        (NYT, NYT.replace('"nyt"', '"times"'), f'{NYT}\n{UP}cites = ["nyt"]\n',
         clash("sources.nyt", NYT.replace('"nyt"', '"times"'), NYT) + f'\n{UP}cites = ["nyt"]\n'),
        # a line of sources: any of those in it; their ids are made of their names
        ('sources=["NYT, citing UP", "BBC"]\n', 'sources=["BBC"]\n',
         f'sources=["NYT, citing UP", "BBC"]\n\n{DEAD}according_to = ["up"]\n',
         clash("sources.nyt", 'sources=["BBC"]\n', 'sources=["NYT, citing UP", "BBC"]\n')
         + 'figures = [\n  { what = "dead", according_to = ["up"] },\n]\n'),
        (f"{NYT.replace('id', '#')}\n{UP}", UP, f'{NYT.replace("id", "#")}\n{UP}cites = ["nyt"]\n',
         clash("sources.nyt", "", f"{NYT.replace('id', '#')}\n") + f'{UP}cites = ["nyt"]\n'),
    ],
)  # fmt: skip
def test_sources_that_are_cited_and_gone(base: str, ours: str, theirs: str, made: str) -> None:
    text = merged(base, ours, theirs)
    assert text == made
    for choice in choices(HEAD + text):
        parse_toml(choice.encode())


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        # the citation is gone, too
        (f'{NYT}\n{UP}cites = ["nyt"]\n', UP, f'{NYT}\n{UP}cites = ["nyt"]\nlocator = "1"\n'),
        # one side says so itself
        (f'{NYT}\n{UP}cites = ["nyt"]\n', f'{UP}cites = ["nyt"]\n', f'{NYT}\n{UP}cites = ["nyt"]\nlocator = "1"\n'),
        (f"{UP}", f'{UP}cites = ["nyt"]\n', f'{UP}locator = "1"\n'),
        # what cites nobody, or nobody by a word, or by another key
        (f"{NYT}\n{UP}", UP, f"{NYT}\n{UP}cites = []\n"),
        (f"{NYT}\n{UP}", UP, f'{NYT}\n{UP}cites = "nyt"\n'),
        (f"{NYT}\n{UP}", UP, f"{NYT}\n{UP}cites = [1]\n"),
        (f"{NYT}\n{UP}", UP, f'{NYT}\n{UP}\n[x]\ncites = ["nyt"]\n'),
        # a list of sources that is no list
        ("", 'sources = "nyt"\n', f'{DEAD}according_to = ["nyt"]\n'),
    ],
)
def test_citations_that_are_nobodys_conflict(base: str, ours: str, theirs: str) -> None:
    assert "<<<" not in merged(base, ours, theirs)
    assert "<<<" not in merged(base, theirs, ours)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "made"),
    [
        # one address under two ids would count as two origins
        (UP, f"{UP}\n{BBC}", f"{UP}\n{BBC.replace('bbc', 'www.bbc')}", None),
        ('sources = ["NYT"]\n', 'sources = ["NYT", "UP https://a.org/1"]\n', 'sources = ["NYT", "Pravda https://a.org/1"]\n',
         clash("sources.up", 'sources = ["NYT", "UP https://a.org/1"]\n',
               'sources = ["NYT", "Pravda https://a.org/1"]\n')),
        # sources that say no id have one made of their names
        ("", '[[sources]]\nname = "A"\nkind = "person"\nquote = "o"\n',
         '[[sources]]\nname = "A"\nkind = "report"\nquote = "t"\n', None),
        # one id
        (f"{NYT}\n{UP}", f"{NYT.replace('nyt', 'x')}\n{UP}", f"{NYT}\n{UP.replace('up', 'x')}", None),
        # one man, whose name was corrected here and who was added there
        (ZELENSKY, ZELENSKYY, f"{ZELENSKY}\n{ZELENSKYY}", None),
        # one role
        ('actors = ["A:agent"]\n', 'actors = ["A:agent", "A:victim"]\n', 'actors = ["A:victim"]\n',
         clash("actors.A, actors.A (2)", 'actors = ["A:agent", "A:victim"]\n', 'actors = ["A:victim"]\n')),
    ],
)  # fmt: skip
def test_two_of_one_name(base: str, ours: str, theirs: str, made: str | None) -> None:
    text = merged(base, ours, theirs)
    if made is not None:
        assert text == made
    readings = [*choices(HEAD + text)]
    assert [readings[0], readings[-1]] == [HEAD + ours, HEAD + theirs]


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        # one side has both of them itself
        ('actors = ["A"]\n', 'actors = ["A", "A"]\n', 'actors = ["A", "B"]\n'),
        # several roles, several rival accounts
        ("", 'actors = ["A:agent"]\n', 'actors = ["A:victim"]\n'),
        ("", RIVAL, RIVAL.replace("2025", "2026")),
        # what has no name at all
        ("", 'actors = [{role="agent"}]\n', 'actors = [{role="victim"}]\n'),
    ],
)
def test_several_of_one_name(base: str, ours: str, theirs: str) -> None:
    assert "<<<" not in merged(base, ours, theirs)
