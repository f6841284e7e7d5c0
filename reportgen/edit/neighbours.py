"""The files around a dataset on which its findings and its report depend, and whether any of them has changed."""

from collections.abc import Iterator
from pathlib import Path

from reportgen.config import FILE
from reportgen.edit.checks import layout_files
from reportgen.edit.disk import Stamp, stamp
from reportgen.edit.session import Session
from reportgen.registers import FILES
from reportgen.schema.report_files import paths_of_year_before

_MAX_FILES = 500
"""Of more pictures than this the first are watched."""


def neighbours(session: Session) -> dict[Path, Stamp]:
    """Returns what tells of each file around a dataset whether it has changed: looking again and again costs next to nothing."""
    return {path: stamp(path) for path in dict.fromkeys(_paths(session))}


def _paths(session: Session) -> Iterator[Path]:
    """Yields the files: settings, registers, those of the layout, pictures, fonts, and the report of the year before."""
    folder, settings = session.path.parent, session.checks.settings
    for parent in (folder, *folder.absolute().parents):
        yield parent / FILE
        yield parent / "pyproject.toml"
    yield from filter(None, (settings.file, settings.baseline))
    if settings.registers:
        yield from (settings.registers / name for name in FILES)
    yield from layout_files(session.checks.layout)
    loaded = session.checked.loaded
    if loaded is not None:
        report = loaded.report
        names = [*(picture.file for picture in report.figures if picture.file), *report.fonts]
        yield from (folder / name for name in names[:_MAX_FILES] if "\0" not in name)
        yield from paths_of_year_before(session.path, report)
