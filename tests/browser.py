"""Chromium without a screen, driven over a pipe (Chrome DevTools Protocol), for tests of the page as a reader has it."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --remote-debugging-pipe --window-size=1280,900"
).split()


def program() -> str | None:
    """The browser of this machine, if it has one."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


class Browser:
    """A browser that runs until it is closed."""

    def __init__(self, path: str) -> None:
        self._folder = tempfile.mkdtemp()
        reads, self._to = os.pipe()
        self._from, writes = os.pipe()
        self._number = 0

        def as_it_expects() -> None:  # commands come in as 3, answers go out as 4
            for fd, far in ((reads, 30), (writes, 40)):
                os.dup2(fd, far)
            os.dup2(30, 3)
            os.dup2(40, 4)

        self._process = subprocess.Popen(
            [path, *FLAGS, f"--user-data-dir={self._folder}"],
            preexec_fn=as_it_expects,  # noqa: PLW1509 - there are no threads
            close_fds=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(reads)
        os.close(writes)
        self._left = b""
        self.events: list[dict[str, Any]] = []
        """What it told of by itself."""

    def ask(self, method: str, session: str | None = None, **given: Any) -> dict[str, Any]:
        """What it answers to one command."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": given, **({"sessionId": session} if session else {})}
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            self.events.append(answer)
        assert "error" not in answer, answer
        found: dict[str, Any] = answer["result"]
        return found

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            more = os.read(self._from, 1 << 20)
            assert more, "the browser is gone"
            self._left += more
        first, _, self._left = self._left.partition(b"\0")
        found: dict[str, Any] = json.loads(first)
        return found

    def open(self, path: Path) -> "Tab":
        """A page of a file, loaded."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable", session)
        self.events.clear()
        self.ask("Page.navigate", session, url=path.resolve().as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._next())
        return Tab(self, session)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._to)
        os.close(self._from)
        shutil.rmtree(self._folder, ignore_errors=True)


class Tab:
    """An open page."""

    def __init__(self, browser: Browser, session: str) -> None:
        self.browser, self.session = browser, session

    def value(self, expression: str) -> Any:
        """What an expression comes to, once it is settled."""
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        found = self.browser.ask("Runtime.evaluate", self.session, **asked)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def settled(self) -> None:
        """Wait until what was begun is drawn."""
        self.value("new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done))))")

    def press(self, *keys: str, shift: bool = False) -> None:
        """Press keys, one after the other."""
        for key in keys:
            text = {"text": key} if len(key) == 1 else {"text": "\r"} if key == "Enter" else {}
            for kind in ("keyDown", "keyUp"):
                given = {"type": kind, "key": key, "code": key, "modifiers": 8 * shift}
                codes = {"Enter": 13, "Tab": 9, "Escape": 27, "ArrowRight": 39, "ArrowLeft": 37, "Home": 36, "End": 35}
                given |= {"windowsVirtualKeyCode": codes[key]} if key in codes else {}
                self.browser.ask("Input.dispatchKeyEvent", self.session, **given, **(text if kind == "keyDown" else {}))
        self.settled()

    def told(self, method: str) -> list[dict[str, Any]]:
        """What the browser told of by itself."""
        return [event["params"] for event in self.browser.events if event.get("method") == method]
