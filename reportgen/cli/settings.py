"""The settings for each dataset: those of its project, and what the command line says beside them."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.console import exit_with_error, print_stderr
from reportgen.config import Profile, Settings, find_settings, load_settings, relative_to_current_folder
from reportgen.source import Unreadable

if TYPE_CHECKING:
    from reportgen.pipeline import Checked


@dataclass(frozen=True)
class SettingsOptions:
    """The options of the command line that change settings; those left out keep the project's own."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: Profile | None = None
    config: Path | None = None
    registers: Path | None = None
    strict: bool = False
    _by_folder: dict[Path, Settings] = field(default_factory=dict)
    _project_settings: dict[Path, Settings | None] = field(default_factory=dict)
    _verified_files: set[Path | None] = field(default_factory=set)

    def settings_for(self, path: Path) -> Settings:
        """Returns the settings for a dataset. Ends the command where they cannot be used."""
        folder = Path.cwd() if str(path) == "-" else Path(os.path.abspath(path)).parent  # noqa: PTH100 (without `..`)
        if folder not in self._by_folder:
            try:
                self._by_folder[folder] = self._settings_in(folder)
            except Unreadable as error:
                exit_with_error(str(error))
        return self._by_folder[folder]

    def check_datasets(self, paths: Iterable[Path]) -> tuple[list["Checked"], int]:
        """Checks the datasets that can be read, tells of the others, and returns exit code 2 if there are such, else 0."""
        from reportgen.pipeline import check

        datasets, code = [], 0
        for path in paths:
            try:
                datasets.append(check(path, self.settings_for(path)))
            except Unreadable as error:
                print_stderr(f"reportgen: {error}")
                code = 2
        return datasets, code

    def tell_unmatched_patterns(self, paths: Iterable[Path]) -> None:
        """Says which patterns of the settings match neither a dataset nor another YAML file beneath the settings' folder."""
        datasets: dict[Path | None, list[Path]] = {}
        settings_by_file: dict[Path | None, Settings] = {}
        for path in paths:
            settings = self.settings_for(path)
            settings_by_file[settings.file] = settings
            datasets.setdefault(settings.file, []).append(path)
        for file, settings in settings_by_file.items():
            unmatched = settings.unmatched_patterns(datasets[file])
            if file and unmatched:
                unmatched = settings.unmatched_patterns([*datasets[file], *_yaml_files(settings.folder)])
                for pattern in unmatched:
                    name = relative_to_current_folder(file)
                    print_stderr(f"{name}: `{pattern}` under `per-file-ignores` matches no YAML file")

    def _settings_in(self, folder: Path) -> Settings:
        base = load_settings(self.config) if self.config else find_settings(folder, self._project_settings)
        settings = replace(
            base,
            select=self.select or base.select,
            ignore=(*base.ignore, *self.ignore),
            profile=self.profile or base.profile,
            registers=self.registers or base.registers,
            strict=self.strict,
        )
        if base.file not in self._verified_files:
            _require_known_codes(base.names(), base.file)
            _require_known_codes((*self.select, *self.ignore), None)
            if settings.registers:
                from reportgen.registers import load_registers

                load_registers(settings.registers)
            self._verified_files.add(base.file)
        return settings


def _yaml_files(folder: Path) -> Iterator[Path]:
    """Yields the YAML files beneath a folder, but for those in hidden folders."""
    for parent, folder_names, file_names in os.walk(folder):
        folder_names[:] = [name for name in folder_names if not name.startswith(".")]
        yield from (Path(parent, name) for name in file_names if name.lower().endswith((".yaml", ".yml")))


def split_codes(values: Sequence[str]) -> tuple[str, ...]:
    """Returns the codes that an option names: it may be given several times, and each time name several between commas."""
    return tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())


def _require_known_codes(names: Collection[str], file: Path | None) -> None:
    """Raises Unreadable for a name that is no rule's code, nor the beginning of one. `file` are the settings that have it."""
    if not names:
        return
    from reportgen.codes import current_id
    from reportgen.pipeline.codes import DUPLICATE_REPORT
    from reportgen.rules import all_rules

    code_ids = [*(rule.code.id for rule in all_rules()), DUPLICATE_REPORT.id]
    for name in sorted(names):
        if not any(code_id.startswith(current_id(name)) for code_id in code_ids):
            location = f"{relative_to_current_folder(file)}: " if file else ""
            raise Unreadable(
                f"{location}`{name}` is no rule, nor the beginning of one; `reportgen rules` lists them"
            )
