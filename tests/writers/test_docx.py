"""The Word file as a whole: its words, its properties, its package, and how other programs read it."""

import io
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_args

import pytest

from reportgen import document as tree
from reportgen.document import Block, Inline, Section
from reportgen.theme import Theme
from reportgen.writers import Options
from reportgen.writers.docx import write
from tests.writers import sample, word
from tests.writers.word import W, attribute, open_with_python_docx
from tests.writers.word_files import REPORT, body, of, report


def test_the_words_are_the_documents_line_by_line() -> None:
    content = report()
    assert list(word.lines(content)) == [line for line in tree.lines(REPORT) if line]


def test_spaces_between_runs_stay_after_python_docx_has_saved_the_file() -> None:
    content = report()
    saved = io.BytesIO()
    open_with_python_docx(content).save(saved)
    assert list(word.lines(saved.getvalue())) == list(word.lines(content))
    line = "The minister welcomed it. See the full exchange, and in Welsh"
    assert any(words.startswith(line) for words in word.lines(saved.getvalue()))


def test_a_space_alone_between_two_marked_words_stays() -> None:
    saved = io.BytesIO()
    open_with_python_docx(of(sample.text(sample.strong("one"), " ", sample.emphasis("two"), " "))).save(saved)
    assert list(word.lines(saved.getvalue()))[-1] == "one two "


def test_characters_that_xml_cannot_hold_do_not_stop_it() -> None:
    assert list(word.lines(of(sample.text("a\uffffb \U0001f6a2"))))[-1] == "a\ufffdb \U0001f6a2"


def test_markup_in_words_stays_words() -> None:
    hostile = '<w:br/> & "quoted" ]]> </w:t>'
    content = of(
        Section(hostile, (sample.text(hostile),), "s"),
        title=hostile,
        group=hostile,
        page_of=hostile,
        author=hostile,
    )
    assert list(word.lines(content)) == [hostile, hostile, "2023/24", hostile, hostile]


def test_nothing_is_complained_of() -> None:
    assert write(REPORT, Theme(), Options()).faults == ()


def test_the_properties_say_what_the_file_is() -> None:
    content = report()
    properties = open_with_python_docx(content).core_properties
    assert (properties.title, properties.author) == (REPORT.title, REPORT.author)
    assert (properties.subject, properties.language) == ("Rivers and Harbours Group 2023/24", "en-GB")
    assert str(properties.created) == str(properties.modified) == "2024-04-30 00:00:00+00:00"


def test_a_document_without_a_date_does_not_take_the_clocks() -> None:
    assert str(open_with_python_docx(of(created="")).core_properties.created) == "1980-01-01 00:00:00+00:00"


def test_the_language_is_the_documents() -> None:
    for language in ("en-GB", "cy-GB"):
        tags = word.part(of(language=language), "word/styles.xml").findall(f".//{W}lang")
        assert [attribute(tag) for tag in tags] == [language]


def test_welsh_words_are_marked_as_welsh() -> None:
    welsh = [
        "".join(run.itertext()) for run in body().iter(f"{W}r") if run.find(f"{W}rPr/{W}lang") is not None
    ]
    assert welsh == ["Llythyr oddi wrth y Gweinidog ynghylch dŵr, tŷ a chymuned", "Cymunedau’r arfordir"]
    assert {attribute(tag) for tag in body().iter(f"{W}lang")} == {"cy-GB"}


def test_the_look_is_that_of_word_2013_or_later_and_asks_no_questions() -> None:
    content = report()
    settings = word.part(content, "word/settings.xml")
    modes = [
        attribute(s)
        for s in settings.iter(f"{W}compatSetting")
        if attribute(s, "name") == "compatibilityMode"
    ]
    assert modes == ["15"]
    assert settings.find(f".//{W}updateFields") is None


def test_the_package_has_nothing_but_its_own_parts() -> None:
    content = report()
    assert word.part_names(content) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer.xml",
        "word/footerFirst.xml",
        "word/footnotes.xml",
        "word/header.xml",
        "word/media/image1.png",
        "word/media/image2.png",
        "word/media/image3.png",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme.xml",
    ]


def test_the_package_is_packed_without_clock_and_system() -> None:
    content = report()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        entries = package.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr, entry.extra) for entry in entries} == {(0, 32, b"")}
    packed = [entry.filename for entry in entries]
    assert packed == [*packed[:2], *sorted(packed[2:])]


def test_the_bytes_are_the_same_in_any_process(tmp_path: Path) -> None:
    script = (
        "import sys; from tests.writers.sample import document; from reportgen.theme import Theme;"
        "from reportgen.writers import Options; from reportgen.writers.docx import write;"
        "sys.stdout.buffer.write(write(document, Theme(), Options()).content)"
    )
    root = str(Path(__file__).parents[2])
    outputs = set()
    for seed, zone, locale in (("0", "UTC", "C"), ("4711", "Pacific/Kiritimati", "de_DE.UTF-8")):
        settings = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": root}
        run = subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | settings,
            cwd=tmp_path,
            capture_output=True,
            check=True,
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert outputs.pop().startswith(b"PK")


def test_importing_the_writer_does_not_import_its_engine() -> None:
    script = "import sys, reportgen.writers.docx; print([m for m in ('docx', 'lxml', 'weasyprint') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert run.stdout.strip() == "[]"


def test_a_look_of_its_own_needs_no_engine_at_all() -> None:
    script = (
        "import sys; from tests.writers.word_files import report; report();"
        "print([m for m in ('docx', 'lxml', 'resvg_py') if m in sys.modules])"
    )
    root = str(Path(__file__).parents[2])
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True, cwd=root)
    assert run.stdout.strip() == "[]"


def test_python_docx_opens_it() -> None:
    content = report()
    document = open_with_python_docx(content)
    assert [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Title"] == [
        REPORT.title
    ]
    assert len(document.tables) == 3


@pytest.mark.parametrize("theme", [Theme(), Theme(logo=sample.WIDE, page="A5", margin=15)])
def test_the_schema_holds(theme: Theme, tmp_path: Path) -> None:
    content = write(REPORT, theme, Options()).content
    assert word.audit(content, tmp_path) == ""
    assert word.find_repairs(content) == []


@pytest.mark.libreoffice
def test_libreoffice_shows_every_line_and_heads_from_the_second_page_on(tmp_path: Path) -> None:
    content = report()
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    if office is None or reader is None:
        pytest.skip("LibreOffice or pdftotext is not installed")
    (tmp_path / "report.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command: list[str | Path] = [
        office,
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        tmp_path,
        tmp_path / "report.docx",
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    shown = subprocess.run(
        [reader, "-layout", tmp_path / "report.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = shown.rstrip("\f").split("\f")
    heads = [page.split() for page in pages]
    assert heads[0][:2] == ["Special", "Interest"]
    assert all(words[:5] == ["Rivers", "and", "Harbours", "Group", "2023/24"] for words in heads[1:])
    count = len(pages)
    assert [words[-4:] for words in heads] == [
        ["Page", str(n), "of", str(count)] for n in range(1, count + 1)
    ]
    squeezed = "".join(shown.split())
    for name in sample.MEMBERS:
        assert "".join(name.split()) in squeezed or len(name) > 20
    assert "3. a fair funding review" in " ".join(shown.split())


def test_every_kind_of_node_is_in_the_sample() -> None:
    """The checks above are worth as much as the sample that they look at."""
    kinds: set[str] = set()

    def collect(node: object) -> None:
        if isinstance(node, tuple):
            for child in node:
                collect(child)
        elif is_dataclass(node) and not isinstance(node, type):
            kinds.add(type(node).__name__)
            for member in fields(node):
                collect(getattr(node, member.name))

    collect(REPORT)
    in_reports = {kind.__name__ for kind in (*get_args(Inline), *get_args(Block))} - {"Highlight", "Cover"}
    assert kinds >= in_reports, (
        "highlights stand in drafts alone, and a cover has tests of its own: see tests/test_drafts.py and test_panels.py"
    )
