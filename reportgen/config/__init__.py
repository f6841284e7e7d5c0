"""The settings of a project: `reportgen.toml`, or `[tool.reportgen]` in `pyproject.toml`, the nearest upwards from a dataset."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reportgen.config.settings import Profile, Settings
from reportgen.findings import Severity
from reportgen.source import Unreadable
from reportgen.source.files import read_bounded
from reportgen.startup.patterns import lazy_pattern

__all__ = ["FILE", "Profile", "Settings", "find_settings", "load_settings", "relative_to_current_folder"]

FILE = "reportgen.toml"
_KEYS = ("profile", "select", "ignore", "severity", "per-file-ignores", "baseline", "registers")
_MENTION = lazy_pattern(rb"""\btool["']?[ \t]*(?:\.[ \t]*["']?reportgen|[]=])|\\u00[67]|\\U000000[67]""")
"""What our table cannot do without in `pyproject.toml`, unless its name is spelled with escapes. Other files are not parsed."""

_OUR_TABLE = lazy_pattern(
    rb"""\btool["']?[ \t]*(?:\.[ \t]*|=[ \t]*\{[^\n]*?)["']?reportgen["']?[ \t]*[].={]|^[ \t]*["']?reportgen["']?[ \t]*[.=]""",
    re.MULTILINE,
)
"""How our table can start in a `pyproject.toml` that is not TOML. The faults of a file without it are not ours to report."""

_MAX_BYTES = 1_000_000
_DEEP_KEY = lazy_pattern(rb"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){50}""")
"""A key in so many parts that the library would take hours over it: its time grows with their square."""

_SEVERITIES: Mapping[str, Severity | None] = {
    **{severity.value: severity for severity in Severity},
    "off": None,
}


def find_settings(folder: Path, known: dict[Path, Settings | None] | None = None) -> Settings:
    """The settings that hold in a folder: those of the nearest file upwards. Raises Unreadable for a faulty one.

    `known` remembers the settings of each folder between calls, for those inside it.
    """
    known = {} if known is None else known
    searched: list[Path] = []
    settings = None
    for candidate in (folder, *folder.parents):
        if candidate in known:
            settings = known[candidate]
            break
        searched.append(candidate)
        if settings := _settings_in(candidate):
            break
    known.update(dict.fromkeys(searched, settings))
    return settings or Settings(folder=folder)


def _settings_in(folder: Path) -> Settings | None:
    for name, table in ((FILE, ()), ("pyproject.toml", ("tool", "reportgen"))):
        path = folder / name
        is_file = os.path.isfile(path)
        if is_file and (settings := _read(path, table)) is not None:
            return settings
    return None


def load_settings(path: Path) -> Settings:
    """The settings in a file that the user names. Raises Unreadable."""
    settings = _read(path, ("tool", "reportgen") if path.name == "pyproject.toml" else ())
    if settings is None:
        raise Unreadable(f"{path}: has no [tool.reportgen]")
    return settings


def _read(path: Path, table: tuple[str, ...]) -> Settings | None:
    """Reads the settings in a table of a file, given by its keys; None where the file has no such table."""
    shown_path = relative_to_current_folder(path)
    try:
        content = read_bounded(path, _MAX_BYTES)
    except OSError as error:
        raise Unreadable(f"{shown_path}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    if table and not _MENTION.search(content):
        return None
    import tomllib

    try:
        if _DEEP_KEY.search(content):
            raise RecursionError  # noqa: TRY301 (what the library raises over values nested too deeply)
        value: Any = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a plain ValueError
        if table and not _OUR_TABLE.search(content):
            return None
        raise Unreadable(f"{shown_path}: {_reason(error)}") from None
    for key in table:
        if not isinstance(value, dict) or key not in value:
            return None
        value = value[key]
    return _Parser(path).settings(value)


def _reason(error: Exception) -> str:
    match error:
        case UnicodeDecodeError():
            return "is not saved as UTF-8"
        case RecursionError():
            return "is nested too deeply"
        case _:
            return f"is not TOML ({error})"


def relative_to_current_folder(path: Path) -> Path:
    """A path relative to the current folder, if it lies in it: as short as a reader would write it."""
    current = Path.cwd()
    return path.relative_to(current) if path.is_relative_to(current) else path


class _Parser:
    """Turns the values of one file into settings; the first value that does not fit raises Unreadable."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def settings(self, table: Any) -> Settings:
        if not isinstance(table, dict):
            self.refuse("the settings should be a table")
        for key in table:
            if key not in _KEYS:
                self.refuse(f"`{key}` is not a setting; {_hint(key)}")
        profile = table.get("profile", "lga")
        if profile not in list(Profile):
            self.refuse(f"`profile` should be {' or '.join(f'`{name}`' for name in Profile)}")
        per_file = self.table(table, "per-file-ignores")
        return Settings(
            profile=Profile(profile),
            select=self.codes(table.get("select", []), "select"),
            ignore=self.codes(table.get("ignore", []), "ignore"),
            severities={
                code: self.severity(code, word) for code, word in self.table(table, "severity").items()
            },
            per_file=tuple((pattern, self.codes(codes, pattern)) for pattern, codes in per_file.items()),
            baseline=self.relative_path(table, "baseline"),
            registers=self.relative_path(table, "registers"),
            folder=self.path.parent,
            file=self.path,
        )

    def refuse(self, message: str) -> None:
        raise Unreadable(f"{relative_to_current_folder(self.path)}: {message}")

    def table(self, table: dict[str, Any], key: str) -> dict[str, Any]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            self.refuse(f"`{key}` should be a table, as in `[{key}]`")
        return dict(value)

    def codes(self, value: Any, key: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(code, str) and code for code in value):
            self.refuse(f'`{key}` should be a list of rules, as in `["RG601", "RG4"]`')
        return tuple(value)

    def severity(self, code: str, word: Any) -> Severity | None:
        if not isinstance(word, str) or word not in _SEVERITIES:
            self.refuse(
                f"`{word}` is no severity; `{code}` can be {', '.join(f'`{name}`' for name in _SEVERITIES)}"
            )
        return _SEVERITIES[word]

    def relative_path(self, table: dict[str, Any], key: str) -> Path | None:
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            self.refuse(f"`{key}` should be a path in quotes")
        if value and not self.is_below(value):
            option = "--register" if key == "registers" else f"--{key}"
            self.refuse(
                f"`{key}` should be a path below the folder of this file; {option} names one elsewhere"
            )
        return self.path.parent / value if value else None

    def is_below(self, name: str) -> bool:
        """Tells whether a path leads, links included, to a place below the settings' folder: they may be a stranger's."""
        try:
            path = Path(os.path.realpath(self.path.parent / name))
            is_usable = path.is_file() or path.is_dir() or not path.exists()
        except (OSError, ValueError):  # the path is too long, or holds a NUL character
            return False
        is_below = path.is_relative_to(os.path.realpath(self.path.parent)) and not os.path.isabs(name)  # noqa: PTH117
        return is_below and is_usable


def _hint(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, _KEYS, 1)
    return (
        f"did you mean `{near[0]}`?"
        if near
        else f"the settings are {', '.join(f'`{name}`' for name in _KEYS)}"
    )
