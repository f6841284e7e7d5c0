"""What `reportgen validate` does with baselines: leaves out what has been agreed to, or writes down what is found."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.console import refuse, say, write_whole
from reportgen.config.baseline import baseline_content, load_baseline
from reportgen.findings import Finding, plural
from reportgen.pipeline.codes import DUPLICATE_REPORT
from reportgen.source import Unreadable

if TYPE_CHECKING:
    from reportgen.cli.settings import SettingsOptions


def new(
    findings: Sequence[Finding],
    read: Iterable[str],
    given: "SettingsOptions",
    named: Path | None,
    *,
    quiet: bool,
) -> list[Finding]:
    """The findings that are in no baseline: the one that is named, or that of each file's settings."""
    kept: list[Finding] = []
    for place, files in _places(read, given, named).items():
        among = [each for each in findings if each.file in files]
        if place is None:
            kept += among
            continue
        try:
            left, gone = load_baseline(place).new_findings(among, files)
        except Unreadable as error:
            refuse(str(error))
        kept += left
        if gone and not quiet:
            say(f"{plural(gone, 'finding')} of {place} did not turn up; --update-baseline renews it")
    return kept


def update(
    findings: Sequence[Finding],
    read: Iterable[str],
    given: "SettingsOptions",
    named: Path | None,
    *,
    quiet: bool,
) -> None:
    """Write what the rules find to the baselines; what these hold of other files stays."""
    from reportgen.rules import all_rules

    rules = {*(rule.code.id for rule in all_rules()), DUPLICATE_REPORT.id}
    places = _places(read, given, named)
    if None in places:
        refuse("name the file of the baseline with --baseline, or under `baseline` in the settings")
    for place, files in places.items():
        if place is None:
            continue
        agreed = [each for each in findings if each.code.id in rules and each.file in files]
        try:
            others = load_baseline(place).entries_of_other_files(files) if place.exists() else None
        except Unreadable as error:
            refuse(str(error))
        write_whole({place: baseline_content(agreed, place, others)})
        if not quiet:
            say(f"wrote {place} ({plural(len(agreed), 'finding')})")


def _places(
    read: Iterable[str], given: "SettingsOptions", named: Path | None
) -> Mapping[Path | None, list[str]]:
    """The baseline of each file."""
    places: dict[Path | None, list[str]] = {}
    for file in read:
        path = Path("-" if file == "<stdin>" else file)
        places.setdefault(named or given.settings(path).baseline, []).append(file)
    return places
