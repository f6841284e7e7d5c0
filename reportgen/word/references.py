"""Links to headings of the same file, which a Word file makes by bookmarks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reportgen.document import heading_slug
from reportgen.word.inlines import merge_runs
from reportgen.word.model import Run, WordBlock, WordParagraph, WordTable, paragraphs_of


def with_references(blocks: tuple[WordBlock, ...]) -> tuple[WordBlock, ...]:
    """Returns blocks in which a link to the bookmark of a heading leads to `#` and the slug of the heading.

    Links to other places of the file, and those of a list of contents, are their words alone.
    """
    if not any(run.url.startswith("#") for paragraph in paragraphs_of(blocks) for run in paragraph.runs):
        return blocks
    headings = {
        name: heading_slug(paragraph.text)
        for paragraph in paragraphs_of(blocks)
        if paragraph.kind == "heading"
        for name in paragraph.bookmarks
    }
    return tuple(_resolved(blocks, headings))


def _resolved(blocks: Iterable[WordBlock], headings: Mapping[str, str]) -> Iterator[WordBlock]:
    for block in blocks:
        match block:
            case WordParagraph():
                targets = {} if block.kind == "contents" else headings
                yield replace(block, runs=merge_runs(_led(run, targets) for run in block.runs))
            case WordTable():
                yield WordTable(
                    tuple(tuple(tuple(_resolved(cell, headings)) for cell in row) for row in block.rows)
                )


def _led(run: Run, headings: Mapping[str, str]) -> Run:
    if not run.url.startswith("#"):
        return run
    slug = headings.get(run.url[1:], "")
    return replace(run, url=f"#{slug}" if slug else "")
