"""The script of the page without a browser: what its functions make of something, the table of lengths before it."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from py_mini_racer import MiniRacer

from timeline.pictures.look import LOOK

_NUMBERS = "(key, value) => typeof value === 'number' && !Number.isFinite(value) ? String(value) : value"
"""JSON has no infinities."""


@cache
def _engine() -> MiniRacer:
    engine = MiniRacer()
    script = files("timeline.page").joinpath("page.js").read_text(encoding="utf-8")
    engine.eval(f"const LOOK = {json.dumps(LOOK._asdict())};\n{script}")
    return engine


def asked(function: str, given: Any) -> Any:
    """What a function in JavaScript, which may call those of the script, makes of something that JSON can hold."""
    return json.loads(str(_engine().eval(f"JSON.stringify(({function})({json.dumps(given)}), {_NUMBERS})")))
