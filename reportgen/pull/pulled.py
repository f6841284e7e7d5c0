"""Pulls one Word file, in a process of its own with limits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportgen.extract import EmbeddedDataset, NoDataset, UnreadableFile, find_datasets, read_finished_file
from reportgen.findings import At, Finding
from reportgen.layout import DEFAULT, Layout, find_layout, load_layout
from reportgen.pipeline import has_errors
from reportgen.processes.isolation import Stopped, run_isolated
from reportgen.pull.changes import value_at
from reportgen.pull.reading import read_edits
from reportgen.pull.told import findings_of
from reportgen.schema.i18n import period_in_words
from reportgen.schema.load import load_report
from reportgen.source import Source, Unreadable, read
from reportgen.source.positions import NotRewritten
from reportgen.source.rewriting import rewritten
from reportgen.word import read_word_file

_VERSION = "1"
"""The version of the keys that datasets have."""


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

    `findings` tell what the dataset cannot hold. `tracked` counts the tracked changes of the file. `pictures` are the digests
    of the pictures in it, by the ids of their figures.
    """

    base: str
    text: str
    changes: tuple[ValueChange, ...]
    findings: tuple[Finding, ...]
    group: str
    period: str
    layout: str
    tracked: int = 0
    pictures: Mapping[str, str] = field(default_factory=dict)


def pull(request: Request) -> Pulled | Stopped:
    """Reads the edits in a Word file."""
    return next(run_isolated(pull_here, [request]))


def pull_here(request: Request) -> Pulled | Stopped:
    """Does the work in the worker: everything that depends on what is in the file."""
    try:
        content = read_finished_file(request.path)
        if content.startswith(b"%PDF-"):
            return Stopped("it is a PDF; edits are brought back from Word files (.docx)")
        if not content.startswith(b"PK\x03\x04"):
            return Stopped("it is no Word file (.docx)")
        word = read_word_file(content, rejects=request.rejects)
        if word.missing:
            return Stopped(
                f"it lacks the part with its {word.missing[0]}, without which headings and lists cannot be told; open it in Word,"
                " and save it again"
            )
        carried = _carried(content, request)
        source = read(carried.dataset, "the dataset in the Word file")
        layout = _layout_of(source, request.layout or _layout_name(carried.layout))
    except (UnreadableFile, NoDataset, Unreadable) as error:
        return Stopped(str(error))
    if source.data is None or isinstance(layout, Stopped):
        return (
            layout if isinstance(layout, Stopped) else Stopped("the dataset that it carries cannot be read")
        )
    reading = read_edits(word, source.data, layout)
    try:
        text = rewritten(source, reading.applied.data, reading.applied.orders)
    except NotRewritten as error:
        return Stopped(str(error))
    report = load_report(source.data).report
    return Pulled(
        source.text,
        text,
        tuple(_value_changes((), source.data, reading.applied.data, reading.applied.orders)),
        tuple(findings_of(request.path, word, reading, layout, source.data)),
        report.group.name,
        period_in_words(report.period, "en-GB") if report.period else "",
        layout.name,
        word.changes,
        {str(value_at(source.data, (*at, "id"))): digest for at, digest in reading.pictures.items()},
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


def _layout_name(name: str) -> str:
    """Returns the name of a layout that a file gives. Raises Unreadable for a path: no file may lead to other folders."""
    if name in {".", ".."} or set("/\\:") & set(name):
        raise Unreadable(f"{name}: this is no name of a layout")
    return name


def _layout_of(source: Source, name: str) -> Layout | Stopped:
    """Returns the layout of a report. Raises Unreadable where it is not here."""
    if source.data is None:
        return Stopped("the dataset that it carries cannot be read")
    loaded = load_report(source.data)
    if loaded.is_later_version:
        return Stopped(
            "the dataset that it carries is of a version of the keys that only a later reportgen knows"
        )
    if source.data.get("schema") != _VERSION:
        return Stopped("the dataset that it carries is of a version of the keys that reportgen does not know")
    layout = load_layout(find_layout(name or DEFAULT), loaded.report.form)
    if has_errors(layout.findings):
        return Stopped(f"the layout {layout.name} has errors; see `reportgen layouts check`")
    if loaded.report.language not in layout.words:
        return Stopped(f"the layout {layout.name} has no words in {loaded.report.language}")
    return layout


def _value_changes(at: At, old: Any, new: Any, orders: Mapping[At, Any]) -> Iterator[ValueChange]:
    """Yields what changes in a dataset, as deep down as it changes."""
    if old == new and at not in orders:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from _value_changes((*at, key), old.get(key), new.get(key), orders)
    elif isinstance(old, list) and isinstance(new, list) and (at in orders or len(old) == len(new)):
        order = list(orders.get(at, range(len(new))))
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
