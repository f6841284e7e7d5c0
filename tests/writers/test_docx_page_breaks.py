"""Where pages break in the Word file: what stands together stays on one page."""

from dataclasses import replace

import pytest

from reportgen import document as tree
from tests.writers import sample, word
from tests.writers.word import W
from tests.writers.word_files import of

SECTIONS = [tree.Section(f"S{n}", (sample.text("x"),), f"s{n}") for n in range(14)]


@pytest.mark.parametrize(
    ("figure", "begins_page"),
    [
        (None, False),
        (tree.Figure(replace(sample.CHART, width=600, height=400), "A harbour", share=1), True),
        (tree.Figure(sample.WIDE, "A quay", share=0.5), False),
    ],
)
def test_contents_begin_a_page_where_a_picture_leaves_them_no_room(
    figure: tree.Figure | None, *, begins_page: bool
) -> None:
    above = (figure,) if figure else ()
    content = of(*above, tree.Contents("Contents"), *SECTIONS)
    (title,) = (p for p in word.paragraphs(content) if word.style_id(p) == "ContentsHeading")
    assert (title.find(f"{W}pPr/{W}pageBreakBefore") is not None) == begins_page


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (("A long talk.", "Speakers: A", "Partners: B"), [True, True, False]),
        (("A long talk. " * 40, "Speakers: A"), [False, False]),
        (("A", "B", "C", "D", "E"), [False, False, False, True, False]),
        (("A long talk. " * 10, "And more of it. " * 10), [False, False]),
    ],
)
def test_short_lines_that_end_an_entry_stay_with_it(words: tuple[str, ...], kept: list[bool]) -> None:
    content = of(tree.BulletList((sample.item(*words),)))
    entries = [p for p in word.paragraphs(content) if word.style_id(p).startswith("List")]
    assert [p.find(f"{W}pPr/{W}keepNext") is not None for p in entries] == kept


@pytest.mark.parametrize("kind", [tree.BulletList, tree.NumberedList])
def test_no_short_entry_begins_or_ends_a_list_alone(kind: type[tree.BulletList | tree.NumberedList]) -> None:
    long = sample.item("It goes on and on. " * 30)
    for items, kept in (
        ((sample.item("A"),), [False]),
        (tuple(map(sample.item, "ABCDE")), [True, False, False, True, False]),
        ((long, long, long), [False, False, False]),
    ):
        content = of(kind(items))
        entries = [p for p in word.paragraphs(content) if word.style_id(p).startswith("List")]
        assert [p.find(f"{W}pPr/{W}keepNext") is not None for p in entries] == kept
