"""Tells in an officer's words what of a Word file the dataset cannot hold."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reportgen.document import Image
from reportgen.findings import At, Code, Finding, Problem, Span
from reportgen.layout import Layout
from reportgen.pull.changes import value_at
from reportgen.pull.codes import COMMENT, LOST, UNPLACED
from reportgen.pull.lines import Line, PictureLine, Piece
from reportgen.pull.proof import Difference
from reportgen.pull.reading import Reading
from reportgen.pull.shown import quote
from reportgen.pull.word_lines import WITHOUT_NOTES
from reportgen.schema.i18n import period_in_words
from reportgen.schema.load import load_report
from reportgen.schema.messages import dotted_path
from reportgen.word import WordFile, paragraphs_of, without_note_marks
from reportgen.word.model import LINE_BREAK

_TOP = Span(1, 1, 1, 1)
_LONGEST_QUOTE = 120
_NOTES_IN_TEXTS = "a dataset has notes in texts alone: write it there, as `^[Words of the note.]`"


def findings_of(
    path: Path, word: WordFile, reading: Reading, layout: Layout, data: Mapping[str, Any]
) -> Iterator[Finding]:
    """Yields what could not be brought back, what goes unseen, and the comments."""
    for difference in reading.differences:
        yield _finding(path, UNPLACED, *_told(difference))
    heads = _known_heads(data, reading)
    for aside in word.asides:
        yield _finding(
            path,
            UNPLACED,
            f"the Word file has {_article(aside.kind)}{f' that says {_quote(aside.text)}' if aside.text else ''}",
            "a dataset has no place for it: put its words into a text, or leave it out",
        )
    yield from (_finding(path, UNPLACED, *told) for told in _lost_notes(word))
    for head in dict.fromkeys(head for head in word.headers if head and head not in heads):
        hint = "the head of the pages follows from the group and the period: change those"
        yield _finding(path, UNPLACED, f"the head of the pages says {_quote(head)}", hint)
    feet = re.compile(_foot_pattern(layout, load_report(data).report.language))
    for foot in dict.fromkeys(foot for foot in word.footers if foot and not feet.fullmatch(foot)):
        yield _finding(
            path, UNPLACED, f"the foot of the pages says {_quote(foot)}", "the layout writes the foot"
        )
    for at, name in reading.lost:
        unseen = _unseen_keys(at, data, layout)
        if unseen:
            keys = ", ".join(f"`{key}`" for key in unseen)
            message = f"{_quote(name or dotted_path(at))} is gone, and with it its {keys}"
            yield _finding(
                path, LOST, message, "if a new entry is the same under another name, give it these, too", at
            )
    for comment in word.comments:
        place = reading.comments.get(comment.id)
        about = f" about {_quote(comment.quoted)}" if comment.quoted else ""
        message = f"{comment.author or 'somebody'} comments{about}: {_quote(comment.text)}"
        location = f"it stands at `{dotted_path(place)}`" if place else None
        yield _finding(path, COMMENT, message, location, place or ())


def other_pictures(path: Path, pictures: Mapping[str, str], images: Mapping[str, Image]) -> Iterator[Finding]:
    """Yields the pictures of a Word file that are not those of the dataset; `pictures` are digests by the ids of figures.

    Drawings are passed over: a Word file has a picture made of them.
    """
    for name, digest in pictures.items():
        image = images.get(name)
        if image is None or image.media_type == "image/svg+xml" or not digest:
            continue
        if hashlib.sha256(image.content).hexdigest() != digest:
            message = f"the picture `{name}` in the Word file is another one than that of the dataset"
            hint = "if it was replaced, save it from Word beside the dataset, under the name that stands at `figures`"
            yield _finding(path, UNPLACED, message, hint, ("figures",))


def _finding(path: Path, code: Code, message: str, hint: str | None, at: At = ()) -> Finding:
    problem = Problem(at, message, hint)
    return Finding(code, code.severity, str(path), _TOP, problem)


def _lost_notes(word: WordFile) -> Iterator[tuple[str, str]]:
    """Yields the messages and the hints about notes at headings and the like."""
    for paragraph in paragraphs_of(word.blocks):
        for run in paragraph.runs if paragraph.kind in WITHOUT_NOTES else ():
            if run.note:
                words = "".join(word.text for word in run.note)
                yield f"a note at {_quote(paragraph.text)} says {_quote(words)}", _NOTES_IN_TEXTS


def _told(difference: Difference) -> tuple[str, str]:
    """Returns the message and the hint about a difference that is left."""
    expected, actual = difference.expected, difference.actual
    if actual is None and expected is not None:
        if _is_of_layout(expected):
            return (
                f"{_noun(expected)} {_quote(expected.text)} is missing in the Word file",
                "it comes from the layout and will be there again; to leave the part out, delete what stands below it, too",
            )
        return (
            f"{_noun(expected)} {_quote(expected.text)} is missing in the Word file, or stands in another place",
            "nothing was deleted for it: if it should go, delete it from the dataset",
        )
    if expected is None and actual is not None:
        return f"{_noun(actual)} {_quote(_said(actual))} has no place in the dataset", _hint_for_new(actual)
    if expected is None or actual is None:
        raise ValueError(difference)
    if notes := _other_notes(expected, actual):
        return f"{_quote(actual.text)} has {notes} in the Word file", _NOTES_IN_TEXTS
    if " ".join(expected.text.split()) == " ".join(actual.text.split()):
        return _told_about_form(expected, actual)
    if _is_of_layout(expected):
        return (
            f"the Word file says {_quote(_said(actual))} where the layout says {_quote(expected.text)}",
            "words of the layout are changed in a layout of your own: see `reportgen layouts copy`",
        )
    return (
        f"the Word file says {_quote(_said(actual))}, which cannot be read as {_quote(expected.text)} was",
        "write it into the dataset yourself",
    )


def _said(piece: Piece) -> str:
    """Returns the words of a piece, of a line with its notes as a dataset writes them."""
    if not isinstance(piece, Line):
        return piece.text
    return "".join(
        f"^[{''.join(word.text for word in run.note)}]" if run.note else run.text for run in piece.runs
    )


def _other_notes(expected: Piece, actual: Piece) -> str:
    """Returns in words how the notes of lines that otherwise say the same differ; empty where they do not, or all else does."""
    if not isinstance(expected, Line) or not isinstance(actual, Line):
        return ""
    if without_note_marks(expected.text) != without_note_marks(actual.text):
        return ""
    old, new = (
        ["".join(word.text for word in run.note) for run in line.runs if run.note]
        for line in (expected, actual)
    )
    if old == new:
        return ""
    added = [words for words in new if words not in old]
    return f"a note that says {_quote(added[0])}" if added else "no note any more"


def _told_about_form(expected: Piece, actual: Piece) -> tuple[str, str]:
    """Returns the message and the hint about words that are the same and look different."""
    if not isinstance(expected, Line) or not isinstance(actual, Line):
        return f"{_quote(actual.text)} stands in another form", "the layout decides where it stands"
    marked = [run for run in actual.runs if run.other]
    if marked:
        name = ", ".join(sorted(marked[0].other))
        if name == LINE_BREAK:
            return (
                f"{_quote(actual.text)} has {name}",
                "a dataset has none: begin a new paragraph, or go on in the line",
            )
        return (
            f"{_quote(marked[0].text)} is {name}",
            "a dataset keeps bold, italic and links, and nothing else",
        )
    if expected.kind == actual.kind and expected.level != actual.level:
        return (
            f"{_quote(actual.text)} stands at another level in the Word file than in the layout",
            "the layout decides at which level it stands: give it its style back",
        )
    if expected.kind != actual.kind:
        kinds = [_article(_kind_name(line)) for line in (actual, expected)]
        return (
            f"{_quote(actual.text)} is {kinds[0]} in the Word file, and {kinds[1]} in the layout",
            "the layout decides what it is: give it its style back",
        )
    return (
        f"the bold, the italic or the link in {_quote(actual.text)} cannot be kept",
        "the layout decides how these words look",
    )


def _hint_for_new(piece: Piece) -> str:
    if isinstance(piece, PictureLine):
        return "put the picture beside the dataset, name it under `figures`, and name that in a section"
    if isinstance(piece, Line) and piece.kind == "heading":
        return "a part that the form does not have stands under `sections`, behind all others"
    return "write it into the dataset yourself: it may belong to two values, or to none"


def _is_of_layout(piece: Piece) -> bool:
    return isinstance(piece, Line) and not piece.filled


def _noun(piece: Piece) -> str:
    return (
        "the picture"
        if isinstance(piece, PictureLine)
        else f"the {_kind_name(piece)}"
        if isinstance(piece, Line)
        else "the table"
    )


def _kind_name(line: Line) -> str:
    names = {
        "item": "list entry",
        "numbered": "numbered entry",
        "continuation": "indented paragraph",
        "subheading": "heading",
        "attribution": "name below a quotation",
        "credit": "credit of a picture",
        "note": "note below a table",
    }
    return names.get(line.kind, line.kind if line.kind != "subtitle" else "group")


def _article(noun: str) -> str:
    return (
        f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
        if not noun.startswith(("hidden", "another"))
        else noun
    )


def _quote(text: str) -> str:
    return quote(text, _LONGEST_QUOTE)


def _known_heads(data: Mapping[str, Any], reading: Reading) -> set[str]:
    """Returns what the head of the pages may say: that of before and of after the edits."""
    heads = set()
    for values in (data, reading.applied.data):
        report = load_report(values).report
        period = period_in_words(report.period, report.language) if report.period else ""
        heads.add(" ".join(f"{report.group.name} {period}".split()))
    return heads


def _foot_pattern(layout: Layout, language: str) -> str:
    words = layout.words.get(language, {}).get("page_of", "{page} / {pages}")
    return re.sub(r"\\\{pages?\\\}", r"\\d*", re.escape(" ".join(words.split())))


def _unseen_keys(at: At, data: Mapping[str, Any], layout: Layout) -> list[str]:
    """Returns the keys of an entry that the layout does not show."""
    value = value_at(data, at)
    if not isinstance(value, dict):
        return []
    path = ".".join(step for step in at if isinstance(step, str))
    return [key for key in value if not layout.shows_field(f"{path}.{key}")]
