"""Edits of quotations, headings in texts, tables and pictures come back as exactly these changes."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.source import read
from tests.cases import TESTS
from tests.pull.reports import built, data_of, meaning, pulled
from tests.pull.test_edits import COMBINATIONS, is_told
from tests.pull.word_edits import Data, EditedFile, W, change, paragraph, remove, set_text, text_of
from tests.writers.libreoffice import saved_by_libreoffice

RICH = TESTS / "valid/quotations-and-tables.yaml"
Edit = Callable[[EditedFile], object]
Change = Callable[[Data], object]


def typed(before: str, words: str) -> Edit:
    """Words typed over others in their run."""

    def edit(file: EditedFile) -> None:
        run = file.run(before)
        set_text(run, text_of(run).replace(before, words, 1))

    return edit


def replaced(before: str, words: str, *steps: str | int) -> Change:
    return lambda data: change(data, before, words, *steps)


def put(value: Any, *steps: str | int) -> Change:
    def edit(data: Data) -> None:
        inner: Any = data
        for step in steps[:-1]:
            inner = inner[step]
        inner[steps[-1]] = value

    return edit


def left_out(*steps: str | int) -> Change:
    def edit(data: Data) -> None:
        inner: Any = data
        for step in steps[:-1]:
            inner = inner[step]
        del inner[steps[-1]]

    return edit


def added(words: str, text: str, style: str = "") -> Edit:
    """A paragraph behind the one with some words."""
    return lambda file: file.add_behind(file.paragraph(words), paragraph(text, style))


def deleted(words: str) -> Edit:
    return lambda file: remove(file.paragraph(words))


def retyped_without_links(file: EditedFile) -> None:
    """Addresses as plain words."""
    for link in list(file.root.iter(f"{W}hyperlink")):
        if text_of(link).startswith("www."):
            for run in list(link):
                link.addprevious(run)
                for properties in list(run.iter(f"{W}rPr")):
                    remove(properties)
            remove(link)


def restyled(words: str, style: str) -> Edit:
    def edit(file: EditedFile) -> None:
        properties = file.paragraph(words).find(f"{W}pPr")
        for name in list(properties.iter(f"{W}pStyle")):
            remove(name)
        if style:
            properties.insert(0, file.elements(f'<w:pStyle w:val="{style}"/>')[0])

    return edit


def emphasised(words: str, properties: str) -> Edit:
    return lambda file: file.cut(words).insert(0, file.elements(f"<w:rPr>{properties}</w:rPr>")[0])


def row_deleted(words: str) -> Edit:
    return lambda file: remove(file.row(words))


def row_added(words: str, *cells: str) -> Edit:
    def edit(file: EditedFile) -> None:
        row = file.row(words)
        copy = deepcopy(row)
        for bookmark in list(copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            remove(bookmark)
        for text, cell in zip(copy.iter(f"{W}t"), cells, strict=True):
            text.text = cell
        row.addnext(copy)

    return edit


def picture_deleted(alt: str) -> Edit:
    """A picture deleted, but not what stands below it; the last one with this alternative text."""

    def edit(file: EditedFile) -> None:
        *_, picture = (element for element in file.root.iter() if element.get("descr") == alt)
        remove(next(picture.iterancestors(f"{W}p")))

    return edit


def alt_text(before: str, words: str) -> Edit:
    def edit(file: EditedFile) -> None:
        for element in file.root.iter():
            if element.get("descr") == before:
                element.set("descr", words)

    return edit


def trains_deleted(file: EditedFile) -> None:
    body = file.root[0]
    start, end = (body.index(file.paragraph(words)) for words in ("Trains –", "Water –"))
    del body[start:end]


def total_in_plain_words(file: EditedFile) -> None:
    for properties in list(file.row("£1,000").iter(f"{W}rPr")):
        remove(properties)


TRAINS = ("activities", "projects", 0)
EDITS: dict[str, tuple[Edit, Change]] = {
    "words of a quotation": (
        typed("They listened.", "They did listen."),
        replaced("They listened.", "They did listen.", "aims"),
    ),
    "words of a quotation over two lines": (
        typed(" the group, and we will", " the towns, and we will"),
        replaced("the group,", "the towns,", "aims"),
    ),
    "a name below a quotation": (
        typed("— Bo Sample", "— Bo Simple"),
        replaced("Bo Sample", "Bo Simple", "aims"),
    ),
    "a name in the last line of a quotation": (
        typed("— Cllr Ann Example, Blackpool", "— Cllr Ann Example, Hull"),
        replaced("Ann Example, Blackpool", "Ann Example, Hull", "aims"),
    ),
    "a name below a quotation deleted": (
        deleted("— Bo Sample"),
        replaced("> They acted.\n>\n> - Bo Sample", "> They acted.", "aims"),
    ),
    "a name below a quotation added": (
        lambda file: (
            deleted("— Bo Sample")(file),
            added("They acted.", "— Di Draft", "QuotationSource")(file),
        ),
        replaced("Bo Sample", "Di Draft", "aims"),
    ),
    "a paragraph of a quotation added": (
        added("They listened.", "They spoke.", "Quotation"),
        replaced("> They listened.\n>\n", "> They listened.\n>\n> They spoke.\n>\n", "aims"),
    ),
    "a paragraph of a quotation deleted": (
        deleted("They acted."),
        replaced("> They acted.\n>\n", "", "aims"),
    ),
    "a quotation made a paragraph": (
        restyled("She came.", "Quotation2"),
        replaced("She came.", "> She came.", *TRAINS, "text"),
    ),
    "stress in a quotation": (
        emphasised("They acted", '<w:i w:val="0"/>'),
        replaced("They acted", "*They acted*", "aims"),
    ),
    "bold in a quotation": (
        emphasised("They acted", "<w:b/>"),
        replaced("They acted", "**They acted**", "aims"),
    ),
    "a quotation in an entry": (
        typed("I will come.", "I may come."),
        replaced("I will come.", "I may come.", *TRAINS, "text"),
    ),
    "a name below a quotation in an entry": (
        typed("— The minister", "— The Secretary of State"),
        replaced("— The minister", "— The Secretary of State", *TRAINS, "text"),
    ),
    "a heading in a text": (
        typed("Good trains", "Better trains"),
        replaced("Good trains", "Better trains", "aims"),
    ),
    "another heading in a text": (
        typed("Where it goes", "Where it all goes"),
        replaced("Where it goes", "Where it all goes", "sections", 0, "text"),
    ),
    "a heading in a text deleted": (
        deleted("In London"),
        replaced("### In London\n\n", "", "priorities", "entries", 0, "text"),
    ),
    "a heading in a text made a paragraph": (
        restyled("Clean water", ""),
        replaced("### Clean water", "Clean water", "aims"),
    ),
    "a heading in a text added": (
        lambda file: (added("It cost", "More words.")(file), added("It cost", "And then", "Heading2")(file)),
        lambda data: data.update(aims=data["aims"] + "\n### And then\n\nMore words.\n"),
    ),
    "a heading where there was none": (
        lambda file: (
            added("We will write", "More words.")(file),
            added("We will write", "And then", "Heading3")(file),
        ),
        put("We will write a report.\n\n### And then\n\nMore words.", "activities", "forward_plan"),
    ),
    "a heading in a text one level down": (
        restyled("Clean water", "Heading3"),
        replaced("### Clean water", "#### Clean water", "aims"),
    ),
    "words below a heading in a text": (
        typed("We met the minister.", "We met two ministers."),
        replaced("the minister", "two ministers", "priorities", "entries", 0, "text"),
    ),
    "a paragraph below a heading before a table": (
        added("Most of it goes", "The rest is kept."),
        replaced("staff.\n", "staff.\n\nThe rest is kept.\n", "sections", 0, "text"),
    ),
    "a note below a table": (
        typed("In pounds", "In thousands"),
        put("In thousands", *TRAINS, "table", "note"),
    ),
    "a note with a link": (
        typed("Source: our ", "Source: the group's "),
        put(
            "Source: the group's [accounts](https://harbours.example/accounts)", "membership", "table", "note"
        ),
    ),
    "a note deleted": (deleted("In pounds"), left_out(*TRAINS, "table", "note")),
    "a note of a section's table": (
        lambda file: set_text(
            [run for run in file.root.iter(f"{W}r") if text_of(run) == "Before audit"][-1], "Audited"
        ),
        put("Audited", "sections", 0, "table", "note"),
    ),
    "a caption of an entry's table": (
        typed("What trains cost", "What all trains cost"),
        put("What all trains cost", *TRAINS, "table", "caption"),
    ),
    "a caption of an entry's table deleted": (
        deleted("What trains cost"),
        left_out(*TRAINS, "table", "caption"),
    ),
    "a cell of an entry's table": (typed("£300", "£350"), put("£350", *TRAINS, "table", "rows", 1, 1)),
    "a cell of a total": (typed("£1,000", "£1,050"), put("£1,050", *TRAINS, "table", "rows", 2, 1)),
    "a row before a total": (
        row_added("South", "East", "£50"),
        lambda data: data["activities"]["projects"][0]["table"]["rows"].insert(2, ["East", "£50"]),
    ),
    "a row deleted before a total": (
        row_deleted("Grants"),
        lambda data: data["sections"][0]["table"]["rows"].pop(1),
    ),
    "a cell made bold": (
        emphasised("£300", "<w:b/>"),
        put("**£300**", *TRAINS, "table", "rows", 1, 1),
    ),
    "a credit": (
        typed("Photograph: Cy Draft", "Photograph: Di Draft"),
        put("Photograph: Di Draft", "figures", 2, "credit"),
    ),
    "a credit deleted": (deleted("Photograph: Cy Draft"), left_out("figures", 2, "credit")),
    "a caption of a picture beside text": (
        typed("The quay", "The old quay"),
        put("The old quay", "figures", 3, "caption"),
    ),
    "a credit of a picture beside text": (
        typed("Photograph: Bo Sample", "Photograph: Jo Sample"),
        put("Photograph: Jo Sample", "figures", 1, "credit"),
    ),
    "a caption added to a picture of an entry": (
        lambda file: file.paragraph("Photograph: Cy Draft").addprevious(
            file.elements(paragraph("Hull", "FigureCaption"))[0]
        ),
        put("Hull", "figures", 2, "caption"),
    ),
    "alt text of a picture of an entry": (
        alt_text("The harbour of Hull", "The harbour of Hull by day"),
        put("The harbour of Hull by day", "figures", 2, "alt"),
    ),
    "text beside a picture": (
        typed("The group is funded by its members.", "The group is funded by councils."),
        replaced("its members", "councils", "sections", 0, "text"),
    ),
    "words around a bare address": (
        typed("We have two aims; see ", "We have three aims; see "),
        replaced("two aims", "three aims", "aims"),
    ),
    "a bare address typed over": (
        typed("www.harbours.example/aims", "www.harbours.example/all-aims"),
        replaced("harbours.example/aims", "harbours.example/all-aims", "aims"),
    ),
    "a bare address without its link": (retyped_without_links, lambda data: data),
    "a new bare address": (
        added("It cost", "See https://rail.example/north."),
        lambda data: data.update(aims=data["aims"] + "\nSee https://rail.example/north.\n"),
    ),
    "a postcode": (typed("M27 5FJ", "M27 6FJ"), replaced("M27 5FJ", "M27 6FJ", "contact", "address")),
    "an amount": (typed("£4 bn, or", "£5 bn, or"), replaced("£4 bn", "£5 bn", "aims")),
    "a name with a title": (
        typed("Cllr Ann Example leads us", "Cllr Bo Example leads us"),
        replaced("Ann Example", "Bo Example", "membership", "introduction"),
    ),
    "a cell with an amount": (typed("£2 m", "£4 m"), put("£4 m", "membership", "table", "rows", 1, 1)),
    "a table put into an entry that has none": (
        lambda file: file.paragraph("Water –").addnext(
            file.elements(
                "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='100'/></w:tblGrid><w:tr><w:tc><w:tcPr/><w:p><w:r>"
                "<w:t>Year</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>2024</w:t></w:r></w:p>"
                "</w:tc></w:tr></w:tbl>"
            )[0]
        ),
        put({"columns": ["Year"], "rows": [["2024"]]}, "activities", "projects", 1, "table"),
    ),
    "an entry with a table and a picture deleted": (
        trains_deleted,
        lambda data: data["activities"]["projects"].pop(0),
    ),
}


TOLD: dict[str, Edit] = {
    "a picture of an entry deleted with its caption left": picture_deleted("Map of the members"),
    "a caption of a picture in one of its places": typed("Our members", "All members"),
    "the name below a quotation without a dash": typed("— Bo Sample", "Bo Sample"),
    "a total that is not bold": total_in_plain_words,
    "a heading of the layout's level": added("We will write", "And then", "Heading2"),
    "a note where there is no table": added("We will write", "As before", "TableNote"),
    "a caption where there is no picture": added("We will write", "As before", "FigureCaption"),
    "a credit where there is no picture": added("We will write", "As before", "FigureCredit"),
    "a heading too deep": added("We will write", "Deep", "Heading4"),
    "a line break": lambda file: file.cut("listen").append(file.elements("<w:br/>")[0]),
    "a line break before a space": lambda file: file.cut("They").append(file.elements("<w:br/>")[0]),
    "a line break behind a space": lambda file: file.cut("They ").append(file.elements("<w:br/>")[0]),
}


def without_bookmarks(file: EditedFile) -> None:
    for bookmark in list(file.root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        remove(bookmark)


@pytest.mark.parametrize("prepare", [lambda _: None, without_bookmarks], ids=["", "without_bookmarks"])
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_comes_back_as_exactly_this_change(name: str, prepare: Edit, tmp_path: Path) -> None:
    edit, alter = EDITS[name]
    file = EditedFile(built(RICH))
    edit(file)
    prepare(file)
    result = pulled(file.content(), tmp_path)
    expected: Any = read(result.base, "").data
    alter(expected)
    assert meaning(read(result.text, "").data) == meaning(expected)
    assert result.findings == ()


@pytest.mark.parametrize("name", TOLD)
def test_what_a_dataset_cannot_hold_is_told(name: str, tmp_path: Path) -> None:
    file = EditedFile(built(RICH))
    TOLD[name](file)
    assert is_told(pulled(file.content(), tmp_path))


@given(st.lists(st.sampled_from(sorted((*EDITS, *TOLD))), min_size=2, max_size=8, unique=True))
@settings(
    max_examples=COMBINATIONS, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_combinations_are_right_or_told(tmp_path: Path, names: list[str]) -> None:
    file, data = EditedFile(built(RICH)), data_of(RICH)
    told = False
    for name in names:
        before = EditedFile(file.content()), deepcopy(data)
        edit, alter = EDITS[name] if name in EDITS else (TOLD[name], lambda _: None)
        try:
            edit(file)
            alter(data)
            told = told or name in TOLD
        except (
            StopIteration,
            AssertionError,
            ValueError,
            LookupError,
            TypeError,
        ):  # nothing to edit any more
            file, data = before
    result = pulled(file.content(), tmp_path)
    assert meaning(read(result.text, "").data) == meaning(data) or is_told(result)
    assert is_told(result) or not told


def test_no_break_spaces_of_the_dataset_stay(tmp_path: Path) -> None:
    dataset = tmp_path / "dataset.yaml"
    text = RICH.read_text("utf-8").replace("It cost £4 bn", "It cost £4\u00a0bn over 5\u00a0years")
    dataset.write_text(text.replace("Speeches", "Speeches in 5\u00a0towns"), "utf-8")
    for picture in ("map.png", "photo.jpg"):
        (tmp_path / picture).write_bytes((RICH.parent / picture).read_bytes())
    file = EditedFile(built(dataset))
    typed("or 12 per cent more", "or 13 per cent more")(file)
    typed("Speeches in", "Talks in")(file)
    result = pulled(file.content(), tmp_path)
    expected = result.base.replace("12 per cent", "13 per cent").replace("Speeches in", "Talks in")
    assert (result.text, result.findings) == (expected, ())


@pytest.mark.libreoffice
def test_a_file_that_libreoffice_has_saved_changes_nothing(tmp_path: Path) -> None:
    result = pulled(saved_by_libreoffice(built(RICH), tmp_path), tmp_path)
    assert (result.text, result.findings) == (result.base, ())
