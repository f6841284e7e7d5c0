"""Pulls one Word file, in a process of its own with limits."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.extract import EmbeddedDataset, NoDataset, UnreadableFile, find_datasets, read_finished_file
from reportgen.findings import At, Code, Finding, Problem, Span
from reportgen.layout import DEFAULT, Layout, find_layout, load_layout
from reportgen.pipeline import has_errors
from reportgen.processes.isolate import Refused, run_isolated
from reportgen.pull.changes import value_at
from reportgen.pull.codes import COMMENT, LOST, UNPLACED
from reportgen.pull.lines import Line, PictureLine, Piece
from reportgen.pull.proof import Difference
from reportgen.pull.reading import Reading, read_edits
from reportgen.schema.i18n import period_in_words
from reportgen.schema.load import load_report
from reportgen.schema.messages import dotted_path
from reportgen.source import Source, Unreadable, read
from reportgen.source.rewriting import NotRewritten, rewritten
from reportgen.word import WordFile, read_word_file

_TOP = Span(1, 1, 1, 1)
_LONGEST_QUOTE = 120


@dataclass(frozen=True, slots=True)
class Request:
    """The Word file to pull, and how: with its tracked changes rejected, by another layout, from another dataset."""

    path: Path
    rejects: bool = False
    layout: str = ""
    base: bytes | None = None


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value of the dataset before and after, None where there is none."""

    at: At
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a Word file says as a dataset: the text of the dataset that it was built from, and the text after its edits.

    `findings` tell what the dataset cannot hold. `tracked` counts the tracked changes of the file.
    """

    base: str
    text: str
    changes: tuple[ValueChange, ...]
    findings: tuple[Finding, ...]
    group: str
    period: str
    layout: str
    tracked: int = 0


def pull(request: Request) -> Pulled | Refused:
    """Reads the edits in a Word file."""
    return next(run_isolated(_pull, [request]))


def _pull(request: Request) -> Pulled | Refused:
    """Does the work in the worker: everything that depends on what is in the file."""
    try:
        content = read_finished_file(request.path)
        if content.startswith(b"%PDF-"):
            return Refused("it is a PDF; edits are brought back from Word files (.docx)")
        if not content.startswith(b"PK\x03\x04"):
            return Refused("it is no Word file (.docx)")
        word = read_word_file(content, rejects=request.rejects)
        carried = _carried(content, request)
        source = read(carried.dataset, "the dataset in the Word file")
        layout = _layout_of(source, request.layout or carried.layout)
    except (UnreadableFile, NoDataset, Unreadable) as error:
        return Refused(str(error))
    if source.data is None or isinstance(layout, Refused):
        return (
            layout if isinstance(layout, Refused) else Refused("the dataset that it carries cannot be read")
        )
    reading = read_edits(word, source.data, layout)
    try:
        text = rewritten(source, reading.applied.data, reading.applied.orders)
    except NotRewritten as error:
        return Refused(str(error))
    report = load_report(source.data).report
    return Pulled(
        source.text,
        text,
        tuple(_value_changes((), source.data, reading.applied.data, reading.applied.orders)),
        tuple(_findings(request.path, word, reading, layout, source.data)),
        report.group.name,
        period_in_words(report.period, "en-GB") if report.period else "",
        layout.name,
        word.changes,
    )


def _carried(content: bytes, request: Request) -> EmbeddedDataset:
    """Returns the dataset that a file was built from. Raises NoDataset and UnreadableFile."""
    if request.base is not None:
        return EmbeddedDataset(request.base)
    try:
        datasets = find_datasets(content)
    except NoDataset as error:
        raise NoDataset(
            "it carries no dataset: it was not built by reportgen, or the program that saved it last has dropped it;"
            " name the dataset that it was built from with --base"
        ) from error
    if len(datasets) > 1:
        raise UnreadableFile(
            f"it is a pack of {len(datasets)} reports; edits are brought back from the Word file of one report"
        )
    return datasets[0]


def _layout_of(source: Source, name: str) -> Layout | Refused:
    """Returns the layout of a report. Raises Unreadable where it is not here."""
    if source.data is None:
        return Refused("the dataset that it carries cannot be read")
    loaded = load_report(source.data)
    if loaded.is_later_version:
        return Refused(
            "the dataset that it carries is of a version of the keys that only a later reportgen knows"
        )
    layout = load_layout(find_layout(name or DEFAULT), loaded.report.form)
    if has_errors(layout.findings):
        return Refused(f"the layout {layout.name} has errors; see `reportgen layouts check`")
    if loaded.report.language not in layout.words:
        return Refused(f"the layout {layout.name} has no words in {loaded.report.language}")
    return layout


def _value_changes(at: At, old: Any, new: Any, orders: Mapping[At, Any]) -> Iterator[ValueChange]:
    """Yields what changes in a dataset, as deep down as it changes."""
    if old == new and at not in orders:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from _value_changes((*at, key), old.get(key), new.get(key), orders)
    elif isinstance(old, list) and isinstance(new, list) and at in orders:
        order = list(orders[at])
        kept = [step for step in order if step is not None]
        if kept != sorted(kept):
            yield ValueChange(at, old, new)
            return
        for index in range(len(old)):
            if index in kept:
                yield from _value_changes((*at, index), old[index], new[order.index(index)], orders)
            else:
                yield ValueChange((*at, index), old[index], None)
        yield from (
            ValueChange((*at, index), None, new[index]) for index, step in enumerate(order) if step is None
        )
    else:
        yield ValueChange(at, old, new)


# What is told


def _findings(
    path: Path, word: WordFile, reading: Reading, layout: Layout, data: Mapping[str, Any]
) -> Iterator[Finding]:
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
        hint = f"it stands at `{dotted_path(place)}`" if place else None
        yield _finding(path, COMMENT, message, hint, place or ())


def _finding(path: Path, code: Code, message: str, hint: str | None, at: At = ()) -> Finding:
    problem = Problem(at, message, hint)
    return Finding(code, code.severity, str(path), _TOP, problem)


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
        return f"{_noun(actual)} {_quote(actual.text)} has no place in the dataset", _hint_for_new(actual)
    if expected is None or actual is None:
        raise ValueError(difference)
    if " ".join(expected.text.split()) == " ".join(actual.text.split()):
        return _told_about_form(expected, actual)
    if _is_of_layout(expected):
        return (
            f"the Word file says {_quote(actual.text)} where the layout says {_quote(expected.text)}",
            "words of the layout are changed in a layout of your own: see `reportgen layouts copy`",
        )
    return (
        f"the Word file says {_quote(actual.text)}, which cannot be read as {_quote(expected.text)} was",
        "write it into the dataset yourself",
    )


def _told_about_form(expected: Piece, actual: Piece) -> tuple[str, str]:
    names = sorted({name for run in actual.runs for name in run.other}) if isinstance(actual, Line) else []
    if names:
        return (
            f"{_quote(actual.text)} has {', '.join(names)} words"
            if names != ["a line break inside a paragraph"]
            else f"{_quote(actual.text)} has a line break inside the paragraph",
            "a dataset keeps bold, italic and links alone; begin a new paragraph in place of a line break",
        )
    if (
        isinstance(expected, Line)
        and isinstance(actual, Line)
        and (expected.kind, expected.level) != (actual.kind, actual.level)
    ):
        return (
            f"{_quote(actual.text)} is {_article(_kind_name(actual))} in the Word file, and {_article(_kind_name(expected))} in the layout",
            "the layout decides what it is: give it its style back",
        )
    return (
        f"the formatting or the link of {_quote(actual.text)} cannot be kept",
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
    names = {"item": "list entry", "numbered": "numbered entry", "continuation": "indented paragraph"}
    return names.get(line.kind, line.kind if line.kind != "subtitle" else "group")


def _article(noun: str) -> str:
    return (
        f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
        if not noun.startswith(("hidden", "another"))
        else noun
    )


def _quote(text: str) -> str:
    text = " ".join(text.split()).replace("`", "'")
    short = text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1].rstrip()}…"
    return f"`{short}`"


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
