"""A new officer makes a whole report on the page, from nothing to its files."""

import io
from collections.abc import Callable
from urllib.parse import urljoin

import pytest

from reportgen.cli.new import fill_template
from tests.edit.browser.editors import Editor

Open = Callable[..., Editor]

pytestmark = pytest.mark.chromium

MEMBERS = [
    "Bradford",
    "Coventry",
    "Exeter",
    "Hull",
    "Leeds",
    "Lincoln",
    "Newport",
    "Norwich",
    "Plymouth",
    "Preston",
]


def _fill_in(editor: Editor) -> None:
    about, contact, membership = (editor.section(name) for name in ("about", "contact", "membership"))
    keyboard = editor.page.keyboard
    about.get_by_label("Name required").fill("Cities: the group")
    about.get_by_label("Year of the report required").fill("2023/24")
    contact.get_by_label("Lead member", exact=True).fill("Cllr Ann Example")
    contact.get_by_label("Lead officer required").fill("Jo 'Bo' Bloggs")
    contact.get_by_label("E-mail address", exact=True).fill("jo@example.org")
    contact.get_by_label("Telephone").fill("0161 496 0000")
    editor.paste(_first_member(editor), text="\n".join(MEMBERS))
    editor.page.get_by_role("button", name="Add 10 members").click()
    membership.get_by_label("Members 10", exact=True).wait_for()
    membership.locator(".ProseMirror").first.click()
    keyboard.type("We are 10 councils.")
    editor.text("aims").click()
    keyboard.type("We speak for cities.")
    editor.press(["Enter"])
    keyboard.type("- good trains")
    editor.press(["Enter"])
    keyboard.type("clean air")
    for section, title, text in (
        ("priorities", "One voice", "We speak for all ten."),
        ("activities", "Skills: a report", "We wrote of skills # and of more."),
    ):
        _open_entry(editor, section)
        editor.section(section).get_by_label("Title").first.fill(title)
        editor.section(section).locator(".card .ProseMirror").first.click()
        keyboard.type(text)


def _first_member(editor: Editor):  # type: ignore[no-untyped-def]  # noqa: ANN202 (a locator of Playwright, which may not be here)
    membership = editor.section("membership")
    if not membership.get_by_label("Members 1", exact=True).count():
        membership.get_by_role("button", name="Add an entry").first.click()
    return membership.get_by_label("Members 1", exact=True)


def _open_entry(editor: Editor, section: str) -> None:
    cards = editor.section(section).locator(".card-toggle")
    if cards.count():
        cards.first.click()
    else:
        editor.section(section).get_by_role("button", name="Add an entry").first.click()


def test_what_is_typed_is_what_the_file_says(open_editor: Open) -> None:
    editor = open_editor(fill_template("2024", "en-GB"))
    _fill_in(editor)
    values = editor.values()
    assert values["group"] == {"name": "Cities: the group"}
    assert values["contact"]["lead_officer"] == "Jo 'Bo' Bloggs"
    assert values["membership"]["members"] == MEMBERS
    assert values["aims"].strip() == "We speak for cities.\n\n- good trains\n- clean air"
    assert values["priorities"]["entries"][0] == {
        "title": "One voice",
        "text": values["priorities"]["entries"][0]["text"],
    }
    assert values["activities"]["projects"][0]["text"].strip() == "We wrote of skills # and of more."
    assert "# of your words: en-GB or cy-GB" in editor.saved()
    editor.choose_tab("Findings")
    assert editor.page.locator(".findings-panel .is-error").count() == 0
    with editor.page.expect_response("**/api/build") as answer:
        editor.page.get_by_role("button", name="Word", exact=True).click()
    assert answer.value.json()["error"] is None
    with editor.page.expect_download() as download:
        editor.page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename.endswith(".docx")


@pytest.mark.pdf
def test_the_pdf_is_made_and_shown(open_editor: Open) -> None:
    from pypdf import PdfReader

    editor = open_editor()
    editor.section("about").get_by_label("Name required").fill("Cities: the group")
    editor.page.get_by_role("button", name="PDF", exact=True).click()
    link = editor.page.get_by_role("link", name="Download")
    link.wait_for(timeout=60_000)
    assert editor.page.locator(".pdf-frame").is_visible()
    address = urljoin(editor.page.url, str(link.get_attribute("href")))
    content = editor.context.request.get(address).body()
    assert "Cities: the group" in PdfReader(io.BytesIO(content)).pages[0].extract_text()
    editor.page.get_by_role("button", name="Back to the report").click()
    assert editor.page.locator(".report-frame").is_visible()
