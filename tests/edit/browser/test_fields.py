"""Each kind of field writes what is typed into the file, and nothing else."""

from collections.abc import Callable

import pytest

from tests.edit.browser.conftest import BEGUN, KEY_CITIES
from tests.edit.browser.editors import Editor
from tests.writers.sample import png

pytestmark = pytest.mark.chromium

Open = Callable[..., Editor]


def test_a_file_that_is_opened_and_looked_at_stays_as_it_is(open_editor: Open) -> None:
    text = KEY_CITIES.read_text("utf-8")
    editor = open_editor(text)
    for card in editor.page.locator(".card-toggle").all():
        card.click()
    editor.choose_tab("YAML")
    editor.choose_tab("Form")
    assert editor.saved() == text


def test_a_line_a_choice_a_number_and_a_tick(open_editor: Open) -> None:
    editor = open_editor()
    editor.section("about").get_by_label("Name required").fill("Towns: north & south")
    editor.section("about").get_by_label("Language").select_option("en-GB")
    editor.section("membership").get_by_label("Number of members stated").fill("3")
    pictures = editor.section("figures")
    pictures.get_by_role("button", name="Add an entry").click()
    pictures.get_by_label("Only decoration").check()
    values = editor.values()
    assert values["group"]["name"] == "Towns: north & south"
    assert (values["language"], values["membership"]["declared"]) == ("en-GB", "3")
    assert values["figures"] == [{"decorative": "true"}]


def test_a_date_is_read_as_people_write_it(open_editor: Open) -> None:
    editor = open_editor()
    sent = editor.section("about").get_by_label("Sent on")
    sent.fill("21 May 2024")
    editor.section("about").locator(".understood", has_text="21 May 2024").wait_for()
    sent.press("Tab")
    assert _eventually(editor, lambda values: values.get("submitted") == "2024-05-21")


def _eventually(editor: Editor, holds: Callable[[dict[str, object]], bool]) -> bool:
    for _ in range(100):
        if holds(editor.values()):
            return True
        editor.page.wait_for_timeout(30)
    return False


def test_a_list_of_lines_and_a_list_of_parts(open_editor: Open) -> None:
    editor = open_editor()
    about = editor.section("about")
    about.get_by_role("button", name="Add an entry").first.click()
    editor.page.keyboard.type("ExCi")
    editor.press(["Enter"])
    editor.page.keyboard.type("The Cities")
    projects = editor.section("activities")
    projects.get_by_role("button", name="Add an entry").first.click()
    editor.page.keyboard.type("Good trains")
    values = editor.values()
    assert values["group"]["other_names"] == ["ExCi", "The Cities"]
    assert [project["title"] for project in values["activities"]["projects"]] == [
        "Skills for Cities",
        "Good trains",
    ]


def test_entries_are_moved_and_removed_and_the_focus_stays(open_editor: Open) -> None:
    editor = open_editor()
    members = editor.section("membership")
    members.get_by_role("button", name="Move Hull up").click()
    assert editor.values()["membership"]["members"] == ["Hull", "Bradford", "Leeds"]
    assert editor.told() == "Hull is now 1 of 3"
    editor.press(["Enter"])  # the button, which is on the first entry now, does nothing
    members.get_by_role("button", name="Remove Bradford").click()
    assert editor.values()["membership"]["members"] == ["Hull", "Leeds"]
    assert editor.page.evaluate("document.activeElement.ariaLabel") == "Remove Leeds"


def test_members_are_completed_from_the_register(open_editor: Open) -> None:
    editor = open_editor()
    members = editor.section("membership")
    members.get_by_role("button", name="Add an entry").first.click()
    editor.page.keyboard.type("sunder")
    members.get_by_role("option", name="Sunderland").first.wait_for()
    editor.press(["ArrowDown", "Enter"])
    assert editor.values()["membership"]["members"][-1] == "Sunderland"


def test_a_list_of_members_is_pasted_and_looked_through(open_editor: Open) -> None:
    editor = open_editor()
    editor.section("membership").get_by_role("button", name="Paste a list").first.click()
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("• Coventry City Council\n• Hull\n• Sunderlnd")
    dialog.get_by_role("button", name="Look up").click()
    dialog.get_by_role("combobox", name="Name to use for Sunderlnd").select_option("Sunderland")
    dialog.get_by_role("button", name="Add 3 members").click()
    assert _eventually(editor, lambda values: len(values["membership"]["members"]) > 3)  # type: ignore[index]
    assert editor.values()["membership"]["members"] == [
        "Bradford",
        "Hull",
        "Leeds",
        "Coventry City Council",
        "Sunderland",
    ]


def test_200_members_are_added_and_stay_quick(open_editor: Open) -> None:
    members = "".join(f"    - Council {number}\n" for number in range(200))
    editor = open_editor(BEGUN.replace("    - Bradford\n    - Hull\n    - Leeds\n", members))
    editor.section("membership").get_by_role("button", name="Add an entry").first.click()
    editor.page.keyboard.type("Leeds")
    assert len(editor.values()["membership"]["members"]) == 201
    work = editor.page.evaluate(
        """() => {
          const input = document.activeElement;
          const start = performance.now();
          input.value += "x";
          input.dispatchEvent(new Event("input", {bubbles: true}));
          return performance.now() - start;
        }"""
    )
    assert work < 150  # milliseconds for one key; a few on an idle machine


def test_a_picture_is_dropped_and_what_it_shows_is_asked_for(open_editor: Open) -> None:
    editor = open_editor()
    pictures = editor.section("figures")
    pictures.get_by_role("button", name="Add an entry").click()
    editor.drop(pictures.locator(".drop"), "Map of 2024.png", "image/png", png(8, 8, (4,)))
    pictures.locator(".prompt").wait_for()
    editor.page.keyboard.type("A map of the members")
    [picture] = editor.values()["figures"]
    assert picture["alt"] == "A map of the members"
    assert (editor.path.parent / picture["file"]).is_file()
    assert picture["id"] == "map-of-2024"


def test_what_is_no_picture_is_refused(open_editor: Open) -> None:
    editor = open_editor()
    pictures = editor.section("figures")
    pictures.get_by_role("button", name="Add an entry").click()
    editor.drop(pictures.locator(".drop"), "run.png", "image/png", b"MZ no picture")
    editor.page.locator(".notice-picture").wait_for()
    assert "run" not in editor.saved()
    assert [path.name for path in editor.path.parent.iterdir()] == ["report.yaml"]


def test_a_table_is_typed_and_filled_from_excel(open_editor: Open) -> None:
    editor = open_editor()
    members = editor.section("membership")
    members.get_by_role("button", name="Add table").click()
    head = members.get_by_label("Head of column 1")
    editor.paste(head, text="Year\tMembers\n2023\t24\n2024\t26\n")
    members.get_by_label("Row 2, column 2").fill("27")
    editor.press(["Enter"])
    editor.page.keyboard.type("2025")
    table = editor.values()["membership"]["table"]
    assert table["columns"] == ["Year", "Members"]
    assert table["rows"][:2] == [["2023", "24"], ["2024", "27"]]
    assert "2025" in table["rows"][2]
    members.get_by_role("button", name="Remove table").click()
    assert not editor.values()["membership"].get("table")
    assert editor.page.evaluate("document.activeElement.innerText") == "Add table"


def test_something_that_lasted_has_two_days(open_editor: Open) -> None:
    editor = open_editor()
    editor.section("activities").locator(".card-toggle").first.click()
    card = editor.section("activities").locator(".card").first
    card.get_by_role("button", name="It lasted longer").click()
    card.get_by_label("First day").fill("2024-02-21")
    card.get_by_label("Last day").fill("2024-02-22")
    card.locator(".understood", has_text="21 February 2024 – 22 February 2024").wait_for()
    assert editor.values()["activities"]["projects"][0]["date"] == {
        "start": "2024-02-21",
        "end": "2024-02-22",
    }


def test_there_were_no_dealings(open_editor: Open) -> None:
    editor = open_editor()
    editor.section("government").get_by_label("There were none").check()
    assert editor.values()["government"] == "none"
    editor.section("government").get_by_label("There were none").uncheck()
    assert not editor.values().get("government")


def test_an_address_is_typed_line_by_line(open_editor: Open) -> None:
    editor = open_editor()
    address = editor.section("contact").get_by_role("group", name="Address", exact=True)
    address.get_by_role("button", name="Add an entry").click()
    editor.page.keyboard.type("Civic Centre")
    editor.press(["Enter"])
    editor.page.keyboard.type("Leeds, LS1 1UR")
    assert editor.values()["contact"]["address"] == ["Civic Centre", "Leeds, LS1 1UR"]


def test_further_sections_hold_others(open_editor: Open) -> None:
    editor = open_editor()
    sections = editor.section("sections")
    sections.get_by_role("button", name="Add an entry").last.click()
    editor.page.keyboard.type("Finance")
    sections.locator(".card-body").get_by_role("button", name="Add an entry").click()
    editor.page.keyboard.type("Reserves")
    assert editor.values()["sections"] == [{"title": "Finance", "sections": [{"title": "Reserves"}]}]


def test_a_table_is_typed_from_nothing_as_fast_as_keys_come(open_editor: Open) -> None:
    editor = open_editor()
    members = editor.section("membership")
    members.get_by_role("button", name="Add table").click()
    editor.page.keyboard.type("Year")
    members.get_by_role("button", name="Add a column").click()
    editor.page.keyboard.type("Members")
    members.get_by_role("button", name="Add a row").click()
    editor.page.keyboard.type("2024")
    assert editor.values()["membership"]["table"] == {"columns": ["Year", "Members"], "rows": [["2024", ""]]}


def test_a_picture_dropped_where_it_belongs_is_shown_there(open_editor: Open) -> None:
    editor = open_editor(BEGUN + "foreword: It was a good year.\n")
    membership = editor.section("membership")
    field = membership.get_by_label("Picture", exact=True)
    drops = ((field, "Map of 2024.png", "A map", 4), (editor.text("foreword"), "Chair.png", "The chair", 9))
    for target, name, alt, colour in drops:
        editor.drop(target, name, "image/png", png(8, 8, (colour,)))
        editor.page.get_by_role("dialog").get_by_role("textbox").fill(alt)
        editor.page.get_by_role("dialog").get_by_role("button", name="Apply").click()
    values = editor.values()
    assert [(picture["id"], picture["alt"]) for picture in values["figures"]] == [
        ("map-of-2024", "A map"),
        ("chair", "The chair"),
    ]
    assert (values["membership"]["figure"], values["foreword"]["figure"]) == ("map-of-2024", "chair")
    assert field.input_value() == "map-of-2024"
    editor.section("figures").locator(".card-toggle").first.click()
    note = editor.section("figures").get_by_text("Not shown anywhere yet")
    note.wait_for(state="hidden")
    field.select_option("")
    note.wait_for()


def test_while_a_date_is_typed_nothing_speaks_against_what_was_understood(open_editor: Open) -> None:
    editor = open_editor()
    activities = editor.section("activities")
    activities.locator(".card-toggle").first.click()
    card = activities.locator(".card").first
    date = card.locator(".field-date").first
    date.locator("input").first.click()
    editor.page.keyboard.type("9-10 October 2023")
    date.get_by_text("Read as 9 to 10 October 2023").wait_for()
    card.locator(".badge.is-error").wait_for()  # the checks have read the words as they are, too
    assert date.locator(".finding").count() == 0
    editor.page.keyboard.type("x")
    date.locator(".understood.is-wrong").wait_for()
    date.locator(".finding").wait_for()
    editor.press(["Backspace", "Tab"])
    date.get_by_text("Read as 9 October 2023 – 10 October 2023").wait_for()
    card.locator(".badge").wait_for(state="hidden")
    assert date.locator(".finding").count() == 0
