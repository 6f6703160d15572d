"""How bash, zsh and fish hand over a line, and take words back."""

import pytest

from timeline.cli import shell_quoting


def bash(*pieces: str) -> dict[str, str]:
    """What its script gives for these pieces of a line, the cursor being in the last."""
    return {"COMP_WORDS": "\n".join([*pieces, "behind"]), "COMP_CWORD": str(len(pieces) - 1)}


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        (("timeline", "li"), ("timeline", "li")),
        (("timeline", "list", ""), ("timeline", "list", "")),
        (("timeline", "list", "actor", ":", "Bi"), ("timeline", "list", "actor:Bi")),
        (("timeline", "list", "actor", ":"), ("timeline", "list", "actor:")),
        (("timeline", "list", "actor", ":", ""), ("timeline", "list", "actor:", "")),
        (("timeline", "list", "--actor", "=", "Jo"), ("timeline", "list", "--actor=Jo")),
        (("timeline", "add", "--actor", "Joe\\ Biden", ":", "ag"), ("timeline", "add", "--actor", "Joe\\ Biden:ag")),
    ],
)
def test_bash_tears_words_apart(pieces: tuple[str, ...], words: tuple[str, ...]) -> None:
    assert shell_quoting.line(bash(*pieces)) == {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}


def test_what_is_no_line_of_bash_stays() -> None:
    assert shell_quoting.line({"_TYPER_COMPLETE_ARGS": "timeline li"}) == {}
    assert shell_quoting.line({"COMP_WORDS": "timeline", "COMP_CWORD": "1"}) == {}
    assert shell_quoting.answer("bash", "list\n", {"COMP_WORDS": "timeline", "COMP_CWORD": "1"}) == "list\n"
    assert shell_quoting.answer("powershell", "list::: \n", {}) == "list::: \n"


@pytest.mark.parametrize(
    ("pieces", "printed", "answer"),
    [
        (("timeline", "l"), "list", "list"),
        (("timeline", "list", "actor", ":", "Jo"), "actor:Joe Biden", "Joe\\ Biden"),
        (("timeline", "list", "actor", ":"), "actor:Joe Biden", "Joe\\ Biden"),
        (("timeline", "list", "act"), "actor:Joe Biden", "actor:Joe\\ Biden"),
        (("timeline", "list", "actor", ":", '"Jo'), "actor:Joe Biden", "Joe Biden"),
        (("timeline", "list", "actor", ":", "'Jo"), "actor:Joe Biden", "Joe Biden"),
        (("timeline", "list", "--actor", "=", "Jo"), "Joe Biden", "Joe\\ Biden"),
        (("timeline", "add", "--actor", "=", "Joe\\ Biden", ":", "a"), "Joe Biden:agent", "agent"),
        (("timeline", "add", "--actor", "'Joe Biden'", ":", "ag"), "Joe Biden:agent", "agent"),
        (("timeline", "list", ""), "tag:", "tag:"),
        (("timeline", "list", "tag", ":", "K"), "tag:Kyiv's (old) $x", "Kyiv\\'s\\ \\(old\\)\\ \\$x"),
    ],
)
def test_bash_takes_a_piece_as_it_is(pieces: tuple[str, ...], printed: str, answer: str) -> None:
    assert shell_quoting.answer("bash", printed + "\n", bash(*pieces)) == answer + "\n"


@pytest.mark.parametrize(
    ("line", "fish", "zsh"),
    [
        ("timeline list --actor Jo", "Joe Biden\n", '_arguments \'*: :(("Joe Biden"\n"Ann"))\'\n'),
        (
            "timeline list --actor=Jo",
            "--actor=Joe Biden\n",
            '_arguments \'*: :(("--actor=Joe Biden"\n"--actor=Ann"))\'\n',
        ),
        (
            "timeline list --actor='Joe B",
            "--actor=Joe Biden\n",
            '_arguments \'*: :(("--actor=Joe Biden"\n"--actor=Ann"))\'\n',
        ),
        ("timeline list --actor=Jo x", "Joe Biden\n", '_arguments \'*: :(("Joe Biden"\n"Ann"))\'\n'),
    ],
)
def test_an_option_with_its_value_is_one_word(line: str, fish: str, zsh: str) -> None:
    given = {"_TYPER_COMPLETE_ARGS": line}
    assert shell_quoting.answer("fish", "Joe Biden\n", given) == fish
    assert shell_quoting.answer("zsh", '_arguments \'*: :(("Joe Biden"\n"Ann"))\'\n', given) == zsh


def test_zsh_keeps_apostrophes() -> None:
    printed = "_arguments '*: :((\"tag\\\\:Kyiv''s war\"))'\n"
    assert shell_quoting.answer("zsh", printed, {}) == "_arguments '*: :((\"tag\\\\:Kyiv'\\''s war\"))'\n"
