"""Works out what files must say: their datasets checked, their layouts read, each once for all files that share them."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from reportgen.layout import DEFAULT, Layout, find_layout, load_layout
from reportgen.pipeline import has_errors
from reportgen.source import Unreadable
from reportgen.theme import Font, Theme
from reportgen.verify.datasets import CheckedDataset, check_dataset
from reportgen.verify.expected import ExpectedText, expected_text, expected_text_of_pack
from reportgen.verify.origins import Origin, VerifyOptions
from reportgen.verify.strings import printable

_FURTHER_FONT = Font("", b"", frozenset())
"""Stands for the fonts that a dataset names: one that is taken out of a file has none beside it."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a file must say and the theme of its layout; without a text, the reason for which none is expected.

    `assumption` says which layout was taken where neither the user nor the file names one.
    """

    theme: Theme
    text: ExpectedText | None = None
    reason: str = ""
    assumption: str = ""


class Expectations:
    """Checks datasets and reads layouts by the user's options, each once: several files are made of one dataset."""

    def __init__(self, asked: VerifyOptions) -> None:
        self._asked = asked
        self.dataset = cache(self._dataset)
        self.expectation = cache(self._expectation)

    def theme(self, origin: Origin | None) -> Theme:
        """Returns the theme of the layout of a file."""
        if origin is None:
            return load_layout(find_layout(self._asked.layout or DEFAULT)).theme
        return self.expectation(origin).theme

    def _dataset(self, content: bytes, path: Path) -> CheckedDataset:
        return check_dataset(content, path, self._asked.settings(path))

    def _expectation(self, origin: Origin) -> Expectation:
        """Raises Unreadable where the layout that the user names cannot be read."""
        datasets = [self.dataset(content, origin.path) for content in origin.contents]
        try:
            folder = find_layout(self._asked.layout or _layout_name(origin.layout) or DEFAULT)
            layouts = [load_layout(folder, dataset.form) for dataset in datasets]
        except Unreadable as error:
            if self._asked.layout:
                raise
            reason = f"its layout is not here ({error}); name it with --layout"
            return Expectation(Theme(), reason=printable(reason))
        theme = layouts[0].theme
        if any(dataset.checked.loaded and dataset.checked.loaded.report.fonts for dataset in datasets):
            theme = replace(theme, fonts=(_FURTHER_FONT,))
        reason = next(filter(None, map(_reason_for_no_report, datasets, layouts)), "")
        if reason:
            return Expectation(theme, reason=reason)
        text = (
            expected_text_of_pack(datasets, folder)
            if origin.others
            else expected_text(datasets[0], layouts[0])
        )
        is_assumed = not self._asked.layout and not origin.layout
        assumption = f"set by {DEFAULT}, since no layout is named: try --layout" if is_assumed else ""
        return Expectation(theme, text, assumption=assumption)


def _layout_name(name: str) -> str:
    """Returns the name of a layout that a file gives. Raises Unreadable for a path: no file may lead to other folders."""
    if name in {".", ".."} or set("/\\:") & set(name):
        raise Unreadable(f"{name}: this is no name of a layout")
    return name


def _reason_for_no_report(dataset: CheckedDataset, layout: Layout) -> str:
    """Returns why no report can be made of a dataset by a layout, empty if one can."""
    if dataset.is_faulty:
        return "the dataset has errors, so that no report is made of it today"
    if has_errors(layout.findings):
        return f"the layout {layout.name} has errors; see `reportgen layouts check`"
    report = dataset.checked.shown.report
    if report.language not in layout.words:
        return f"the layout {layout.name} has no words in {report.language}"
    return ""
