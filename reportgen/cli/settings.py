"""The settings that hold for each dataset: those of its project, and what the command line says beside them."""

import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.console import refuse, say
from reportgen.config import Profile, Settings, find_settings, load_settings, relative_to_current_folder
from reportgen.source import Unreadable

if TYPE_CHECKING:
    from reportgen.pipeline import Checked


@dataclass(frozen=True)
class SettingsOptions:
    """What the command line says of the settings; what it leaves out, the project's settings say."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    config: Path | None = None
    registers: Path | None = None
    strict: bool = False
    _known: dict[Path, Settings] = field(default_factory=dict)
    _found: dict[Path, Settings | None] = field(default_factory=dict)
    _usable: set[Path | None] = field(default_factory=set)

    def settings(self, path: Path) -> Settings:
        """The settings for a dataset. Ends the command where they cannot be used."""
        folder = Path.cwd() if str(path) == "-" else Path(os.path.abspath(path)).parent  # noqa: PTH100 (without `..`)
        if folder not in self._known:
            try:
                self._known[folder] = self._settings(folder)
            except Unreadable as error:
                refuse(str(error))
        return self._known[folder]

    def checked(self, paths: Iterable[Path]) -> tuple[list["Checked"], int]:
        """The datasets that can be read, checked, and the exit code: 2 where one cannot, which is said; else 0."""
        from reportgen.pipeline import check

        checked, code = [], 0
        for path in paths:
            try:
                checked.append(check(path, self.settings(path)))
            except Unreadable as error:
                say(f"reportgen: {error}")
                code = 2
        return checked, code

    def _settings(self, folder: Path) -> Settings:
        base = load_settings(self.config) if self.config else find_settings(folder, self._found)
        used = replace(
            base,
            select=self.select or base.select,
            ignore=(*base.ignore, *self.ignore),
            profile=Profile(self.profile) if self.profile else base.profile,
            registers=self.registers or base.registers,
            strict=self.strict,
        )
        if base.file not in self._usable:
            self._check(base, used.registers)
            self._usable.add(base.file)
        return used

    def _check(self, base: Settings, folder: Path | None) -> None:
        _check_codes(base.names(), base.file)
        _check_codes((*self.select, *self.ignore), None)
        if folder:
            from reportgen.registers import load_registers

            load_registers(folder)


def codes(given: Sequence[str]) -> tuple[str, ...]:
    """Codes as they may be given to an option: several times, or several at once with commas between."""
    return tuple(code.strip().upper() for each in given for code in each.split(",") if code.strip())


def _check_codes(names: Collection[str], file: Path | None) -> None:
    if not names:
        return
    from reportgen.codes import current_id
    from reportgen.pipeline.codes import DUPLICATE_REPORT
    from reportgen.rules import all_rules

    known = [*(rule.code.id for rule in all_rules()), DUPLICATE_REPORT.id]
    for name in sorted(names):
        if not any(code.startswith(current_id(name)) for code in known):
            place = f"{relative_to_current_folder(file)}: " if file else ""
            raise Unreadable(
                f"{place}`{name}` is no rule, nor the beginning of one; `reportgen rules` lists them"
            )
