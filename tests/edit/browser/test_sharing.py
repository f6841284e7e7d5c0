"""One file in several hands: what was typed here finds its place in what others have written meanwhile, or is asked about."""

from collections.abc import Callable
from time import sleep
from typing import Any

import pytest

from tests.edit.browser.conftest import BEGUN
from tests.edit.browser.editors import Editor

pytestmark = pytest.mark.chromium

Open = Callable[..., Editor]

TABLE = """\
sections:
  - title: Figures
    table:
      columns: [A, B]
      rows:
        - [x, y]
        - [z, z]
"""


def _while_away(editor: Editor, text: str) -> None:
    """Writes the file while the page is without its server, and brings that back."""
    editor.page.locator(".notice-lost").wait_for()
    editor.path.write_text(text, "utf-8")
    editor.page.wait_for_timeout(600)
    editor.context.set_offline(False)
    editor.page.locator(".notice-lost").wait_for(state="detached")


def test_entries_are_found_again_by_what_they_say(open_editor: Open) -> None:
    editor = open_editor()
    members = editor.section("membership")
    editor.context.set_offline(True)
    members.get_by_label("Members 2", exact=True).fill("Kingston upon Hull")
    members.get_by_role("button", name="Remove Leeds").click()
    _while_away(editor, BEGUN.replace("    - Bradford\n", "    - Plymouth\n    - Bradford\n"))
    editor.page.wait_for_timeout(300)
    assert editor.values()["membership"]["members"] == ["Plymouth", "Bradford", "Kingston upon Hull"]
    assert editor.page.get_by_role("dialog").count() == 0


def test_what_has_no_place_any_more_is_shown_and_goes_nowhere_else(open_editor: Open) -> None:
    editor = open_editor()
    editor.context.set_offline(True)
    editor.section("membership").get_by_label("Members 2", exact=True).fill("Kingston upon Hull")
    changed = BEGUN.replace("    - Hull\n", "")
    _while_away(editor, changed)
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_text("Kingston upon Hull").wait_for()
    dialog.get_by_role("button", name="Close").click()
    assert editor.saved() == changed


def test_an_entry_is_removed_in_spite_of_a_change_only_if_that_is_wanted(open_editor: Open) -> None:
    editor = open_editor(BEGUN + "annex: X\n")
    editor.context.set_offline(True)
    editor.section("membership").get_by_role("button", name="Remove Hull").click()
    changed = (BEGUN + "annex: X\n").replace("- Hull\n", "- name: Hull\n      note: New\n")
    _while_away(editor, changed)
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_text("New").wait_for()
    dialog.get_by_role("button", name="Keep what stands in the file").click()
    assert editor.saved() == changed


def test_what_a_closed_tab_could_not_send_is_asked_about_where_the_file_has_changed(
    open_editor: Open,
) -> None:
    editor = open_editor()
    address = editor.close_with_unsent("Typed in vain")
    changed = BEGUN.replace("We speak for cities.", "We speak for towns.")
    editor.path.write_text(changed, "utf-8")
    editor.context.set_offline(False)
    sleep(0.5)  # until the server has taken it over
    editor.page = editor.open_tab(address)
    editor.text("aims").filter(has_text="towns").wait_for()
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_text("Typed in vain").wait_for()
    assert editor.path.read_text("utf-8") == changed
    dialog.get_by_role("button", name="Bring it back").click()
    editor.page.wait_for_timeout(200)
    assert editor.saved() == changed.replace("Example Cities", "Typed in vain")


def test_a_text_that_a_closed_tab_could_not_send_is_merged(open_editor: Open) -> None:
    editor = open_editor()
    address = editor.page.url
    editor.choose_tab("YAML")
    editor.page.locator(".cm-content").click()
    editor.press(["Control+End"])
    editor.context.set_offline(True)
    editor.page.keyboard.insert_text("submitted: 2024-05-21\n")
    editor.page.locator(".notice-lost").wait_for()
    editor.page.close()
    changed = BEGUN.replace("We speak for cities.", "We speak for towns.")
    editor.path.write_text(changed, "utf-8")
    editor.context.set_offline(False)
    editor.page = editor.open_tab(address)
    editor.page.locator(".notice-restored").wait_for()
    editor.page.wait_for_timeout(400)
    assert editor.saved() == changed + "submitted: 2024-05-21\n"


def test_one_tab_listens_for_all_and_the_next_when_it_is_closed(open_editor: Open) -> None:
    editor = open_editor()
    listening: list[Any] = []
    editor.context.on(
        "request", lambda request: listening.append(request) if "/api/events" in request.url else None
    )
    other = editor.open_tab(editor.page.url)
    field = other.locator("section[aria-labelledby=section-about]").get_by_label("Name required")
    editor.path.write_text(BEGUN.replace("Example Cities", "Other Cities"), "utf-8")
    other.locator(".report-frame").content_frame.locator(".group").filter(has_text="Other Cities").wait_for()
    assert listening == []
    editor.page.close()
    for _ in range(100):
        if listening:
            break
        other.wait_for_timeout(30)
    editor.path.write_text(BEGUN.replace("Example Cities", "Third Cities"), "utf-8")
    other.locator(".report-frame").content_frame.locator(".group").filter(has_text="Third Cities").wait_for()
    assert field.input_value() == "Third Cities"


def test_a_conflict_that_moves_on_is_shown_as_it_is_now(open_editor: Open) -> None:
    editor = open_editor()
    told = {"hash": "one", "word": "theirs"}

    def with_conflict(route: Any) -> None:
        response = route.fetch()
        conflict = {
            "text_on_disk": "x",
            "hash": told["hash"],
            "diff": [{"kind": "come", "text": told["word"]}],
        }
        route.fulfill(response=response, json={**response.json(), "conflict": conflict, "saved": False})

    editor.page.route("**/api/edit", with_conflict)
    editor.page.route("**/api/state*", with_conflict)
    editor.section("about").get_by_label("Name required").fill("Other Cities")
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_text("theirs").wait_for()
    editor.page.wait_for_selector('.save-status[data-state="unsaved"]')
    told.update(hash="two", word="later words")
    editor.path.write_text(editor.path.read_text("utf-8") + "submitted: 2024-05-21\n", "utf-8")
    dialog.get_by_text("later words").wait_for()
    with editor.page.expect_request("**/api/resolve") as request:
        dialog.get_by_role("button", name="Keep mine").click()
    assert (request.value.post_data_json or {}).get("shown") == "two"
    dialog.wait_for(state="detached")


def test_what_cannot_be_written_stays_in_the_browser(open_editor: Open) -> None:
    editor = open_editor()

    def with_failure(route: Any) -> None:
        response = route.fetch()
        route.fulfill(response=response, json={**response.json(), "failure": "disk full", "saved": False})

    kept = "Object.keys(localStorage).some((key) => localStorage[key].includes('Other Cities'))"
    editor.page.route("**/api/*", with_failure)
    editor.section("about").get_by_label("Name required").fill("Other Cities")
    editor.page.wait_for_selector('.save-status[data-state="unsaved"]')
    assert editor.page.evaluate(kept)
    editor.page.unroute_all(behavior="wait")
    editor.section("contact").get_by_label("Telephone").fill("0161 496 0000")
    editor.saved()
    assert not editor.page.evaluate(kept)


def test_a_table_keeps_the_focus_while_others_add_a_row_above(open_editor: Open) -> None:
    editor = open_editor(BEGUN + TABLE)
    editor.page.locator(".card-toggle").last.click()
    cell = editor.page.locator("table.grid tbody tr").nth(1).locator("input").first
    cell.click()
    editor.press(["End"])
    editor.path.write_text(
        BEGUN + TABLE.replace("        - [x, y]\n", "        - [x, y]\n        - [new, row]\n"), "utf-8"
    )
    editor.page.locator("table.grid tbody tr").nth(2).wait_for()
    editor.page.keyboard.type("abc", delay=20)
    editor.page.wait_for_timeout(100)
    assert editor.values()["sections"][0]["table"]["rows"] == [["x", "y"], ["new", "row"], ["zabc", "z"]]
