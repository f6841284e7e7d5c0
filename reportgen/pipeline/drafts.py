"""Drafts: the document of an unfinished dataset, with a mark at the place of each error."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from reportgen.document import Block, Document, Highlight, Paragraph, Section, Text, block_paths, map_words
from reportgen.findings import At, Finding, Severity
from reportgen.theme import Font, missing_glyph_pattern

_WATERMARKS = {"en-GB": "Draft", "cy-GB": "Drafft"}
_NOTICES = {
    "en-GB": (
        "Draft; no errors were found, and the report itself can be built",
        "Draft with 1 error",
        "Draft with {} errors",
    ),
    "cy-GB": (
        "Drafft; ni chanfuwyd gwallau, a gellir creu'r adroddiad ei hun",
        "Drafft ag 1 gwall",
        "Drafft â gwallau: {}",
    ),
}
_UNKNOWN = "□"
"""The sign for a character that cannot be shown."""

MAX_MARKS = 200
"""How many errors a draft marks: with more it would hold little else."""


def as_draft(
    document: Document,
    findings: Iterable[Finding],
    fonts: Iterable[Font],
    say: Callable[[Finding], str] = lambda finding: finding.message,
) -> Document:
    """A document with a watermark, a notice at its top, and below it or at its place a mark for each error.

    What neither the report's font nor the further `fonts` can show becomes a sign that they can: a PDF without it would not be
    what it claims to be. `say` gives the words of a mark.
    """
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    none, one, many = _NOTICES.get(document.language, _NOTICES["en-GB"])
    notice = none if not errors else one if len(errors) == 1 else many.format(len(errors))
    marks_by_path: dict[At, list[Block]] = {}
    top: list[Block] = [_mark(notice, None)]
    paths_by_start = _paths_by_start(document.blocks)
    for error in errors[:MAX_MARKS]:
        place = _nearest(error.problem.at, paths_by_start)
        mark = _mark(f"[{error.code.id} {_words(say(error))}]", error.problem.at)
        (marks_by_path.setdefault(place, []) if place else top).append(mark)
    blocks = (*top, *_with_marks(document.blocks, marks_by_path))
    covered = frozenset[int]().union(*(font.characters for font in fonts), map(ord, "\u2011"))

    def shown(words: str) -> str:
        return missing_glyph_pattern().sub(
            lambda match: match[0] if ord(match[0]) in covered else _UNKNOWN, words
        )

    draft = replace(
        document, blocks=blocks, watermark=_WATERMARKS.get(document.language, _WATERMARKS["en-GB"])
    )
    return map_words(draft, shown)


def _words(message: str) -> str:
    """What is wrong, on one line and without the marks of a screen."""
    return " ".join(
        "".join(letter if letter.isprintable() else " " for letter in message).replace("`", "").split()
    )


def _mark(words: str, at: At | None) -> Paragraph:
    return Paragraph((Highlight((Text(words),)),), at)


def _paths(blocks: Iterable[Block]) -> Iterator[At]:
    """The paths in blocks that marks can follow, those of sections included."""
    for block in blocks:
        if isinstance(block, Section):
            if block.at:
                yield block.at
            yield from _paths(block.blocks)
        else:
            yield from block_paths(block)


def _paths_by_start(blocks: Iterable[Block]) -> dict[At, At]:
    """The last and longest of the paths in blocks that begins with so many steps."""
    paths = sorted(dict.fromkeys(_paths(blocks)), key=len)
    return {path[:count]: path for path in paths for count in range(1, len(path) + 1)}


def _nearest(at: At, paths_by_start: Mapping[At, At]) -> At:
    """The path that has the most steps in common with a path; empty where none has any."""
    starts = (at[:count] for count in range(len(at), 0, -1))
    return next((paths_by_start[start] for start in starts if start in paths_by_start), ())


def _with_marks(blocks: Iterable[Block], marks_by_path: dict[At, list[Block]]) -> Iterator[Block]:
    """Blocks with the marks behind those that they are about; each mark stands once."""
    for block in blocks:
        if isinstance(block, Section):
            own = marks_by_path.pop(block.at, []) if block.at else []
            yield replace(block, blocks=(*own, *_with_marks(block.blocks, marks_by_path)))
        else:
            yield block
            for path in block_paths(block):
                yield from marks_by_path.pop(path, [])
