"""Where a picture stands that has text at its side."""

from collections.abc import Iterable

from reportgen.document import Beside, Block, BulletList, NumberedList, Paragraph, Quotation


def beside_text(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Returns the blocks with the picture that has nothing at its side yet beside the first text among them.

    Without such text it stands by itself, where it was.
    """
    remaining = list(blocks)
    position = next((index for index, block in enumerate(remaining) if _waits_for_text(block)), None)
    if position is None:
        return tuple(remaining)
    picture = remaining.pop(position)
    assert isinstance(picture, Beside)  # noqa: S101 - it waits for text
    start = next((index for index, block in enumerate(remaining) if _is_text(block)), None)
    if start is None:
        return beside_text((*remaining[:position], picture.figure, *remaining[position:]))
    end = start
    while end < len(remaining) and _is_text(remaining[end]):
        end += 1
    beside = Beside(picture.figure, tuple(remaining[start:end]))
    return (*remaining[:start], beside, *beside_text(remaining[end:]))


def _waits_for_text(block: Block) -> bool:
    return isinstance(block, Beside) and not block.blocks


def _is_text(block: Block) -> bool:
    is_in_columns = isinstance(block, BulletList) and block.columns > 1
    return isinstance(block, Paragraph | BulletList | NumberedList | Quotation) and not is_in_columns
