"""Documents for tests: from datasets by a layout, and from Hypothesis."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path

from hypothesis import strategies as st

from reportgen.document import (
    PACK_SECTION_LEVELS,
    SECTION_LEVELS,
    Beside,
    Block,
    BulletList,
    Cell,
    Chapter,
    Column,
    Contents,
    Cover,
    Document,
    Emphasis,
    Field,
    Fields,
    Figure,
    Footnote,
    Highlight,
    Inline,
    Item,
    LanguageRun,
    Link,
    NumberedList,
    PageBreak,
    Panel,
    Panels,
    Paragraph,
    Quotation,
    Section,
    Strong,
    Table,
    Text,
    map_references,
    note_lines,
    outline,
)
from reportgen.layout import Layout, find_layout, load_layout
from reportgen.pipeline import check
from reportgen.pipeline.building import _compose
from tests.cases import TESTS
from tests.writers.sample import CHART, RULE

SEED = TESTS.parent / "data" / "key-cities" / "2023-24.yaml"
EVERYTHING = TESTS / "valid" / "everything.yaml"
WELSH = TESTS / "valid" / "welsh.yaml"


@cache
def composed(dataset: Path, layout: str = "lga-board", form: str = "") -> tuple[Document, Layout]:
    """Returns the document of a dataset by a layout, in the dataset's own edition of the form or another."""
    checked = check(dataset)
    assert checked.loaded is not None
    loaded_layout = load_layout(find_layout(layout), form or checked.loaded.report.form)
    return _compose(checked, loaded_layout)[0], loaded_layout


_LETTERS = "abcdefghij KLMNOP ŵŷâ £ &<>\"' ’–… 0123 .,:;()[]{}*_#%/\\-"
"""Letters that the fonts have, with the characters that HTML, XML, CSS and Markdown treat specially."""

words = st.text(_LETTERS, max_size=24).map(lambda text: " ".join(text.split())).filter(bool)
"""Words as a dataset has them: single-spaced, and not empty."""


def _spaced(children: list[Inline]) -> tuple[Inline, ...]:
    """Returns inlines with a space between them, as in a sentence; two links never touch."""
    spaced: list[Inline] = []
    for child in children:
        spaced += [Text(" "), child] if spaced else [child]
    return tuple(spaced)


_texts: st.SearchStrategy[Inline] = words.map(Text)
_children = st.lists(_texts, min_size=1, max_size=2).map(_spaced)
_emphasis = _children.map(Emphasis) | _children.map(Strong) | _children.map(lambda c: Strong((Emphasis(c),)))
_links = st.builds(
    Link,
    _children,
    st.sampled_from(
        ["https://example.org/?a=1&b=2", "http://example.org/a(b)", "mailto:a@example.org", "#s1", "#s3"]
    ),
)
_highlights = _children.map(Highlight)
_language_runs = _children.map(lambda children: LanguageRun(children, "cy-GB"))
_notes = (
    st.lists(_texts | _emphasis | _links | _language_runs, min_size=1, max_size=2).map(_spaced).map(Footnote)
)
_words_in_a_row = st.lists(_texts | _emphasis | _links | _language_runs | _highlights, min_size=1, max_size=3)
inlines = st.builds(
    lambda children, notes, behind: (*_spaced(children), *notes, *behind),
    _words_in_a_row,
    st.just(()) | st.just(()) | st.lists(_notes, min_size=1, max_size=2).map(tuple),
    st.just(()) | _texts.map(lambda text: (text,)),
)
paragraphs = inlines.map(Paragraph)


_IN_ITEMS = (
    Table((Column("Year"),), ((Cell((Text("2023"),)),),), "Years", note=(Text("A note"),)),
    Figure(CHART, "A chart", "In a list", credit="Somebody", share=0.5),
)


def _items(depth: int) -> st.SearchStrategy[tuple[Item, ...]]:
    inner = st.just(()) if depth == 0 else st.just(()) | _lists(depth - 1).map(lambda block: (block,))
    first = st.lists(paragraphs, min_size=1, max_size=2).map(tuple)
    inner |= st.sampled_from([(block,) for block in _IN_ITEMS])
    item = st.tuples(first, inner).map(lambda pair: Item((*pair[0], *pair[1])))
    return st.lists(item, min_size=1, max_size=3).map(tuple)


def _lists(depth: int) -> st.SearchStrategy[Block]:
    return st.builds(NumberedList, _items(depth), st.integers(1, 12)) | _items(depth).map(BulletList)


_columns = st.builds(
    BulletList,
    st.lists(paragraphs.map(lambda p: Item((p,))), min_size=1, max_size=9).map(tuple),
    st.integers(1, 4),
)
_fields = st.lists(st.builds(Field, words, paragraphs.map(lambda p: (p,))), min_size=1, max_size=3).map(
    lambda fields: Fields(tuple(fields))
)
_cells = (st.just(()) | _words_in_a_row.map(_spaced)).map(Cell)
"""Cells of tables, which have no notes."""


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    columns = tuple(Column(draw(words), draw(st.sampled_from(["left", "right"]))) for _ in range(width))
    rows = draw(st.lists(st.tuples(*[_cells] * width), min_size=1, max_size=3))
    caption, note = draw(st.just("") | words), draw(st.just(()) | inlines)
    return Table(columns, tuple(rows), caption, note=note)


_figures = st.builds(
    Figure,
    st.just(CHART),
    words,
    st.just("") | words,
    credit=st.just("") | words,
    share=st.sampled_from([0, 0.33, 0.5, 1]),
    narrow_image=st.sampled_from([None, CHART]),
) | st.just(Figure(RULE, ""))
_quotations = st.builds(
    Quotation, st.lists(paragraphs | _lists(0), min_size=1, max_size=2).map(tuple), st.just(()) | inlines
)
_besides = st.builds(
    Beside,
    st.builds(Figure, st.just(CHART), words, st.just("") | words, share=st.sampled_from([0.33, 0.5])),
    st.lists(paragraphs | _lists(1) | _quotations, min_size=1, max_size=3).map(tuple),
)
_panels = st.builds(
    Panels,
    st.lists(
        st.builds(
            Panel,
            inlines,
            st.just(()) | inlines,
            st.lists(paragraphs | _lists(0) | _quotations, max_size=2).map(tuple),
        ),
        min_size=1,
        max_size=5,
    ).map(tuple),
    st.sampled_from(["figures", "cards", "timeline", "callout"]),
    st.integers(1, 4),
)
_leaves: st.SearchStrategy[Block] = (
    paragraphs
    | _lists(2)
    | _quotations
    | _besides
    | _columns
    | _fields
    | _tables()
    | _figures
    | _panels
    | st.just(PageBreak())
)


def _sections(level: int, deepest: int = SECTION_LEVELS) -> st.SearchStrategy[Block]:
    inner = _leaves if level == deepest else _leaves | _sections(level + 1, deepest)
    return st.builds(Section, words, st.lists(inner, min_size=1, max_size=3).map(tuple), st.just(""))


_heads = st.builds(Chapter, st.just("") | words, words, words, st.sampled_from(["en-GB", "cy-GB"]))
_chapters = st.builds(
    Section,
    words,
    st.lists(_leaves | _sections(2, PACK_SECTION_LEVELS), max_size=2).map(tuple),
    st.just(""),
    st.none(),
    _heads,
)


def _anchored(blocks: tuple[Block, ...], numbers: Iterator[int]) -> tuple[Block, ...]:
    return tuple(
        replace(block, anchor=f"s{next(numbers)}", blocks=_anchored(block.blocks, numbers))
        if isinstance(block, Section)
        else block
        for block in blocks
    )


def _without_notes(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Returns the blocks that have no notes: a pack has none outside its chapters, where it says only what it says itself."""
    return tuple(
        block
        for block in blocks
        if not any(note_lines(Document("", "", "", "en-GB", "", (block,), "", "")).values())
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Makes any document that a layout could compose, or a pack of several."""
    blocks = tuple(draw(st.lists(_leaves | _sections(1), max_size=4)))
    chapters = tuple(draw(st.just([]) | st.lists(_chapters, max_size=2)))
    blocks = (*(_without_notes(blocks) if chapters else blocks), *chapters)
    cover = draw(st.sampled_from([(), (Cover(),), (Cover(Figure(CHART, "A chart", "On the cover")),)]))
    head = draw(st.sampled_from([(), (Contents("Contents", 1),), (Contents("Contents", 4),)]))
    title, group, period = draw(words), draw(words), draw(words)
    anchored = _anchored((*cover, *head, *blocks), count(1))
    anchors = {heading.anchor for heading in outline(anchored)}
    return Document(
        title, group, period, draw(st.sampled_from(["en-GB", "cy-GB"])), "Page {page} of {pages}",
        map_references(anchored, lambda anchor: anchor if anchor in anchors else ""), draw(words), "2024-03-31",
    )  # fmt: skip
