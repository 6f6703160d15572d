"""`timeline help`: what a command does, and pages to read."""

from typing import Annotated

from timeline.cli.flags import Argument, Flag, Repeated
from timeline.cli.session import Display, Result, Session
from timeline.errors import UsageError


def run(
    session: Session,
    words: Annotated[Repeated, Argument("[WORD]", "A command, a page, or the code of a rule.", offers="help")] = (),
    command: Annotated[bool, Flag("--command", "The command, where a page has the same name.")] = False,
) -> Result:
    """Explain a command, a subject or a rule; without a word, name them all.

    Examples:
        timeline help list
        timeline help query
        timeline help SRC103
    """
    from collections.abc import Iterator  # start-up: Tab reads the signature only
    from contextlib import suppress

    from timeline.checks.output import pages
    from timeline.checks.registry import rules
    from timeline.cli.help import command_page, doc_page, start, topics
    from timeline.errors import DataError, did_you_mean
    from timeline.text import documentation

    commands = session.commands
    word = " ".join(words)
    known = dict(topics.topics())
    page, code = topics.ALIASES.get(word, word), word.upper()
    is_command = word in {*commands.names(with_actions=True), *commands.aliases}
    if command and word and not is_command:
        commands.function(word)  # says that there is none
    if not (word in {"", "start"} or is_command or page in known or code in rules()):
        near = did_you_mean(word, [*commands.names(), *known, *topics.ALIASES, *rules()])
        raise UsageError(f'no help on "{word}"', near or "`timeline help` names commands and pages")

    def pieces(display: Display) -> Iterator[str]:
        shown = command_page.Page(min(display.width or 80, 100), display.color)
        if word == "start":
            place = ""
            with suppress(DataError):
                place = session.chronology.shown("")
            yield start.page(place, shown)
        elif not word:
            yield command_page.overview(commands, [*known.items()], shown)
        elif page in known and not command:
            yield from doc_page.rendered(documentation.page(page), shown)
            if is_command:
                yield f"\nThe command of this name: timeline {word} -h\n"
        elif is_command:
            yield command_page.page(word, commands, shown)
        else:
            yield from doc_page.rendered(pages.page(rules()[code]), shown)

    return Result(pieces, escaped=True)
