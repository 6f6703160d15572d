"""What the sources of an event come to, in a few words for readers who have read no manual.

Knows the classes and flags (model/event.py); must not know where the words are printed, nor count anything. Whole
sentences, with names, are in provenance/words.py.
"""

from timeline.model.event import CLASSES

SOURCING = {
    "corroborated": "two sources or more that are known to be different",
    "possibly-corroborated": "one source is certain, more are possible",
    "unassessed": "several reports, and none says how it knows",
    "single-source": "all of it from one source",
    "ungrounded": "the reports only cite one another",
    "unsupported": "only mentioned: no source says that it is so",
    "denied-only": "denied, and no source says that it is so",
    "unsourced": "no source",
    "disputed": "denied as well",
    "echo": "several reports repeat one source",
    "anonymous-only": "nobody it comes from is named",
    "unresolved": "how a source knows is not said",
    "one-sided": "all sources belong to the same body or state",
    "single-channel": "all sources reach us through the same hands",
    "circular": "some of the reports cite one another",
}
"""Each class, those that rest on most first, then each flag."""
CLASS_WORDS = {label: words for label, words in SOURCING.items() if label in CLASSES}
FLAG_WORDS = {label: words for label, words in SOURCING.items() if label not in CLASSES}
