"""The plan of a batch: each dataset with the paths of its files, settled before anything is compiled."""

import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from reportgen.batch.file_names import check_template, output_path
from reportgen.batch.job import Job, OutputOptions
from reportgen.batch.versions import engines
from reportgen.config import Settings
from reportgen.images import MAX_BYTES as MAX_PICTURE_BYTES
from reportgen.images import UnusableFile, picture_hint
from reportgen.images.files import read_file_inside
from reportgen.layout import read_layout_files
from reportgen.schema.models import Report
from reportgen.schema.read import DatasetReader
from reportgen.schema.report_files import paths_of_year_before, period_label
from reportgen.source import Unreadable
from reportgen.source.codes import MAX_BYTES
from reportgen.source.excerpt import read_keys
from reportgen.source.files import read_bounded, read_bytes

if TYPE_CHECKING:
    from reportgen.batch.manifest import Record

_MAX_PICTURES_BYTES = 200_000_000
"""The most bytes of the pictures of one report together."""

_PLANNING_KEYS = ("form", "language", "group", "period", "figures", "fonts", "private")
"""The keys of a dataset that a plan needs: they name its files and its siblings."""


@dataclass(frozen=True)
class PlannedReport:
    """A dataset to compile, with the path of each format below the output folder; or why it cannot be read.

    `size` is the dataset's in bytes; `pictures` are the files of its figures, private ones too, and of its fonts.
    """

    path: Path
    report: Report | None
    outputs: Mapping[str, PurePosixPath]
    unreadable: str = ""
    size: int = 0
    pictures: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name by which findings and the manifest know the dataset."""
        return self.path.as_posix()


class NameCollision(ValueError):
    """Two reports whose files would have one name; the message names both."""

    def __init__(self, dataset: str, other: str, output: str, advice: str) -> None:
        super().__init__(f"{dataset} and {other} would both be written to {output}; {advice}")


def plan(paths: Sequence[Path], template: str, layout: str, formats: Sequence[str]) -> list[PlannedReport]:
    """Plans the report of every dataset. Raises BadTemplate, and NameCollision where two files would have one name."""
    check_template(template)
    planned = [_plan_report(path, template, layout, formats) for path in paths]
    owners: dict[str, Path] = {}
    for report in planned:
        for output in report.outputs.values():
            owner = owners.setdefault(str(output).casefold(), report.path)
            if owner is not report.path:
                advice = _collision_advice(owner, report.path, template)
                raise NameCollision(str(owner), str(report.path), str(output), advice)
    return planned


def _collision_advice(path: Path, other: Path, template: str) -> str:
    if path.stem.casefold() != other.stem.casefold() and "{dataset}" not in template:
        return "{dataset} in --name tells them apart"
    return "{group} and {period} in --name may tell them apart, or else rename one of them"


def check_collisions(previous: "Iterable[Record]", planned: Iterable[PlannedReport]) -> None:
    """Raises NameCollision where a report would replace that of a previous record, whose dataset is not in the plan."""
    owners = {output.path.casefold(): record.dataset for record in previous for output in record.outputs}
    for report in planned:
        for output in report.outputs.values():
            if owner := owners.get(str(output).casefold()):
                advice = "delete the one that counts no more, or compile both in one run"
                raise NameCollision(owner, report.file, str(output), advice)


def largest_first(planned: Iterable[PlannedReport]) -> list[PlannedReport]:
    """Returns the order in which several workers are done soonest: none has a long report left at the end."""
    return sorted(planned, key=lambda report: report.size, reverse=True)


def _plan_report(path: Path, template: str, layout: str, formats: Sequence[str]) -> PlannedReport:
    try:
        size = _file_size(path)
        values = read_keys(path, _PLANNING_KEYS)
    except Unreadable as error:
        return PlannedReport(path, None, {}, str(error))
    report, pictures = None, tuple[str, ...]()
    if values is not None:
        report = DatasetReader(values).report
        figures = (figure.file for figure in report.figures if figure.file)
        pictures = tuple(dict.fromkeys((*figures, *report.fonts)))
        if report.private:
            from reportgen.schema.privacy import without_private

            report = DatasetReader(without_private(values, report.private)).report
    if report is None:
        return PlannedReport(path, None, {}, size=size, pictures=pictures)
    fields = {
        "group": report.group.name or path.parent.name + "-" + path.stem,
        "period": period_label(report.period),
        "form": report.form,
        "language": report.language,
        "layout": layout,
        "dataset": path.stem,
    }
    outputs = {name: output_path(template, {**fields, "format": name}) for name in formats}
    return PlannedReport(path, report, outputs, size=size, pictures=pictures)


def _file_size(path: Path) -> int:
    """Returns the bytes of a file. Raises Unreadable for a pipe or a device, which gives its content once, or never."""
    try:
        status = path.stat()
    except (OSError, ValueError):  # reading the file will tell why
        return 0
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        raise Unreadable(f"{path}: is a pipe or a device, which a batch cannot read twice; save it as a file")
    return status.st_size


def make_job(
    planned: PlannedReport,
    layout: Path,
    formats: Sequence[str],
    settings_for: Callable[[Path], Settings],
    output_options: OutputOptions,
) -> Job:
    """Reads everything that a planned report needs. Raises Unreadable where the dataset is gone since it was planned."""
    path = planned.path
    settings = settings_for(path)
    try:
        dataset = read_bytes(path)
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    siblings, unusable_pictures = _read_siblings(planned)
    return Job(
        file=planned.file,
        dataset=dataset,
        siblings=siblings,
        unusable_pictures=unusable_pictures,
        layout_name=layout.name,
        layout_path=str(layout),
        layout=_layout_files(layout),
        registers=_register_files(settings.registers) if settings.registers else {},
        formats=tuple(formats),
        output_options=output_options,
        settings=settings.for_file(path),
        engines=engines(paged="pdf" in formats),
    )


def _read_siblings(planned: PlannedReport) -> tuple[dict[str, bytes], dict[str, tuple[str, str | None]]]:
    """Reads a dataset's pictures and its report of the year before, by their paths from its folder.

    Returns for each picture that cannot be used the message and the hint as well.
    """
    folder = planned.path.parent
    siblings: dict[str, bytes] = {}
    unusable: dict[str, tuple[str, str | None]] = {}
    bytes_left = _MAX_PICTURES_BYTES
    for name in planned.pictures:
        try:
            siblings[name] = read_file_inside(folder, name, min(bytes_left, MAX_PICTURE_BYTES))
        except UnusableFile as error:
            unusable[name] = (str(error), picture_hint(folder, name, error))
        bytes_left -= len(siblings.get(name, b""))
    if planned.report:
        for path in filter(os.path.lexists, paths_of_year_before(planned.path, planned.report)):
            with suppress(UnusableFile):
                siblings[path.name] = read_file_inside(folder, path.name, MAX_BYTES)
    return siblings, unusable


@cache
def _layout_files(folder: Path) -> dict[str, bytes]:
    """Reads the files of a layout, once for all jobs of a run."""
    return read_layout_files(folder)


@cache
def _register_files(folder: Path) -> dict[str, bytes]:
    """Reads the files of the registers, once for all jobs of a run."""
    from reportgen.registers import FILES
    from reportgen.registers.read import MAX_BYTES as MAX_REGISTER_BYTES

    return {
        name: read_bounded(folder / name, MAX_REGISTER_BYTES)
        for name in FILES
        if os.path.isfile(folder / name)
    }
