"""Nothing typed is lost: undo, reload, two tabs, changes on disk, and a server that dies."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.edit.browser.conftest import BEGUN
from tests.edit.browser.editors import Editor, Server

pytestmark = pytest.mark.chromium

Open = Callable[..., Editor]


def test_undo_and_redo_by_keys_and_buttons(open_editor: Open) -> None:
    editor = open_editor()
    name = editor.section("about").get_by_label("Name required")
    name.fill("Other Cities")
    editor.saved()
    editor.section("membership").get_by_role("button", name="Remove Hull").click()
    assert "Hull" not in editor.saved()
    editor.press(["Control+z"])
    editor.page.get_by_role("button", name="Remove Hull").wait_for()
    assert editor.told().startswith("Undone: Membership, members")
    editor.page.get_by_role("button", name="Undo").click()
    editor.page.wait_for_timeout(100)
    assert editor.saved() == BEGUN
    editor.press(["Control+y"])
    editor.page.wait_for_timeout(100)
    assert "Other Cities" in editor.saved()


def test_typing_goes_on_after_a_reload(open_editor: Open) -> None:
    editor = open_editor()
    editor.section("about").get_by_label("Name required").fill("Other Cities")
    editor.saved()
    editor.page.reload()
    editor.page.wait_for_selector("body[data-ready]")
    assert editor.section("about").get_by_label("Name required").input_value() == "Other Cities"
    editor.page.get_by_role("button", name="Undo").click()
    editor.section("about").get_by_label("Name required").and_(editor.page.locator("input")).wait_for()
    editor.page.wait_for_timeout(100)
    assert editor.saved() == BEGUN


def test_two_tabs_show_the_same(open_editor: Open) -> None:
    editor = open_editor()
    other = editor.open_tab(editor.page.url)
    editor.section("about").get_by_label("Name required").fill("Other Cities")
    editor.saved()
    other.wait_for_timeout(200)
    field = other.locator("section[aria-labelledby=section-about]").get_by_label("Name required")
    for _ in range(100):
        if field.input_value() == "Other Cities":
            break
        other.wait_for_timeout(30)
    assert field.input_value() == "Other Cities"
    other.locator("section[aria-labelledby=section-contact]").get_by_label("Telephone").fill("0161 496 0000")
    other.wait_for_selector('.save-status[data-state="saved"]')
    editor.section("about").get_by_label("Name required").fill("Third Cities")
    text = editor.saved()
    assert "Third Cities" in text
    assert "0161 496 0000" in text


def test_what_an_editor_writes_beside_the_page_is_taken_over(open_editor: Open) -> None:
    editor = open_editor()
    editor.path.write_text(BEGUN.replace("We speak for cities.", "We speak for towns."), "utf-8")
    editor.text("aims").filter(has_text="towns").wait_for()
    editor.section("about").get_by_label("Name required").fill("Other Cities")
    text = editor.saved()
    assert "We speak for towns." in text
    assert "Other Cities" in text


def test_a_clash_shows_both_sides(open_editor: Open) -> None:
    editor = open_editor()
    editor.context.set_offline(True)
    editor.section("about").get_by_label("Name required").fill("Mine")
    editor.page.locator(".notice-lost").wait_for()
    editor.path.write_text(BEGUN.replace("Example Cities", "Theirs"), "utf-8")
    editor.page.wait_for_timeout(500)
    editor.context.set_offline(False)
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_text("Theirs").wait_for()
    assert dialog.get_by_text("Mine", exact=True).is_visible()
    dialog.get_by_role("button", name="Keep what I typed").click()
    editor.page.wait_for_timeout(200)
    assert "name: Mine" in editor.saved()


def test_a_slip_in_the_file_opens_the_yaml_where_it_is(open_editor: Open) -> None:
    editor = open_editor(BEGUN.replace("aims: We speak for cities.", "aims: [We speak"))
    assert editor.page.get_by_role("tab", name="YAML").get_attribute("aria-selected") == "true"
    assert "line" in editor.page.locator(".slip").inner_text()
    content = editor.page.locator(".cm-content")
    content.click()
    editor.press(["Control+a"])
    editor.paste(content, text=BEGUN)
    editor.page.locator(".slip").wait_for(state="hidden")
    editor.choose_tab("Form")
    assert editor.text("aims").inner_text() == "We speak for cities."


def test_the_yaml_tab_writes_the_file_and_the_form_follows(open_editor: Open) -> None:
    editor = open_editor()
    editor.choose_tab("YAML")
    editor.page.locator(".cm-content").click()
    editor.press(["Control+End"])
    editor.page.keyboard.insert_text("submitted: 2024-05-21\n")
    editor.page.wait_for_timeout(300)
    assert editor.saved() == BEGUN + "submitted: 2024-05-21\n"
    editor.choose_tab("Form")
    assert editor.section("about").get_by_label("Sent on").input_value() == "2024-05-21"


def _type_at_the_end(editor: Editor, text: str) -> None:
    editor.choose_tab("YAML")
    editor.page.locator(".cm-content").click()
    editor.press(["Control+End"])
    editor.page.keyboard.insert_text(text)


def test_the_yaml_tab_keeps_what_others_write_while_its_text_is_on_its_way(open_editor: Open) -> None:
    editor = open_editor()
    changed = BEGUN.replace("- Hull", "- Kingston upon Hull")

    def delayed(route: Any) -> None:
        if "upon" not in editor.path.read_text("utf-8"):
            editor.path.write_text(changed, "utf-8")
            editor.page.wait_for_timeout(700)  # until the server has taken it over
        route.continue_()

    editor.page.route("**/api/text", delayed)
    _type_at_the_end(editor, "submitted: ")
    editor.page.wait_for_timeout(300)
    editor.page.keyboard.type("2024-05-21", delay=20)
    editor.page.wait_for_timeout(300)
    assert editor.saved() == changed + "submitted: 2024-05-21"
    editor.page.locator(".cm-line").filter(has_text="Kingston").wait_for()
    assert editor.page.get_by_role("dialog").count() == 0


def test_the_yaml_tab_keeps_what_others_write_while_the_connection_is_lost(open_editor: Open) -> None:
    editor = open_editor()
    editor.context.set_offline(True)
    _type_at_the_end(editor, "submitted: 2024-05-21\n")
    editor.page.locator(".notice-lost").wait_for()
    changed = BEGUN.replace("We speak for cities.", "Two hours of work in an editor.")
    editor.path.write_text(changed, "utf-8")
    editor.page.wait_for_timeout(600)
    editor.context.set_offline(False)
    editor.page.locator(".notice-returned").wait_for()
    assert editor.saved() == changed + "submitted: 2024-05-21\n"
    assert editor.page.get_by_role("dialog").count() == 0


def test_the_yaml_tab_asks_where_both_have_changed_the_same_words(open_editor: Open) -> None:
    editor = open_editor(BEGUN + "submitted: 2024-05-01\n")
    editor.context.set_offline(True)
    _type_at_the_end(editor, "foreword: Mine\n")
    editor.page.locator(".notice-lost").wait_for()
    editor.path.write_text(BEGUN + "submitted: 2024-05-01\nforeword: Theirs\n", "utf-8")
    editor.page.wait_for_timeout(600)
    editor.context.set_offline(False)
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Keep what stands in the file").click()
    assert editor.saved() == BEGUN + "submitted: 2024-05-01\nforeword: Theirs\n"


def test_undo_in_the_yaml_tab_takes_back_what_was_typed_last(open_editor: Open) -> None:
    editor = open_editor()
    _type_at_the_end(editor, "submitted: 2024-05-21\n")
    editor.page.wait_for_timeout(300)
    editor.saved()
    editor.page.keyboard.insert_text("annex: X")
    editor.press(["Control+z"])
    editor.page.wait_for_timeout(300)
    assert editor.saved() == BEGUN + "submitted: 2024-05-21\n"


def test_scripts_in_a_dataset_never_run(open_editor: Open) -> None:
    hostile = "<img src=x onerror=parent.ran=1><script>parent.ran=1;window.ran=1</script>"
    editor = open_editor(
        BEGUN.replace("Example Cities", hostile)
        .replace("Hull", hostile)
        .replace("Skills for Cities", hostile)
    )
    editor.choose_tab("Findings")
    editor.choose_tab("YAML")
    editor.choose_tab("Form")
    editor.section("activities").locator(".card-toggle").first.click()
    editor.section("about").get_by_label("Name required").fill(hostile + "!")
    editor.saved()
    assert editor.page.evaluate("window.ran") is None
    assert editor.report.locator("script").count() == 0


def _serve(path: Path, port: int = 0) -> "tuple[subprocess.Popen[str], str]":
    program = (
        "import sys; from pathlib import Path; from reportgen.cli.edit import _session;"
        " from reportgen.edit.server import Server, listen;"
        " server = Server(_session(Path(sys.argv[1]), 'lga-board', None, None), listen(int(sys.argv[2])));"
        " server.run(lambda: print(server.address, flush=True))"
    )
    command = [sys.executable, "-c", program, str(path), str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    return process, process.stdout.readline().strip()


def test_a_server_that_is_killed_loses_nothing(browser: Any, tmp_path: Path) -> None:
    (path := tmp_path / "report.yaml").write_text(BEGUN, "utf-8")
    process, address = _serve(path)
    editor = Editor(path, address, browser)
    name = editor.section("about").get_by_label("Name required")
    name.fill("Before")
    editor.saved()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    name.fill("While it was away")
    editor.page.locator(".notice-lost").wait_for()
    assert "Before" in path.read_text("utf-8")
    process, again = _serve(path, urlsplit(address).port or 0)
    try:
        editor.page.locator(".notice-refused").wait_for()
        editor.open_tab(again)  # from which the first tab learns where the new server has the page
        editor.page.locator(".notice-returned").wait_for()
        assert "While it was away" in editor.saved()
    finally:
        editor.context.close()
        process.kill()
        process.communicate()


def test_what_is_typed_into_the_yaml_waits_for_the_server(open_editor: Open) -> None:
    editor = open_editor()
    editor.choose_tab("YAML")
    editor.page.locator(".cm-content").click()
    editor.press(["Control+End"])
    editor.context.set_offline(True)
    editor.page.keyboard.insert_text("submitted: 2024-05-21\n")
    editor.page.locator(".notice-lost").wait_for()
    editor.context.set_offline(False)
    editor.page.locator(".notice-returned").wait_for()
    editor.page.wait_for_timeout(300)
    assert editor.saved() == BEGUN + "submitted: 2024-05-21\n"


def test_what_a_closed_tab_could_not_send_is_brought_back(open_editor: Open) -> None:
    editor = open_editor()
    address = editor.close_with_unsent("Typed in vain")
    editor.context.set_offline(False)
    editor.page = editor.open_tab(address)
    editor.page.locator(".notice-restored").wait_for()
    assert "Typed in vain" in editor.saved()


def test_a_server_with_another_key_is_waited_for(open_editor: Open) -> None:
    editor = open_editor()
    editor.page.route("**/api/**", lambda route: route.fulfill(status=403, json={"error": "no"}))
    editor.section("about").get_by_label("Name required").fill("Typed meanwhile")
    editor.page.locator(".notice-refused").wait_for()
    editor.page.unroute_all(behavior="wait")
    editor.page.locator(".notice-returned").wait_for()
    assert "Typed meanwhile" in editor.saved()


def test_a_conflict_on_disk_is_shown_and_settled(open_editor: Open) -> None:
    editor = open_editor()
    conflict = {
        "text_on_disk": "x",
        "diff": [{"kind": "gone", "text": "mine"}, {"kind": "come", "text": "theirs"}],
    }

    def with_conflict(route: Any) -> None:
        response = route.fetch()
        route.fulfill(response=response, json={**response.json(), "conflict": conflict})

    editor.page.route("**/api/edit", with_conflict)
    editor.section("about").get_by_label("Name required").fill("Other Cities")
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_text("theirs").wait_for()
    with editor.page.expect_request("**/api/resolve") as request:
        dialog.get_by_role("button", name="Keep mine").click()
    assert (request.value.post_data_json or {}).get("keep") == "mine"
    dialog.wait_for(state="detached")


def test_the_page_of_preview_renews_itself(browser: Any, tmp_path: Path) -> None:
    (path := tmp_path / "report.yaml").write_text(BEGUN, "utf-8")
    server = Server(path, is_preview_alone=True)
    page = browser.new_page()
    page.goto(server.address)
    group = page.frame_locator(".report-frame").locator(".group")
    group.filter(has_text="Example Cities").wait_for()
    path.write_text(BEGUN.replace("Example Cities", "Other Cities"), "utf-8")
    group.filter(has_text="Other Cities").wait_for(timeout=10_000)
    page.close()
    server.end()
