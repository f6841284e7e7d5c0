"""Where in which file a fault stands. Every fault that the pipeline meets becomes a finding here.

Stages name a fault by a path of values: of the report, of the dataset, of a file of the layout, or of a chapter in a pack.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from reportgen.findings import Fault, Finding, Span
from reportgen.schema.load import LoadedReport
from reportgen.source import Source, locate

_TOP = Span(1, 1, 1, 1)
_PACK = "pack"
"""What stands for a file where a fault is in the pack's own words."""


def at_path_in_file(fault: Fault, loaded: LoadedReport) -> Fault:
    """A fault at a path of the report, at its path in the file: faulty entries are left out of the report's lists."""
    at, fix = loaded.path_in_file(fault.problem.at), fault.problem.fix
    if fix and fix.elsewhere:
        elsewhere = tuple(part._replace(at=loaded.path_in_file(part.at)) for part in fix.elsewhere)
        return replace(fault, problem=replace(fault.problem, at=at, fix=replace(fix, elsewhere=elsewhere)))
    return fault if at == fault.problem.at else _moved(fault, at)


def locate_fault(fault: Fault, source: Source, layout: Path | None = None) -> Finding:
    """A fault at its place in the dataset, or in the file of the layout that it names."""
    return (layout and locate_in_assets(fault, layout)) or locate(fault, source)


def locate_in_assets(fault: Fault, layout: Path) -> Finding | None:
    """A fault in the style sheet or the reference document of a layout, at its line there; None for any other."""
    from reportgen.layout.assets import REFERENCE, STYLE

    name, *position = fault.problem.at or ("",)
    if name not in (STYLE, REFERENCE):
        return None
    line, column, *_ = (*map(int, position), 1, 1)
    span = Span(line, column, line, column + 1)
    return Finding(fault.code, fault.code.severity, str(layout / str(name)), span, fault.problem)


def locate_in_pack(fault: Fault, sources: Mapping[str, Source], layout: Path) -> Finding:
    """A fault in a pack: in a dataset, whose chapter's name begins the path, in the layout, or in the pack's own words."""
    chapter, *at = fault.problem.at or ("",)
    if source := sources.get(str(chapter)):
        return locate_fault(_moved(fault, tuple(at)), source, layout)
    if chapter:
        return locate_fault(fault, next(iter(sources.values())), layout)
    return Finding(fault.code, fault.code.severity, _PACK, _TOP, fault.problem)


def _moved(fault: Fault, at: tuple[str | int, ...]) -> Fault:
    return replace(fault, problem=replace(fault.problem, at=at))
