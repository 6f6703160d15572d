"""The door: global options, environment, exit codes, and what a person sees of a fault."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CHECKOUT, Run
from terminal import on_pty, seated
from timeline import __version__, app
from timeline.__main__ import main
from timeline.store.chronology import Chronology

COMMANDS = ["init", "add", "edit", "rm", "mv", "list", "show", "actors", "sources", "places", "tags", "date"]


def timeline(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """`python -m timeline` in a process of its own."""
    environment = {**os.environ, **more}
    command = [sys.executable, "-m", "timeline", *words]
    return subprocess.run(command, env=environment, stdin=-3, capture_output=True, text=True, check=False)


def test_version(run: Run) -> None:
    done = timeline("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"timeline {__version__}\n", "")
    assert run("--version").out == done.stdout
    assert run("-q", "--version", "list").out == done.stdout


def test_no_words_are_shown_where_to_begin(
    run: Run, real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = run()
    assert (here.code, here.err) == (0, "")
    assert "This one is in events." in here.out
    assert run("-q") == run("help", "start") == here
    monkeypatch.chdir(tmp_path)
    assert "There is no chronology here yet." in run().out
    assert run("-C", "work").out == here.out.replace("in events.", "in work/events.")


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("lst", 'no command "lst"', 'did you mean "list"?'),
        ("remove x", 'no command "remove"', 'did you mean "rm"?'),
        ("undo", 'no command "undo"', 'did you mean "timeline help undo"?'),
        ("frobnicate", 'no command "frobnicate"', "`timeline help` names them all"),
        ("list --sinc 2024", "no option --sinc", "did you mean --since?; `timeline list -h` shows what there is"),
        ("list -since 2024", '"-since" is no option', "did you mean --since?, or write `not since` to leave out a word"),
        ("list -x", "no option -x", "it takes -f, -o, -r, -n, -c, -C, -q, -v and -h; `timeline list -h` shows what there is"),
        ("check -fx json", '"-fx" is no option', "write `-f x` for the option"),
        ("show -ab x", "no option -a", "it takes -f, -o, -C, -q, -v and -h; `timeline show -h` shows what there is"),
        ("--colour never list", "no option --colour", "did you mean --color?; `timeline -h` shows what there is"),
        ("-f json list", "no option -f", "the options of a command stand after its name; `timeline -h` shows what there is"),
        ("list --reverse=1", "--reverse takes no value behind =", "write `--reverse`"),
        ("list --color sometimes", 'no color "sometimes"', "one of auto, always, never"),
        ("check -f yaml", 'no output-format "yaml"', "one of full, concise, json, github, sarif"),
        ("schema actor", 'no kind "actor"', 'did you mean "actors"?'),
        ("list -n x", '--limit takes a whole number, not "x"', "write `--limit 5`"),
        ("list -n -1", "--limit -1 is too small", "the least is 0"),
        ("list --since", "--since wants a value", "write `--since DATE`"),
        ("-C", "-C wants a value", "write `-C DIR`"),
        ("trace", "ID… is missing", "write `timeline trace ID…`; `timeline trace -h` has examples"),
        ("mv a b c", '"c" is one word too many', "write `timeline mv ID [NEW]`; what holds blanks stands in quotes"),
        ("--today tomorrow list", "--today tomorrow is no day", "write it as YYYY-MM-DD"),
    ],
)  # fmt: skip
def test_wrong_use(line: str, message: str, hint: str, run: Run) -> None:
    assert run(*line.split()) == (2, "", f"error: {message}\n  {hint}\n")


def test_where_the_chronology_is(run: Run, real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = run("list", "-f", "ids").out
    assert here.count("\n") == 6
    monkeypatch.chdir(real / "2024")
    assert run("list", "-f", "ids").out == here
    monkeypatch.chdir(tmp_path)
    assert run("list").code == 3
    assert run("-C", "work", "list", "-f", "ids").out == here
    assert run("-C", str(real), "list", "-f", "ids").out == here
    monkeypatch.setenv("TIMELINE_DIR", str(real))
    assert run("list", "-f", "ids").out == here
    missing = run("-C", "nowhere", "list")
    assert missing.code == 3
    assert "nowhere" in missing.err


def test_a_folder_that_is_not_there_does_not_mean_one_above_it(run: Run, real: Path) -> None:
    result = run("-C", "no-such-folder", "list")
    assert (result.code, result.out) == (3, "")
    assert "no-such-folder" in result.err


def test_settings_that_cannot_be_read(run: Run, empty: Path) -> None:
    for text, message in {
        "title = \n": "events/timeline.toml:1",
        "title = 5\n": "title is a number; it must be text in quotes",
        "timezone = 2024-11-17\n": "timezone is a date; it must be text in quotes",
        'date_order = "ymd"\n': 'timeline.toml:1:1: SCH006 "ymd" is no date_order\n  | date_order = "ymd"\n  | ^\n  = one of dmy, mdy',
        "date_order = 5\n": "date_order is a number; it must be text in quotes",
    }.items():
        (empty / "timeline.toml").write_text(text, encoding="utf-8")
        result = run("add", "2024: A")
        assert (result.code, result.out) == (3, "")
        assert message in result.err
        assert [p.name for p in empty.iterdir() if p.name[0] != "."] == ["timeline.toml"]


@pytest.mark.parametrize(
    ("flags", "environment", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"CLICOLOR_FORCE": "1"}, False),
        ([], {"CLICOLOR_FORCE": "1"}, True),
        ([], {"CLICOLOR_FORCE": "0"}, False),
        ([], {"NO_COLOR": "1"}, False),
    ],
)
def test_colour_in_a_pipe(
    flags: list[str], environment: dict[str, str], coloured: bool, run: Run, real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run(*flags, "list").out) is coloured


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_on_a_terminal(
    environment: dict[str, str], coloured: bool, real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    screen = on_pty("--no-pager", "list", "-n", "1", TERM=environment.get("TERM", "xterm"))
    assert ("\x1b[1m" in screen.text) is coloured


def test_the_encoding_of_the_world_around_changes_nothing(real: Path) -> None:
    done = timeline("list", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    done = timeline("show", "first-atacms", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "ATACMS missiles\n      – NYT" in done.stdout


def test_a_fault_of_ours_is_one_line_unless_it_is_asked_for(
    run: Run, real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(Chronology, "events", broken)
    result = run("list")
    assert (result.code, result.out) == (3, "")
    assert result.err == "error: this should not happen: ZeroDivisionError\n  TIMELINE_DEBUG=1 shows where\n"
    monkeypatch.setenv("TIMELINE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("list")


@pytest.mark.parametrize("length", [3, 300_000])
def test_a_reader_that_has_seen_enough(length: int, empty: Path) -> None:
    (empty / "2024-a.toml").write_text(f'title = "A"\ndate = 2024\nsummary = "{"b" * length}"\n', encoding="utf-8")
    command = [sys.executable, "-m", "timeline", "list", "-f", "json"]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_of_help_that_has_seen_enough() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        command = [sys.executable, "-m", "timeline", "list", "--help"]
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_interrupted(real: Path) -> None:
    screen = on_pty("add", talk=[("When: ", "\x03")])
    assert screen.code == 130
    assert "interrupted" in screen.plain


def test_end_of_input_is_an_interruption(empty: Path) -> None:
    screen = on_pty("add", talk=[("When: ", "\x04")])
    assert screen.code == 130
    assert "interrupted" in screen.plain


def test_where_the_throw_away_files_are(run: Run, real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIMELINE_CACHE_DIR")
    assert run("list").code == 0
    assert list((tmp_path / "home/.cache/timeline").iterdir())
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert run("list").code == 0
    assert list((tmp_path / "xdg/timeline").iterdir())
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert run("list").code == 0
    assert not Path("relative").exists()


def test_a_stream_of_any_kind_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    assert app.run(["--version"]) == 0
    assert out.getvalue() == f"timeline {__version__}\n"


def test_the_command_by_its_own_name(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["timeline", "--version"])
    main()
    assert capsys.readouterr().out == f"timeline {__version__}\n"
    monkeypatch.setattr(sys, "argv", ["timeline", "-C", "nowhere", "list"])
    monkeypatch.setattr("atexit._run_exitfuncs", lambda: sys.stdout.write("the end\n"))
    monkeypatch.setattr(os, "_exit", sys.exit)
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 3
    assert capsys.readouterr().out == "the end\n"

    def pressed() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("atexit._run_exitfuncs", pressed)
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 130


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device there")
def test_an_answer_that_cannot_be_written(real: Path) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        words = [sys.executable, "-m", "timeline", "-C", str(real), "list"]
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr == "error: the answer cannot be written: No space left on device\n  is the disk full?\n"


@pytest.mark.skipif(os.name != "posix", reason="no such shell there")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed(real: Path, closed: str) -> None:
    """No file takes their place: the index is whole, and read again."""
    again = f'"{sys.executable}" -m timeline -C "{real}" list'
    done = subprocess.run(["sh", "-c", f"{again} {closed} && {again}"], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "Biden" in done.stdout


def test_what_was_to_be_done_at_the_end_is_done() -> None:
    """Though the process ends at once; and what was printed has been read."""
    words = "import atexit, sys; atexit.register(print, 'the end'); sys.argv = ['timeline', '--help']"
    script = f"{words}; from timeline.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Chronologies of sourced events")
    assert done.stdout.endswith("the end\n")


def test_it_works_where_there_is_no_fork_lock_or_readline(
    run: Run, real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows: the hash last seen is the only guard, a prompt completes nothing, links are looked for."""
    for name in ("fork", "O_NOFOLLOW", "O_NONBLOCK", "register_at_fork"):
        monkeypatch.delattr(os, name, raising=False)
    for name in ("fcntl", "readline", "termios", "pwd"):
        monkeypatch.setitem(sys.modules, name, None)
    assert run("list", "-f", "ids").out.count("\n") == 6
    assert run("add", "2024: A", "--source", "X").code == 0
    assert run("edit", "2024-a", "--title", "B").code == 0
    assert run("mv", "2024-a", "2024-b").code == 0
    assert run("show", "2024-b").out.startswith("2024\nB\n")
    assert run("rm", "2024-b").code == 0
    assert run("check", "--exit-zero").code == 0
    assert run("report", "-o", "out.md").code == 0
    typed = "2024\nA\n\n\n\n\n\n\n\n\n"
    assert seated(monkeypatch, "add", typed=typed).code == 0
    monkeypatch.setenv("_TIMELINE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "timeline\nlist\nactor:Bi")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert run().out == "actor:Biden\n"
    assert real.is_dir()


def test_completion_names_commands_and_options(tmp_path: Path) -> None:
    done = timeline(_TIMELINE_COMPLETE="complete_bash", COMP_WORDS="timeline ", COMP_CWORD="1")
    assert set(COMMANDS) <= set(done.stdout.split())


def test_the_checkout_s_own_events(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    result = run("-C", str(CHECKOUT), "list", "-f", "ids")
    assert (result.code, result.err) == (0, "")
    assert result.out.count("\n") == 6


def test_whoever_wants_to_leave_may_leave(real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def leaving(*_: object, **__: object) -> None:
        raise SystemExit(5)

    monkeypatch.setattr(Chronology, "events", leaving)
    with pytest.raises(SystemExit):
        app.run(["list"])


def test_where_the_settings_of_a_user_are(tmp_path: Path) -> None:
    def found(**environment: str) -> str:
        return app.run_options(environment).config

    assert found() == ""
    for name, place in {"": "home/.config", "XDG_CONFIG_HOME": "xdg", "APPDATA": "roaming"}.items():
        path = tmp_path / place / "timeline/config.toml"
        path.parent.mkdir(parents=True)
        path.touch()
        assert found(**({name: str(tmp_path / place)} if name else {})) == str(path)
    assert found(XDG_CONFIG_HOME="xdg") == str(tmp_path / "home/.config/timeline/config.toml")
    assert found(TIMELINE_CONFIG="nowhere.toml") == "nowhere.toml"
