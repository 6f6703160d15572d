"""The words for what the sources of an event come to.

Knows the words and what they mean; how they are found is in `provenance`.
"""

from timeline.model.event import Words

CLASSES: Words = {
    "unsourced": "no sources",
    "unsupported": "sources, none of which supports it or denies it",
    "denied-only": "denied, and supported by nobody",
    "ungrounded": "only a loop supports it",
    "single-source": "one origin even on the most generous reading",
    "possibly-corroborated": "one origin is certain, more are possible",
    "corroborated": "two origins or more even on the most sceptical reading",
}
FLAGS: Words = {
    "anonymous-only": "no origin is named",
    "unresolved": "an origin does not say how it knows, or nobody describes it",
    "circular": "a loop of citations supports it",
    "disputed": "supported and denied",
    "echo": "several reports, one origin: false confirmation",
    "one-sided": "two origins or more, all of one affiliation",
    "single-channel": "two origins or more, behind one report",
}
LABELS: Words = CLASSES | FLAGS
