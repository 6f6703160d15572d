"""SCH003 and SCH006: links that lead nowhere, and values that are none of those a key can have."""

from collections.abc import Iterator

from timeline.checks.corpus import SETTINGS, Corpus, Document, File, quoted
from timeline.checks.registry import Found, Spot, also, listed, meant, rule
from timeline.checks.suppression import asked
from timeline.errors import UsageError, did_you_mean
from timeline.model import validation
from timeline.model.event import Event, table
from timeline.model.settings import CheckSettings, Settings


@rule("SCH003", "dangling-link", "error", of="corpus")
def dangling_link(corpus: Corpus) -> Iterator[Found]:
    """A link to an event that is not there.

    An ID is whole: a part of one, which the command line takes, leads nowhere in a file. `timeline mv` rewrites the
    links to what it renames; `rm` and other programs do not.

    Bad (4:23):
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17
    links = [
      { type = "follows", to = "2024-11-17-north-korean-troops" },
    ]
    ```
    ```toml 2024/2024-11-17-north-korean-forces.toml
    title = "Russia involves North Korean forces"
    date = 2024-11-17
    ```

    Good:
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17
    links = [
      { type = "follows", to = "2024-11-17-north-korean-forces" },
    ]
    ```
    ```toml 2024/2024-11-17-north-korean-forces.toml
    title = "Russia involves North Korean forces"
    date = 2024-11-17
    ```
    """
    for path, facts in corpus.facts.items():
        for n, (_, to) in enumerate(facts.links):
            if to not in corpus.ids:
                near = _nearest(to, corpus)
                offer = f"timeline edit {facts.id} --set {quoted(f'links.{to}.to={near}')}" if near else ""
                hint = f'did you mean "{near}"?' if near else "`timeline list -f ids` prints every ID"
                yield Found(corpus.file(path), ("links", n, "to"), f'no event "{to}"', hint, offer)


def _nearest(id_: str, corpus: Corpus) -> str:
    """The ID that is meant, if one begins with it or is much like it; of many only those of its date are compared."""
    begins = [other for other in corpus.ids if other.startswith(id_)] if id_ else []
    if len(begins) == 1:
        return begins[0]
    near = did_you_mean(id_, (other for other in corpus.ids if other[:7] == id_[:7]))
    return near[len('did you mean "') : -2]


@also("SCH006", of="table")
@rule("SCH006", "bad-value", "error", of="file")
def bad_value(file: File, corpus: Corpus) -> Iterator[Found]:
    """A value that its key cannot have.

    Of the wrong type, it keeps the event from loading. A word outside the vocabulary loads as written, and then no
    filter and no count knows what to do with it: the nearest word is named.

    Bad (3:1):
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17
    status = "confirmd"
    ```

    Good:
    ```toml
    title = "Biden lets Ukraine strike Russia with ATACMS"
    date = 2024-11-17
    status = "confirmed"
    ```
    """
    for problem in file.problems:
        if problem.code == "SCH006":
            yield Found(file, Spot(problem.line, problem.col, problem.source), problem.message, problem.hint)
    for ignored in asked(file):
        if not ignored.words:
            yield Found(file, Spot(ignored.line, ignored.col), "it is not said what to ignore", "name a code: SRC105")
        for word in ignored.words:
            try:
                meant(word)
            except UsageError as error:
                yield Found(file, Spot(ignored.line, ignored.col), error.message, error.hint)


@also("SCH006", of="event")
def no_such_word(doc: Document, corpus: Corpus) -> Iterator[Found]:
    """Words outside their vocabulary, and values that look like what they are not."""
    event = doc.written
    for problem in validation.odd_values(Event, doc.values):
        yield Found(doc, problem.at, problem.message, problem.hint)
    for n, figure in enumerate(event.figures):
        numbers = [number for number in (figure.low, figure.best, figure.high) if number is not None]
        if numbers != sorted(numbers):
            yield Found(doc, ("figures", n, "low"), "the numbers are not in order", "low, best, high: the lowest first")
        if figure.value is None and not numbers:
            yield Found(doc, ("figures", n), f"{figure.what}: no number", "value, or low, best and high")
    for n, variant in enumerate(event.variants):
        if variant.field.partition(".")[0] not in table(Event):
            hint = did_you_mean(variant.field, table(Event))
            yield Found(doc, ("variants", n, "field"), f'an event has no "{variant.field}"', hint)


@also("SCH006", of="table")
def bad_entry(file: File, corpus: Corpus) -> Iterator[Found]:
    """The same for the registers."""
    for problem in corpus.faults:
        if problem.at[0] == file.id and problem.code != "SCH001":
            yield Found(file, problem.at[1:], problem.message, problem.hint)


@also("SCH006", of="table")
def bad_setting(file: File, corpus: Corpus) -> Iterator[Found]:
    """The same for the settings."""
    if file.path != SETTINGS:
        return
    for found in (validation.faults, validation.odd_values):
        for problem in found(Settings, file.values):
            yield Found(file, problem.at, problem.message, problem.hint)
    held = file.values.get("check")
    for key, words in held.items() if isinstance(held, dict) else ():
        for n, word in enumerate(listed(words) if key in table(CheckSettings) else ()):
            try:
                meant(word)
            except UsageError as error:
                yield Found(file, ("check", key, n), error.message, error.hint)
