"""The rules of the house that a machine can hold: types, lint, floors, one importer for each package, start-up."""

import ast
import inspect
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from conftest import CHECKOUT
from timeline.app import COMMANDS
from timeline.cli import shared_flags
from timeline.cli.flags import Bundle

MODULES = sorted((CHECKOUT / "timeline").rglob("*.py"))


def _name(path: Path) -> str:
    return ".".join(path.relative_to(CHECKOUT / "timeline").with_suffix("").parts)


def _imports(tree: ast.AST) -> set[str]:
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


TREES = {_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
IMPORTED = {name: _imports(tree) for name, tree in TREES.items()}
IMPORTERS = {
    "typer": {"cli.asking"},
    "tabulate": {"formats.markdown"},
    "wcwidth": {"text.width"},
    "regex": {"text.regex"},
    "dateutil": {"dates.phrases.relative"},
    "tomli": {"toml.parser"},
    "tomllib": set(),
    "tomli_w": {"eventfile.writer"},
    "anyascii": {"model.identifier"},
    "msgspec": {
        "model",
        "query",
        "eventfile",
        "changes",
        "records",
        "history",
        "store",
        "formats",
        "api",
        "cli.told.pages",
    },  # what values are made of
    "shellingham": set(),
    "python_calamine": {"formats.xlsx"},
    "xlsxwriter": {"formats.xlsx"},
    "icalendar": {"formats.ics"},
    "pyarrow": {"formats.parquet"},
    "subprocess": {"store.git.program", "cli.programs", "reports.pandoc"},
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


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_types(platform: str) -> None:
    files = [] if platform == sys.platform else ["timeline"]  # tests and benchmarks are of this machine
    done = _tool("mypy", "--platform", platform, "--cache-dir", f".mypy_cache/{platform}", *files)
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


@pytest.mark.parametrize("package", IMPORTERS)
def test_a_package_has_few_importers(package: str) -> None:
    found = {name for name, imported in IMPORTED.items() if any(i.partition(".")[0] == package for i in imported)}
    allowed = IMPORTERS[package]
    assert all(any(f == a or f.startswith(a + ".") for a in allowed) for f in found), found
    assert found or not allowed, f"{package} is not used"


def test_click_is_never_imported() -> None:
    assert not [name for name, imported in IMPORTED.items() if any("click" in i for i in imported)]


def test_only_the_session_and_the_door_print() -> None:
    prints = re.compile(r"sys\.stdout|\bprint\(")
    speakers = {_name(path) for path in MODULES if prints.search(path.read_text(encoding="utf-8"))}
    assert speakers <= {"__main__", "app", "cli.asking", "cli.session", "cli.streams"}


def test_rooms_stay_small() -> None:
    """A file is read in one go, a folder at one look, and no room is the house."""
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert not {_name(path): n for path, n in lines.items() if n > 350}
    folders = Counter(path.parent for path in MODULES)
    assert not {f: n for f, n in folders.items() if n > 14 and f.name not in {"commands", "formats", "rules"}}
    rooms: Counter[str] = Counter()
    for path, n in lines.items():
        rooms[path.relative_to(CHECKOUT / "timeline").parts[0]] += n
    assert max(rooms.values()) <= rooms.total() / 5, rooms.most_common(1)


def test_a_name_of_a_type_means_one_thing() -> None:
    names = Counter(
        name
        for tree in TREES.values()
        for node in tree.body
        for name in [
            *([node.name] if isinstance(node, ast.ClassDef) else []),
            *(t.id for t in getattr(node, "targets", []) if isinstance(t, ast.Name)),
        ]
        if name[:1].isupper() and not name.isupper()
    )
    assert len(names) > 150
    assert not [name for name, n in names.items() if n > 1]


# ------------------------------------------------------------------------------------------------- nothing unwired

TEMPLATES = "".join(path.read_text(encoding="utf-8") for path in (CHECKOUT / "timeline").rglob("*.j2"))
NODES = [node for tree in TREES.values() for node in ast.walk(tree)]
YET = {
    ("Outcome", "blob"),
}
"""What is only taken apart by its place."""
FOR_OTHERS = [node for node in TREES["api"].body if isinstance(node, ast.ClassDef)]
"""What users of Python read and choose: tests/test_api.py does it for them."""


def _read(tree: ast.AST) -> set[str]:
    """The names that are read somewhere in a piece of code."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute)]
    return {
        node.id if isinstance(node, ast.Name) else node.attr for node in nodes if not isinstance(node.ctx, ast.Store)
    }


@pytest.mark.parametrize("name", COMMANDS.names(with_actions=True))
def test_every_flag_is_read(name: str) -> None:
    """By the command, or by what makes one value of several flags for it."""
    asked: list[Any] = [COMMANDS.function(name), *[shared_flags.committing] * (name in COMMANDS.writing)]
    for function in asked:
        body = ast.parse(inspect.getsource(function)).body[0]
        assert isinstance(body, ast.FunctionDef)
        read = set().union(*map(_read, body.body))
        assert not [p for p in inspect.signature(function).parameters if p not in read | {"session"}], function
        specs = [getattr(held, "__metadata__", [None])[0] for held in function.__annotations__.values()]
        asked += [spec.build for spec in specs if isinstance(spec, Bundle) and spec.parameters is None]


def test_every_option_before_the_command_is_read() -> None:
    bodies = [
        n for n in ast.walk(TREES["app"]) if isinstance(n, ast.FunctionDef) and n.name in {"run_options", "instead"}
    ]
    given = {p.name for p in (*COMMANDS.everywhere, *COMMANDS.instead)} - {"help"}
    assert given <= set().union(*(_read(line) for body in bodies for line in body.body))


def test_every_field_is_read() -> None:
    """Of a value, a setting, what a run heeds: somewhere, or by a template."""
    read = {node.attr for node in NODES if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)}
    fields = {
        (node.name, item.target.id)
        for node in NODES
        if isinstance(node, ast.ClassDef) and node not in FOR_OTHERS
        for item in node.body
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
    }
    assert len(fields) > 200
    assert {(c, name) for c, name in fields if name not in read and name not in TEMPLATES} <= YET


def test_every_choice_is_made_by_somebody() -> None:
    """A parameter with a default that no call ever gives is none; commands are called by their signatures."""
    calls: dict[str, list[ast.Call]] = {}
    handed_on = set()
    for tree in TREES.values():
        functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        functions |= {
            a.asname or a.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for a in node.names
        }
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            calls.setdefault(_called(call.func), []).append(call)
            values = [*call.args, *(k.value for k in call.keywords)]
            handed_on |= {v.id for v in values if isinstance(v, ast.Name) and v.id in functions}
            handed_on |= {v.attr for v in values if isinstance(v, ast.Attribute)}
    idle = {
        (module, node.name, parameter)
        for module, tree in TREES.items()
        if module != "api"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name not in handed_on | {"__init__"}
        if "Flag" not in ast.unparse(node.args)
        for place, parameter in _choices(node)
        if not any(_gives(call, parameter, place) for call in calls.get(node.name, []))
    }
    assert idle <= {("dates.value", "match", "slack")}  # how far a qualified date may reach: nothing asks for it yet


def _called(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _choices(function: ast.FunctionDef) -> list[tuple[int, str]]:
    """The parameters with defaults, each with its place among the arguments of a call; 99 for those given by name."""
    plain = [*function.args.posonlyargs, *function.args.args]
    bound = sum(a.arg in {"self", "cls"} for a in plain[:1])
    late = [(n - bound, a.arg) for n, a in enumerate(plain)][len(plain) - len(function.args.defaults) :]
    named = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    return late + [(99, a.arg) for a, default in named if default is not None]


def _gives(call: ast.Call, parameter: str, place: int) -> bool:
    """Whether a call gives a parameter a value of its own."""
    if any(isinstance(a, ast.Starred) for a in call.args):
        return True
    return len(call.args) > place or any(k.arg in {parameter, None} for k in call.keywords)


# --------------------------------------------------------------------------------------------------------- start-up


def test_a_signature_costs_nothing() -> None:
    """Tab reads them: what a command needs it imports when it is called."""
    code = (
        "import sys; from timeline.app import COMMANDS; [COMMANDS.function(name) for name in COMMANDS.names()];"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    ours = {name for name in loaded if name.startswith("timeline.")}
    assert {n for n in ours if not n.startswith(("timeline.app", "timeline.cli", "timeline.commands"))} == {
        "timeline.errors"
    }
    assert "msgspec" not in loaded


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
