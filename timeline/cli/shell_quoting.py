"""How a shell hands over the line on which Tab was pressed, and how it takes words back.

Mends what typer's scripts for bash, zsh and fish leave undone. Knows quoting; knows nothing of commands.
"""

import re
from collections.abc import Mapping

BREAKS = frozenset(":=")
"""bash takes these for words of their own (COMP_WORDBREAKS): `actor:Bi` comes as three."""
_OPTION = re.compile(r"""(?:^|\s)(--[\w-]+=)(?:\\.|"[^"]*"?|'[^']*'?|[^\s\\"'])*$""")
"""The last word of a line, where it is an option with its value."""


def line(environment: Mapping[str, str]) -> dict[str, str]:
    """What typer is to read of bash's words instead: those that were torn apart are whole again."""
    pieces = _pieces(environment)
    if not pieces:
        return {}
    joined = _joined(pieces)
    return {"COMP_WORDS": "\n".join(joined), "COMP_CWORD": str(len(joined) - 1)}


def answer(shell: str, printed: str, environment: Mapping[str, str]) -> str:
    """What typer printed for a shell, as that shell will take it; `environment` is as the shell gave it."""
    if shell == "bash":
        return _for_bash(printed, _pieces(environment))
    option = _OPTION.search(environment.get("_TYPER_COMPLETE_ARGS", ""))
    name = option[1] if option else ""  # typer leaves it out
    if shell == "fish":
        return re.sub(r"^(?=.)", name, printed, flags=re.MULTILINE)
    if shell == "zsh":  # an apostrophe within '…' is doubled by typer, which only takes it away
        return re.sub(r"^(_arguments .*?\(\()?\"", rf'\1"{name}', printed, flags=re.MULTILINE).replace("''", r"'\''")
    return printed


def _pieces(environment: Mapping[str, str]) -> list[str]:
    """The words of bash's line up to the cursor, as it tore them apart."""
    words = environment.get("COMP_WORDS", "").split("\n")
    return words[: int(environment["COMP_CWORD"]) + 1] if len(words) > 1 else []


def _joined(pieces: list[str]) -> list[str]:
    words: list[str] = []
    glued = False
    for piece in pieces:
        is_break = bool(piece) and BREAKS.issuperset(piece)
        if words and piece and (glued or is_break):  # an empty piece is a word that begins after a blank
            words[-1] += piece
        else:
            words.append(piece)
        glued = is_break
    return words


def _for_bash(printed: str, pieces: list[str]) -> str:
    """It replaces only the piece under the cursor, and writes what it is given on the line as it is."""
    if not pieces:
        return printed
    whole, last = _joined(pieces)[-1], pieces[-1]
    before = whole if last and BREAKS.issuperset(last) else whole.removesuffix(last)
    if before.startswith("--"):  # typer has left it out
        before = before.partition("=")[2]
    before = re.sub(r"""\\(.)|["']""", r"\1", before)
    texts = [text.removeprefix(before) for text in printed.splitlines()]
    if last[:1] not in {'"', "'"}:
        texts = [re.sub(r"([^\w@%+=:,./-])", r"\\\1", text) for text in texts]
    return "".join(f"{text}\n" for text in texts)
