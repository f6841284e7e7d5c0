"""The reader of Word files: what a reader of the file sees, with changes accepted or rejected."""

from typing import Any

import pytest

from reportgen.extract import UnreadableFile
from reportgen.pull.word_lines import pieces_of_word
from reportgen.word import NOTE, WordParagraph, WordTable, paragraphs_of, read_word_file
from tests.cases import TESTS
from tests.pull.reports import built
from tests.pull.word_edits import AUTHOR, EditedFile, paragraph, text_of

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
RUN = "<w:r><w:t>{}</w:t></w:r>"


def read(markup: str, *, rejects: bool = False) -> Any:
    """What is read of a file whose whole text is this markup."""
    file = EditedFile(built())
    body = file.root[0]
    for element in list(body)[:-1]:
        body.remove(element)
    for element in reversed(file.elements(markup)):
        body.insert(0, element)
    return read_word_file(file.content(), rejects=rejects)


def read_noted(reference: str, notes: str) -> Any:
    """What is read of a file with a paragraph that refers to notes."""
    file = EditedFile(built(TESTS / "valid" / "notes.yaml"))
    file.add_behind(list(file.paragraphs())[-1], f"<w:p>{reference}</w:p>")
    part = file.parts["word/footnotes.xml"].decode()
    file.parts["word/footnotes.xml"] = part.replace("</w:footnotes>", f"{notes}</w:footnotes>").encode()
    return read_word_file(file.content())


NOTE_OF_MINE = f'<w:footnote w:id="99">{paragraph("note")}</w:footnote>'
REFERENCE = '<w:footnoteReference w:id="99"/>'


def test_a_note_stands_behind_the_words_of_its_run() -> None:
    word = read_noted(f"<w:r><w:t>a</w:t>{REFERENCE}<w:t>b</w:t></w:r>", NOTE_OF_MINE)
    *_, last = paragraphs_of(word.blocks)
    assert [run.text for run in last.runs] == ["a", NOTE, "b"]


def test_a_letter_of_a_symbol_font_marks_no_note() -> None:
    assert kinds(paragraph("a \ue003 \uf0b7")) == [("paragraph", 0, "a \ufffd \ufffd")]


def test_a_small_file_does_not_grow_by_its_references() -> None:
    large = NOTE_OF_MINE.replace("note</w:t>", f"{'note ' * 400}</w:t>")
    word = read_noted(f"<w:r>{REFERENCE * 3}</w:r>", large)
    assert [len(note[0].text) for note in word.notes[-3:]] == [1999] * 3
    with pytest.raises(UnreadableFile, match="the same notes again and again"):
        read_noted(f"<w:r>{REFERENCE * 1000}</w:r>", large)


def kinds(markup: str, *, rejects: bool = False) -> list[tuple[str, int, str]]:
    paragraphs = paragraphs_of(read(markup, rejects=rejects).blocks)
    return [(found.kind, found.level, found.text) for found in paragraphs]


NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (paragraph("a", "Title"), ("title", 0, "a")),
        (paragraph("a", "Heading2"), ("heading", 2, "a")),
        (paragraph("a", "", '<w:outlineLvl w:val="1"/>'), ("heading", 2, "a")),
        (paragraph("a"), ("paragraph", 0, "a")),
        (paragraph("a", "NoSuchStyle"), ("paragraph", 0, "a")),
        (paragraph("a", "ListBullet"), ("item", 0, "a")),
        (paragraph("a", "ListBullet2"), ("item", 1, "a")),
        (paragraph("a", "ListBullet", '<w:numPr><w:numId w:val="0"/></w:numPr>'), ("continuation", 0, "a")),
        (paragraph("a", "", NUMBERED.format(1, 1)), ("item", 1, "a")),
        (paragraph("a", "", NUMBERED.format(0, 2)), ("numbered", 0, "a")),
        (paragraph("a", "ListContinue2"), ("continuation", 1, "a")),
        (paragraph("a", "Caption"), ("caption", 0, "a")),
        (paragraph("a", "TOC1"), ("contents", 0, "a")),
    ],
)
def test_styles_and_numbering_say_what_a_paragraph_is(markup: str, expected: tuple[str, int, str]) -> None:
    assert kinds(markup) == [expected]


TRACKED = (
    f"<w:p>{RUN.format('a ')}<w:ins w:id='#' {AUTHOR}>{RUN.format('new ')}</w:ins>"
    f"<w:del w:id='#' {AUTHOR}><w:r><w:delText>old </w:delText></w:r></w:del>{RUN.format('z')}</w:p>"
)
MARK_GONE = (
    f"<w:p><w:pPr><w:rPr><w:del w:id='#' {AUTHOR}/></w:rPr></w:pPr>{RUN.format('a ')}</w:p>{paragraph('b')}"
)
MARK_NEW = MARK_GONE.replace("w:del ", "w:ins ")
ROW_GONE = (
    f"<w:tbl><w:tr><w:trPr><w:del w:id='#' {AUTHOR}/></w:trPr><w:tc>{paragraph('old')}</w:tc></w:tr>"
    f"<w:tr><w:tc>{paragraph('kept')}</w:tc></w:tr></w:tbl>"
)


@pytest.mark.parametrize(
    ("markup", "accepted", "rejected"),
    [
        (TRACKED, ["a new z"], ["a old z"]),
        (MARK_GONE, ["a b"], ["a ", "b"]),
        (MARK_NEW, ["a ", "b"], ["a b"]),
        (ROW_GONE, ["kept"], ["old", "kept"]),
    ],
)
def test_tracked_changes_are_accepted_or_rejected(
    markup: str, accepted: list[str], rejected: list[str]
) -> None:
    assert [text for _, _, text in kinds(markup)] == accepted
    assert [text for _, _, text in kinds(markup, rejects=True)] == rejected


def test_formatting_counts_where_the_paragraph_does_not_bring_it() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    for style, is_bold in (("", True), ("Heading1", False)):
        (found,) = paragraphs_of(read(paragraph("a", style, run_properties=bold)).blocks)
        assert found.runs[0].bold is is_bold
    off = '<w:rPr><w:rStyle w:val="Strong"/><w:b w:val="0"/></w:rPr>'
    (found,) = paragraphs_of(read(paragraph("a", run_properties=off)).blocks)
    assert not found.runs[0].bold


def test_a_rejected_format_is_the_one_before() -> None:
    changed = f"<w:rPr><w:b/><w:rPrChange w:id='#' {AUTHOR}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>"
    for rejects in (False, True):
        (found,) = paragraphs_of(read(paragraph("a", run_properties=changed), rejects=rejects).blocks)
        assert (found.runs[0].bold, found.runs[0].italic) == (not rejects, rejects)


FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "https://a.example/b" '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>words</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
SIMPLE = """<w:p><w:fldSimple w:instr='HYPERLINK "https://a.example/b"'><w:r><w:t>words</w:t></w:r></w:fldSimple></w:p>"""


def test_the_place_on_a_page_is_part_of_its_address() -> None:
    for field in (FIELD, SIMPLE):
        markup = field.replace('"https://a.example/b"', '"https://a.example/b" \\l "c"')
        (found,) = paragraphs_of(read(markup).blocks)
        assert [run.url for run in found.runs] == ["https://a.example/b#c"]


@pytest.mark.parametrize("markup", [FIELD, SIMPLE])
def test_links_in_fields_are_links(markup: str) -> None:
    (found,) = paragraphs_of(read(markup).blocks)
    assert [(run.text, run.url) for run in found.runs] == [("words", "https://a.example/b")]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r></w:p>",
            "a\u2011bc",
        ),
        ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>", "a b"),
        ("<w:p><w:smartTag><w:r><w:t>a</w:t></w:r></w:smartTag></w:p>", "a"),
        ("<w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt></w:p>", "a"),
        ("<w:p><w:r><w:sym w:font='Arial' w:char='00E9'/></w:r></w:p>", "é"),
        ("<w:p><w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>b</w:t></w:r></w:p>", "a"),
        (
            (
                f"<w:p><w:r {MC}><mc:AlternateContent><mc:Choice><w:t>a</w:t></mc:Choice>"
                "<mc:Fallback><w:t>b</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
            ),
            "a",
        ),
    ],
)
def test_the_words_are_those_that_show(markup: str, text: str) -> None:
    assert [found.text for found in paragraphs_of(read(markup).blocks)] == [text]


def test_what_stands_beside_the_text_is_not_lost() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>h</w:t></w:r>"
    word = read(f"<w:p {MATH}><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>{hidden}</w:p>")
    assert [(aside.kind, aside.text) for aside in word.asides] == [("equation", "x=1"), ("hidden text", "h")]


def test_words_are_hidden_by_a_style_too() -> None:
    style = (
        b'<w:style w:type="character" w:styleId="Off"><w:name w:val="Off"/><w:rPr><w:vanish/></w:rPr></w:style>'
        b"</w:styles>"
    )
    file = EditedFile(built())
    file.parts["word/styles.xml"] = file.parts["word/styles.xml"].replace(b"</w:styles>", style)
    for hidden, properties in ((True, ""), (False, '<w:vanish w:val="0"/>')):
        markup = paragraph("h", run_properties=f'<w:rPr><w:rStyle w:val="Off"/>{properties}</w:rPr>')
        (element,) = file.elements(markup)
        file.root[0].insert(0, element)
        first = next(paragraphs_of(read_word_file(file.content()).blocks))
        assert first.text == ("" if hidden else "h")


def test_what_was_moved_inside_a_text_box_is_read_once() -> None:
    box = (
        "<w:p><w:r><w:pict><w:txbxContent><w:p>"
        f"<w:moveFrom w:id='#' {AUTHOR}>{RUN.format('b ')}</w:moveFrom>{RUN.format('a ')}"
        f"<w:moveTo w:id='#' {AUTHOR}>{RUN.format('b')}</w:moveTo></w:p>"
        f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('inner')}</w:txbxContent></w:pict></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>"
    )
    word = read(box)
    assert [(aside.kind, aside.text) for aside in word.asides] == [("text box", "inner"), ("text box", "a b")]
    (found,) = paragraphs_of(word.blocks)
    assert [aside.text for aside in found.asides] == ["a b"]


def test_a_table_inside_a_cell_is_read_once() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('in')}</w:tc></w:tr></w:tbl>"
    word = read(f"<w:tbl><w:tr><w:tc>{inner}{paragraph('out')}</w:tc></w:tr></w:tbl>")
    (table,) = word.blocks
    assert isinstance(table, WordTable)
    ((cell,),) = table.rows
    assert [type(block) for block in cell] == [WordTable, WordParagraph]
    assert [found.text for found in paragraphs_of(word.blocks)] == ["in", "out"]


def test_numbers_go_on_and_begin_anew() -> None:
    item = paragraph("a", "", NUMBERED.format(0, 2))
    word = read(item + item + paragraph("between") + item)
    assert [getattr(piece, "number", 0) for piece in pieces_of_word(word.blocks, lambda _: "")] == [
        1,
        2,
        0,
        3,
    ]


def test_the_file_as_it_was_built_says_what_it_shows() -> None:
    content = built()
    word = read_word_file(content)
    shown = [text_of(element) for element in EditedFile(content).paragraphs() if text_of(element)]
    read_texts = [
        found.text.replace("\u00a0", " ")
        for found in paragraphs_of(word.blocks)
        if found.kind != "contents" and found.text
    ]
    assert read_texts == shown
    assert (word.headers, word.changes, word.comments) == (("Key Cities 2023/24",), 0, ())
