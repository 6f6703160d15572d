"""Word documents and HTML pages, with a pandoc of our own that tells what it is given, and with the real one if there."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from conftest import Run

TELLS = '#!/bin/sh\necho "$@"\ncat\n'


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    pandoc = tmp_path / "bin" / "pandoc"
    pandoc.write_text(TELLS, encoding="utf-8")
    pandoc.chmod(0o755)
    return pandoc


@pytest.mark.usefixtures("real")
def test_what_pandoc_is_told(run: Run, fake: Path) -> None:
    assert run("report", "-o", "r.docx", "--lang", "uk") == (0, "", "")
    words, _, page = Path("r.docx").read_text(encoding="utf-8").partition("\n")
    assert re.fullmatch(r"-f \S+ -t docx -s -o - --lua-filter \S+\.lua --metadata=lang:uk --shift-\S+=-1", words)
    assert page == run("report").out
    Path("t.md.j2").write_text("# A\n\n# B\n", encoding="utf-8")
    assert run("report", "-o", "r.HTML", "-t", "./t.md.j2").code == 0
    said = Path("r.HTML").read_text(encoding="utf-8")
    assert "-t html5 " in said
    assert "--metadata=lang:en --metadata=pagetitle:ATACMS and the strikes on Russian territory\n" in said
    fake.write_text("#!/bin/sh\necho no such filter >&2\nexit 1\n", encoding="utf-8")
    failed = run("report", "-o", "r2.docx")
    assert (failed.code, failed.err) == (3, "error: pandoc cannot make a .docx of it\n  no such filter\n")
    fake.unlink()


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["r.docx"], "a .docx is made by pandoc, which is not installed\n  apt install pandoc, brew install pandoc or"),
        (["r.pdf"], "a report cannot be written as .pdf\n  endings: .md, .docx, .html; "),
        (["r.docx", "--check"], "--check compares Markdown\n  write a .md too"),
    ],
)
def test_what_is_refused(words: list[str], message: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    refused = run("report", "-o", *words)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith(f"error: {message}")
    assert not Path(words[0]).exists()


@pytest.mark.usefixtures("real")
@pytest.mark.skipif(not shutil.which("pandoc"), reason="there is no pandoc")
def test_links_and_notes_live_in_word(run: Run) -> None:
    assert run("report", "-o", "r.docx").code == 0
    with zipfile.ZipFile(io.BytesIO(Path("r.docx").read_bytes())) as file:
        text, notes = (file.read(f"word/{part}.xml").decode() for part in ("document", "footnotes"))
    places = set(re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', text))
    links = set(re.findall(r'<w:hyperlink w:anchor="([^"]+)"', text))
    assert links
    assert links <= places
    assert len(re.findall(r"<w:footnote ", notes)) == 8  # six, and two that pandoc always has
    assert ">Notes<" not in text
    assert 'w:val="Title"' in text


@pytest.mark.usefixtures("empty")
@pytest.mark.skipif(not shutil.which("pandoc"), reason="there is no pandoc")
def test_a_page_in_a_browser(run: Run) -> None:
    assert run("add", "2024: T", "--source", "https://www.a.example/1").code == 0
    assert run("report", "-o", "r.html").code == 0
    page = Path("r.html").read_text(encoding="utf-8")
    assert '<a href="https://www.a.example/1">a.example/1</a>' in " ".join(page.split())
    assert page.index("section.footnotes {") < page.index("<body>")
    assert ' lang="en" ' in page
    assert re.findall("<h[1-6]", page) == ["<h1", "<h2", "<h3", "<h2", "<h2"]
