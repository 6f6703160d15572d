"""What is offered can be pasted."""

import shlex

from timeline.text.shell import command, in_folder


def test_a_shell_takes_the_words_apart_as_they_were() -> None:
    assert command("edit", "--set", "x=it's", of=["a"]) == """timeline edit a --set 'x=it'"'"'s'"""
    assert command("check", "--all") == "timeline check --all"


def test_a_name_that_begins_like_an_option() -> None:
    assert shlex.split(command("mv", "--to", "b c", of=["-a", "$(x)"])) == "timeline|mv|--to|b c|--|-a|$(x)".split("|")


def test_commands_name_the_folder_that_was_named() -> None:
    told = "2 notes: timeline check a --all\n  `timeline list` and timeline of events"
    assert in_folder(told, "my dir") == told.replace("timeline check", "timeline -C 'my dir' check").replace(
        "`timeline", "`timeline -C 'my dir'"
    )
    assert in_folder(told, "") == told
