"""What the settings of a project say: which rules are applied to which files, and with which severities."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path

from reportgen.codes import current_id
from reportgen.findings import Severity


class Profile(StrEnum):
    """A house style, where the two differ: the LGA's own, or that of GOV.UK."""

    LGA = "lga"
    GOVUK = "govuk"


def _fits(names: Sequence[str], pattern: list[str]) -> bool:
    """Whether the names in a path fit those of a pattern: `*` and `?` stand for characters of a name, `**` for any folders.

    However many stars there are, each name is compared once with each of the pattern's.
    """
    pattern = [*pattern, "*"] if pattern[-1:] == ["**"] else pattern
    reached = {0}
    for name in (*names, None):
        for index, part in enumerate(pattern):
            if part == "**" and index in reached:
                reached.add(index + 1)
        if name is not None:
            stay = {index for index in reached if index < len(pattern) and pattern[index] == "**"}
            reached = stay | {
                index + 1
                for index in reached - stay
                if index < len(pattern) and fnmatchcase(name, pattern[index].replace("[", "[[]"))
            }
    return len(pattern) in reached


def _is_named(code: str, names: tuple[str, ...]) -> bool:
    """Whether a code is among those that are named: by its id, an old one, or the beginning of it."""
    return code.startswith(tuple(map(current_id, names)))


@dataclass(frozen=True)
class Settings:
    """Which rules are applied, and with which severities.

    Codes of rules may be given by their beginning (`RG6`). `severities` gives a rule another severity; None turns it off.
    `per_file` has patterns of files with the rules that are not applied to them. Patterns and paths are relative to `folder`, in
    which the settings' `file` lies. `strict` turns warnings into errors.
    """

    profile: Profile = Profile.LGA
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    baseline: Path | None = None
    registers: Path | None = None
    folder: Path = Path()
    file: Path | None = None
    strict: bool = False

    def applies(self, code: str, path: Path) -> bool:
        """Whether a rule is applied to a file."""
        if self.severity_of(code, Severity.INFO) is None or _is_named(code, self.ignore):
            return False
        if self.select and not _is_named(code, self.select):
            return False
        return not any(
            _is_named(code, codes) for pattern, codes in self.per_file if self._matches(path, pattern)
        )

    def for_file(self, path: Path) -> "Settings":
        """The settings for one file, in which patterns of files are resolved, so that they hold wherever the file is."""
        ignored = [code for pattern, codes in self.per_file if self._matches(path, pattern) for code in codes]
        return Settings(
            profile=self.profile,
            select=self.select,
            ignore=(*self.ignore, *ignored),
            severities=self.severities,
            strict=self.strict,
        )

    def severity_of(self, code: str, usual: Severity) -> Severity | None:
        """The severity of a rule, None where it is turned off; the longest beginning of its code counts: `RG602` before `RG6`."""
        beginnings = [beginning for beginning in self.severities if _is_named(code, (beginning,))]
        severity = self.severities[max(beginnings, key=len)] if beginnings else usual
        return severity and self.strict_severity(severity)

    def strict_severity(self, severity: Severity) -> Severity:
        """A severity, but that of an error for warnings if the settings are strict."""
        return Severity.ERROR if self.strict and severity is Severity.WARNING else severity

    def unmatched_patterns(self, files: Iterable[Path]) -> list[str]:
        """The patterns of files that match none of these, which are looked at no further than that takes."""
        unmatched = [pattern for pattern, _ in self.per_file]
        for path in files:
            unmatched = [pattern for pattern in unmatched if not self._matches(path, pattern)]
            if not unmatched:
                break
        return unmatched

    def _matches(self, path: Path, pattern: str) -> bool:
        """Whether a pattern matches a file, or a folder that it is in."""
        try:
            relative_path = path.resolve().relative_to(self.folder.resolve())
        except ValueError:
            return False
        names, parts = relative_path.parts, pattern.removeprefix("./").strip("/").split("/")
        if len(parts) == 1:
            return any(_fits([name], parts) for name in names)
        return any(_fits(names[:depth], parts) for depth in range(1, len(names) + 1))

    def names(self) -> set[str]:
        """Every code, and beginning of a code, that the settings name."""
        per_file = (code for _, codes in self.per_file for code in codes)
        return {*self.select, *self.ignore, *self.severities, *per_file}
