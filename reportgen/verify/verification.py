"""Files beside their datasets and beside each other: what each carries, whether it says the same, and in which fonts."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from reportgen.config import Settings
from reportgen.layout import DEFAULT, Layout, find_layout, load_layout
from reportgen.pipeline import embedded_datasets, has_errors
from reportgen.source import Unreadable
from reportgen.source.codes import MAX_BYTES
from reportgen.source.files import read_bytes
from reportgen.theme import Theme
from reportgen.verify.expected import Dataset, Expected, dataset, expected, expected_of_pack
from reportgen.verify.fonts import fonts
from reportgen.verify.model import CHECKS, Examined, Result, Status, judged, printable, skipped
from reportgen.verify.parity import Sides, from_another, from_dataset, from_datasets

_MANY = 5
"""From how many differences on it may be that the layout is another."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A file and how its checks came out, in the order of CHECKS."""

    path: Path
    results: tuple[Result, ...]


@dataclass(frozen=True)
class Asked:
    """What the user says beside the files: the layout, the dataset, and the settings by which a dataset is checked.

    Left out, a file names its layout and carries its dataset.
    """

    layout: str = ""
    dataset: Path | None = None
    settings: Callable[[Path], Settings] = field(default=lambda _: Settings())

    @cached_property
    def given(self) -> "Origin | None":
        """The dataset that is named. Raises Unreadable where it or the layout that is named cannot be read."""
        if self.layout:
            find_layout(self.layout)
        if self.dataset is None:
            return None
        if str(self.dataset) == "-":
            return Origin("standard input", self.dataset, sys.stdin.buffer.read(MAX_BYTES + 1), named=True)
        try:
            return Origin(str(self.dataset), self.dataset, read_bytes(self.dataset), named=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise Unreadable(f"{self.dataset}: cannot be read ({reason})") from error


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the dataset of a file comes from, in words, with its content and the name of the layout.

    `others` are the contents of the further datasets of a pack; `named` tells of one that the user named.
    """

    words: str
    path: Path
    content: bytes
    layout: str = ""
    others: tuple[bytes, ...] = ()
    named: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """What a dataset says by a layout, and the layout's theme; or why that cannot be said.

    `assumed` says which layout that is where neither the user nor the file names one.
    """

    theme: Theme
    expected: Expected | None = None
    why: str = ""
    assumed: str = ""


class _Known:
    """Datasets and layouts, each read once: several files are made of one."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self.dataset = cache(self._dataset)
        self.words = cache(self._words)

    def _dataset(self, content: bytes, path: Path) -> Dataset:
        return dataset(content, path, self._asked.settings(path))

    def _words(self, origin: Origin) -> _Words:
        named = origin.layout
        given = [self.dataset(each, origin.path) for each in (origin.content, *origin.others)]
        try:
            folder = find_layout(self._asked.layout or _plain(named) or DEFAULT)
            layouts = [load_layout(folder, each.form) for each in given]
        except Unreadable as error:
            if self._asked.layout:
                raise
            return _Words(
                Theme(), None, printable(f"its layout is not here ({error}); name it with --layout")
            )
        assumed = (
            "" if self._asked.layout or named else f"set by {DEFAULT}, since no layout is named: try --layout"
        )
        why = next(filter(None, map(_unsayable, given, layouts)), "")
        if why:
            return _Words(layouts[0].theme, None, why)
        said = expected_of_pack(given, folder) if origin.others else expected(given[0], layouts[0])
        return _Words(layouts[0].theme, said, "", assumed)


def _plain(name: str) -> str:
    """The name of a layout that a file gives: no file leads to other folders than those of that name. Raises Unreadable."""
    if name in {".", ".."} or set("/\\:") & set(name):
        raise Unreadable(f"{name}: this is no name of a layout")
    return name


def _unsayable(given: Dataset, layout: Layout) -> str:
    """Why no report is made of a dataset by a layout; nothing where one is."""
    if given.failed:
        return "the dataset has errors, so that no report is made of it today"
    if has_errors(layout.findings):
        return f"the layout {layout.name} has errors; see `reportgen layouts check`"
    report = given.checked.shown.report
    if report.language not in layout.words:
        return f"the layout {layout.name} has no words in {report.language}"
    return ""


def verdicts(files: Sequence[Examined], asked: Asked) -> Iterator[Verdict]:
    """How files came out, in their order. Raises Unreadable where the layout or the dataset that was asked for cannot be read."""
    known = _Known(asked)
    given = asked.given
    groups = _groups(files)
    order = list(CHECKS)
    for file in files:
        group = groups[file.path]
        origin = _origin(file, group)
        if given and not (origin and origin.others):
            origin = replace(given, layout=origin.layout if origin else "")
        results = [*file.results, *_carries(file, given, known)]
        results += (_parity(file, origin, known), fonts(file, _theme(origin, known, asked)))
        results += _agreement(file, group[0])
        yield Verdict(file.path, tuple(sorted(results, key=lambda each: order.index(each.check))))


def _groups(files: Sequence[Examined]) -> dict[Path, list[Examined]]:
    """The files of each report: those of one name in one folder, and those that carry one dataset set by one layout."""
    groups: dict[object, list[Examined]] = {}
    for file in files:
        found = list(
            {id(group): group for group in map(groups.get, _keys(file)) if group is not None}.values()
        )
        group = [*(each for one in found for each in one), file]
        for each in group:
            groups |= dict.fromkeys(_keys(each), group)
    return {file.path: groups[_keys(file)[0]] for file in files}


def _keys(file: Examined) -> list[object]:
    """What files of one report have in common."""
    held: list[object] = [] if file.dataset is None else [(file.dataset, *file.others, file.layout)]
    return [(file.path.parent, file.path.stem), *held]


def _origin(file: Examined, group: Iterable[Examined]) -> Origin | None:
    """The dataset in a file, or in another of the same report; of a pack, all of them."""
    for each in (file, *group):
        if each.dataset is not None:
            what = "the datasets" if each.others else "the dataset"
            words = f"{what} in {'it' if each is file else each.path.name}"
            return Origin(words, each.path, each.dataset, each.layout, each.others)
    return None


def _carries(file: Examined, given: Origin | None, known: _Known) -> Iterator[Result]:
    if file.kind == "html":
        yield Result("carries", Status.NONE, "a web page carries no dataset")
    elif file.uncarried:
        yield judged("carries", [file.uncarried], "")
    elif file.dataset is None and given:
        yield Result("carries", Status.NONE, f"it carries no dataset; {given.words} stands in for it")
    elif file.dataset is None:
        yield judged("carries", ["it carries no dataset"], "")
    elif file.others:
        held = [known.dataset(each, file.path) for each in (file.dataset, *file.others)]
        wrong = [problem for each in held for problem in _wrong(each)]
        wrong += _another((file.dataset, *file.others), given, known)
        yield judged("carries", wrong, f"the datasets of {len(held)} reports, none of them with errors")
    else:
        found = known.dataset(file.dataset, file.path)
        yield judged("carries", [*_wrong(found), *_another((file.dataset,), given, known)], found.about())


def _wrong(found: Dataset) -> Iterator[str]:
    if found.failed:
        yield found.about()


def _another(held: Sequence[bytes], given: Origin | None, known: _Known) -> Iterator[str]:
    """Whether a file carries other datasets than the one that was asked for, as it would be carried today."""
    if given is not None:
        checked = known.dataset(given.content, given.path).checked
        if not set(held) & set(embedded_datasets(checked).values()):
            none = "none of the datasets in it is" if len(held) > 1 else "the dataset in it is not"
            yield f"{none} {given.words} as it is today"


def _parity(file: Examined, origin: Origin | None, known: _Known) -> Result:
    if file.said is None:
        return file.unsaid or skipped("parity", "what it says could not be read")
    if origin is None:
        return skipped("parity", "there is no dataset to compare it with: give it with --dataset FILE")
    words = known.words(origin)
    if words.expected is None:
        return judged("parity", [words.why], "") if origin.named else skipped("parity", words.why)
    count = len(words.expected.lines)
    fine = f"{count} blocks say the same as {origin.words}"
    compared = from_datasets if origin.others else from_dataset
    found = judged("parity", compared(file.said, words.expected, file.name), fine)
    if len(found.problems) > _MANY and words.assumed:
        found = replace(found, message=f"{found.message}; {words.assumed}")
    return found


def _agreement(file: Examined, first: Examined) -> Iterator[Result]:
    """Whether a file says the same as the first of its report."""
    if file is first:
        return
    if file.said is None or first.said is None:
        unread = file if file.said is None else first
        why = unread.unsaid.message if unread.unsaid else "it could not be read"
        yield skipped("agreement", f"what {unread.path.name} says is not known: {why}")
        return
    sides = Sides(f"the {file.name}", first.path.name, file.said.spaced and first.said.spaced)
    yield judged(
        "agreement", from_another(file.said, first.said, sides), f"it says the same as {first.path.name}"
    )


def _theme(origin: Origin | None, known: _Known, asked: Asked) -> Theme:
    if origin is None:
        return load_layout(find_layout(asked.layout or DEFAULT)).theme
    return known.words(origin).theme
