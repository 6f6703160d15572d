"""How bash, zsh and fish ask what Tab may offer, and how they take words back: quoting, and three short scripts.

Knows shells; must not know commands. A script hands over the line, and sets _TIMELINE_COMPLETE to `complete_` and its
name: bash by its own COMP_WORDS and COMP_CWORD, the others as text in _TIMELINE_LINE.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from timeline.errors import DataError, UsageError, did_you_mean

SHELLS = ("bash", "zsh", "fish")
_IN_QUOTES = {ord(c): f"\\{c}" for c in '\\"$`'}
"""What bash takes for more than itself between double quotes."""
_QUOTED = {ord(c): f"\\{c}" for c in " !\"#$&'()*;<>?[\\]^`{|}~"}
"""What bash takes for more than itself."""
_SIGNS = frozenset("\\\"'")
_BREAKS = frozenset(":=")
"""bash takes these for words of their own (COMP_WORDBREAKS): `actor:Bi` comes as three."""


class Offer(NamedTuple):
    """A word for the place of the cursor, and what is said of it."""

    word: str
    about: str = ""
    replaces: bool = False
    """Whether it takes the place of what was typed, with which it does not begin."""


def words(shell: str, environment: Mapping[str, str]) -> list[str]:
    """The words of the line up to the cursor without their quotes; the last is the one to complete, perhaps empty."""
    if shell == "bash":
        return [unquoted(word) for word in _joined(_pieces(environment))]
    word = r"""(?:\\.|'[^']*'?|"(?:\\.|[^"\\])*"?|[^\s\\"'])+\\?"""
    return [unquoted(m) for m in re.findall(rf"{word}|(?<=\s)$|^$", environment["_TIMELINE_LINE"], re.DOTALL)]


def _pieces(environment: Mapping[str, str]) -> list[str]:
    """The words of bash's line up to the cursor, as it tore them apart."""
    pieces = environment["COMP_WORDS"].split("\n")
    if len(pieces) == 1:
        pieces = pieces[0].split()
    count = int(environment["COMP_CWORD"]) + 1
    return (pieces + [""] * count)[:count]


def _joined(pieces: list[str]) -> list[str]:
    """The words that bash tore apart, whole again."""
    found: list[str] = []
    glued = False
    for piece in pieces:
        is_break = bool(piece) and _BREAKS.issuperset(piece)
        if found and piece and (glued or is_break):  # an empty piece is a word that begins after a blank
            found[-1] += piece
        else:
            found.append(piece)
        glued = is_break
    return found


def unquoted(word: str) -> str:
    """A word without the quotes that the shell takes away; the last may be open yet."""
    if not _SIGNS.intersection(word):
        return word
    quoted = re.compile(r"""\\(.)|'([^']*)'?|"((?:\\.|[^"\\])*)"?""", re.DOTALL)
    return quoted.sub(lambda m: m[1] or m[2] or re.sub(r"\\(.)", r"\1", m[3] or ""), word)


def answer(shell: str, offers: Iterable[Offer], environment: Mapping[str, str]) -> str:
    """The offers, as a shell will take them: a line each, in zsh and fish with what is said of it."""
    if shell == "bash":
        return "".join(f"{word}\n" for word in _for_bash([offer.word for offer in offers], _pieces(environment)))
    if shell == "fish":
        return "".join(f"{word}\t{about}\n" if about else f"{word}\n" for word, about, _ in offers)
    escaped = ((word.replace("\\", "\\\\").replace(":", "\\:"), about) for word, about, _ in offers)
    return "".join(f"{word}:{about}\n" if about else f"{word}\n" for word, about in escaped)


def _for_bash(offered: list[str], pieces: list[str]) -> list[str]:
    """What comes in place of the piece under the cursor: bash writes on the line what it is given, as it is."""
    whole, last = _joined(pieces)[-1], pieces[-1]
    before = unquoted(whole if last and _BREAKS.issuperset(last) else whole.removesuffix(last))
    texts = [word.removeprefix(before) for word in offered]
    if last[:1] == "'":
        return [text.replace("'", "'\\''") for text in texts]
    if last[:1] == '"':  # between these, nothing takes its meaning from `!`
        return [text.translate(_IN_QUOTES) for text in texts if "!" not in text]
    return [text.translate(_QUOTED) for text in texts]


def named(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """The shell that a word names, or that which the person uses.

    Raises:
        UsageError: it is none of SHELLS, or several words stand there.
    """
    word = words[0] if words else os.path.basename(environment.get("SHELL", ""))
    known = f"name one: {', '.join(SHELLS)}"
    if len(words) > 1:
        raise UsageError(f'"{words[1]}" is one word too many', known)
    if word not in SHELLS:
        why = f'no completion for the shell "{word}"' if word else "SHELL says nothing of your shell"
        raise UsageError(why, did_you_mean(word, SHELLS) or known)
    return word


def script(shell: str) -> str:
    """What a shell runs to have its Tab answered."""
    from importlib import resources  # start-up: done once

    return (resources.files(__package__) / "scripts" / f"timeline.{shell}").read_text(encoding="utf-8")


def install(shell: str, environment: Mapping[str, str]) -> list[str]:
    """Write the script of a shell, and into its start-up file that it be read; say where. Twice is as once."""
    import shlex  # start-up: done once

    from timeline.store.files.writer import read_output, write_output

    home = os.path.expanduser("~")
    data = environment.get("XDG_DATA_HOME") or os.path.join(home, ".local", "share")
    path = os.path.join(data, "timeline", f"completion.{shell}")
    startup = os.path.join(environment.get("ZDOTDIR") or home, ".zshrc")
    if shell == "bash":
        startup = os.path.join(home, ".bashrc")
    if shell == "fish":  # reads all that lies there
        config = environment.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
        path, startup = os.path.join(config, "fish", "completions", "timeline.fish"), ""
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    except OSError as error:
        raise DataError(f"{path} cannot be written: {error.strerror}") from error
    write_output(path, script(shell).encode())
    said = [f"wrote {path}\n"]
    real = os.path.realpath(startup)  # it may be a link into somebody's own repository
    line = f"source {shlex.quote(path)}\n".encode()
    if startup and line not in (before := read_output(real) or b""):
        gap = b"\n" if before and not before.endswith(b"\n") else b""
        write_output(real, before + gap + line, before or None)
        said.append(f"added a line to {startup}, which reads it\n")
    return [*said, f"Tab completes in each {shell} that you open from now on; here, type `exec {shell}` first\n"]
