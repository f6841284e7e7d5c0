"""Reads what a group's own report shows beside the form: the year in figures, quotations, finances."""

from collections.abc import Sequence
from dataclasses import replace

from reportgen.importer.blocks import Block, Grid, Line, PictureBlock
from reportgen.importer.draft import Draft
from reportgen.importer.parts.sections import add_section, takes_grid
from reportgen.startup.patterns import lazy_pattern

_FIGURE = lazy_pattern(
    r"(?P<value>\S*\d\S*) (?P<label>[^,(]+?)(?:, (?P<change>[^(]+?))?"
    r"(?: \((?P<words>the year before|y flwyddyn cynt), (?P<last>[^)]+)\))?"
)
_FIELDS = ("title", "text")
_DASHES = "—–- "


def read_finances(draft: Draft, blocks: Sequence[Block]) -> None:
    """Reads the finances: a text, a table and a picture; further tables become sections."""
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, PictureBlock):
            draft.show(draft.mapping("finances"), block)
        elif not isinstance(block, Grid):
            lines.append(block)
        elif not takes_grid(draft, draft.mapping("finances"), block, _FIELDS):
            add_section(draft, block.caption or draft.heading, [block])
    shown = draft.values.pop("finances", {})
    draft.add_text(lines, "finances", "text")
    if shown:
        draft.mapping("finances").update(shown)


def read_quotations(draft: Draft, blocks: Sequence[Block]) -> None:
    """Reads quotations, each of which ends with whose words it is; tables become sections."""
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, PictureBlock):
            draft.keep_picture(block)
        elif isinstance(block, Grid):
            add_section(draft, block.caption or draft.heading, [block])
        elif block.kind == "attribution":
            author = " ".join(block.text.split()).strip(_DASHES)
            _add_quotation(draft, lines, author)
            lines = []
        else:
            lines.append(_bare(block))
    _add_quotation(draft, lines, "")


def _bare(line: Line) -> Line:
    """Returns a line without the mark of a quotation, which the key says."""
    return replace(line, kind="paragraph", level=0) if line.kind == "quotation" else line


def _add_quotation(draft: Draft, lines: Sequence[Line], author: str) -> None:
    text = draft.text(lines)
    if text or author:
        entry = {"text": text, **({"author": author} if author else {})}
        draft.entries("quotations").append(entry)


def read_key_figures(draft: Draft, blocks: Sequence[Block]) -> None:
    """Reads the year in figures, one on each line; where a line is none, all of them are a section."""
    matches = [_FIGURE.fullmatch(" ".join(block.text.split())) for block in blocks if isinstance(block, Line)]
    if len(matches) != len(blocks) or not all(matches):
        add_section(draft, draft.heading, blocks)
        return
    for match in filter(None, matches):
        figure = {name: match[name] for name in ("value", "label", "last", "change") if match[name]}
        draft.entries("key_figures").append(figure)
        draft.understand(match["words"] or "")
