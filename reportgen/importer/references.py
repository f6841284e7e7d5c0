"""Links from one place of a file to a heading of it, as references of the dataset."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reportgen.document import heading_key, heading_slug
from reportgen.importer.blocks import Block, Line, lines_of
from reportgen.importer.words import FormWords
from reportgen.word import Run


def with_references(blocks: tuple[Block, ...], words: FormWords) -> Iterator[Block]:
    """Yields blocks whose references name parts of the form by their keys, and other headings by their words.

    One to anything else is no link any more.
    """
    headings = {
        heading_key(line.text): f"#{heading_slug(words.part(line.text) or line.text)}"
        for line in lines_of(blocks)
        if line.kind == "heading"
    }
    for block in blocks:
        if isinstance(block, Line):
            yield replace(block, runs=tuple(_referring(block.runs, headings)))
        else:
            rows = (
                tuple(
                    tuple(replace(line, runs=tuple(_referring(line.runs, headings))) for line in cell)
                    for cell in row
                )
                for row in block.rows
            )
            yield replace(block, rows=tuple(rows))


def _referring(runs: Iterable[Run], headings: Mapping[str, str]) -> Iterator[Run]:
    for run in runs:
        url = headings.get(heading_key(run.url), "") if run.url.startswith("#") else run.url
        yield replace(run, url=url, note=tuple(_referring(run.note, headings)))
