"""What English words name: somebody, several, or nobody.

Knows the words of descriptions and of bodies; must not know who is known by a name.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WRAPPING = "<>()[]\"'“”‘’"
"""What may stand around a word."""
_UNNAMED = _set("unnamed anonymous undisclosed unidentified")
_ONE = _set(
    "official source person diplomat aide insider adviser advisor staffer employee informant whistleblower resident"
    " soldier lawmaker analyst expert witness eyewitness someone"
)
_SEVERAL = _set(
    "officials sources people persons diplomats aides insiders advisers advisors staffers employees informants"
    " whistleblowers residents soldiers lawmakers analysts experts witnesses eyewitnesses others"
)
_OPENING = _UNNAMED | _set(
    "a an one two three four five six seven eight nine ten several some many dozens other another"
)
"""Words with which a description begins, whatever stands before it."""
_AFTER_NOUN = _set(
    "of in at on to from for near close inside within outside around among with without familiar who that briefed"
    " speaking aware involved"
)
"""Words that end the noun phrase: in "people familiar with the matter" the noun is "people"."""
_BODY = _set(
    "administration agency association authority board bureau centre center commission committee company council"
    " department executive foundation fund institute ministry office organisation organization party service society"
    " union university"
)
"""Nouns that what stands before them belongs to, on both sides of an "and": "Food and Drug Administration"."""
_OF = _set("of for on in to")
"""Words behind which the name of a body goes on: "Ministry of Health and Population"."""


def unnamed(words: str) -> tuple[int, bool] | None:
    """Which word is the noun of a description that names nobody, and whether it is plural; None for a name.

    A capital makes a generic noun part of a name ("Business Insider", "The Diplomat"), unless a plural stands first.
    """
    written = words.split() or [""]
    given = [word.strip(WRAPPING + ".,;:") for word in written]
    plain = [word.casefold() for word in given]
    at = 0
    while at + 1 < len(plain) and not written[at].endswith(",") and plain[at + 1] not in _AFTER_NOUN:
        at += 1
    several = plain[at] in _SEVERAL
    if not _UNNAMED.isdisjoint(plain):
        return at, several or (plain[at].endswith("s") and plain[at] not in _ONE)
    generic = given[at] in _ONE or given[at] in _SEVERAL or (several and at == 0 and plain[0] != "people")
    return (at, several) if generic else None


def stands_alone(words: str) -> bool:
    """Whether a description that names nobody needs no word of what is before it: "two officials", "an official"."""
    first = words.partition(" ")[0].strip(WRAPPING).casefold()
    return (first.isdecimal() or first in _OPENING) and unnamed(words) is not None


def are_two(left: str, right: str, *, is_known: bool, is_other_known: bool) -> bool:
    """Whether "and" between two texts divides them: both begin as names do, and neither needs the other.

    Args:
        left: what stands before it.
        right: what stands behind it.
        is_known: whether the left one is a name by itself.
        is_other_known: whether the right one is.
    """
    words, others = left.removeprefix("the ").split(), right.removeprefix("the ").split()
    if "," in left or not (words and words[0][0].isupper() and others and others[0][0].isupper()):
        return False
    if is_known or _is_letters(left):
        return True
    if len(others) > 1 and others[-1].casefold() in _BODY:  # "Food and Drug Administration"
        return False
    return is_other_known or _is_letters(right) or _OF.isdisjoint(words)


def _is_letters(name: str) -> bool:
    """Whether a name is one of letters, as BBC is; "US" may stand before what else is American."""
    return len(name) > 2 and name.isalpha() and name.isupper()
