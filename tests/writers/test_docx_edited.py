"""Word files that people edit in LibreOffice with changes recorded or not: what it saves is whole, with every bookmark in it."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.document import (
    BulletList,
    Cell,
    Column,
    Field,
    Fields,
    Figure,
    Item,
    LanguageRun,
    Link,
    NumberedList,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
)
from tests.writers import sample, word
from tests.writers.libreoffice import edited_by_libreoffice
from tests.writers.word import W
from tests.writers.word_files import of


def line(words: str, place: str) -> Paragraph:
    return Paragraph((Text(f"Before {words} behind"),), ("lines", place))


def every_kind_of_block() -> bytes:
    """A Word file with a block of every kind, each with a word of its own, which is the kind's name."""
    styled = Paragraph(
        (Text("So "), Strong((Text("Strong"),)), Text(" and "), LanguageRun((Text("Cymraeg"),), "cy-GB")),
        ("s",),
    )
    linked = Paragraph(
        (Text("To "), Link((Text("Linked words"),), "https://example.org"), Text(".")), ("linked",)
    )
    nested = BulletList((Item((line("Nested", "nested"),)),))
    contact = Fields(
        (
            Field("Lead:", (line("Officer", "officer"),), ("contact", 0)),
            Field("Website:", (replace(linked, children=(Link((Text("Website"),), "https://a.example"),)),)),
        )
    )
    rows = ((Cell((Text("Cell of a table"),), ("rows", 0)), Cell((Text("12"),), ("rows", 1))),)
    return of(
        Section("Heading of a section", (line("Paragraph", "paragraph"), styled, linked), "h", ("heading",)),
        BulletList((Item((line("Item", "item"), line("Continued", "continued"), nested)), Item((line("Last", "last"),)))),
        NumberedList((Item((line("Numbered", "numbered"),)),)),
        BulletList(tuple(Item((line(f"Column{n}", f"column{n}"),)) for n in range(3)), columns=3),
        contact,
        sample.text("Between the tables."),
        Table((Column("A"), Column("B", "right")), rows, "Caption of a table", ("table",)),
        Figure(sample.CHART, "A chart", "Legend of a picture", ("figure",)),
        Section("Ending", (), "ending", ("ending",)),
    )  # fmt: skip


WORDS = (
    "Heading", "Paragraph", "Strong", "Linked", "Item", "Nested", "Numbered", "Column1", "Officer", "Website",
    "Cell", "Caption", "Legend",
)  # fmt: skip


@pytest.mark.libreoffice
def test_what_libreoffice_edits_is_whole_and_keeps_its_bookmarks(tmp_path: Path) -> None:
    content = every_kind_of_block()
    names = {name for name, _ in word.bookmark_texts(content)}
    assert len(names) > len(WORDS)
    for file in edited_by_libreoffice(content, WORDS, tmp_path):
        kind = (file.edit, file.recorded)
        check_well_formed(file.content)
        changes = len(
            list(word.part(file.content).iter(f"{W}ins", f"{W}del", f"{W}rPrChange", f"{W}pPrChange"))
        )
        assert (kind, changes > 0) == (kind, file.recorded)
        saved_names = {name for name, _ in word.bookmark_texts(file.content)}
        assert (kind, saved_names) == (kind, names)
        assert (kind, word.find_repairs(file.content)) == (kind, [])


def check_well_formed(content: bytes) -> None:
    """Parse every part of a Word file."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
