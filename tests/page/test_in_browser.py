"""The page in a browser, as a reader has it. Where there is no browser these are skipped."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import Browser, Tab, program
from conftest import Run

FOUND = program()
pytestmark = pytest.mark.skipif(FOUND is None, reason="no Chromium on the PATH")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all; nothing is shared between its pages."""
    assert FOUND
    opened = Browser(FOUND)
    yield opened
    opened.close()


@pytest.fixture
def tab(browser: Browser, run: Run, real: Path) -> Tab:
    """The page of the real events."""
    run("export", "-C", str(real), "-o", "page.html")
    opened = browser.open(Path("page.html"))
    opened.settled()
    return opened


def text(tab: Tab, part: str) -> str:
    found: str = tab.value(f"document.querySelector('[data-part={part}]').textContent")
    return found


def focused(tab: Tab) -> str:
    found: str = tab.value("document.activeElement.textContent || document.activeElement.tagName")
    return found


def test_nothing_is_asked_for_and_nothing_goes_wrong(tab: Tab) -> None:
    asked = [told["request"]["url"] for told in tab.told("Network.requestWillBeSent")]
    assert [url for url in asked if not url.startswith("file:")] == []
    assert len(asked) == 1
    assert tab.told("Runtime.exceptionThrown") == []
    assert tab.told("Runtime.consoleAPICalled") == []
    assert [told["entry"] for told in tab.told("Log.entryAdded") if told["entry"]["level"] == "error"] == []
    assert tab.value("document.querySelector('[data-part=time]').hidden") is False
    assert tab.value("document.documentElement.scrollWidth <= innerWidth") is True


def test_from_event_to_event_to_its_entry_and_back(tab: Tab) -> None:
    tab.value("document.querySelector('[data-part=axis]').focus()")
    tab.press("ArrowRight", "ArrowRight", "ArrowLeft")
    first = text(tab, "live")
    assert first.startswith("By 17 November 2024: Russia involves North Korean forces in the conflict. ")
    tab.press("Enter")
    assert focused(tab) == "Russia involves North Korean forces in the conflict"
    tab.press("Escape")
    assert tab.value("document.activeElement.dataset.part") == "axis"
    assert text(tab, "live") == first
    tab.press("End")
    assert text(tab, "live") != first


def test_zoom_and_pan(tab: Tab) -> None:
    whole = text(tab, "range")
    tab.value("document.querySelector('[data-part=axis]').focus()")
    tab.press("+", "+")
    closer = text(tab, "range")
    assert closer != whole
    tab.press("ArrowRight", shift=True)
    assert text(tab, "range") not in {closer, whole}
    tab.press("0")
    assert text(tab, "range") == whole
    tab.press("-")
    assert text(tab, "range") == "10 Nov 2024 to 24 Nov 2024"
    for name in ("closer", "later", "earlier", "farther"):
        before = text(tab, "range")
        tab.value(f"document.querySelector('[value={name}]').click()")
        tab.settled()
        assert text(tab, "range") != before, name


def test_filter_by_words_and_by_choice(tab: Tab) -> None:
    def shown() -> list[str]:
        rows = "[...document.querySelectorAll('.events > li')].filter((row) => !row.hidden)"
        found: list[str] = tab.value(f"{rows}.map((row) => row.querySelector('h3').textContent)")
        return found

    def set_(part: str, value: str) -> None:
        of = f"document.querySelector('{part}')"
        tab.value(f"{of}.value = {value!r}; {of}.dispatchEvent(new Event('input', {{ bubbles: true }}))")
        tab.settled()

    assert len(shown()) == 6
    set_("input[type=search]", "retaliation FEAR")
    assert shown() == ["Some US officials fear Russian retaliation for strikes with long-range missiles"]
    assert text(tab, "count") == "1 of 6 events"
    set_("input[type=search]", "")
    set_("select[name=actor]", "France")
    assert len(shown()) == 1
    tab.value("document.querySelector('[type=reset]').click()")
    tab.settled()
    tab.settled()
    assert len(shown()) == 6
    assert text(tab, "count") == "All 6 events"


def test_a_link_leads_to_an_entry_that_the_filter_hides(tab: Tab) -> None:
    words = "document.querySelector('input[type=search]')"
    hide = f"{words}.value = 'retaliation'; {words}.dispatchEvent(new Event('input', {{ bubbles: true }}))"
    for _ in range(2):
        tab.value(hide)
        tab.settled()
        assert text(tab, "count") == "1 of 6 events"
        tab.value("[...document.querySelectorAll('.events > li:not([hidden]) a[href^=\"#\"]')].at(-1).click()")
        tab.settled()
        tab.settled()
        assert text(tab, "count") == "All 6 events"
        assert tab.value("document.querySelector(':target').getBoundingClientRect().top < innerHeight") is True


def test_dots_of_places_follow_the_filter(browser: Browser, run: Run, empty: Path) -> None:
    for title, place in (("One", "Kyiv@50.45,30.52"), ("Two", "Kursk@51.73,36.19")):
        assert run("-q", "add", title, "--date", "2024-11-17", "--place", place).code == 0
    run("export", "-o", "page.html")
    tab = browser.open(Path("page.html"))
    tab.settled()
    dim = "[...document.querySelectorAll('.map circle.none title')].map((title) => title.textContent)"
    assert tab.value(dim) == []
    select = "document.querySelector('select[name=place]')"
    tab.value(f"{select}.value = 'Kyiv'; {select}.dispatchEvent(new Event('input', {{ bubbles: true }}))")
    tab.settled()
    assert tab.value(dim) == ["Kursk: Two"]


def test_what_a_screen_reader_finds(tab: Tab) -> None:
    nodes = tab.browser.ask("Accessibility.getFullAXTree", tab.session)["nodes"]
    named = {(n["role"]["value"], n.get("name", {}).get("value", "")) for n in nodes if not n["ignored"]}
    assert ("button", "Closer") in named
    assert any(role == "application" and name.startswith("6 events on an axis") for role, name in named)
    assert {name for role, name in named if role == "heading"} >= {
        "ATACMS and the strikes on Russian territory",
        "Russia involves North Korean forces in the conflict",
    }
    assert any(role == "time" for role, _ in named)
    assert any(name.startswith("Who says so: ") for _, name in named)
    assert {"Words", "Actor", "Tag", "Status"} <= {
        name.strip() for role, name in named if role in {"combobox", "searchbox"}
    }


def test_on_paper_all_chains_are_there(tab: Tab) -> None:
    tab.browser.ask("Emulation.setEmulatedMedia", tab.session, media="print")
    chains = "[...document.querySelectorAll('.chain')]"
    assert tab.value(f"{chains}.length") == 6
    assert tab.value(f"{chains}.every((chain) => chain.getBoundingClientRect().height > 20)") is True
    assert tab.value("getComputedStyle(document.querySelector('[data-part=filter]')).display") == "none"
