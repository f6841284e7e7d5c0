"""Whatever shows in a Word file is read: it is in a paragraph, or stands beside the text."""

import pytest

from reportgen.word import paragraphs_of, read_word_file
from tests.pull.reports import built
from tests.pull.word_edits import NAMESPACE, EditedFile, paragraph
from tests.word.test_reader import read

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": NAMESPACE,
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "new": "urn:of-a-later-program",
    }.items()
)
RUN = "<w:r><w:t>found</w:t></w:r>"
DRAWN = '<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{}" title="{}"/>{}</wp:inline></w:drawing></w:r>'
BOX = "<w:txbxContent>{}</w:txbxContent>"
BEGIN, SEPARATE = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate"))
CODE = "<w:r><w:instrText>{}</w:instrText></w:r>"
EITHER = "<mc:AlternateContent>{}<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
UNKNOWN = "<mc:Choice Requires='new'><w:r/></mc:Choice>"
LIST = "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='no'/><w:listEntry w:val='found'/></w:ddList></w:ffData>"


@pytest.mark.parametrize(
    "markup",
    [
        "<w:p><w:r><w:pict><v:shape><v:textpath string='found'/></v:shape></w:pict></w:r></w:p>",
        "<w:p><w:r><w:pict><v:rect alt='found'/></w:pict></w:r></w:p>",
        f"<w:p>{DRAWN.format('', '', '<a:p><a:r><a:t>found</a:t></a:r></a:p>')}</w:p>",
        f"<w:p>{DRAWN.format('other', 'found', '<a:blip/>')}</w:p>",
        f"<w:p>{DRAWN.format('found', '', BOX.format(paragraph('other')))}</w:p>",
        f"<w:p>{DRAWN.format('', '', BOX.format(paragraph('found')))}</w:p>",
        f"<w:p>{EITHER.format('', RUN)}</w:p>",
        EITHER.format("", f"<w:p>{RUN}</w:p>"),
        f"<w:p>{EITHER.format(UNKNOWN, RUN)}</w:p>",
        "<m:oMathPara><m:oMath><m:r><m:t>found</m:t></m:r></m:oMath></m:oMathPara>",
        f"<w:p><w:fldSimple w:instr='PAGEREF x'>{RUN}</w:fldSimple></w:p>",
        f"<w:p>{BEGIN}{CODE.format('PAGEREF x')}{SEPARATE}</w:p><w:p>{RUN}</w:p>",
        f"<w:p>{BEGIN}{CODE.format('DATE')}</w:p><w:p>{RUN}</w:p>",
        f"<w:p><w:r><w:fldChar w:fldCharType='begin'>{LIST}</w:fldChar></w:r></w:p>",
        f"<w:p><w:r>{RUN}</w:r></w:p>",
        f"<w:p><w:r><w:ruby><w:rt>{RUN}</w:rt><w:rubyBase/></w:ruby></w:r></w:p>",
        f"<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{RUN}</w:sdtContent></w:sdt></w:p>",
    ],
)
def test_what_shows_is_read(markup: str) -> None:
    file = read(f"<x {NAMESPACES}>{markup}</x>")
    texts = [found.text for found in paragraphs_of(file.blocks)]
    assert "found" in " ".join((*texts, *(aside.text for aside in file.asides)))


@pytest.mark.parametrize(
    "markup",
    [
        f"<w:p>{EITHER.format('<mc:Choice><w:r/></mc:Choice>', RUN)}</w:p>",
        f"<w:p><w:del w:id='1'>{RUN}</w:del></w:p>",
        f"<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc><w:p>{RUN}</w:p></w:tc></w:tr></w:tbl>",
        "<w:p><w:fldSimple w:instr='PAGEREF x'><w:r><w:t>12</w:t></w:r></w:fldSimple></w:p>",
    ],
)
def test_what_shows_nowhere_is_not_told(markup: str) -> None:
    file = read(f"<x {NAMESPACES}>{markup}</x>")
    assert "found" not in " ".join(found.text for found in paragraphs_of(file.blocks))
    assert file.asides == ()


@pytest.mark.parametrize("name", ["word/header.xml", "word/footer.xml"])
def test_what_stands_beside_the_text_of_a_running_head_is_read(name: str) -> None:
    file = EditedFile(built())
    shape = "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textpath string='found'/></v:shape></w:pict></w:r>"
    file.parts[name] = file.parts[name].replace(b"</w:p>", f"{shape}</w:p>".encode(), 1)
    assert [aside.text for aside in read_word_file(file.content()).asides] == ["found"]
