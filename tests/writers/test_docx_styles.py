"""The look of the Word file: all of it in styles that the theme rules."""

from reportgen import document as tree
from reportgen.theme import Theme
from reportgen.writers import Options
from reportgen.writers.docx import STYLES, write
from tests.writers import word
from tests.writers.word import W, attribute
from tests.writers.word_files import REPORT, body, of, report, styles

PACKED = tree.Section(
    "Key Cities", (), "key-cities", chapter=tree.Chapter("A report", "Key Cities", "2023/24", "en-GB")
)


def test_every_style_that_is_used_is_there_and_of_its_kind() -> None:
    content = report()
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    file_styles = styles(content)
    for element, kind in kinds.items():
        used = {attribute(reference) or "" for reference in body().iter(f"{W}{element}")}
        assert used
        assert {attribute(file_styles[name], "type") for name in used} == {kind}


def test_every_style_of_the_contract_is_in_the_file() -> None:
    in_a_pack = {name.lower() for node, name in STYLES.items() if "pack" in node}
    assert named(report()) == named(of(PACKED)) - in_a_pack
    assert {name.lower() for name in STYLES.values()} <= named(of(PACKED))


def named(content: bytes) -> set[str]:
    return {(attribute(style.find(f"{W}name")) or "").lower() for style in styles(content).values()}


def test_every_style_refers_to_styles_that_are_there() -> None:
    content = report()
    file_styles = styles(content)
    for style in file_styles.values():
        for element in ("basedOn", "next"):
            reference = style.find(f"{W}{element}")
            assert reference is None or attribute(reference) in file_styles


def test_the_text_has_no_formatting_of_its_own() -> None:
    # Where pages end is no look, nor where the picture or table of an entry stands
    allowed = {"pStyle", "numPr", "pageBreakBefore", "sectPr", "ind", "framePr"}
    for properties in body().iter(f"{W}pPr"):
        names = {child.tag.removeprefix(W) for child in properties}
        # Which entries may end a page differs between contents and lists, whose styles are Word's own;
        # a quotation stays with whose words it is, if somebody's name stands below it, and a card stays whole.
        is_entry = word.style_id(properties.getparent()).startswith(("TOC", "List", "Quotation", "Card"))
        at_head = {"spacing"} if "pageBreakBefore" in names else set[str]()  # no page begins with space
        assert names <= allowed | at_head | ({"keepNext"} if is_entry else set())
    assert {child.tag.removeprefix(W) for properties in body().iter(f"{W}rPr") for child in properties} <= {
        "rStyle",
        "lang",
    }
    cells = {child.tag.removeprefix(W) for properties in body().iter(f"{W}tcPr") for child in properties}
    assert cells == {"tcW"}


def test_no_paragraph_is_empty_outside_of_cells() -> None:
    content = of(*REPORT.blocks)
    assert "" not in list(word.lines(content))
    assert not [paragraph for paragraph in word.paragraphs(content) if word.style_id(paragraph) == "TableGap"]


def test_there_are_no_text_boxes_and_no_old_drawings() -> None:
    assert not [
        element
        for element in body().iter()
        if str(element.tag).rpartition("}")[2] in {"txbxContent", "pict", "anchor"}
    ]


def test_fonts_are_named_and_never_taken_from_the_theme() -> None:
    content = report()
    root = word.part(content, "word/styles.xml")
    assert {name for fonts in root.iter(f"{W}rFonts") for name in fonts.attrib.values()} == {"Arial"}
    assert not [name for fonts in root.iter(f"{W}rFonts") for name in fonts.attrib if "Theme" in str(name)]


def test_the_theme_rules_sizes_and_colours() -> None:
    theme = Theme(word_font="Verdana", size=14, accent="#aa0011", heading_sizes=(30, 20, 15, 14))
    file_styles = styles(write(REPORT, theme, Options()).content)
    heading = file_styles["Heading1"].find(f"{W}rPr")
    assert (attribute(heading.find(f"{W}sz")), attribute(heading.find(f"{W}color"))) == ("60", "AA0011")
    defaults = next(iter(file_styles.values())).getroottree().find(f".//{W}rPrDefault/{W}rPr")
    assert attribute(defaults.find(f"{W}sz")) == "28"
    assert attribute(defaults.find(f"{W}rFonts"), "ascii") == "Verdana"


def test_headings_follow_their_sections_and_keep_with_what_they_head() -> None:
    content = report()
    used = [word.style_id(p) for p in word.paragraphs(content) if word.style_id(p).startswith("Heading")]
    levels = [heading.level for heading in tree.outline(REPORT.blocks)]
    assert used == [f"Heading{level}" for level in levels]
    file_styles = styles(content)
    for level in range(1, 5):
        properties = file_styles[f"Heading{level}"].find(f"{W}pPr")
        assert attribute(properties.find(f"{W}keepNext")) == "1"
        assert attribute(properties.find(f"{W}outlineLvl")) == str(level - 1)
    assert file_styles["Normal"].find(f"{W}pPr/{W}widowControl") is not None


def test_the_title_block_comes_first() -> None:
    content = report()
    assert [word.style_id(p) for p in word.paragraphs(content)[:4]] == [
        "Title",
        "Subtitle",
        "ReportPeriod",
        "ContentsHeading",
    ]


def test_the_numbers_of_notes_side_by_side_stand_apart() -> None:
    notes = [tree.Footnote((tree.Text(f"Note {number}."),)) for number in range(1, 13)]
    content = of(tree.Paragraph((tree.Text("Words"), *notes[:2], tree.Text(" and"), *notes[2:])))
    apart = [
        number
        for number, reference in enumerate(word.part(content).iter(f"{W}footnoteReference"), 1)
        if reference.getparent().find(f"{W}rPr/{W}spacing") is not None
    ]
    assert apart == [1, 3, 4, 5, 6, 7, 8, 9]
    assert "Words and" in word.lines(content)
