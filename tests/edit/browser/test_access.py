"""The page is for everybody: axe finds nothing, a keyboard is enough, and a Welsh dataset has a Welsh page."""

from collections.abc import Callable

import pytest

from tests.edit.browser.conftest import BEGUN, KEY_CITIES
from tests.edit.browser.editors import Editor

pytestmark = pytest.mark.chromium

Open = Callable[..., Editor]


@pytest.mark.parametrize("width", [1440, 375])
def test_axe_finds_nothing(open_editor: Open, width: int) -> None:
    editor = open_editor(BEGUN.replace("contact:\n", "contact:\n  telephone: '01614960000'\n"), width=width)
    for section in ("membership", "priorities", "activities", "figures"):
        editor.section(section).get_by_role("button", name="Add an entry").first.click()
    editor.section("membership").get_by_role("button", name="Add table").click()
    editor.section("membership").locator("summary").first.click()
    assert editor.barriers() == []
    for tab in ("YAML", "Findings", *(["Report"] if width < 900 else [])):
        editor.choose_tab(tab)
        assert editor.barriers() == []
    if width < 900:
        assert editor.page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_cut_off_at_twice_the_size(open_editor: Open) -> None:
    editor = open_editor(KEY_CITIES.read_text("utf-8"), width=720)
    wide = """() => [...document.querySelectorAll(".form *")].filter((element) =>
      !element.closest(".sr, .grid-scroll") && element.getBoundingClientRect().right > innerWidth + 1).length"""
    assert editor.page.evaluate(wide) == 0


def test_a_keyboard_is_enough(open_editor: Open) -> None:
    editor = open_editor()
    keyboard = editor.page.keyboard
    editor.press(["Tab", "Enter"])  # the link that skips to the form
    assert editor.page.evaluate("document.activeElement.id") == "section-about"
    editor.section("membership").get_by_label("Members 1", exact=True).focus()
    editor.press(["Alt+ArrowDown"])
    assert editor.values()["membership"]["members"] == ["Hull", "Bradford", "Leeds"]
    assert editor.page.evaluate("document.activeElement.value") == "Bradford"
    editor.press(["Enter"])
    keyboard.type("Luton")
    assert editor.values()["membership"]["members"] == ["Hull", "Bradford", "Luton", "Leeds"]
    editor.press(["Escape"] + ["Backspace"] * 6)
    assert editor.values()["membership"]["members"] == ["Hull", "Bradford", "Leeds"]
    editor.text("aims").focus()
    editor.press(["Control+End", "Enter"])
    keyboard.type("And for towns.")
    assert editor.values()["aims"].strip() == "We speak for cities.\n\nAnd for towns."
    before = editor.page.evaluate("document.activeElement.id")
    editor.press(["Tab"])
    assert editor.page.evaluate("document.activeElement.id") != before
    editor.page.get_by_role("tab", name="Form").focus()
    editor.press(["ArrowRight"])
    assert editor.page.evaluate("document.activeElement.textContent") == "YAML"


def test_a_finding_leads_to_its_field_and_is_repaired(open_editor: Open) -> None:
    editor = open_editor(BEGUN.replace("contact:\n", "contact:\n  telephone: '01614960000'\n"))
    assert editor.page.title().startswith("(")
    editor.choose_tab("Findings")
    panel = editor.page.locator(".findings-panel")
    panel.get_by_role("button", name="Contact, telephone").first.click()
    assert editor.page.evaluate("document.activeElement.value") == "01614960000"
    described = editor.page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-describedby').split(' ').at(-1)).innerText"
    )
    assert "telephone numbers" in described
    editor.section("contact").get_by_role("button", name="Repair").first.click()
    dialog = editor.page.get_by_role("dialog")
    if dialog.count():
        dialog.get_by_role("button", name="Apply").click()
    editor.section("contact").locator(".field", has=editor.page.get_by_label("Telephone")).locator(
        ".finding"
    ).wait_for(state="detached")
    assert "0161 496 0000" in editor.saved()


def test_the_report_leads_to_the_form_and_back(open_editor: Open) -> None:
    editor = open_editor()
    editor.report.locator('[data-at="membership.members.1"]').click()
    assert editor.page.evaluate("document.activeElement.value") == "Hull"
    editor.section("contact").get_by_label("Lead officer required").focus()
    marked = editor.report.locator("[data-reportgen-here]")
    assert marked.get_attribute("data-at") == "contact.lead_officer"


def test_a_welsh_dataset_has_a_welsh_page(open_editor: Open) -> None:
    editor = open_editor(BEGUN.replace("group:", "language: cy-GB\ngroup:"))
    assert editor.page.evaluate("document.documentElement.lang") == "cy"
    assert editor.page.get_by_role("tab", name="Ffurflen").is_visible()
    assert editor.page.get_by_role("button", name="Dadwneud").is_visible()
