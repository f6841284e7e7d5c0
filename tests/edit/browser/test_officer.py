"""What an officer stumbled over who filled in the form for the first time."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.edit.browser.conftest import BEGUN
from tests.edit.browser.editors import Editor
from tests.writers.sample import png

pytestmark = pytest.mark.chromium

Open = Callable[..., Editor]

PASTED = (
    "<p>Lead.</p><h1>Money</h1><p>We have <b style='mso-bidi-font-weight:normal'>some</b>.</p>"
    "<table><tr><td>Year</td><td>Members</td></tr><tr><td>2023</td><td>24</td></tr></table><p>And then.</p>"
)
PASTED_TEXT = "Lead.\n\n{title}\n\nWe have **some**.\n\nYear, Members\n\n2023, 24\n\nAnd then."
HEADED = PASTED_TEXT.format(title="### Money")
IN_BOLD = PASTED_TEXT.format(title="**Money**")


def _eventually(editor: Editor, value: Callable[[Any], Any], expected: object) -> None:
    for _ in range(100):
        if value(editor.values()) == expected:
            return
        editor.page.wait_for_timeout(30)
    assert value(editor.values()) == expected


_IS_AT_THE_START = """() => {
    const selection = getSelection(), range = document.createRange();
    range.selectNodeContents(document.activeElement);
    range.setEnd(selection.anchorNode, selection.anchorOffset);
    return range.toString() === "";
}"""


def _to_the_start(editor: Editor) -> None:
    """Puts the cursor at the start of a text once all is saved: a key that meets an answer of the server may be lost."""
    editor.saved()
    for _ in range(20):
        editor.press(["Control+Home"])
        editor.page.wait_for_timeout(200)
        if editor.page.evaluate(_IS_AT_THE_START):
            return
    raise AssertionError("the cursor does not go to the start")


def test_what_was_pasted_is_saved_before_anybody_answers_and_the_choice_still_holds(
    open_editor: Open,
) -> None:
    """Bold, and a table that stands where it stood, among them."""
    editor = open_editor()
    aims = editor.text("aims")
    aims.click()
    editor.press(["Control+a"])
    editor.paste(aims, html=PASTED)
    _eventually(editor, lambda values: values["aims"].strip(), HEADED)
    editor.page.reload()
    editor.page.wait_for_selector("body[data-ready]")
    assert editor.values()["aims"].strip() == HEADED
    aims.click()
    editor.press(["Control+End"])
    editor.paste(aims, html="<h2>People</h2><p>Many.</p>")
    _to_the_start(editor)
    editor.page.keyboard.type("Our ")
    editor.page.get_by_role("button", name="Make sections of them").click()
    _eventually(
        editor,
        lambda values: [(part["title"], part["text"].strip()) for part in values.get("sections", [])],
        [("People", "Many.")],
    )
    assert editor.values()["aims"].strip() == f"Our {HEADED}"


def test_a_table_is_put_below_the_text_without_the_words_around_it(open_editor: Open) -> None:
    editor = open_editor()
    introduction = editor.section("membership").locator(".ProseMirror").first
    introduction.click()
    editor.page.keyboard.type("After.")
    _to_the_start(editor)
    editor.page.keyboard.type("Before. ")
    table = PASTED[PASTED.index("<table>") : PASTED.index("<p>And")]
    editor.paste(introduction, html=table)
    _eventually(
        editor,
        lambda values: values["membership"]["introduction"].strip(),
        "Before.\n\nYear, Members\n\n2023, 24\n\nAfter.",
    )
    editor.page.get_by_role("button", name="Put it below the text").click()
    _eventually(editor, lambda values: values["membership"]["introduction"].strip(), "Before.\n\nAfter.")
    assert editor.values()["membership"]["table"] == {
        "columns": ["Year", "Members"],
        "rows": [["2023", "24"]],
    }


def test_members_keep_their_brackets_and_a_heading_is_left_out(open_editor: Open) -> None:
    editor = open_editor()
    editor.section("membership").get_by_role("button", name="Paste a list").first.click()
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill(
        "Members of the Network:\nSwale Borough Council (associate)\nHull (in the chair)\nSunderland (Lead)\nNowhere (partner)"
    )
    dialog.get_by_role("button", name="Look up").click()
    dialog.get_by_role("combobox", name="Name to use for Nowhere").select_option(label="Leave it out")
    dialog.get_by_role("combobox", name="Name to use for Nowhere").select_option("Nowhere")
    dialog.get_by_role("button", name="Add 4 members").click()
    _eventually(
        editor,
        lambda values: values["membership"]["members"][3:],
        [
            {"name": "Swale Borough Council", "kind": "associate"},
            {"name": "Sunderland", "note": "Lead"},
            {"name": "Nowhere", "kind": "partner"},
        ],
    )


def test_what_was_built_is_not_shown_as_the_report_after_a_change(open_editor: Open) -> None:
    editor = open_editor()
    editor.page.get_by_role("group", name="Make").get_by_role("button", name="Web page").click()
    line = editor.page.locator(".build-links")
    line.get_by_text("is ready").wait_for(timeout=60_000)
    editor.text("aims").click()
    editor.page.keyboard.type("Now ")
    line.get_by_text("was made before the last change").wait_for()
    assert line.get_by_role("link").count() == 1


def test_a_picture_that_is_dropped_beside_the_box_is_taken(open_editor: Open) -> None:
    editor = open_editor()
    editor.drop(editor.section("figures").locator("h2"), "Map.png", "image/png", png(8, 8, (4,)))
    editor.page.locator(".prompt").wait_for()
    editor.page.keyboard.type("A map")
    editor.drop(editor.text("aims"), "run.exe", "application/octet-stream", b"MZ")
    editor.page.locator(".notice-picture").wait_for()
    [picture] = editor.values()["figures"]
    assert (picture["id"], picture["alt"]) == ("map", "A map")
    assert (editor.path.parent / picture["file"]).is_file()


def test_a_further_address_is_typed_at_once_and_pasted_line_by_line(open_editor: Open) -> None:
    editor = open_editor()
    further = editor.section("contact").get_by_role("group", name="Further addresses", exact=True)
    further.get_by_role("button", name="Add an entry").click()
    editor.page.keyboard.type("Civic Centre")
    editor.press(["Enter"])
    focused = editor.page.locator(":focus")
    editor.paste(focused, text="1 High Street\r\nLeeds\r\nLS1 1UR\r\n")
    editor.page.keyboard.type("!")
    _eventually(
        editor,
        lambda values: values["contact"]["other_addresses"],
        [["Civic Centre", "1 High Street", "Leeds", "LS1 1UR!"]],
    )
    labels = further.locator("input").evaluate_all("inputs => inputs.map(({labels}) => labels[0].innerText)")
    assert not any("*" in label for label in labels)
    assert further.get_by_role("button", name="Remove Civic Centre, 1 High Street").count() == 1
    assert further.get_by_role("group", name="Further addresses 1", exact=True).count() == 1


def test_a_finding_that_appears_does_not_take_the_tab_key_and_its_rule_closes_with_escape(
    open_editor: Open,
) -> None:
    editor = open_editor()
    email = editor.section("contact").locator("input[inputmode=email]").first
    email.click()
    editor.page.keyboard.type("nobody")
    finding = editor.section("contact").locator(".finding").first
    finding.wait_for()
    editor.press(["Tab"])
    assert editor.page.evaluate("document.activeElement.closest('.finding')") is None
    finding.get_by_role("button", name="About rule").click()
    editor.page.get_by_role("dialog").wait_for()
    editor.press(["Escape"])
    editor.page.get_by_role("dialog").wait_for(state="detached")


def test_only_what_can_last_is_offered_a_last_day(open_editor: Open) -> None:
    editor = open_editor(BEGUN)
    editor.section("activities").locator(".card-toggle").first.click()
    assert editor.page.get_by_role("button", name="It lasted longer").count() == 1
    assert editor.section("about").get_by_role("button", name="It lasted longer").count() == 0


_AFTER_DRAWING = (
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
)


def test_the_menu_of_sections_says_what_was_chosen_and_then_what_is_read(open_editor: Open) -> None:
    editor = open_editor(width=700)
    menu = editor.page.get_by_label("Go to section")
    for section in ("More", "Pictures", "Membership", "Further sections"):
        menu.select_option(section)
        editor.page.evaluate(_AFTER_DRAWING)
        assert menu.locator("option:checked").inner_text() == section
        heading = editor.page.get_by_role("heading", name=section, exact=True, level=2)
        assert heading.evaluate("heading => heading === document.activeElement")
    editor.text("aims").hover()
    editor.page.mouse.wheel(0, -100_000)
    editor.page.wait_for_function("menu => menu.selectedIndex === 0", arg=menu.element_handle())


def test_a_second_column_names_the_councillors_and_cancelling_gives_the_list_back(open_editor: Open) -> None:
    editor = open_editor()
    pasted = "Council\tLead member\nCoventry\tCllr Ann Sample\nHull\tCllr Bo Sample\nSunderland\t\n"
    members = editor.section("membership")
    editor.paste(members.get_by_role("combobox").first, text=pasted)
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_text("Cllr Ann Sample").wait_for()
    dialog.get_by_role("button", name="Cancel").click()
    assert dialog.get_by_role("textbox").input_value() == pasted
    dialog.get_by_role("button", name="Cancel").click()
    members.get_by_role("button", name="Paste a list").first.click()
    dialog.get_by_role("button", name="Look up").click()
    dialog.get_by_role("button", name="Add 3 members").click()
    _eventually(
        editor,
        lambda values: values["membership"]["members"],
        [
            "Bradford",
            {"name": "Hull", "lead_member": "Cllr Bo Sample"},
            "Leeds",
            {"name": "Coventry", "lead_member": "Cllr Ann Sample"},
            "Sunderland",
        ],
    )
