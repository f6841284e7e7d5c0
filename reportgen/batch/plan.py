"""What a batch is to do: every dataset with where its files go, settled before anything is built."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath

from reportgen.batch import names
from reportgen.batch.engines import engines
from reportgen.batch.work import Job, Making
from reportgen.config import Settings
from reportgen.pipeline.checking import applied, year_before
from reportgen.registers import FILES
from reportgen.schema.load import load, without_private
from reportgen.schema.models import Report
from reportgen.source import Unreadable
from reportgen.source.excerpt import excerpt

_BESIDE = 50_000_000
"""The most bytes of one figure that travel; the check refuses far smaller ones with a message."""


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

    @property
    def file(self) -> str:
        """The name by which findings and the manifest know the dataset."""
        return self.path.as_posix()


class Collision(ValueError):
    """Two reports whose files would have one name; the message names both."""


def plan(paths: Sequence[Path], template: str, layout: str, formats: Sequence[str]) -> list[Planned]:
    """Read what names the files of every dataset. Raises BadTemplate, and Collision where two names are one."""
    names.check(template)
    planned: list[Planned] = []
    taken: dict[str, Path] = {}
    for path in paths:
        each = _planned(path, template, layout, formats)
        for output in each.outputs.values():
            other = taken.setdefault(str(output).casefold(), path)
            if other is not path:
                raise Collision(
                    f"{other} and {path} would both be written to {output}; {{dataset}} in --name tells them apart"
                )
        planned.append(each)
    return planned


def largest_first(planned: Iterable[Planned]) -> list[Planned]:
    """The order in which several workers are done soonest: none is left with a long report at the end."""
    return sorted(planned, key=lambda each: each.size, reverse=True)


def _planned(path: Path, template: str, layout: str, formats: Sequence[str]) -> Planned:
    size = 0
    try:
        values = excerpt(path, _NAMING)
        with suppress(OSError):  # gone since: the worker will tell
            size = path.stat().st_size
    except Unreadable as error:
        return Planned(path, None, {}, str(error))
    report = None
    if values is not None:
        report = load(values).report
        if report.private:
            report = load(without_private(values, report.private)).report
    fields = {"layout": layout, "dataset": path.stem, **(_fields(report) if report else {})}
    if report is None or not report.group.name:
        fields["group"] = path.parent.name + "-" + path.stem
    outputs = {name: names.path(template, {**fields, "format": name}) for name in formats}
    return Planned(path, report, outputs if report else {}, size=size)


def _fields(report: Report) -> dict[str, str]:
    period = report.period
    label = (period.label or f"{period.start} {period.end}") if period else ""
    return {"group": report.group.name, "period": label, "form": report.form, "language": report.language}


def job(
    planned: Planned,
    layout: Path,
    formats: Sequence[str],
    settings: Callable[[Path], Settings],
    making: Making,
) -> Job:
    """A planned report as bytes. Raises Unreadable where the dataset is gone since."""
    path = planned.path
    used = settings(path)
    rules = tuple(rule.code.id for rule in applied(used, path))
    travelling = Settings(profile=used.profile, select=rules or ("none",), severities=used.severities)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    return Job(
        file=planned.file,
        dataset=content,
        beside=dict(_beside(planned)),
        layout_name=layout.name,
        layout=_layout(layout),
        registers=_registers(used.registers) if used.registers else {},
        formats=tuple(formats),
        making=making,
        settings=replace(travelling, registers=None),
        engines=engines(),
    )


def _beside(planned: Planned) -> Iterator[tuple[str, bytes]]:
    """The pictures of a dataset and its report of the year before, by their paths from its folder."""
    folder, report = planned.path.parent, planned.report
    wanted = [picture.file for picture in report.figures if picture.file] if report else []
    if report:
        wanted += [path.name for path in year_before(planned.path, report)]
    for name in dict.fromkeys(wanted):
        path = folder / name
        inside = not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts
        if inside and path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            with path.open("rb") as stream:
                yield name, stream.read(_BESIDE)


@cache
def _layout(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@cache
def _registers(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES if (folder / name).is_file()}
