"""Makes the outline of a report out of the lines of a file: which lines are headings, and what stands before the report."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.form.prompts import all_prompts
from reportgen.importer.blocks import Block, Grid, LeftOut, Line, PictureBlock, cell_text, plain_line
from reportgen.importer.captions import with_captions
from reportgen.importer.charts import with_charts
from reportgen.importer.dates import period_of
from reportgen.importer.words import LEVELS, FormWords, key
from reportgen.startup.patterns import lazy_pattern

_TYPED_BULLET = lazy_pattern(r"(?:[•·▪◦‣●§]|[-–—*](?=\s))\s*(?=\S)")
_TYPED_NUMBER = lazy_pattern(r"(?P<number>\d{1,2})[.)](?:\t|[ \u00a0]{2,})\s*(?=\S)")
_ENDS_SENTENCE = lazy_pattern(r"[.:;?!,]$")
_LONGEST_HEADING = 140
_PAGE_NUMBER = lazy_pattern(r"[\s.…]*\d{1,3}$")
_ANNUAL_REPORT = lazy_pattern(r"\bannual report\b|\badroddiad blynyddol\b", re.IGNORECASE)
_LONGEST_PERIOD = 40
_FEW = 2
"""With fewer headings than these, a file marks its headings by their look alone."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of a report below its title, with all headings marked, and what was left out on the way."""

    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...]
    title: str = ""
    understood: tuple[str, ...] = ()


def make_outline(blocks: Iterable[Block], words: FormWords) -> Outline:
    """Returns the outline of a file."""
    understood: list[str] = []
    left_out: list[LeftOut] = []
    captioned = with_captions(_without_prompts(blocks, understood), left_out)
    lines = list(_spread_tables(with_charts(captioned, understood), words, understood))
    title = _find_title(lines, words)
    name = ""
    if title is not None:
        left_out += (
            LeftOut(_what_before_title(block), text_of_block(block), block.number) for block in lines[:title]
        )
        name = text_of_block(lines[title])
        following = lines[title + 1] if title + 1 < len(lines) else None
        whole = f"{name} {following.text}" if isinstance(following, Line) else ""
        if words.is_whole_title(whole):  # broken over two lines
            name = whole
            title += 1
        lines = lines[title + 1 :]
    marked = list(_mark_headings(lines, words))
    kept = list(_without_contents(marked, words, left_out))
    if title is not None:
        kept[:2] = _title_block(kept[:2], words)
    return Outline(tuple(kept), tuple(left_out), name, tuple(understood))


def _find_title(blocks: list[Block], words: FormWords) -> int | None:
    """Returns the index of the title of the report, which stands before most of the parts that the form knows."""
    known = [isinstance(block, Line) and words.part(block.text) != "" for block in blocks]
    for index, block in enumerate(blocks):
        if isinstance(block, Line) and (block.kind == "title" or words.is_title(block.text)):
            return index if sum(known[:index]) <= sum(known[index:]) else None
    title = _title_by_its_words(blocks, words)
    return _heading_over_all(blocks, words) if title is None else title


def _without_prompts(blocks: Iterable[Block], understood: list[str]) -> Iterator[Block]:
    """Yields blocks without what the Word form says where nobody has typed; programs that lose its controls keep their words."""
    prompts = all_prompts()

    def is_prompt(line: Line) -> bool:
        text = " ".join(line.text.split())
        if text in prompts:
            understood.append(text)
        return text in prompts

    for block in blocks:
        if isinstance(block, Grid):
            rows = (
                tuple(tuple(line for line in cell if not is_prompt(line)) for cell in row)
                for row in block.rows
            )
            yield replace(block, rows=tuple(rows))
        elif not is_prompt(block):
            yield block


def _title_block(blocks: list[Block], words: FormWords) -> list[Block]:
    """Returns the two blocks below the title, the first as the group's name where it looks like a heading over nothing."""
    match blocks:
        case [Line(kind="heading") as name, Line() as below] if not words.part(name.text):
            if below.kind == "heading":
                return [replace(name, kind="group"), below]
            if below.kind == "period" or (len(below.text) <= _LONGEST_PERIOD and period_of(below.text)):
                return [replace(name, kind="group"), replace(below, kind="period")]
    return blocks


def _what_before_title(block: Block) -> str:
    noun = "picture" if isinstance(block, PictureBlock) else "words"
    return f"{noun} before the report's title"


def text_of_block(block: Block) -> str:
    """Returns the words of a block on one line."""
    if isinstance(block, Line):
        return block.text
    if isinstance(block, PictureBlock):
        return " ".join(filter(None, (block.alt, block.caption, block.credit)))
    return " ".join(cell_text(cell) for row in block.rows for cell in row if cell)


def _title_by_its_words(blocks: list[Block], words: FormWords) -> int | None:
    """Returns the index of the first short line that speaks of an annual report, above all that the form knows.

    A line above it that looks like a heading is the group's name, and changes places with it.
    """
    for index, block in enumerate(blocks):
        if not isinstance(block, Line) or words.part(block.text) or words.field(block.text.partition(":")[0]):
            return None
        if len(block.text) <= _LONGEST_HEADING and _ANNUAL_REPORT.search(block.text):
            above = blocks[index - 1] if index else None
            if isinstance(above, Line) and (above.kind in {"heading", "group"} or above.is_bold()):
                blocks[index - 1 : index + 1] = [block, replace(above, kind="group")]
                return index - 1
            return index
    return None


def _heading_over_all(blocks: list[Block], words: FormWords) -> int | None:
    """Returns the index of the first heading where it is the only one of its level, and none of the form's."""
    headings = [
        (index, block)
        for index, block in enumerate(blocks)
        if isinstance(block, Line) and block.kind == "heading"
    ]
    if len(headings) < _FEW or words.part(headings[0][1].text):
        return None
    index, first = headings[0]
    return index if all(heading.level > first.level for _, heading in headings[1:]) else None


def _spread_tables(blocks: Iterable[Block], words: FormWords, understood: list[str]) -> Iterator[Block]:
    """Yields blocks with the tables that only arrange words taken apart: forms with labels beside answers, and frames."""
    for block in blocks:
        if isinstance(block, Line):
            yield from _unbulleted(block, understood)
            continue
        if isinstance(block, PictureBlock):
            yield block
            continue
        rows = [tuple(cell for cell in row) for row in block.rows]
        is_frame = max(map(len, rows), default=0) == 1 and not (block.caption or block.note)
        if is_frame:
            yield from (line for row in rows for cell in row for line in cell)
        elif not block.caption and _is_form(rows, words):
            for label, answer in rows:
                if words.field(cell_text(label)) and not answer:
                    understood.append(cell_text(label))
                yield from _answered(cell_text(label), list(answer), block.number, words, understood)
            if block.note:
                yield replace(block.note, kind="paragraph", level=0)
        else:
            yield block


def _unbulleted(line: Line, understood: list[str]) -> Iterator[Line]:
    """Yields a line as an item of a list where a bullet or a number was typed in front of it."""
    is_paragraph = line.kind == "paragraph"
    bullet = _TYPED_BULLET.match(line.text) if is_paragraph else None
    number = _TYPED_NUMBER.match(line.text) if is_paragraph and not line.is_bold() else None
    if bullet and line.text[bullet.end() :].strip():
        yield replace(line.cut(bullet.end()), kind="item", level=0)
    elif number:
        understood.append(number["number"])
        yield replace(line.cut(number.end()), kind="numbered", level=0, start=int(number["number"]))
    elif line.text.strip():
        yield line


def _is_form(rows: list[tuple[tuple[Line, ...], ...]], words: FormWords) -> bool:
    """Tells whether a table has labels or headings of the form in its first column: in half of its rows, and in several."""
    if any(len(row) != 2 for row in rows):
        return False
    known = sum(1 for label, _ in rows if words.field(cell_text(label)) or words.part(cell_text(label)))
    return known * 2 >= len(rows) and known >= min(len(rows), _FEW)


def _answered(
    label: str, answers: list[Line], number: int, words: FormWords, understood: list[str]
) -> Iterator[Line]:
    """Yields the lines of a row: a heading with what stands under it, or a label with what stands behind it."""
    if words.part(label) and not words.field(label):
        yield plain_line("heading", label, LEVELS.get(words.part(label), 1), number)
        for line in answers:
            yield from _unbulleted(line, understood)
    elif answers:
        text = f"{label.rstrip(': ')}: "
        first, *rest = answers
        yield Line("paragraph", (*plain_line("paragraph", text).runs, *first.runs), number=first.number)
        yield from (replace(line, kind="continuation", level=0) for line in rest)
    elif label and not words.field(label):
        yield plain_line("paragraph", label, 0, number)


def _mark_headings(blocks: list[Block], words: FormWords) -> Iterator[Block]:
    """Yields blocks with every heading marked: those that have a heading's style, look like one or say the form's words."""
    has_styles = sum(1 for block in blocks if isinstance(block, Line) and block.kind == "heading") > _FEW
    levels = (block.level for block in blocks if isinstance(block, Line) and block.kind == "heading")
    base = min(filter(None, levels), default=1)
    for index, block in enumerate(blocks):
        if isinstance(block, Grid):
            yield block
        elif block.kind == "title":
            yield replace(block, kind="heading", level=1)
        elif block.kind == "heading":
            part = words.part(block.text)
            level = max(block.level - base + 1, 1)
            yield replace(block, level=level if has_styles or not part else LEVELS.get(part, 1))
        elif block.kind in {"paragraph", "numbered"}:
            is_last = index + 1 == len(blocks)
            yield from _marked(block, words, has_styles=has_styles, is_last=is_last)
        else:
            yield block


def _marked(line: Line, words: FormWords, *, has_styles: bool, is_last: bool) -> Iterator[Line]:
    """Yields a paragraph, as a heading where it is one, and divided where it begins with one, as `Aims: To speak` does."""
    label, colon, rest = line.text.partition(":")
    part = words.part(label) if len(label) <= _LONGEST_HEADING else ""
    head = line.cut(0, len(label))
    counts = bool(part) and (head.is_bold() or not has_styles)
    if counts and not colon:
        yield replace(line, kind="heading", level=LEVELS.get(part, 1))
    elif counts and part not in LEVELS and not words.field(label):
        yield replace(head, kind="heading", level=1)
        yield from [line.cut(len(label) + 1)] if rest.strip() else []
    elif not has_styles and line.kind == "paragraph" and not is_last and _looks_like_heading(line):
        yield replace(line, kind="heading", level=3)
    else:
        yield line


def _looks_like_heading(line: Line) -> bool:
    """Tells whether a paragraph is bold and short, as a heading without a style is."""
    return len(line.text) <= _LONGEST_HEADING and not _ENDS_SENTENCE.search(line.text) and line.is_bold()


def _without_contents(blocks: list[Block], words: FormWords, left_out: list[LeftOut]) -> Iterator[Block]:
    """Yields blocks without a list of contents: its heading, and the lines below it that come again."""
    entries: list[str] = []
    start = next((index for index, block in enumerate(blocks) if _is_contents(block, words)), len(blocks))
    yield from blocks[:start]
    end = start
    while end < len(blocks):
        block = blocks[end]
        if not isinstance(block, Line) or not (end == start or _is_entry(block, blocks[end + 1 :])):
            break
        entries.append(block.text)
        end += 1
    if entries:
        left_out.append(LeftOut("list of contents", " ".join(entries), blocks[start].number))
    yield from blocks[end:]


def _is_contents(block: Block, words: FormWords) -> bool:
    return isinstance(block, Line) and words.part(block.text) == "contents"


def _is_entry(line: Line, later: Sequence[Block]) -> bool:
    """Tells whether a line below `Contents` is an entry: it comes again, or is a piece of a heading in a PDF."""
    bare = key(_PAGE_NUMBER.sub("", line.text))
    lines = [block for block in later if isinstance(block, Line)]
    if any(len(other.text) <= _LONGEST_HEADING and key(other.text) == bare for other in lines):
        return True
    words = {word for word in bare.split() if not word.isdecimal()}
    return line.kind != "heading" and words <= {
        word for other in lines if other.kind == "heading" for word in key(other.text).split()
    }
