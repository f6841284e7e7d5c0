"""Long texts: what the buttons write, what is left alone, and what comes from Word and Excel."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.edit.browser.conftest import BEGUN
from tests.edit.browser.editors import Editor

pytestmark = pytest.mark.chromium

Open = Callable[..., Editor]

CASES = Path(__file__).parent / "cases"

TABLE = "<table><tr><th>Year</th><th>Members</th></tr><tr><td>2023</td><td>24</td></tr></table>"


def _with_aims(text: str) -> str:
    lines = "".join(f"  {line}".rstrip() + "\n" for line in text.splitlines())
    return BEGUN.replace("aims: We speak for cities.\n", f"aims: |\n{lines}")


def _text(editor: Editor) -> str:
    return str(editor.values()["aims"]).rstrip("\n")


def _select_all(editor: Editor) -> None:
    editor.text("aims").click()
    editor.press(["Control+a"])


def test_what_is_not_touched_is_not_rewritten(open_editor: Open) -> None:
    before = "First line of a paragraph\nthat runs over two, with __bold__ & R&D.\n\n* one\n* two\n\n\nLast."
    editor = open_editor(_with_aims(before))
    editor.text("aims").click()
    editor.press(["Control+End"])
    editor.page.keyboard.type(" More.")
    assert _text(editor) == before + " More."


def test_markup_that_a_text_cannot_have_stays(open_editor: Open) -> None:
    before = "Words.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<b>bold</b>\n\nLast."
    editor = open_editor(_with_aims(before))
    editor.text("aims").click()
    editor.press(["Control+End"])
    editor.page.keyboard.type(" More.")
    assert _text(editor) == before + " More."


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bold", "**We speak for cities.**"),
        ("Italic", "*We speak for cities.*"),
        ("Bulleted list", "- We speak for cities."),
        ("Numbered list", "1. We speak for cities."),
        ("Sub-heading", "### We speak for cities."),
        ("Quotation", "> We speak for cities."),
    ],
)
def test_buttons_write_markdown(open_editor: Open, name: str, expected: str) -> None:
    editor = open_editor()
    _select_all(editor)
    tool = editor.section("aims").get_by_role("toolbar").get_by_role("button", name=name)
    tool.click()
    assert _text(editor) == expected
    assert tool.get_attribute("aria-pressed") == "true"
    tool.click()
    assert _text(editor) == "We speak for cities."


def test_a_link_is_made_by_keys_alone(open_editor: Open) -> None:
    editor = open_editor()
    _select_all(editor)
    editor.press(["Control+k"])
    editor.page.get_by_label("Address of the link").fill("example.org/cities")
    editor.press(["Enter"])
    assert _text(editor) == "[We speak for cities.](https://example.org/cities)"


@pytest.mark.parametrize("words", ["not a link", "javascript:alert(1)"])
def test_what_is_no_address_is_refused_where_it_is_typed(open_editor: Open, words: str) -> None:
    editor = open_editor()
    _select_all(editor)
    editor.press(["Control+k"])
    editor.page.get_by_label("Address of the link").fill(words)
    editor.press(["Enter"])
    editor.page.get_by_role("dialog").get_by_text("no address that a link can lead to").wait_for()
    assert editor.barriers() == []
    editor.page.get_by_label("Address of the link").fill("ann@example.org")
    editor.press(["Enter"])
    assert _text(editor) == "[We speak for cities.](mailto:ann@example.org)"


def test_a_note_is_written_changed_and_taken_away(open_editor: Open) -> None:
    editor = open_editor(_with_aims("We grow^[By *half*, [they say](https://example.org).] fast."))
    editor.text("aims").click()
    editor.press(["Control+End"])
    tool = editor.section("aims").get_by_role("toolbar").get_by_role("button", name="Note", exact=True)
    tool.click()
    editor.page.get_by_label("Words of the note").fill("Since 2020] or so.")
    editor.press(["Enter"])
    kept = "We grow^[By *half*, [they say](https://example.org).] fast."
    assert _text(editor) == kept + r"^[Since 2020\] or so.]"
    tool.click()
    editor.page.get_by_role("dialog").get_by_role("button", name="Remove note").click()
    assert _text(editor) == kept
    editor.text("aims").locator(".footnote").click()
    editor.page.get_by_label("Words of the note").fill("By a third.")
    editor.press(["Enter"])
    assert _text(editor) == "We grow^[By a third.] fast."


def test_signs_that_markdown_knows_are_written_as_words(open_editor: Open) -> None:
    editor = open_editor()
    _select_all(editor)
    words = "2 * 3 <b> [x](y) 1. R&D &amp; snake_case #1"
    editor.page.keyboard.insert_text(words)
    editor.saved()
    assert editor.report.locator("[data-at=aims]").first.inner_text().strip() == words


def test_a_list_is_typed(open_editor: Open) -> None:
    editor = open_editor()
    _select_all(editor)
    editor.page.keyboard.type("For:")
    editor.press(["Enter"])
    editor.page.keyboard.type("- councils")
    editor.press(["Enter"])
    editor.page.keyboard.type("people")
    editor.press(["Enter", "Enter"])
    editor.page.keyboard.type("Done.")
    assert _text(editor) == "For:\n\n- councils\n- people\n\nDone."


@pytest.mark.parametrize("case", sorted(CASES.glob("*.html")), ids=lambda case: case.stem)
def test_words_lists_and_stress_come_from_elsewhere(open_editor: Open, case: Path) -> None:
    editor = open_editor()
    _select_all(editor)
    editor.paste(editor.text("aims"), html=case.read_text("utf-8"))
    assert _text(editor) == case.with_suffix(".md").read_text("utf-8").rstrip("\n")


def test_a_table_from_excel_is_offered_below_the_text(open_editor: Open) -> None:
    editor = open_editor()
    introduction = editor.section("membership").locator(".ProseMirror").first
    introduction.click()
    editor.paste(introduction, html=TABLE, text="Year\tMembers\n2023\t24")
    editor.page.get_by_role("button", name="Put it below the text").click()
    assert editor.values()["membership"]["table"] == {
        "columns": ["Year", "Members"],
        "rows": [["2023", "24"]],
    }


def test_where_no_table_can_stand_its_lines_do(open_editor: Open) -> None:
    editor = open_editor()
    _select_all(editor)
    editor.paste(editor.text("aims"), html=TABLE)
    assert _text(editor) == "Year, Members\n\n2023, 24"


def test_headings_from_word_are_offered_as_sections(open_editor: Open) -> None:
    editor = open_editor()
    _select_all(editor)
    editor.paste(
        editor.text("aims"),
        html="<p>Lead.</p><h1>Money</h1><p>We have some.</p><h1>People</h1><p>And them.</p>",
    )
    editor.page.get_by_role("button", name="Make sections of them").click()
    values = editor.values()
    assert values["aims"].strip() == "Lead."
    assert [(section["title"], section["text"].strip()) for section in values["sections"]] == [
        ("Money", "We have some."),
        ("People", "And them."),
    ]


def test_headings_can_stay_in_the_text(open_editor: Open) -> None:
    editor = open_editor()
    _select_all(editor)
    editor.paste(editor.text("aims"), html="<h2>Money</h2><p>We have some.</p><h3>More</h3><p>x</p>")
    editor.page.get_by_role("button", name="Keep them in the text").click()
    assert _text(editor) == "### Money\n\nWe have some.\n\n#### More\n\nx"


def test_scripts_on_the_clipboard_are_words_at_most(open_editor: Open) -> None:
    editor = open_editor()
    _select_all(editor)
    html = "<p onclick=alert(1)>Words<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
    html += " <a href='javascript:window.ran=1'>here</a></p>"
    editor.paste(editor.text("aims"), html=html)
    assert _text(editor) == "Words here"
    assert editor.page.evaluate("window.ran") is None
