"""What the page says while one writes: which fields are shown, what is a draft, and what goes wrong around the file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.edit.browser.conftest import BEGUN
from tests.edit.browser.editors import Editor, Server

pytestmark = pytest.mark.chromium

Open = Callable[..., Editor]

_HOLD_ANSWERS = """
() => {
  const real = window.fetch;
  window.fetch = async (address, options) => {
    const answer = await real(address, options);
    if (!String(address).endsWith("api/edit")) return answer;
    const body = await answer.json();
    await new Promise((resolve) => {
      window.release = resolve;
      document.body.dataset.held = "true";
    });
    return { ok: answer.ok, status: answer.status, json: async () => body };
  };
}
"""
"""Answers to changes wait until the test lets them through."""

_PRESS_AND_ANSWER = """
() => {
  getSelection().modify("move", "backward", "word");
  delete document.body.dataset.held;
  window.release();
}
"""
"""The browser has moved the cursor, and has not yet said so when an answer comes."""


def test_a_cursor_that_moves_as_an_answer_comes_has_moved(open_editor: Open) -> None:
    editor = open_editor(BEGUN.replace("We speak for cities.", "We speak for the th cities."))
    editor.text("aims").click()
    editor.press(["Control+End", *["ArrowLeft"] * len(" cities.")])
    assert not editor.section("aims").locator(".finding").count()
    editor.page.evaluate(_HOLD_ANSWERS)
    editor.page.keyboard.type("e")
    editor.page.wait_for_selector("body[data-held]")
    editor.page.evaluate(_PRESS_AND_ANSWER)
    editor.section("aims").locator(".finding").first.wait_for()
    editor.page.keyboard.type("all of ")
    editor.page.wait_for_selector("body[data-held]")
    assert editor.text("aims").inner_text() == "We speak for the all of the cities."


def test_what_is_wrong_with_the_settings_is_said_until_it_is_mended(
    open_editor: Open, tmp_path: Path
) -> None:
    editor = open_editor()
    notice = editor.page.locator(".notices .notice", has_text="reportgen.toml")
    (settings := tmp_path / "reportgen.toml").write_text("profile = nonsense", "utf-8")
    notice.wait_for()
    editor.section("about").get_by_label("Name required").fill("Cities")
    assert "name: Cities" in editor.saved()
    settings.write_text('profile = "lga"\n', "utf-8")
    notice.wait_for(state="detached")


def test_a_field_says_that_the_layout_leaves_it_out(open_editor: Open) -> None:
    editor = open_editor(BEGUN.replace("2024", "2018"))
    unshown = editor.section("more").get_by_text("Not shown in this layout")
    unshown.first.wait_for()
    assert unshown.count() == 2  # priorities and themes
    sent = editor.section("about").get_by_label("Sent on")
    assert "for the checks alone" in str(sent.evaluate(_DESCRIPTION))
    editor.page.get_by_label("Layout").select_option("plain")
    unshown.first.wait_for(state="detached")
    assert "checks" not in str(sent.evaluate(_DESCRIPTION))


_DESCRIPTION = """
(element) => {
  const ids = (element.getAttribute("aria-describedby") ?? "").split(" ");
  return ids.map((id) => document.getElementById(id)?.textContent).join(" ");
}
"""


def test_a_report_without_errors_is_no_draft(open_editor: Open) -> None:
    editor = open_editor()
    name = editor.section("about").get_by_label("Name required")
    editor.page.get_by_text("No errors: what you make now is the report itself").wait_for()
    assert "Draft" not in editor.report.locator("body").inner_text()
    name.fill("")
    editor.page.get_by_text("A draft as long as there is an error").wait_for()
    editor.report.get_by_text("“Group: name” is missing").wait_for()


def test_the_layout_that_was_chosen_is_there_the_next_time(browser: Any, tmp_path: Path) -> None:
    (path := tmp_path / "report.yaml").write_text(BEGUN, "utf-8")
    server = Server(path)
    editor = Editor(path, server.address, browser)
    editor.page.get_by_label("Layout").select_option("annual-report")
    editor.page.wait_for_function("() => Object.values(localStorage).includes('annual-report')")
    editor.saved()
    server.end()
    again = Server(path, port=server.port)
    page = editor.open_tab(again.address)
    page.wait_for_function("() => document.querySelector('.builds select').value === 'annual-report'")
    page.wait_for_selector('.save-status[data-state="saved"]')
    editor.context.close()
    again.end()
    assert editor.faults == []
