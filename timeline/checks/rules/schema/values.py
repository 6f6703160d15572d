"""SCH003 and SCH006: links that lead nowhere, and values that are none of those a key can have."""

from collections.abc import Iterator

from timeline.checks.corpus import Corpus
from timeline.checks.files import Document, File
from timeline.checks.registry import also, meant, rule
from timeline.checks.suppression import ignore_comments
from timeline.errors import Problem, UsageError, did_you_mean
from timeline.eventfile.paths import SETTINGS
from timeline.model import validation
from timeline.model.event import Event, table
from timeline.model.settings import CheckSettings, Settings


@rule("SCH003", "dangling-link", "error", of="corpus")
def dangling_link(corpus: Corpus) -> Iterator[Problem]:
    """A link to an event that is not there."""
    for path, gist in corpus.gists.items():
        for n, (_, to) in enumerate(gist.links):
            if to not in corpus.ids:
                near = _nearest(to, corpus)
                file = corpus.file(path)
                offer = file.command("edit", "--set", f"links.{to}.to={near}") if near else ""
                hint = f'did you mean "{near}"?' if near else "`timeline list -f ids` prints every ID"
                yield file.problem(("links", n, "to"), f'no event "{to}"', hint, offer=offer)


def _nearest(id_: str, corpus: Corpus) -> str:
    """The ID that is meant, if one begins with it or is much like it; of many only those of its date are compared."""
    begins = [other for other in corpus.ids if other.startswith(id_)] if id_ else []
    if len(begins) == 1:
        return begins[0]
    near = did_you_mean(id_, (other for other in corpus.ids if other[:7] == id_[:7]))
    return near[len('did you mean "') : -2]


@also("SCH006", of="table")
@rule("SCH006", "bad-value", "error", of="file")
def bad_value(file: File, corpus: Corpus) -> Iterator[Problem]:
    """A value that its key cannot have."""
    yield from file.unread("SCH006")
    for comment in ignore_comments(file):
        place = (comment.line, comment.col)
        if not comment.words:
            yield file.problem((), "it is not said what to ignore", "name a code: SRC105", place=place)
        for error in filter(None, map(_no_rule, comment.words)):
            yield file.problem((), error.message, error.hint, place=place)


def _no_rule(word: str) -> UsageError | None:
    """Why a word means no rule; None where it means one."""
    try:
        meant(word)
    except UsageError as error:
        return error
    return None


@also("SCH006", of="event")
def no_such_word(doc: Document, corpus: Corpus) -> Iterator[Problem]:
    """Words outside their vocabulary, and values that look like what they are not."""
    event = doc.written
    for problem in validation.odd_values(Event, doc.values):
        yield doc.problem(problem.at, problem.message, problem.hint)
    for n, figure in enumerate(event.figures):
        numbers = [number for number in (figure.low, figure.best, figure.high) if number is not None]
        if numbers != sorted(numbers):
            message = "the numbers are not in order"
            yield doc.problem(("figures", n, "low"), message, "low, best, high: the lowest first")
        if figure.value is None and not numbers:
            yield doc.problem(("figures", n), f"{figure.what}: no number", "value, or low, best and high")
    for n, variant in enumerate(event.variants):
        if variant.field.partition(".")[0] not in table(Event):
            hint = did_you_mean(variant.field, table(Event))
            yield doc.problem(("variants", n, "field"), f'an event has no "{variant.field}"', hint)


@also("SCH006", of="table")
def bad_entry(file: File, corpus: Corpus) -> Iterator[Problem]:
    """The same for the registers."""
    for problem in corpus.faults:
        if problem.at[0] == file.id and problem.code != "SCH001":
            yield file.problem(problem.at[1:], problem.message, problem.hint)


@also("SCH006", of="table")
def bad_setting(file: File, corpus: Corpus) -> Iterator[Problem]:
    """The same for the settings."""
    if file.path != SETTINGS:
        return
    for found in (validation.faults, validation.odd_values):
        for problem in found(Settings, file.values):
            yield file.problem(problem.at, problem.message, problem.hint)
    held = file.values.get("check")
    for key, words in held.items() if isinstance(held, dict) else ():
        for n, word in enumerate(words if key in table(CheckSettings) and isinstance(words, list) else ()):
            if isinstance(word, str) and (error := _no_rule(word)):
                yield file.problem(("check", key, n), error.message, error.hint)
