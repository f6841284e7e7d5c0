"""Applies baselines for `reportgen validate`: leaves out the findings in them, or writes new ones."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.console import exit_with_error, print_stderr, rewrite_files
from reportgen.cli.inputs import input_files, refuse_to_replace
from reportgen.config.baseline import baseline_content, load_baseline
from reportgen.findings import Finding, plural
from reportgen.pipeline.codes import DUPLICATE_REPORT
from reportgen.source import Unreadable

if TYPE_CHECKING:
    from reportgen.cli.settings import SettingsOptions


def new_findings(
    findings: Sequence[Finding],
    checked_files: Iterable[str],
    options: "SettingsOptions",
    baseline_option: Path | None,
    *,
    quiet: bool,
) -> list[Finding]:
    """Returns the findings that are in no baseline: the one that the option names, or that of each file's settings."""
    remaining: list[Finding] = []
    for path, files in _files_by_baseline(checked_files, options, baseline_option).items():
        findings_in_files = [finding for finding in findings if finding.file in files]
        if path is None:
            remaining += findings_in_files
            continue
        try:
            unlisted, gone_count = load_baseline(path).new_findings(findings_in_files, files)
        except Unreadable as error:
            exit_with_error(str(error))
        remaining += unlisted
        if gone_count and not quiet:
            print_stderr(
                f"{plural(gone_count, 'finding')} of {path} did not turn up; --update-baseline renews it"
            )
    return remaining


def update_baselines(
    findings: Sequence[Finding],
    checked_files: Iterable[str],
    options: "SettingsOptions",
    baseline_option: Path | None,
    *,
    quiet: bool,
) -> None:
    """Writes the findings of the rules to the baselines, and keeps what these hold of files that were not checked."""
    from reportgen.rules import all_rules

    rule_ids = {*(rule.code.id for rule in all_rules()), DUPLICATE_REPORT.id}
    files_by_baseline = _files_by_baseline(checked_files, options, baseline_option)
    if None in files_by_baseline:
        exit_with_error("name the file of the baseline with --baseline, or under `baseline` in the settings")
    for path, files in files_by_baseline.items():
        if path is None:
            continue
        refuse_to_replace([path], input_files(map(_dataset_path, files), options, baselines=False))
        listed = [finding for finding in findings if finding.code.id in rule_ids and finding.file in files]
        try:
            others = load_baseline(path).entries_of_other_files(files) if os.path.exists(path) else None
        except Unreadable as error:
            exit_with_error(str(error))
        rewrite_files({path: baseline_content(listed, path, others)})
        if not quiet:
            print_stderr(f"wrote {path} ({plural(len(listed), 'finding')})")


def _files_by_baseline(
    checked_files: Iterable[str], options: "SettingsOptions", baseline_option: Path | None
) -> Mapping[Path | None, list[str]]:
    files_by_baseline: dict[Path | None, list[str]] = {}
    for file in checked_files:
        baseline = baseline_option or options.settings_for(_dataset_path(file)).baseline
        files_by_baseline.setdefault(baseline, []).append(file)
    return files_by_baseline


def _dataset_path(file: str) -> Path:
    """Returns the path by which settings know a dataset that findings know by its name."""
    return Path("-" if file == "<stdin>" else file)
