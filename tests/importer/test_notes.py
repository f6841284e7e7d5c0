"""Footnotes of files from elsewhere become notes of texts, and no note is lost."""

from pathlib import Path

import pytest

from reportgen.importer.draft import Draft
from reportgen.theme import Theme
from reportgen.writers import Options, writer
from tests.cases import TESTS
from tests.documents import composed
from tests.importer.stripping import stripped_page, stripped_word
from tests.importer.test_readers import drafted
from tests.pull.reports import built
from tests.pull.word_edits import EditedFile, W, paragraph
from tests.writers.libreoffice import saved_as_odt

NOTES = TESTS / "valid" / "notes.yaml"
AIMS = """\
We speak for **two ports**.^[In *Hull* and [Sunderland](https://www.sunderland.gov.uk).] \
Both of them grow^[By 4 per cent in 2023.] fast.

- They trade^[Mostly timber and steel.]
- They build

### What we ask for

> We could not do without them.^[In a letter of March 2024.]
>
> — The minister^[For ports.]

See [what we ask for](#what-we-ask-for).
"""
WITHOUT_BOOKMARKS = AIMS.replace("[what we ask for](#what-we-ask-for)", "what we ask for")
PAGE = """<html><body><h1>Special Interest Group annual report</h1><h2>Aims</h2>
<p>We grow{reference} fast.</p><h2>Membership</h2><ul><li>Hull{other}</li><li>Leeds</li><li>Bradford</li></ul>
{notes}</body></html>"""
WRITTEN = {
    "word": (
        '<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>',
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> By <b>half</b>.</p></div>',
    ),
    "libreoffice": (
        '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
        '<div id="sdfootnote1"><p><a name="sdfootnote1sym" href="#sdfootnote1anc">1</a>By <b>half</b>.</p></div>',
    ),
    "pandoc": (
        '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
        (
            '<section role="doc-endnotes"><ol><li id="fn1"><p>By <strong>half</strong>.'
            '<a href="#fnref1" role="doc-backlink">↩︎</a></p></li></ol></section>'
        ),
    ),
}


def lost(draft: Draft) -> list[str]:
    return [note.message for note in draft.notes if "left out" in note.message]


def read(content: bytes, name: str, folder: Path) -> Draft:
    (folder / name).write_bytes(content)
    return drafted(folder / name)


def test_notes_of_a_word_file_stay_notes(tmp_path: Path) -> None:
    draft = read(stripped_word(built(NOTES)), "report.docx", tmp_path)
    assert draft.values["aims"] == WITHOUT_BOOKMARKS
    assert draft.values["priorities"]["entries"][0]["text"] == "More of them.^[[Croeso](lang:cy) to all.]\n"
    assert lost(draft) == []


def test_notes_of_a_page_of_ours_stay_notes(tmp_path: Path) -> None:
    page = writer("html")(composed(NOTES)[0], Theme(), Options()).content
    draft = read(stripped_page(page), "report.html", tmp_path)
    assert draft.values["aims"] == AIMS
    assert lost(draft) == []


@pytest.mark.parametrize("program", WRITTEN)
def test_notes_of_other_programs_stay_notes(program: str, tmp_path: Path) -> None:
    reference, notes = WRITTEN[program]
    page = PAGE.format(reference=reference, other="", notes=notes)
    draft = read(page.encode(), "page.html", tmp_path)
    assert draft.values["aims"] == "We grow^[By **half**.] fast.\n"
    assert "half" not in str(draft.values.get("sections"))
    assert lost(draft) == []


def test_a_note_where_no_text_stands_is_told(tmp_path: Path) -> None:
    reference, notes = WRITTEN["pandoc"]
    page = PAGE.format(reference="", other=reference, notes=notes)
    draft = read(page.encode(), "page.html", tmp_path)
    assert draft.values["membership"]["members"] == ["Hull", "Leeds", "Bradford"]
    assert lost(draft) == ["words of the file left out: `By half.`"]


FIRST, SECOND = (f'<a href="#fn{number}" role="doc-noteref">{number}</a>' for number in (1, 2))
FIRST_LISTED = '<li id="fn1">First.</li>'
OTHERS_LISTED = f'<li id="fn2">Second{SECOND.replace("2", "3")}.</li><li id="fn3">Third.</li>'


@pytest.mark.parametrize(
    ("line", "listed", "aims", "told"),
    [
        (f"We grow. {FIRST} ", FIRST_LISTED, "We grow.^[First.]", []),
        (f"{FIRST} We grow.", FIRST_LISTED, "^[First.]We grow.", []),
        (f"We grow.</p><p>{FIRST}", FIRST_LISTED, "We grow.", ["First."]),
        (f"We grow.</p><aside>A{FIRST}</aside><p>", FIRST_LISTED, "We grow.", ["A 1", "First."]),
        (f"We grow.</p><p hidden>{FIRST}", FIRST_LISTED, "We grow.", ["First."]),
        (f"We grow.{SECOND}", OTHERS_LISTED, "We grow.^[Second.]", ["Third."]),
    ],
)
def test_a_note_in_an_unusual_place_is_kept_or_told(
    line: str, listed: str, aims: str, told: list[str], tmp_path: Path
) -> None:
    notes = f'<section role="doc-endnotes"><ol>{listed}</ol></section>'
    page = PAGE.format(reference=f"</p><p>{line}</p><p>", other="", notes=notes)
    draft = read(page.encode(), "page.html", tmp_path)
    assert draft.values["aims"] == f"We grow\n\n{aims}\n\nfast.\n"
    assert [message.partition("`")[2].rstrip("`") for message in lost(draft)] == told


def test_a_note_of_a_word_file_in_an_unusual_place_is_kept_or_told(tmp_path: Path) -> None:
    file = EditedFile(built(NOTES))
    next(file.run("They trade").iter(f"{W}t")).text = "They trade "
    reference = '<w:p><w:r><w:footnoteReference w:id="99"/></w:r></w:p>'
    file.add_behind(file.run("They build").getparent(), reference)
    note = f'<w:footnote w:id="99">{paragraph("Alone.")}</w:footnote></w:footnotes>'
    notes = file.parts["word/footnotes.xml"].decode().replace("</w:footnotes>", note)
    file.parts["word/footnotes.xml"] = notes.encode()
    draft = read(stripped_word(file.content()), "report.docx", tmp_path)
    assert draft.values["aims"] == WITHOUT_BOOKMARKS
    assert lost(draft) == ["note left out: `Alone.`"]


@pytest.mark.libreoffice
def test_notes_of_an_open_document_stay_notes(tmp_path: Path) -> None:
    draft = read(saved_as_odt(stripped_word(built(NOTES)), tmp_path), "report.odt", tmp_path)
    assert draft.values["aims"] == WITHOUT_BOOKMARKS.replace("gov.uk", "gov.uk/")
    assert lost(draft) == []
