"""Word files of ours whose words somebody has hidden, or to which somebody has added some that the text does not have."""

from pathlib import Path

import pytest

from tests.verify.files import DATASETS, DOCUMENT, LAYOUTS, build_file, find_failures, part_text, repack

FIRST = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r>'
NO = "<w:r><w:t>No</w:t></w:r>"
VML, MC = "urn:schemas-microsoft-com:vml", "http://schemas.openxmlformats.org/markup-compatibility/2006"
OTHER_FORM = (
    f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x" xmlns:x="urn:x"/>'
    "<mc:Fallback><w:t>No </w:t></mc:Fallback></mc:AlternateContent>"
)
UNFILLED = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{NO}</w:sdtContent></w:sdt>"
FOOTER = "word/footer.xml"
BEGIN, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))


def tampered(old: str, new: str, part: str = DOCUMENT) -> bytes:
    content = build_file("docx")
    text = part_text(content, part)
    assert old in text
    return repack(content, {part: text.replace(old, new, 1).encode()})


def looking(properties: str) -> tuple[str, str]:
    return FIRST, f"{FIRST}<w:rPr>{properties}</w:rPr>"


@pytest.mark.parametrize(
    ("old", "new", "part", "problem"),
    [
        (*looking('<w:color w:val="FFFFFF"/>'), DOCUMENT, "hides words: `color`"),
        (*looking('<w:color w:val="auto" w:themeColor="background1"/>'), DOCUMENT, "hides words: `color`"),
        (*looking('<w:sz w:val="1"/>'), DOCUMENT, "hides words: `sz`"),
        (*looking('<w:w w:val="1"/>'), DOCUMENT, "hides words: `w`"),
        (*looking('<w:spacing w:val="-200"/>'), DOCUMENT, "hides words: `spacing`"),
        (*looking('<w:position w:val="3000"/>'), DOCUMENT, "hides words: `position`"),
        (*looking('<w:highlight w:val="black"/>'), DOCUMENT, "hides words: `highlight`"),
        (*looking('<w:shd w:val="clear" w:fill="000000"/>'), DOCUMENT, "hides words: `shd`"),
        ("<w:trPr>", "<w:trPr><w:hidden/>", DOCUMENT, "hides words: `hidden`"),
        ("<w:trPr>", '<w:trPr><w:trHeight w:val="1" w:hRule="exact"/>', DOCUMENT, "hides words: `trHeight`"),
        ("<w:body>", '<w:background w:color="000000"/><w:body>', DOCUMENT, "hides words: `background`"),
        ("<w:hyperlink ", '<w:hyperlink w:tooltip="No" ', DOCUMENT, "hides words: `hyperlink`"),
        ("</w:p>", f"{NO}</w:p>", FOOTER, "at the foot of pages: the Word file says “Page 1 of 1No”"),
        (
            "</w:p>",
            f'<w:r><w:pict><v:shape xmlns:v="{VML}"><v:textpath string="No"/></v:shape></w:pict></w:r></w:p>',
            FOOTER,
            "says “No”, the dataset does not",
        ),
        (
            "<w:p>",
            f'<w:p><w:r><w:pict><v:rect xmlns:v="{VML}" fillcolor="white"/></w:pict></w:r></w:p><w:p>',
            DOCUMENT,
            "says “(drawing without words)”",
        ),
        ("<w:p>", "<w:altChunk/><w:p>", DOCUMENT, "another file put into this one"),
        (
            FIRST,
            f"{FIRST}{OTHER_FORM}</w:r><w:r>",
            DOCUMENT,
            "says “No Special",
        ),
        ('<w:lvlText w:val="', '<w:lvlText w:val="No truth: ', "word/numbering.xml", "No truth"),
        (FIRST, FIRST.replace("<w:r>", f"{UNFILLED}<w:r>"), DOCUMENT, "says “No”"),
    ],
)  # fmt: skip
def test_words_that_are_hidden_or_put_in_are_found(
    old: str, new: str, part: str, problem: str, tmp_path: Path
) -> None:
    failures = find_failures(tampered(old, new, part), "docx", tmp_path)
    assert any(problem in message for message in failures["parity"]), failures


@pytest.mark.parametrize(
    "code", ['INCLUDETEXT "https://else.example/"', "DDEAUTO cmd", 'QUOTE "No"', r"EQ \o(No)"]
)
def test_fields_and_comments_that_no_report_has_are_found(code: str, tmp_path: Path) -> None:
    field = f"{BEGIN}<w:r><w:instrText>{code}</w:instrText></w:r>{END}"
    failures = find_failures(tampered(FIRST, FIRST.replace("<w:r>", f"{field}<w:r>")), "docx", tmp_path)
    assert any("is none that a report has" in message for message in failures["structure"]), failures


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_no_layout_hides_words(dataset: Path, layout: str, tmp_path: Path) -> None:
    failures = find_failures(build_file("docx", dataset, layout), "docx", tmp_path)
    assert {"parity", "structure"}.isdisjoint(failures), failures
