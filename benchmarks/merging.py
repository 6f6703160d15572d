"""Two branches that have each changed the same hundred events: what `git merge` takes with `timeline-merge` for each.

Knows how the two branches differ; must not know what is promised of it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ground import HERE, INSTALL, Ground, environment, timeline
from measure import Command, Unmeasured

FILES = 100
BASELINE = f"{FILES} × python -c 'import …'"
APART, ALIKE = f"git merge, {FILES} files", f"git merge, {FILES} conflicts"
_IMPORTS = "import tomllib, difflib, re"


def baseline(ground: Ground) -> Command:
    """Start Python as often as there are files, with the modules that any merge of TOML in Python would import."""
    told = environment(ground.folder)
    return Command(BASELINE, [(sys.executable, "-c", _IMPORTS)] * FILES, ground.folder, told, wrong=lambda _: "")


def merges(ground: Ground) -> list[Command | Unmeasured]:
    """The merge of a hundred events that both sides changed apart, and of as many that are in conflict."""
    if shutil.which("git") is None:
        return [Unmeasured(label, f"not installed: {INSTALL['git']}") for label in (APART, ALIKE)]
    place, told = ground.folder / "merges", environment(ground.folder)
    told["PATH"] = f"{_tool(ground.folder)}{os.pathsep}{told['PATH']}"

    def git(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=place, env=told, check=True, capture_output=True, text=True)
        return done.stdout

    (place / "events").mkdir(parents=True)
    (place / "events/timeline.toml").touch()
    files = [path for path in sorted(ground.chronology.glob("*/*.toml")) if _is_fit(path.read_text("utf-8"))][:FILES]
    texts = {f"events/{path.parent.name}/{path.name}": path.read_text("utf-8") for path in files}
    git("init", "-q", ".")
    subprocess.run([*timeline(), "-q", "git", "setup"], cwd=place, env=told, check=True, capture_output=True)

    def commit(branch: str, status: str, summary: str, more: str) -> None:
        for path, text in texts.items():
            changed = text.replace('status = "confirmed"', f'status = "{status}"').replace(
                "\nactors", f"{summary}\nactors"
            )
            (place / path).parent.mkdir(exist_ok=True)
            (place / path).write_text(changed + more, "utf-8")
        git("add", "-A")
        git("commit", "-q", "-m", branch)
        git("branch", branch)

    source = '\n[[sources]]\nid = "{}"\npublisher = "The {}"\n'
    commit("base", "confirmed", "", "")
    commit("ours", "disputed", "", source.format("ours", "First"))
    for branch, status in (("apart", "confirmed"), ("alike", "alleged")):
        git("reset", "-q", "--hard", "base")
        commit(branch, status, '\nlang = "en"', source.format("theirs", "Second"))

    def afresh() -> None:
        git("reset", "-q", "--hard", "ours")

    def wrong(of: str) -> str:
        made = [(place / path).read_text("utf-8") for path in texts]
        if not all('id = "ours"' in text and 'id = "theirs"' in text for text in made):
            return "a source is not there"
        marked = sum("<<<<<<< ours: status\n" in text.replace(" (HEAD)", "") for text in made)
        there = FILES if of == "alike" else 0
        return "" if (len(made), marked) == (FILES, there) else f"{marked} of {len(made)} files in conflict"

    return [
        Command(
            label,
            (("git", "merge", branch, "-m", "both"),),
            place,
            told,
            before=afresh,
            wrong=lambda _, branch=branch: wrong(branch),  # type: ignore[misc]
            codes=frozenset({0, 1}),
        )
        for label, branch in ((APART, "apart"), (ALIKE, "alike"))
    ]


def _is_fit(text: str) -> bool:
    """Whether both can change it as they do, and it is TOML afterwards."""
    alone = {"\nlang = ", "\nsources = ", "[[links]]", "[x]"}
    return 'status = "confirmed"\nactors' in text and not any(part in text for part in alone)


def _tool(folder: Path) -> Path:
    """Where `timeline-merge` is: beside the Python that runs this, else a script of what `pip` would write there."""
    beside = Path(sys.executable).with_name("timeline-merge")
    if len(timeline()) == 1 and beside.exists():
        return beside.parent
    place = folder / "bin"
    place.mkdir()
    script = f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(HERE.parent)!r})\n"
    (place / "timeline-merge").write_text(f"{script}from timeline.merge_driver import main\nmain()\n", "utf-8")
    (place / "timeline-merge").chmod(0o755)
    return place
