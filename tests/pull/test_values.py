"""Each kind of value comes back from its words, by both layouts and in both languages."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from reportgen.pull.words import NONE, value_of_words
from reportgen.schema.shapes import shape_at
from reportgen.source import read
from tests.documents import EVERYTHING, WELSH
from tests.pull.reports import built, meaning, pulled
from tests.pull.test_new_parts import RICH
from tests.pull.word_edits import Data, EditedFile, W, paragraph, remove, set_text, text_of


def expect(
    edit: Callable[[EditedFile], object],
    change: Callable[[Data], object],
    folder: Path,
    dataset: Path = EVERYTHING,
    layout: str = "lga-board",
    *,
    messages: tuple[str, ...] = (),
) -> None:
    """Asserts that an edit of a Word file changes the dataset that it carries in one way, and that nothing else is told."""
    file = EditedFile(built(dataset, layout))
    edit(file)
    result = pulled(file.content(), folder)
    expected: Any = read(result.base, "").data
    change(expected)
    assert meaning(read(result.text, "").data) == meaning(expected)
    assert tuple(finding.message for finding in result.findings) == messages


def typed(before: str, words: str) -> Callable[[EditedFile], None]:
    def edit(file: EditedFile) -> None:
        run = file.run(before)
        set_text(run, text_of(run).replace(before, words, 1))

    return edit


def test_a_person_with_a_role_keeps_the_other_keys(tmp_path: Path) -> None:
    expect(
        typed("Jo Fairweather, Director", "Jo Fairweather, Chief Officer"),
        lambda data: data["contact"]["lead_officer"].update(role="Chief Officer"),
        tmp_path,
    )


def test_a_member_keeps_what_stands_behind_its_name(tmp_path: Path) -> None:
    expect(
        typed("Hull (Lead authority", "Kingston upon Hull (Lead authority"),
        lambda data: data["membership"]["members"][2].update(name="Kingston upon Hull"),
        tmp_path,
    )


def test_a_member_s_date_in_words(tmp_path: Path) -> None:
    expect(
        typed("joined 2013", "joined 3 May 2014"),
        lambda data: data["membership"]["members"][2].update(joined="2014-05-03"),
        tmp_path,
    )


def test_a_date_of_an_event(tmp_path: Path) -> None:
    expect(
        typed("30 September to 1 October 2023", "9 to 10 October 2023"),
        lambda data: data["activities"]["events"][1].update(
            date={"start": "2023-10-09", "end": "2023-10-10"}
        ),
        tmp_path,
    )


def test_speakers_stand_between_commas(tmp_path: Path) -> None:
    expect(
        typed("Cllr Siân Pŵer, Andy Street", "Cllr Siân Pŵer, Jo Bloggs, Andy Street"),
        lambda data: data["activities"]["events"][1].update(
            speakers=["Cllr Siân Pŵer", "Jo Bloggs", "Andy Street"]
        ),
        tmp_path,
    )


def test_an_address_keeps_the_commas_in_its_lines(tmp_path: Path) -> None:
    expect(
        typed("Lower Quayside Road", "Upper Quayside Road"),
        lambda data: data["contact"]["address"].__setitem__(1, "Upper Quayside Road"),
        tmp_path,
    )


def test_a_typed_address_leads_where_it_says(tmp_path: Path) -> None:
    expect(
        typed("jo@harbours.example", "joan@harbours.example"),
        lambda data: data["contact"].update(email="joan@harbours.example"),
        tmp_path,
    )


def test_a_number_of_meetings(tmp_path: Path) -> None:
    expect(
        typed(", 6 held", ", 7 held"),
        lambda data: data["activities"]["meetings"][0].update(count="7"),
        tmp_path,
    )


def test_a_choice_in_welsh(tmp_path: Path) -> None:
    def change(data: Data) -> None:
        data["membership"]["members"][0]["kind"] = "associate"

    expect(typed("Casnewydd, corfforaethol", "Casnewydd, cyswllt"), change, tmp_path, WELSH, "plain")


def test_a_date_in_welsh(tmp_path: Path) -> None:
    expect(
        typed("21 Mehefin 2023", "22 Gorffennaf 2023"),
        lambda data: data["activities"]["events"][0].update(date="2023-07-22"),
        tmp_path,
        WELSH,
    )


def test_a_cell_and_a_caption(tmp_path: Path) -> None:
    def edit(file: EditedFile) -> None:
        typed("£12,400", "£13,000")(file)
        typed("Income in 2023/24", "Our income")(file)

    def change(data: Data) -> None:
        data["sections"][0]["table"]["rows"][0][1] = "£13,000"
        data["sections"][0]["table"]["caption"] = "Our income"

    expect(edit, change, tmp_path)


def test_a_row_is_added_and_another_goes(tmp_path: Path) -> None:
    def edit(file: EditedFile) -> None:
        row, gone = file.row("Grants & gifts"), file.row("Nothing else")
        (new,) = file.elements(
            "<w:tr>"
            + "".join(f"<w:tc><w:tcPr/>{paragraph(text, 'TableText')}</w:tc>" for text in ("Fees", "£5", ""))
            + "</w:tr>"
        )
        row.addnext(new)
        remove(gone)

    def change(data: Data) -> None:
        rows = data["sections"][0]["table"]["rows"]
        rows[2:] = [["Fees", "£5", ""]]

    expect(edit, change, tmp_path)


def test_a_count_in_a_table_of_entries(tmp_path: Path) -> None:
    def edit(file: EditedFile) -> None:
        (run,) = [run for run in file.row("District councils").iter(f"{W}r") if text_of(run) == "9"]
        set_text(run, "10")

    expect(edit, lambda data: data["membership"]["breakdown"][0].update(count="10"), tmp_path, layout="plain")


def test_a_description_and_a_caption_of_a_picture(tmp_path: Path) -> None:
    def edit(file: EditedFile) -> None:
        for element in file.root.iter():
            if element.get("descr") == "Map of the 14 members":
                element.set("descr", "Map of all members")
        for run in list(file.root.iter(f"{W}r")):
            if text_of(run) == "Our members":
                set_text(run, "All members")

    def change(data: Data) -> None:
        data["figures"][0].update(alt="Map of all members", caption="All members")

    expect(edit, change, tmp_path)


def test_a_picture_that_is_gone(tmp_path: Path) -> None:
    def edit(file: EditedFile) -> None:
        picture = next(
            element for element in file.root.iter() if element.get("descr") == "The harbour of Hull at night"
        )
        remove(next(picture.iterancestors(f"{W}p")))

    expect(edit, lambda data: data["sections"][0]["sections"][0]["sections"][0].pop("figure"), tmp_path)


@pytest.mark.parametrize(
    "alt", ["Map of the 14 members", "Bar chart: What it cost. Skills: £700; Housing: £300."]
)
@pytest.mark.parametrize("before", ["Finances", "Thank you."], ids=["in the contents", "in the text"])
def test_a_new_picture_is_told(alt: str, before: str, tmp_path: Path) -> None:
    def edit(file: EditedFile) -> None:
        picture = next(element for element in file.root.iter() if element.get("descr") == alt)
        copied = deepcopy(next(picture.iterancestors(f"{W}p")))
        next(line for line in file.root[0] if text_of(line) == before).addprevious(copied)

    expect(edit, lambda _: None, tmp_path, messages=(f"the picture `{alt}` has no place in the dataset",))


def test_a_website_keeps_its_address_when_its_words_change(tmp_path: Path) -> None:
    expect(
        _website,
        lambda data: data["contact"]["website"].update(label="Our harbours"),
        tmp_path,
    )


def test_words_typed_before_a_bare_address_are_no_link(tmp_path: Path) -> None:
    def edit(file: EditedFile) -> None:
        link = file.run("https://harbours.example").getparent()
        (run,) = file.elements('<w:r><w:t xml:space="preserve">See </w:t></w:r>')
        link.addprevious(run)

    change: Callable[[Data], object] = lambda data: data["contact"].update(  # noqa: E731 (one line of it)
        website="See https://harbours.example"
    )
    expect(edit, change, tmp_path, RICH)


def _website(file: EditedFile) -> None:
    run = next(run for run in file.row("Website:").iter(f"{W}r") if text_of(run) == "Rivers and Harbours")
    set_text(run, "Our harbours")


def test_a_new_section_at_the_end(tmp_path: Path) -> None:
    """Behind the last section of the group's own; only the imprint follows."""

    def edit(file: EditedFile) -> None:
        last = next(file.run("Words.").iterancestors(f"{W}p"))
        file.add_behind(last, paragraph("Thanks", "Heading1") + paragraph("To all."))

    expect(edit, lambda data: data["sections"].append({"title": "Thanks", "text": "To all."}), tmp_path)


def test_a_new_section_behind_the_imprint_is_told(tmp_path: Path) -> None:
    def edit(file: EditedFile) -> None:
        last = list(file.root[0])[-2]
        file.add_behind(last, paragraph("Thanks", "Heading1") + paragraph("To all."))

    messages = tuple(
        f"the {words} has no place in the dataset" for words in ("heading `Thanks`", "paragraph `To all.`")
    )
    expect(edit, lambda _: None, tmp_path, messages=messages)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("21 May 2024", "2024-05-21"),
        ("May 2024", "2024-05"),
        ("2024", "2024"),
        ("9 to 10 October 2024", {"start": "2024-10-09", "end": "2024-10-10"}),
        ("9–10 October 2024", {"start": "2024-10-09", "end": "2024-10-10"}),
        ("30 September to 2 October 2024", {"start": "2024-09-30", "end": "2024-10-02"}),
        ("1 April 2023 to 31 March 2024", {"start": "2023-04-01", "end": "2024-03-31"}),
        ("31 June 2024", NONE),
        ("10 to 9 October 2024", NONE),
        ("soon", NONE),
    ],
)
def test_dates_are_read_from_their_words(words: str, value: object) -> None:
    shape = shape_at(("activities", "events", 0, "date"))
    assert shape is not None
    assert value_of_words(shape, words, "", None, "en-GB") == value


def test_words_that_may_be_two_things_are_not_guessed() -> None:
    shape = shape_at(("contact", "lead_member"))
    assert shape is not None
    old = {"title": "Cllr", "name": "Ann Example", "honours": "CBE"}
    assert value_of_words(shape, "Cllr Ann Other Example CBE", "", old, "en-GB") == {
        **old,
        "name": "Ann Other Example",
    }
    assert value_of_words(shape, "Dr Ann Other OBE", "", old, "en-GB") is NONE
