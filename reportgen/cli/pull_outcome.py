"""What `reportgen pull` brings: shows it, asks, and writes it."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from reportgen.cli.console import (
    exit_with_error,
    has_colours,
    print_findings,
    print_json,
    print_stderr,
    rewrite_files,
    write_files,
)

if TYPE_CHECKING:
    from reportgen.cli.settings import SettingsOptions
    from reportgen.findings import Finding
    from reportgen.pipeline import Checked
    from reportgen.pull import Pulled
    from reportgen.source import Source

_BYTE_ORDER_MARK = "\ufeff"


class Shown(StrEnum):
    """How the changes are shown."""

    TEXT = "text"
    JSON = "json"
    PATCH = "patch"


class Outcome:
    """What a Word file brings to a dataset: the text before and after, and all that is to be told."""

    def __init__(
        self,
        report: Path,
        target: Path | None,
        output: Path | None,
        pulled: "Pulled",
        options: "SettingsOptions",
    ) -> None:
        from reportgen.pipeline import check_source
        from reportgen.pull import merge_into, other_pictures
        from reportgen.source import Unreadable, load, read

        self.report, self.target, self.output, self.pulled = report, target, output, pulled
        path = target or output or Path("dataset.yaml")
        settings = options.settings_for(path)
        try:
            self.current: Source = (
                load(target) if target else read(pulled.base, str(output or "dataset.yaml"))
            )
        except Unreadable as error:
            exit_with_error(str(error))
        if self.current.data is None:
            exit_with_error(f"{target}: cannot be read as YAML; see `reportgen validate {target}`")
        self._refuse_other_report()
        self.before: Checked = check_source(self.current, path, settings)
        self.has_moved_on = target is not None and _lines(_without_private(self.before)) != _lines(
            pulled.base
        )
        merged = merge_into(self.current, pulled.base, pulled.text)
        self.text = merged.text
        self.after: Checked = check_source(read(merged.text, self.current.file), path, settings)
        pictures = other_pictures(report, pulled.pictures, self.before.images)
        self.findings: tuple[Finding, ...] = (*pulled.findings, *pictures, *merged.conflicts)

    def _refuse_other_report(self) -> None:
        """Ends the command where the dataset is of another group or another period than the Word file."""
        from reportgen.schema.i18n import period_in_words
        from reportgen.schema.load import load_report
        from reportgen.source import read

        report = load_report(self.current.data or {}).report
        group = report.group.name
        if group and group != self.pulled.group:
            exit_with_error(
                f"{self.target}: it is the dataset of {group}, and the Word file is a report of {self.pulled.group}"
            )
        period = period_in_words(report.period, "en-GB") if report.period else ""
        after = load_report(read(self.pulled.text, "").data or {}).report.period
        periods = {self.pulled.period, period_in_words(after, "en-GB") if after else ""}
        if period and self.pulled.period and period not in periods:
            exit_with_error(
                f"{self.target}: it is the dataset of {period}, and the Word file is a report of {self.pulled.period}"
            )

    @property
    def new_errors(self) -> "list[Finding]":
        """The errors that the dataset did not have before."""
        from reportgen.findings import Severity

        def key(finding: "Finding") -> tuple[str, str]:
            return finding.code.id, finding.message

        before = {key(finding) for finding in self.before.findings}
        return [
            finding
            for finding in self.after.findings
            if finding.severity is Severity.ERROR and key(finding) not in before
        ]

    @property
    def is_changed(self) -> bool:
        """Whether the dataset changes."""
        return self.text != self.current.text

    def _contents(self) -> tuple[bytes, bytes]:
        mark = _BYTE_ORDER_MARK if self.current.has_byte_order_mark else ""
        return (mark + self.current.text).encode(), (mark + self.text).encode()

    def show(self, form: Shown, *, quiet: bool) -> None:
        """Shows the changes, and tells what could not be brought back."""
        from reportgen.cli.differences import changes_in_words, patch

        if form is Shown.JSON:
            print_json(self._as_json())
            return
        if form is Shown.PATCH:
            sys.stdout.flush()
            sys.stdout.buffer.write(patch(*self._contents(), self.current.file))
            sys.stdout.buffer.flush()
        elif not quiet:
            for line in changes_in_words(self.current, self.after.source, colours=has_colours(sys.stdout)):
                sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        if self.has_moved_on and not quiet:
            print_stderr(
                f"{self.target} has changed since the Word file was built; both changes are put together"
            )
        if self.findings:
            print_findings(self.findings, {str(self.report): ""}, sys.stderr, file_count=1)

    def _as_json(self) -> dict[str, Any]:
        from reportgen.cli.differences import patch
        from reportgen.reporters.json import finding_as_json
        from reportgen.schema.messages import dotted_path

        return {
            "file": str(self.report),
            "dataset": str(self.target) if self.target else None,
            "tracked_changes": self.pulled.tracked,
            "changes": [
                {"path": dotted_path(change.at), "before": change.before, "after": change.after}
                for change in self.pulled.changes
            ],
            "findings": [finding_as_json(finding) for finding in self.findings],
            "new_errors": [finding_as_json(finding) for finding in self.new_errors],
            "patch": patch(*self._contents(), self.current.file).decode("utf-8", "replace"),
        }

    def write(self, *, yes: bool, dry_run: bool, allow_errors: bool, shown: Shown, quiet: bool) -> int:
        """Writes the dataset after asking, and returns the exit code."""
        from reportgen.pipeline import has_errors

        code = int(has_errors(self.findings))
        errors = self.new_errors
        if errors:
            code = 1
            if shown is not Shown.JSON:
                print_findings(errors, {self.current.file: self.text}, sys.stderr, file_count=1)
        if not self.is_changed and self.output is None:
            if not quiet and shown is not Shown.JSON:
                print_stderr(f"{self.report}: nothing has been changed in it that the dataset does not have")
            return code
        target = self.output or self.target
        if dry_run or target is None:
            return code
        if errors and not allow_errors:
            print_stderr(
                f"{target} is not written: with these edits it has errors that it did not have; --allow-errors writes it as it is"
            )
            return 1
        if not yes and not self._is_agreed(target):
            print_stderr(f"{target} is as it was")
            return code
        self._put_in_place(target)
        if not quiet:
            print_stderr(f"wrote {target}")
            print_stderr(f"next: reportgen build {target}")
        return code

    def _is_agreed(self, target: Path) -> bool:
        if not sys.stdin.isatty():
            print_stderr("nobody can be asked here: --yes writes the changes, --dry-run only shows them")
            return False
        return typer.confirm(f"Write this to {target}?", err=True)

    def _put_in_place(self, target: Path) -> None:
        """Writes the dataset. Ends the command where it has changed while somebody was asked."""
        from reportgen.source.files import read_bytes

        before, after = self._contents()
        if self.output is not None:
            write_files({self.output: after}, inputs=[self.report, *([self.target] if self.target else [])])
            return
        try:
            is_same = read_bytes(target) == before
        except OSError:
            is_same = False
        if not is_same:
            exit_with_error(
                f"{target}: holds something else than was read, so that it is not written; pull again"
            )
        rewrite_files({target: after})


def _without_private(checked: "Checked") -> str:
    """Returns the text of a dataset as a file built today would carry it."""
    from reportgen.pipeline import embedded_datasets

    content = list(embedded_datasets(checked).values())
    return (
        content[0].decode("utf-8", "replace").removeprefix(_BYTE_ORDER_MARK)
        if content
        else checked.source.text
    )


def _lines(text: str) -> list[str]:
    """Returns the lines of a text, whatever ends them."""
    return text.replace("\r\n", "\n").split("\n")
