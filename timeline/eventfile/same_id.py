"""Two files of one ID: what is said of the one in no answer, and, once, of a folder that is a copy of another."""

from collections.abc import Iterable

from timeline.errors import Problem, of_file

_SAME = "has the same ID as "
_FEW = 3
"""So many files of a folder are told one by one."""


def same_id(path: str, first: str) -> Problem:
    """Say of a file that another one, the first of its ID, is the event."""
    return of_file(path, _SAME + first, "give one of the files another name")


def copies_once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, but of many files in one folder that have the IDs of those in another only one, at the first."""
    said = [*problems]
    folders: dict[tuple[str, str], list[Problem]] = {}
    for problem in said:
        if problem.message.startswith(_SAME):
            folders.setdefault(_apart(problem.path, problem.message.removeprefix(_SAME)), []).append(problem)
    for (folder, other), found in folders.items():
        if len(found) > _FEW:
            ours, theirs = (f"{name}/" if name else "the chronology's own folder" for name in (folder, other))
            message = f"{len(found):,} files in {ours} have the same IDs as files in {theirs}"
            hint = "is one a copy? move it out of the chronology, or let its name begin with a full stop"
            said[said.index(found[0])] = found[0]._replace(message=message, hint=hint)
            gone = {problem.path for problem in found[1:]}
            said = [p for p in said if not (p.path in gone and p.message.startswith(_SAME))]
    return said


def _apart(one: str, other: str) -> tuple[str, str]:
    """The folders of two paths, without what both end in."""
    ours, theirs = one.split("/")[:-1], other.split("/")[:-1]
    while ours and theirs and ours[-1] == theirs[-1]:
        ours.pop()
        theirs.pop()
    return "/".join(ours), "/".join(theirs)
