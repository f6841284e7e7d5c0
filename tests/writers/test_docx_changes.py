"""Word files with recorded changes: accepted they read as the new report, rejected as the old one."""

from dataclasses import replace
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings

from reportgen.document import (
    Block,
    BulletList,
    Cell,
    Column,
    Contents,
    Document,
    Emphasis,
    Field,
    Fields,
    Footnote,
    Item,
    Link,
    NumberedList,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    lines,
)
from reportgen.theme import Theme
from reportgen.writers import Options
from reportgen.writers.docx import write_changes
from tests import documents
from tests.writers import word
from tests.writers.changes import accepted, rejected
from tests.writers.libreoffice import resolved_by_libreoffice
from tests.writers.word import W, attribute

REPORTS = (documents.SEED, documents.EVERYTHING, documents.WELSH)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def items(*texts: str) -> tuple[Item, ...]:
    return tuple(Item((paragraph(text),)) for text in texts)


def document(*blocks: Block, title: str = "Annual report", period: str = "2023/24") -> Document:
    return Document(title, "Key Cities", period, "en-GB", "{page}", blocks, created="2024-06-30")


def changes(old: Document, new: Document) -> bytes:
    written = write_changes(old, new, Theme(), Options())
    assert written.faults == ()
    return written.content


def texts(content: bytes) -> list[str]:
    return [line for line in word.lines(content) if line]


def expected(report: Document) -> list[str]:
    """The lines of a document; the reader passes over hyphens that do not break, which are elements in Word."""
    return [line.replace("\u2011", "") for line in lines(report) if line]


def check_both_ways(old: Document, new: Document) -> bytes:
    content = changes(old, new)
    assert texts(accepted(content)) == expected(new)
    assert texts(rejected(content)) == expected(old)
    for file in (content, accepted(content), rejected(content)):
        assert word.find_repairs(file) == []
    return content


@pytest.mark.parametrize("layout", ["lga-board", "plain"])
@pytest.mark.parametrize(("old", "new"), [*permutations(REPORTS, 2)], ids=lambda path: path.stem)
def test_a_report_becomes_another(old: Path, new: Path, layout: str) -> None:
    check_both_ways(documents.composed(old, layout)[0], documents.composed(new, layout)[0])


@cache
def reports() -> tuple[Document, ...]:
    return tuple(documents.composed(path)[0] for path in REPORTS)


def test_the_same_report_has_no_changes() -> None:
    for report in reports():
        content = changes(report, report)
        assert not list(word.part(content).iter(f"{W}ins", f"{W}del", f"{W}pPrChange"))


@settings(max_examples=40, deadline=None)
@given(documents.documents(), documents.documents())
def test_any_document_becomes_any_other(old: Document, new: Document) -> None:
    old, new = (
        replace(report, blocks=tuple(block for block in report.blocks if not getattr(block, "chapter", None)))
        for report in (old, new)
    )
    check_both_ways(old, new)


NOTE_AT_THE_END = "the words of a note at the end of a paragraph"
"""LibreOffice (7.4) joins a paragraph to the next where a note that ends it is rejected, whoever wrote the file."""

EDITS: dict[str, tuple[tuple[Block, ...], tuple[Block, ...]]] = {
    "a word": ((paragraph("We speak for cities."),), (paragraph("We speak for towns."),)),
    "bold": ((paragraph("We speak."),), (Paragraph((Text("We "), Strong((Text("speak"),)), Text("."))),)),
    "the words of a note": (
        (Paragraph((Text("We met"), Footnote((Text("In Leeds."),)), Text("."))), paragraph("And left.")),
        (Paragraph((Text("We met"), Footnote((Text("In Hull."),)), Text("."))), paragraph("And left.")),
    ),
    NOTE_AT_THE_END: (
        (Paragraph((Text("We met."), Footnote((Text("In York."),)))), paragraph("And left.")),
        (Paragraph((Text("We met."), Footnote((Text("In Bath."),)))), paragraph("And left.")),
    ),
    "a note that moves": (
        (Paragraph((Text("We met"), Footnote((Text("In Leeds."),)), Text(" and left."))),),
        (Paragraph((Text("We met and left."), Footnote((Text("In Leeds."),)))),),
    ),
    "an address": (
        (Paragraph((Link((Text("Our site"),), "https://a.example"),)),),
        (Paragraph((Link((Text("Our site"),), "https://b.example"),)),),
    ),
    "a hyphen that does not break": ((paragraph("up\u2011to\u2011date & <so>"),), (paragraph("up\u2011to date & so"),)),
    "the end of a paragraph before a new one": (
        (paragraph("We say policy"), paragraph("Last words")),
        (paragraph("We say policy and more"), paragraph("New here"), paragraph("Last words")),
    ),
    "an end and the beginning behind it": (
        (paragraph("We say policy"), paragraph("of ours for towns")),
        (paragraph("We say policy and more"), paragraph("Out of ours for towns")),
    ),
    "a paragraph before a table": (
        (Fields((Field("Lead:", (paragraph("Ann"),)),)),),
        (paragraph("New."), Fields((Field("Lead:", (paragraph("Ann"),)),)), paragraph("Last.")),
    ),
    "entries in columns": (
        (BulletList(items("Hull", "York", "Leeds"), 3),),
        (BulletList(items("Bath", "York", "Leeds", "Poole"), 3),),
    ),
    "columns for a paragraph": ((paragraph("None."),), (BulletList(items("Bath", "York"), 2), paragraph("Two."))),
    "lines of a field": (
        (Fields((Field("Address:", (paragraph("Town Hall"), paragraph("Leeds"))),)),),
        (Fields((Field("Address:", (paragraph("Town Hall"), paragraph("Leeds"), paragraph("LS1"))),)),),
    ),
    "rows": (
        (Table((Column("A"), Column("B")), ((Cell((Text("x"),)), Cell(())), (Cell((Text("y"),)), Cell((Text("1"),))))),),
        (Table((Column("A"), Column("B")), ((Cell((Text("y"),)), Cell((Text("2"),))), (Cell((Text("z"),)), Cell(())))),),
    ),
    "a column": (
        (Table((Column("A"),), ((Cell((Text("x"),)),),)),),
        (Table((Column("A"), Column("B")), ((Cell((Text("x"),)), Cell(())),)),),
    ),
    "a kind of list": ((BulletList(items("One thing", "Two")),), (NumberedList(items("One thing", "Two"), 4),)),
    "contents": (
        (Contents("Contents"), Section("Aims", (paragraph("To be."),), "aims")),
        (Contents("Contents"), Section("Who", (paragraph("Us."),), "who"), Section("Our aims", (paragraph("To be."),), "our")),
    ),
    "emphasis at the end": (
        (paragraph("We speak for towns"),),
        (Paragraph((Text("We speak for "), Emphasis((Text("towns"),)))), paragraph("Also this.")),
    ),
}  # fmt: skip
"""What has changed, before and after."""


@pytest.mark.parametrize("name", EDITS)
def test_each_kind_of_change_goes_both_ways(name: str) -> None:
    old, new = (document(*blocks) for blocks in EDITS[name])
    for before, after in ((old, new), (new, old)):
        content = check_both_ways(before, after)
        assert list(word.part(content).iter(f"{W}ins", f"{W}del", f"{W}pPrChange"))


def test_one_word_is_one_change() -> None:
    content = changes(*(document(*blocks) for blocks in EDITS["a word"]))
    [gone], [new] = ([*word.part(content).iter(f"{W}{kind}")] for kind in ("del", "ins"))
    assert ["".join(change.itertext()) for change in (gone, new)] == ["cities", "towns"]
    for change in (gone, new):
        assert (attribute(change, "author"), attribute(change, "date")) == (
            "reportgen",
            "2024-06-30T00:00:00Z",
        )


def test_a_style_that_changes_is_recorded() -> None:
    [change] = word.part(
        changes(document(paragraph("Aims")), document(Section("Aims", (), "aims")))
    ).iter(f"{W}pPrChange")  # fmt: skip
    assert list(change.find(f"{W}pPr")) == []


def test_running_heads_change_too() -> None:
    content = changes(document(period="2022/23"), document(period="2023/24"))
    for read, period in ((accepted, "2023/24"), (rejected, "2022/23")):
        header = word.part(read(content), "word/header.xml")
        assert "".join(header.itertext(f"{W}t")) == f"Key Cities{period}"


def test_the_same_reports_make_the_same_bytes() -> None:
    assert changes(*reports()[:2]) == changes(*reports()[:2])


def all_edits(*others: str) -> tuple[Document, Document]:
    """Every edit in a section of its own, before and after, but for those that are named."""
    before, after = (
        document(
            *(
                Section(name, sides[side], name.replace(" ", "-"))
                for name, sides in EDITS.items()
                if name not in {"contents", *others}
            )
        )
        for side in (0, 1)
    )
    return before, after


def test_files_with_changes_are_open_xml(tmp_path: Path) -> None:
    assert word.audit(changes(*all_edits()), tmp_path) == ""
    assert word.audit(changes(*reports()[:2]), tmp_path) == ""


@pytest.mark.libreoffice
def test_libreoffice_accepts_and_rejects_them(tmp_path: Path) -> None:
    pairs = {
        "reports": (reports()[1], reports()[0]),
        "languages": (reports()[2], reports()[0]),
        "edits": all_edits(NOTE_AT_THE_END),
        "edits the other way": all_edits(NOTE_AT_THE_END)[::-1],
    }
    files = {name: changes(old, new) for name, (old, new) in pairs.items()}
    resolved = resolved_by_libreoffice(files, tmp_path)
    for name, (old, new) in pairs.items():
        after_accepting, after_rejecting = resolved[name]
        assert (name, stripped(after_accepting)) == (name, [line.strip() for line in expected(new)])
        assert (name, stripped(after_rejecting)) == (name, [line.strip() for line in expected(old)])


def stripped(content: bytes) -> list[str]:
    return [line.strip() for line in texts(content) if line.strip()]
