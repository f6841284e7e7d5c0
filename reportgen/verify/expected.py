"""The text that a dataset gives by a layout, and that files made of it must therefore have."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.document import (
    Chapter,
    Document,
    Figure,
    Footnote,
    Image,
    Inline,
    Line,
    Link,
    Section,
    Text,
    chapters,
    lines_with_paths,
    walk,
)
from reportgen.layout import Layout
from reportgen.pack import build_pack
from reportgen.pipeline import Checked, compose_document
from reportgen.theme import Theme
from reportgen.verify._html.hiding import hiding_rules
from reportgen.verify.datasets import CheckedDataset
from reportgen.verify.strings import collapse_whitespace, printable
from reportgen.writers.html import full_title

_PLACEHOLDER = Image(b"", "image/png", 1, 1)
"""Stands for each picture: a dataset that is taken out of a file has none beside it."""


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """The text that a file must have: lines, alternative texts and addresses, each with its path in the dataset.

    `page_headers` are the running heads that may stand on pages, `titles` the titles that files of a format may have in their
    metadata, and `hiding` is what the layout itself hides. Notes are no `lines`, and addresses in them come last. `page_footer`
    is the wording of the running foot.
    """

    lines: tuple[Line, ...]
    alternative_texts: tuple[Line, ...] = ()
    addresses: tuple[Line, ...] = ()
    page_headers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    hiding: tuple[str, ...] = ()
    notes: tuple[Line, ...] = ()
    page_footer: str = ""


def expected_text(dataset: CheckedDataset, layout: Layout) -> ExpectedText:
    """Returns the text that a dataset without errors gives by a layout."""
    document, _ = compose_document(_with_placeholders(dataset), layout, Path())
    return ExpectedText(()) if document is None else _text_of(document, (document,), layout.theme)


def expected_text_of_pack(datasets: Sequence[CheckedDataset], layout: Path) -> ExpectedText:
    """Returns the text that datasets without errors give in a pack, by the layout in a folder.

    It leaves out cover, title and summary, which depend on the day on which the pack was made and on its options.
    """
    pack, _ = build_pack([_with_placeholders(dataset) for dataset in datasets], layout)
    if pack is None:
        return ExpectedText(())
    by_anchor = chapters(pack.document)
    sections = (
        block for block in pack.document.blocks if isinstance(block, Section) and block.anchor in by_anchor
    )
    without_cover = replace(pack.document, title="", group="", period="", blocks=tuple(sections))
    return _text_of(without_cover, (pack.document, *by_anchor.values()), pack.layout.theme)


def _with_placeholders(dataset: CheckedDataset) -> Checked:
    figures = dataset.checked.loaded.report.figures if dataset.checked.loaded else ()
    return replace(dataset.checked, images={figure.id: _PLACEHOLDER for figure in figures})


def _text_of(document: Document, headed: Iterable[Document | Chapter], theme: Theme) -> ExpectedText:
    """Returns the text of a document; `headed` are the document and the chapters that have running heads of their own."""
    all_lines = [line for line in lines_with_paths(document) if line.words.strip()]
    lines, notes = (tuple(line for line in all_lines if line.is_note == kind) for kind in (False, True))
    figures = (block for block in walk(document.blocks) if isinstance(block, Figure))
    alternative_texts = (Line(figure.alt, figure.at) for figure in figures if figure.alt.strip())
    headers = (collapse_whitespace(f"{part.group} {part.period}") for part in headed)
    titles = (document.title, full_title(document)) if document.title else ()
    return ExpectedText(
        lines,
        tuple(alternative_texts),
        tuple(_addresses((*lines, *notes))),
        tuple(headers),
        tuple(map(collapse_whitespace, titles)),
        tuple(map(printable, hiding_rules(theme.style))),
        notes,
        collapse_whitespace(document.page_of),
    )


def _addresses(lines: Iterable[Line]) -> Iterator[Line]:
    """Yields the addresses of links; consecutive links to one address count once."""
    previous = ""
    for line in lines:
        for address in _link_addresses(line.children):
            if address != previous:
                yield Line(address, line.at)
            previous = address


def _link_addresses(children: Iterable[Inline]) -> Iterator[str]:
    """Yields the addresses of links, not of references. Of a link inside a link, writers show the words alone."""
    for child in children:
        if isinstance(child, Link):
            yield from () if child.anchor else (child.url,)
        elif not isinstance(child, Text | Footnote):  # a note is a line of its own
            yield from _link_addresses(child.children)
