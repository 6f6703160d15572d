"""SRC103: names that texts and sources give as their own source, and what only looks like one."""

import pytest

from corpora import findings, said, strike

OUTLETS = '[nyt]\nname = "NYT"\nkind = "outlet"\n[up]\nname = "Ukrainska Pravda"\nkind = "outlet"\n'


def sourced(keys: str, **more: str) -> str:
    return strike(f"\n[[sources]]\nid = 'a'\n{keys}\n", **more)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It burns, citing NYT", "NYT"),
        ("According to U.S. officials, it burns", "U.S. officials"),
        ("It burns, citing two people familiar with the matter", "two people familiar with the matter"),
        ("It burns, as reported by Der Spiegel on Monday", "Der Spiegel"),
        ("It burns, according to the Ministry of Defence of Ukraine", "the Ministry of Defence of Ukraine"),
        ("It burns, citing a New York Times report", "a New York Times report"),
        ("CITING REUTERS", "REUTERS"),
        ("According to plan it burns, citing Reuters", "Reuters"),
        ("It burns, citing it as the reason", ""),
        ("Everything goes according to law", ""),
        ("Citing Security Concerns, Court Delays Trial", ""),
        ("It closes, citing COVID-19 restrictions", ""),
        ("It is void according to Article 5", ""),
        ("It begins at six according to Moscow time", ""),
        ("It burns, according to a paper that nobody names", ""),
        ("It burns, according to The Daily", ""),
        ("It burns, according to daily.example", ""),
        ("A re-Citing of poems", ""),
    ],
)
def test_names_in_quotes(text: str, name: str) -> None:
    event = sourced(f'publisher = "The Daily"\nurl = "https://daily.example"\nquote = "{text}"')
    wanted = [f'the quote of The Daily names "{name}"'] if name else []
    assert [message for _, message in said("SRC103", event)] == wanted


@pytest.mark.parametrize(
    "title", ["It burns – NYT", "It burns – New York Times", "It burns – live", "It burns – nytimes"]
)
def test_a_headline_may_end_with_its_own_paper(title: str) -> None:
    event = sourced(f'publisher = "The New York Times"\nurl = "https://www.nytimes.com/1"\ntitle = "{title}"')
    assert said("SRC103", event, actors=OUTLETS) == []


@pytest.mark.parametrize(
    ("publisher", "hint"),
    [
        (
            "Reuters, AFP",
            'each knows it? write "Reuters", "AFP"; one has it from the other? write "Reuters, citing AFP"',
        ),
        ("BBC News / Der Spiegel", 'each knows it? write "BBC News", "Der Spiegel"; one has'),
        ("Reuters, citing AFP", 'write the chain: "Reuters, citing AFP"'),
        ("The Guardian (citing Der Spiegel)", 'write the chain: "The Guardian, citing Der Spiegel"'),
        ("Le Monde (via AFP)", 'write the chain: "Le Monde, citing AFP"'),
        ("Le Monde (via the AFP)", 'write the chain: "Le Monde, citing the AFP"'),
        ("TASS via Reuters", 'write the chain: "TASS, citing Reuters"'),
        ("News via post", ""),
        ("The Guardian (London)", ""),
        ("Acme, Inc.", ""),
        ("Ministry of Health, Kyiv", ""),
        ("Bureau of Alcohol, Tobacco, Firearms and Explosives", ""),
        ("The Times, London", ""),
        ("NYT, Kyiv bureau", ""),
        ("Unit, citing", ""),
    ],
)
def test_names_that_look_like_several(publisher: str, hint: str) -> None:
    event = sourced(f'publisher = "{publisher}"', places='["Kyiv"]')
    found = findings("SRC103", event, places='[london]\nname = "London"\n')
    assert [f.message for f in found] == ([f'"{publisher}" looks like several sources'] if hint else [])
    assert all(f.hint.startswith(hint) for f in found)
    assert said("SRC103", event, actors=f'[a]\nname = "{publisher}"\n') == []


def test_a_line_that_looks_like_several_is_marked_as_a_whole() -> None:
    assert said("SRC103", strike(sources='["Reuters, AFP"]')) == [(3, '"Reuters, AFP" looks like several sources')]


def test_a_summary_may_name_what_is_listed() -> None:
    event = sourced('publisher = "The Guardian"', summary='"It burns, according to The Guardian and Reuters."')
    assert said("SRC103", event) == []
    event = sourced('publisher = "A"', summary='"It burns, according to The Guardian."')
    assert said("SRC103", event) == [(3, 'the summary names "The Guardian" as a source')]
