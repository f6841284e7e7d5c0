"""The settings of a project: `reportgen.toml`, or `[tool.reportgen]` in `pyproject.toml`, found upwards from a dataset."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from reportgen.codes import current_id
from reportgen.findings import Severity
from reportgen.source import Unreadable

FILE = "reportgen.toml"
_KEYS = ("profile", "select", "ignore", "severity", "per-file-ignores", "baseline", "registers")
_OURS = re.compile(rb"""\btool *\. *["']?reportgen["']? *[]=.]|^ *["']?reportgen["']? *[.=]""", re.MULTILINE)
"""What a file of other settings holds where ours are among them; most are told apart without being read as TOML."""

_WEIGHTS = {**{severity.value: severity for severity in Severity}, "off": None}


class Profile(StrEnum):
    """A house style, where the two differ: the LGA's own, or that of GOV.UK."""

    LGA = "lga"
    GOVUK = "govuk"


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """A pattern of paths: `*` and `?` stand for what is in a name, `**/` for any folders."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.removeprefix("./").rstrip("/"))
    meant = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(meant.get(part) or re.escape(part) for part in parts))


def _is_named(code: str, names: tuple[str, ...]) -> bool:
    """Whether a code is among those that are named: by its id, an old one, or the beginning of it."""
    return code.startswith(tuple(map(current_id, names)))


@dataclass(frozen=True)
class Settings:
    """How the rules are to be applied.

    Rules are named by their codes or the beginning of them (`RG6`). `severities` gives a rule another weight, None turning it
    off; `per_file` are patterns of files with the rules that are not applied to them. `folder` is where the settings stand, from
    which patterns and paths are reckoned. `strict` gives warnings the weight of errors.
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
        if self.weight(code, Severity.INFO) is None or _is_named(code, self.ignore):
            return False
        if self.select and not _is_named(code, self.select):
            return False
        return not any(
            _is_named(code, codes) for pattern, codes in self.per_file if self._fits(path, pattern)
        )

    def for_file(self, path: Path) -> "Settings":
        """What holds for one file: which rules, with which weights. It means the same wherever the file is."""
        ignored = (codes for pattern, codes in self.per_file if self._fits(path, pattern))
        return Settings(
            profile=self.profile,
            select=self.select,
            ignore=(*self.ignore, *(code for codes in ignored for code in codes)),
            severities=self.severities,
            strict=self.strict,
        )

    def weight(self, code: str, usual: Severity) -> Severity | None:
        """The weight of a rule, None where it is turned off; what names it best counts, `RG602` before `RG6`."""
        named = [name for name in self.severities if _is_named(code, (name,))]
        weight = self.severities[max(named, key=len)] if named else usual
        return weight and self.raised(weight)

    def raised(self, weight: Severity) -> Severity:
        """A weight, or that of an error for warnings where these count as such."""
        return Severity.ERROR if self.strict and weight is Severity.WARNING else weight

    def _fits(self, path: Path, pattern: str) -> bool:
        """Whether a pattern fits a file, or a folder that it is in."""
        try:
            place = path.resolve().relative_to(self.folder.resolve())
        except ValueError:
            return False
        form = _pattern(pattern)
        if "/" not in pattern.strip("/"):
            return any(form.fullmatch(part) for part in place.parts)
        return any(form.fullmatch(each.as_posix()) for each in (place, *place.parents))

    def names(self) -> set[str]:
        """Every code and beginning of one that is named."""
        files = (code for _, codes in self.per_file for code in codes)
        return {*self.select, *self.ignore, *self.severities, *files}


def find(folder: Path, known: dict[Path, Settings | None] | None = None) -> Settings:
    """The settings that hold in a folder: the nearest file of them upwards. Raises Unreadable for a faulty one.

    `known` keeps what was found in each folder, for the next that lies in or beside it.
    """
    known = {} if known is None else known
    passed: list[Path] = []
    found = None
    for place in chain((folder,), folder.parents):
        if place in known:
            found = known[place]
            break
        passed.append(place)
        if found := _here(place):
            break
    known.update(dict.fromkeys(passed, found))
    return found or Settings(folder=folder)


def _here(folder: Path) -> Settings | None:
    """The settings that stand in a folder itself."""
    for name, table in ((FILE, ()), ("pyproject.toml", ("tool", "reportgen"))):
        path = folder / name
        if os.path.isfile(path) and (found := _load(path, table)) is not None:  # noqa: PTH113 (half the time)
            return found
    return None


def load(path: Path) -> Settings:
    """The settings in a file that is named. Raises Unreadable."""
    found = _load(path, ("tool", "reportgen") if path.name == "pyproject.toml" else ())
    if found is None:
        raise Unreadable(f"{path}: has no [tool.reportgen]")
    return found


def _load(path: Path, table: tuple[str, ...]) -> Settings | None:
    shown = below_here(path)
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig") if not table or _OURS.search(content) else ""
    except UnicodeDecodeError:
        raise Unreadable(f"{shown}: is not saved as UTF-8") from None
    except OSError as error:
        raise Unreadable(f"{shown}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    if table and not text:
        return None
    import tomllib

    try:
        value: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"{shown}: is not TOML ({error})") from None
    for key in table:
        if not isinstance(value, dict) or key not in value:
            return None
        value = value[key]
    return _Reader(path).settings(value)


def below_here(path: Path) -> Path:
    """A path as seen from the current folder, where it lies in it: as short as a reader would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


class _Reader:
    """One file of settings being read; the first thing that does not fit ends it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def settings(self, table: Any) -> Settings:
        if not isinstance(table, dict):
            self.refuse("the settings should be a table")
        for key in table:
            if key not in _KEYS:
                self.refuse(f"`{key}` is not a setting; {_nearest(key, _KEYS)}")
        profile = table.get("profile", "lga")
        if profile not in list(Profile):
            self.refuse(f"`profile` should be {' or '.join(f'`{name}`' for name in Profile)}")
        per_file = self.table(table, "per-file-ignores")
        return Settings(
            profile=Profile(profile),
            select=self.codes(table.get("select", []), "select"),
            ignore=self.codes(table.get("ignore", []), "ignore"),
            severities={
                code: self.weight(code, word) for code, word in self.table(table, "severity").items()
            },
            per_file=tuple((pattern, self.codes(codes, pattern)) for pattern, codes in per_file.items()),
            baseline=self.place(table, "baseline"),
            registers=self.place(table, "registers"),
            folder=self.path.parent,
            file=self.path,
        )

    def refuse(self, message: str) -> None:
        raise Unreadable(f"{below_here(self.path)}: {message}")

    def table(self, table: dict[str, Any], key: str) -> dict[str, Any]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            self.refuse(f"`{key}` should be a table, as in `[{key}]`")
        return dict(value)

    def codes(self, value: Any, key: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(code, str) and code for code in value):
            self.refuse(f'`{key}` should be a list of rules, as in `["RG601", "RG4"]`')
        return tuple(value)

    def weight(self, code: str, word: Any) -> Severity | None:
        if not isinstance(word, str) or word not in _WEIGHTS:
            self.refuse(
                f"`{word}` is no severity; `{code}` can be {', '.join(f'`{name}`' for name in _WEIGHTS)}"
            )
        return _WEIGHTS[word]

    def place(self, table: dict[str, Any], key: str) -> Path | None:
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            self.refuse(f"`{key}` should be a path in quotes")
        return self.path.parent / value if value else None


def _nearest(word: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1)
    return f"did you mean `{near[0]}`?" if near else f"the settings are {', '.join(f'`{k}`' for k in known)}"
