"""The rules of the house that a machine can hold: types, lint, floors, one importer for each package, start-up."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CHECKOUT

MODULES = sorted((CHECKOUT / "timeline").rglob("*.py"))

IMPORTERS = {
    "typer": {"cli.typer_app"},
    "tabulate": {"formats.markdown"},
    "wcwidth": {"text.width"},
    "dateutil": {"dates.phrases.relative"},
    "tomli": {"toml.parser"},
    "tomllib": set(),
    "tomli_w": {"eventfile.writer"},
    "tomlrt": {"eventfile.editor"},
    "anyascii": {"model.identifier"},
    "msgspec": {
        "model",
        "query",
        "eventfile",
        "records",
        "store",
        "formats.json",
        "formats.jsonl",
    },  # what values are made of
    "shellingham": set(),
    "subprocess": {"store.git.repository", "cli.session"},
    "sqlite3": {"store.index", "store.search"},
}
"""Who may import a package: to change a library, open one file."""


def _tool(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=CHECKOUT, capture_output=True, text=True, check=False)


def test_lint() -> None:
    done = _tool("ruff", "check", ".")
    assert done.returncode == 0, done.stdout


def test_layout_of_the_code() -> None:
    done = _tool("ruff", "format", "--check", ".")
    assert done.returncode == 0, done.stdout


def test_types() -> None:
    done = _tool("mypy")
    assert done.returncode == 0, done.stdout


def test_imports_only_go_down() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(CHECKOUT / "timeline").with_suffix("").parts)


@pytest.mark.parametrize("package", IMPORTERS)
def test_a_package_has_few_importers(package: str) -> None:
    found = {_name(p) for p in MODULES if any(i.partition(".")[0] == package for i in _imports(p))}
    allowed = IMPORTERS[package]
    assert all(any(f == a or f.startswith(a + ".") for a in allowed) for f in found), found
    assert found or not allowed, f"{package} is not used"


def test_click_is_never_imported() -> None:
    assert not [p for p in MODULES if any("click" in i for i in _imports(p))]


def test_only_the_session_and_the_door_print() -> None:
    speakers = {_name(p) for p in MODULES if "sys.stdout" in p.read_text(encoding="utf-8") or "print(" in p.read_text()}
    assert speakers <= {"__main__", "app", "cli.session"}


def test_files_stay_small() -> None:
    assert not {_name(p): n for p in MODULES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400}


def _imported(*words: str) -> set[str]:
    """The modules that a command has imported when it ends."""
    code = f"import sys; from timeline.app import run; run({list(words)!r}); print(*sys.modules, file=sys.stderr)"
    subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, check=True)  # now there is an index
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stderr.split()}


FOREIGN = {"msgspec", "typing_extensions", "timeline"}
"""All that a warm `list` imports from outside the standard library: msgspec, and what it needs."""


@pytest.mark.parametrize("words", [("list", "-f", "jsonl"), ("list",), ("list", "tag:ATACMS", "-n", "1")])
def test_a_command_pays_only_for_what_it_uses(words: tuple[str, ...]) -> None:
    packages = {
        p.name.partition(".")[0] for p in Path(sys.executable).parent.parent.glob("lib/python*/site-packages/*")
    }
    assert (
        _imported(*words) & (packages | {"timeline"}) - {"coverage", "_virtualenv", "a1_coverage", "_distutils_hack"}
        <= FOREIGN
    )
