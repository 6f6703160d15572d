"""What flags tell of the source before them, and of whom in its line."""

import tomllib

import pytest

from conftest import Run


@pytest.mark.parametrize(
    ("lines", "who"),
    [
        (["HC", "!"], ["HC"]),
        (["HC, citing the ministry", "!"], ["the ministry"]),
        (["HC, citing A and citing B", "!"], ["A", "B"]),
        (["A, citing A", "!"], ["A"]),
        (["KI, citing Air Force", "TASS, citing Ministry", "!"], ["Ministry"]),
        (["TASS, citing Ministry", "!", "AP, citing Ministry"], ["TASS"]),
        (["NYT, citing officials https://nyt.example/1", "NYT, citing others https://nyt.example/1", "!"], ["others"]),
        (["HC", "!", "UP, citing HC"], ["HC"]),
    ],
)
def test_those_at_the_end_of_a_line_deny(lines: list[str], who: list[str], run: Run) -> None:
    """But where a report cites them that says otherwise: then it is the paper."""
    run("-q", "init")
    words = [word for line in lines for word in (["--stance", "denies"] if line == "!" else ["--source", line])]
    result = run("add", "2024: A", *words, "-n")
    held = tomllib.loads(result.out)["sources"]
    denying = [source.get("publisher") or source["name"] for source in held if source.get("stance") == "denies"]
    assert denying == who, result.err
    assert [line for line in result.err.splitlines() if "denies" in line] == [
        f"stance: {name} denies it" for name in who
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["UP, citing TASS", "TASS, citing Ministry"],
        ["UP, citing officials https://up.example", "UP, citing Ministry https://up.example", "AP, citing Ministry"],
    ],
)
def test_no_stance_is_put_into_another_s_mouth(lines: list[str], run: Run) -> None:
    run("-q", "init")
    words = [
        "--source",
        lines[0],
        "--source",
        lines[1],
        "--stance",
        "denies",
        *(w for x in lines[2:] for w in ("--source", x)),
    ]
    result = run("add", "2024: A", *words)
    assert result.code == 2
    assert "error: of which source is --stance? Ministry is cited by others too\n" in result.err
