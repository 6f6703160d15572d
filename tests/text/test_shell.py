"""What is offered can be pasted."""

import shlex

from timeline.text.shell import command


def test_a_shell_takes_the_words_apart_as_they_were() -> None:
    assert command("edit", "--set", "x=it's", of=["a"]) == """timeline edit a --set 'x=it'"'"'s'"""
    assert command("check", "--all") == "timeline check --all"


def test_a_name_that_begins_like_an_option() -> None:
    assert shlex.split(command("mv", "--to", "b c", of=["-a", "$(x)"])) == "timeline|mv|--to|b c|--|-a|$(x)".split("|")
