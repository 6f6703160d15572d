"""Numbers with their nouns, and several things as one part of a sentence, in English. Knows no event."""

from collections.abc import Sequence


def counted(number: int, noun: str) -> str:
    """`1 event`, `2 events`, `15,626 events`; `1 copy`, `2 copies`."""
    several = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"
    return f"{number:,} {noun if number == 1 else several}"


def joined(parts: Sequence[str], word: str = "and") -> str:
    """`a, b and c`."""
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def few(number: int, most: int) -> int:
    """How many of so many are named: all, or fewer than `most`, since "1 other" is no shorter than a name."""
    return number if number <= most else most - 1


def with_others(parts: Sequence[str], more: int) -> list[str]:
    """`a`, `b` and `2 others`: the parts, and how many there are that are not named."""
    return [*parts, *([counted(more, "other")] if more > 0 else [])]


def abridged(parts: Sequence[str], most: int) -> str:
    """`a, b and 2 others`: each of a few, else the first of them and how many more there are (`few`)."""
    shown = few(len(parts), most)
    return joined(with_others(parts[:shown], len(parts) - shown))


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def spelt(number: int) -> str:
    """`one` to `nine` as words, as a sentence has them; larger numbers in figures."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def capital(text: str) -> str:
    """The same as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """The same as a whole sentence: with a full stop, unless it ends with one, or with another mark that will do."""
    return text if text[-1:] in set(".?!…") else f"{text}."
