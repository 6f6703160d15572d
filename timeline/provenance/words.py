"""What provenance has found, in words that need no key: for a table, a report, `trace`.

Knows what trace.py counts, and what each source is called; must not know who prints the words.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from timeline.model.event import Source
from timeline.provenance.identity import PAIRS, Pair
from timeline.provenance.names import PIECES, called, named, who
from timeline.provenance.trace import Provenance
from timeline.text.lists import capital, counted, few, joined, spelt, with_others

_IN_TRACE = 5
"""How many names a sentence of `trace` gives."""
_IN_REPORT = 3
"""How many a sentence of a report gives."""
_IN_TABLE = 2
"""How many a table gives."""
_COUNTED = {*map(spelt, range(2, 10)), "several", "some", "many", "dozens"}
"""Words before people who are one source together, and would be at odds with "one source"."""
_UNSAID = "how those they go back to know is not said"


class Wording:
    """What the sources of one event come to, in words. Names are those that others may see."""

    def __init__(self, found: Provenance, sources: Sequence[Source]) -> None:
        self.found = found
        self._by_id = {s.id: s for s in reversed(sources)}

    @property
    def phrase(self) -> str:
        """What it comes to in a table: "1 origin, unnamed: American officials", "3 links by 2 authors, basis not …"."""
        p = self.found
        if p.label == "unassessed" or not p.classes:
            return self.head
        names = list(dict.fromkeys(map(self._called, p.classes)))
        more = f" +{len(names) - _IN_TABLE}" if len(names) > _IN_TABLE else ""
        repeated = f", {counted(p.reports, self._noun)}" if "echo" in p.flags else ""
        return f"{self.head}: {' / '.join(names[:_IN_TABLE])}{more}{repeated}"

    @property
    def head(self) -> str:
        """The same without names."""
        p = self.found
        text = {
            "unsourced": "no source",
            "unsupported": "no support",
            "denied-only": "denied, no support",
            "ungrounded": "no origin: a loop" if p.max == 1 else f"no origin: {p.max} loops",
        }.get(p.label) or (self._bylines if p.label == "unassessed" else _origins(p.min, p.max))
        basis = ""
        if "unresolved" in p.flags:
            of = "" if self._unresolved == len(p.classes) else f" of {self._unresolved}"
            basis = f"basis{of} not stated"
        unnamed = "unnamed" * ("anonymous-only" in p.flags)
        return ", ".join(filter(None, (text, "disputed" * ("disputed" in p.flags), unnamed, basis)))

    @property
    def sentence(self) -> str:
        """What it comes to in a report: "All of it goes back to one source, American officials who are not named."."""
        return self._sentence(names=True)

    @property
    def short_sentence(self) -> str:
        """The same, to stand after the names: "All of it goes back to one source, not named."."""
        return self._sentence(names=False)

    def _sentence(self, *, names: bool) -> str:
        p = self.found
        more = (
            ("circular", "Some of the reports cite one another."),
            ("one-sided", "All of them belong to the same body or state."),
            ("single-channel", "All of it reaches us through the same hands."),
            ("disputed", "It is denied too."),
        )
        return " ".join([self._said(names=names), *(said for flag, said in more if flag in p.flags and p.classes)])

    def _said(self, *, names: bool) -> str:
        p = self.found
        listed = self._names if names else ""
        if p.label == "single-source":
            return self._one(names=names)
        if p.label == "unassessed":
            reports = " ".join(spelt(int(word)) if word.isdigit() else word for word in self._bylines.split())
            none = "neither" if p.reports == 2 else "none"
            basis = _UNSAID if self._says_from_whom else f"{none} says how it knows"
            return capital(f"{f'{reports}; ' * names}{basis}, and whether they are independent is not known.")
        if p.label == "possibly-corroborated":
            others = "a second is" if p.max == 2 else f"{spelt(p.max - 1)} more are"
            return f"One source is certain, {others} possible{listed}.{self._basis}"
        if p.label == "corroborated":
            least, most = ("At least ", f", of {spelt(p.max)} that are possible") if p.min < p.max else ("", "")
            sources = f"{least}{spelt(p.min)} sources that are known to be different people or documents say so"
            return f"{capital(sources)}{most}{listed}.{self._basis}"
        return {
            "unsourced": "No source is given.",
            "unsupported": f"No source says that it is so: {self._unsupporting}.",
            "denied-only": "It is denied, and no source says that it is so.",
            "ungrounded": "The reports only cite one another, and none of them says where it began.",
        }[p.label]

    @property
    def _unsupporting(self) -> str:
        """What those do that neither say that it is so nor deny it."""
        withdrawn = [s.state == "retracted" for s in self._by_id.values()]
        if all(withdrawn):
            return "they were withdrawn"
        return "they only mention it, or were withdrawn" if any(withdrawn) else "they only mention it"

    def _one(self, *, names: bool) -> str:
        """Of one origin: who it is, how many repeat it, and whether it says how it knows."""
        p = self.found
        origin = self._source(p.classes[0])
        several = p.reports > 1
        all_ = "both" if p.reports == 2 else "all of them"
        start = f"{capital(spelt(p.reports))} {self._noun}s, and {all_} go back to" if several else ""
        unresolved = origin.id in p.unresolved
        alone = not several and origin.id in p.entries
        if unresolved and alone:
            return f"It rests on one {self._noun}, which does not say how it knows."
        unnamed = origin.anonymous and not origin.confidential
        name, described = self._called(p.classes[0], named), origin.id in self._by_id
        one = "one group" if origin.plural and called(origin).partition(" ")[0].casefold() in _COUNTED else "one source"
        if not names:
            name = f"one {PIECES[origin.kind]}" if alone and origin.kind in PIECES else one
            name += ", not named" * unnamed
        elif unnamed:
            bare = called(origin)
            are = "are" if origin.plural else "is"
            name = f"{one}, {bare} who {are} not named" if name != bare else f"{one}, {name}"
        elif unresolved or several:
            name = f"{one}, {name}"
        basis = ("; how it knows is not said" if described else ", of which no more is known") * unresolved
        begin = "It rests on" if alone and not names else "All of it goes back to"
        return f"{start or begin} {name}{basis}."

    @property
    def _names(self) -> str:
        """`: A, B and 2 others`: its origins, after what is said of their number; of one name each by who cites it."""
        called_so = Counter(map(self._named, self.found.classes))
        names: Counter[str] = Counter()
        for members in self.found.classes:
            name = self._named(members)
            by = self._citing(members[0]) if called_so[name] > 1 else None
            names[f"{name} ({by})" if by else name] += 1
        shown = [name + f" ({spelt(number)} of them)" * (number > 1) for name, number in names.items()]
        most = few(len(shown), _IN_REPORT)
        told = sum([*names.values()][:most])
        return f": {joined(with_others(shown[:most], len(self.found.classes) - told))}"

    def _named(self, members: Sequence[str]) -> str:
        return self._called(members, named)

    @property
    def _basis(self) -> str:
        """` Two of them do not say how they know.`; nothing where all do."""
        if not self._unresolved:
            return ""
        verb, they = ("does", "it knows") if self._unresolved == 1 else ("do", "they know")
        return f" {capital(spelt(self._unresolved))} of them {verb} not say how {they}."

    @property
    def counts(self) -> str:
        """The numbers in a line: "1 origin, unnamed · 1 report · 1 channel · no denial"."""
        p = self.found
        denied = f"denied by {_origins(p.deny_min, p.deny_max)}" if p.deny_max else "no denial"
        return " · ".join([self.head, counted(p.reports, "report"), counted(p.channels, "channel"), denied])

    def why(self, label: str) -> str:
        """One sentence that says why a label that it has holds."""
        p = self.found
        names = _listed(map(self._with_other_names, p.classes))
        loops = self._loops
        denied = _listed(map(self.name, p.deny_origins)) or "by a loop"
        bylines = self._bylines if p.bylines else ""
        basis = _UNSAID if self._says_from_whom else f"none of the {p.reports} says how it knows"
        return {
            "unsourced": "It has no sources.",
            "unsupported": "None of its sources supports it or denies it: they mention it only, or are retracted.",
            "denied-only": f"It is denied ({denied}), and nothing supports it.",
            "ungrounded": f"It rests on a loop alone ({loops}): nobody in it saw or did it, or says who did.",
            "single-source": f"{counted(p.reports, 'report')} in all, and one origin: {names}.",
            "unassessed": f"{bylines}: {basis}, and they may rest on one another.",
            "possibly-corroborated": f"Of {p.max} possible origins only 1 is certain: {self._doubt}.",
            "corroborated": f"At least {p.min} of its origins are known to be distinct: {names}.",
            "anonymous-only": f"Nobody it comes from is named: {names}.",
            "unresolved": f"How they know is not said: {_listed(map(self.name, p.unresolved))}.",
            "circular": f"Sources that support it cite one another, so that the citations run in a ring: {loops}.",
            "disputed": f"It is denied too: {denied}.",
            "echo": f"{p.reports} reports repeat one origin: {names or loops}.",
            "one-sided": f"Its origins are all of one affiliation: {names}.",
            "single-channel": f"All its origins reach us through the same hands: {names}.",
        }[label]

    @property
    def doubts(self) -> list[str]:
        """What may be the same, and why, and what is said to be one and two: a sentence each."""
        p = self.found
        is_told = p.label == "unassessed" or (p.label == "possibly-corroborated" and len(p.pairs) == 1)
        unresolved = [members for members in p.classes if members[0] in p.unresolved]
        pairs = [] if is_told else list(p.pairs)
        doubts = []
        if len(unresolved) > 1 and pairs:  # any of them may be any other: to say it of each pair would say no more
            names = _listed(map(self._with_other_names, unresolved))
            doubts.append(f"{names} do not say how they know: each may be any of the others.")
            pairs = [pair for pair in pairs if {pair.a, pair.b}.isdisjoint(p.unresolved)]
        doubts += self._may_be_same(pairs)
        if len(pairs) == PAIRS:
            doubts.append("… and perhaps more pairs: these are the first")
        clash = "are held to be one and two: same_as and distinct_from clash."
        return [*doubts, *(f"{self._both(a, b)} {clash}" for a, b in p.clashes)]

    def _may_be_same(self, pairs: Iterable[Pair]) -> Iterator[str]:
        """One sentence of pairs with one reason, where they are any two of some, or one beside some; else one each."""
        alike: dict[str, list[Pair]] = {}
        for pair in pairs:
            alike.setdefault(self._reason(pair), []).append(pair)
        for reason, some in alike.items():
            ids = dict.fromkeys(id_ for pair in some for id_ in (pair.a, pair.b))
            if len(some) > 2 and len(some) == len(ids) * (len(ids) - 1) // 2:
                yield f"Any two of {_listed(map(self._apart, ids))} may be the same: {reason}."
                continue
            beside: dict[str, list[str]] = {}
            for pair in some:
                one, other = (pair.b, pair.a) if pair.b == pair.of else (pair.a, pair.b)
                beside.setdefault(one, []).append(other)
            for one, others in beside.items():
                if len(others) > 2:
                    names = _listed(map(self._apart, others))
                    yield f"{self._apart(one)} and any of {names} may be the same: {reason}."
                else:
                    yield from (f"{self._both(one, other)} may be the same: {reason}." for other in others)

    def name(self, id_: str) -> str:
        """What the source of that id is called; one that nobody describes has no other name."""
        return called(self._source((id_,)))

    def _source(self, members: Sequence[str]) -> Source:
        """One of those that are held to be one: the first that has a name."""
        known = [self._by_id[id_] for id_ in members if id_ in self._by_id]
        if not known:
            return Source(id=members[0] or "?")
        return next((s for s in known if not s.anonymous), known[0]) if len(known) > 1 else known[0]

    def _called(self, members: Sequence[str], call: Callable[[Source], str] = called) -> str:
        """What those are called that are held to be one; an author on two platforms by the name alone."""
        source = self._source(members)
        if len(members) == 1:
            return call(source)
        also = [self._source((id_,)) for id_ in members]
        bare = any(who(other) == who(source) and called(other) != called(source) for other in also)
        return who(source) if bare else call(source)

    def _with_other_names(self, members: Sequence[str]) -> str:
        """The same, with the other names that it has."""
        others = [s for s in map(self._by_id.get, members) if s and who(s) != who(self._source(members))]
        return " = ".join(dict.fromkeys([self._called(members), *map(called, others)]))

    def _apart(self, id_: str) -> str:
        """Its name, and by whom it is cited, or its day, where an origin has the same name."""
        name, source = self.name(id_), self._source((id_,))
        if sum(self._called(members) == name for members in self.found.classes) < 2:
            return name
        mark = self._citing(id_) or source.published or source.url or source.title or id_
        return f"{name} ({mark})"

    def _citing(self, id_: str) -> str:
        """`cited by Reuters`, if anybody cites it."""
        citing = next((s for s in self._by_id.values() if id_ in s.cites), None)
        return f"cited by {called(citing)}" if citing else ""

    def _both(self, a: str, b: str) -> str:
        return f"{self._apart(a)} and {self._apart(b)}"

    def _reason(self, pair: Pair) -> str:
        return f"{self._apart(pair.of)} {pair.lacks}" if pair.of else pair.lacks

    @cached_property
    def _unresolved(self) -> int:
        """How many of the origins do not say how they know."""
        return sum(members[0] in self.found.unresolved for members in self.found.classes)

    @property
    def _says_from_whom(self) -> bool:
        """Whether a report says whom it has it from, so that how it knows is said in part."""
        return not {members[0] for members in self.found.classes} <= {*self.found.entries}

    @property
    def _noun(self) -> str:
        """What one of its reports is called: a post, where all are posts."""
        kinds = {self._source((e,)).kind for e in self.found.entries}
        return PIECES.get(kinds.pop(), "report") if len(kinds) == 1 else "report"

    @property
    def _bylines(self) -> str:
        """`45 links by 18 authors`: the reports, and how many there are who bring them, as far as that is said."""
        reports, by = self.found.reports, self.found.bylines
        assert by  # it is told of what is unassessed
        text = counted(reports, "link" if by.links == reports else "report")
        if by.signed:
            if by.signed == 1 < reports:
                return f"{text}, 1 of them by a named author"
            some = "" if by.signed == reports else f", {by.signed} of them"
            return f"{text}{some} by {counted(by.authors, 'author')}"
        if by.outlets:
            return f"{text} by {counted(by.outlets, 'outlet')}"
        return f"{text} from {counted(by.sites, 'site')}" if by.sites else text

    @property
    def _loops(self) -> str:
        return "; ".join(_listed(map(self.name, loop)) for loop in self.found.loops)

    @property
    def _doubt(self) -> str:
        """Why no second origin is certain."""
        p = self.found
        if not p.pairs:
            return f"a loop hides one ({self._loops})"
        pair = p.pairs[0]
        return f"{self._both(pair.a, pair.b)} may be the same, since {self._reason(pair)}"


def _origins(certain: int, possible: int) -> str:
    return f"{certain}–" * (certain < possible) + counted(possible, "origin")


def _listed(items: Iterable[str]) -> str:
    shown = list(dict.fromkeys(items))
    more = len(shown) - _IN_TRACE
    return ", ".join(shown[:_IN_TRACE]) + (f" and {more} more" if more > 0 else "")
