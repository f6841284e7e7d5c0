"""Takes out of what was read the characters that no dataset may hold, and the marks that Word puts into words."""

from dataclasses import replace

from reportgen.importer.blocks import Block, Grid, LeftOut, Line, PictureBlock, Reading
from reportgen.source.characters import mask, without_word_marks
from reportgen.word import Run

_SPACES = str.maketrans(dict.fromkeys("\n\r\u00a0\u202f", " "))
"""Line breaks, and the no-break spaces that composing puts where they belong."""


def clean(reading: Reading) -> Reading:
    """Returns what was read with spaces for characters that cannot be printed, and letters for those that are joined into one."""
    left_out = tuple(LeftOut(item.what, _clean_text(item.text), item.number) for item in reading.left_out)
    return replace(
        reading, blocks=tuple(map(_clean_block, reading.blocks)), left_out=left_out, text=mask(reading.text)
    )


def _clean_block(block: Block) -> Block:
    if isinstance(block, PictureBlock):
        alt, caption = _clean_text(block.alt), _clean_text(block.caption)
        return replace(block, alt=alt, caption=caption, credit=_clean_text(block.credit))
    if isinstance(block, Grid):
        rows = tuple(tuple(tuple(map(_clean_line, cell)) for cell in row) for row in block.rows)
        return replace(block, rows=rows, caption=_clean_text(block.caption))
    return _clean_line(block)


def _clean_line(line: Line) -> Line:
    return replace(line, runs=_clean_runs(line.runs))


def _clean_runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(
        replace(run, note=_clean_runs(run.note)) if run.note else replace(run, text=_clean_text(run.text))
        for run in runs
    )


def _clean_text(text: str) -> str:
    return mask(without_word_marks(text)).translate(_SPACES)
