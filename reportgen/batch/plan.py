"""What a batch is to do: every dataset with where its files go, settled before anything is built."""

import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from reportgen.batch import file_names
from reportgen.batch.job import Job, OutputOptions
from reportgen.batch.versions import engines
from reportgen.config import Settings
from reportgen.images import MAX_BYTES as MAX_PICTURE
from reportgen.images import Unusable, advice
from reportgen.images.files import read_inside
from reportgen.layout import content
from reportgen.schema.files import label, year_before
from reportgen.schema.models import Report
from reportgen.schema.read import ReadResult
from reportgen.source import Unreadable
from reportgen.source.codes import MAX_BYTES
from reportgen.source.excerpt import excerpt
from reportgen.source.files import raw

if TYPE_CHECKING:
    from reportgen.batch.manifest import Record

_PICTURES = 200_000_000
"""The most bytes that the pictures of one report may have together."""

_NAMING = ("form", "language", "group", "period", "figures", "private")
"""The keys that say how files are named and which others belong to a dataset; the worker reads the rest, which takes longer."""


@dataclass(frozen=True)
class Planned:
    """A dataset to compile, with the file of each format below the output folder; or why it cannot be read."""

    path: Path
    report: Report | None
    outputs: Mapping[str, PurePosixPath]
    unreadable: str = ""
    size: int = 0
    """How many bytes it has."""

    pictures: tuple[str, ...] = ()
    """The files of its figures, those that are private too."""

    @property
    def file(self) -> str:
        """The name by which findings and the manifest know the dataset."""
        return self.path.as_posix()


class Collision(ValueError):
    """Two reports whose files would have one name; the message names both."""

    def __init__(self, one: str, two: str, output: str, said: str) -> None:
        super().__init__(f"{one} and {two} would both be written to {output}; {said}")


def plan(paths: Sequence[Path], template: str, layout: str, formats: Sequence[str]) -> list[Planned]:
    """Read what names the files of every dataset. Raises BadTemplate, and Collision where two names are one."""
    file_names.check(template)
    planned: list[Planned] = []
    taken: dict[str, Path] = {}
    for path in paths:
        each = _planned(path, template, layout, formats)
        for output in each.outputs.values():
            other = taken.setdefault(str(output).casefold(), path)
            if other is not path:
                raise Collision(str(other), str(path), str(output), _telling_apart(other, path, template))
        planned.append(each)
    return planned


def _telling_apart(one: Path, two: Path, template: str) -> str:
    if one.stem.casefold() != two.stem.casefold() and "{dataset}" not in template:
        return "{dataset} in --name tells them apart"
    return "{group} and {period} in --name may tell them apart, or else rename one of them"


def apart_from(kept: "Iterable[Record]", planned: Iterable[Planned]) -> None:
    """Raise Collision where a report would be written over that of a dataset which is no part of this run."""
    others = {output.path.casefold(): each.dataset for each in kept for output in each.outputs}
    for each in planned:
        for output in each.outputs.values():
            if other := others.get(str(output).casefold()):
                said = "delete the one that counts no more, or compile both in one run"
                raise Collision(other, each.file, str(output), said)


def largest_first(planned: Iterable[Planned]) -> list[Planned]:
    """The order in which several workers are done soonest: none is left with a long report at the end."""
    return sorted(planned, key=lambda each: each.size, reverse=True)


def _planned(path: Path, template: str, layout: str, formats: Sequence[str]) -> Planned:
    try:
        size = _size(path)
        values = excerpt(path, _NAMING)
    except Unreadable as error:
        return Planned(path, None, {}, str(error))
    report, pictures = None, tuple[str, ...]()
    if values is not None:
        report = ReadResult(values).report
        pictures = tuple(dict.fromkeys(each.file for each in report.figures if each.file))
        if report.private:
            from reportgen.schema.privacy import without_private

            report = ReadResult(without_private(values, report.private)).report
    fields = {"layout": layout, "dataset": path.stem, **(_fields(report) if report else {})}
    if report is None or not report.group.name:
        fields["group"] = path.parent.name + "-" + path.stem
    outputs = {name: file_names.path(template, {**fields, "format": name}) for name in formats}
    return Planned(path, report, outputs if report else {}, size=size, pictures=pictures)


def _size(path: Path) -> int:
    """How many bytes a file has. Raises Unreadable for what gives its content once, or waits for it."""
    try:
        found = path.stat()
    except (OSError, ValueError):  # reading it will tell
        return 0
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        raise Unreadable(f"{path}: is a pipe or a device, which a batch cannot read twice; save it as a file")
    return found.st_size


def _fields(report: Report) -> dict[str, str]:
    words = {"group": report.group.name, "form": report.form, "language": report.language}
    return {**words, "period": label(report.period)}


def job(
    planned: Planned,
    layout: Path,
    formats: Sequence[str],
    settings: Callable[[Path], Settings],
    making: OutputOptions,
) -> Job:
    """A planned report as bytes. Raises Unreadable where the dataset is gone since."""
    path = planned.path
    used = settings(path)
    try:
        dataset = raw(path)
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    beside, unusable = _beside(planned)
    return Job(
        file=planned.file,
        dataset=dataset,
        beside=beside,
        unusable=unusable,
        layout_name=layout.name,
        layout_place=str(layout),
        layout=_layout(layout),
        registers=_registers(used.registers) if used.registers else {},
        formats=tuple(formats),
        making=making,
        settings=used.for_file(path),
        engines=engines(paged="pdf" in formats),
    )


def _beside(planned: Planned) -> tuple[dict[str, bytes], dict[str, tuple[str, str | None]]]:
    """The pictures of a dataset and its report of the year before, by their paths from its folder; why others cannot be used."""
    folder, found, unusable = planned.path.parent, dict[str, bytes](), dict[str, tuple[str, str | None]]()
    left = _PICTURES
    for name in planned.pictures:
        try:
            found[name] = read_inside(folder, name, min(left, MAX_PICTURE))
        except Unusable as error:
            unusable[name] = (str(error), advice(folder, name, error))
        left -= len(found.get(name, b""))
    if planned.report:
        for path in filter(os.path.lexists, year_before(planned.path, planned.report)):
            with suppress(Unusable):
                found[path.name] = read_inside(folder, path.name, MAX_BYTES)
    return found, unusable


_layout = cache(content)
"""The files of a layout, read once."""


@cache
def _registers(folder: Path) -> dict[str, bytes]:
    from reportgen.registers import FILES

    return {name: (folder / name).read_bytes() for name in FILES if (folder / name).is_file()}
