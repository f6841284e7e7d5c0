"""The registers of authorities, government departments and editions of the LGA business plan.

They ship with the package as files that name source, licence and trust. Files in a folder of the user's replace them by name.
"""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reportgen.registers.authorities import Authorities, MatchMethod, Resolution
from reportgen.registers.authority import Authority, Lga, read_authorities
from reportgen.registers.departments import Departments, read_departments
from reportgen.registers.plans import Plans, read_plans
from reportgen.source import Unreadable
from reportgen.source.files import Outside, path_inside

__all__ = ["Authorities", "Authority", "Lga", "MatchMethod", "Registers", "Resolution", "load_registers"]

FILES = ("authorities.csv", "departments.yaml", "business-plan.yaml")
"""The files of a folder of registers."""

_INSTALLED = Path(__file__).parent / "data"
_CHECKED_OUT = Path(__file__).parents[2] / "data" / "registers"
SHIPPED = _CHECKED_OUT if os.path.isdir(_CHECKED_OUT) and not os.path.isdir(_INSTALLED) else _INSTALLED
"""The folder of the registers that ship with the package."""


@dataclass(frozen=True, eq=False)
class Registers:
    """The registers that checks consult, each read when it is first asked for; reading a faulty one raises Unreadable."""

    own_folder: Path | None = None

    @cached_property
    def authorities(self) -> Authorities:
        """Councils and combined authorities."""
        return Authorities(*read_authorities(self.path("authorities.csv")))

    @cached_property
    def departments(self) -> Departments:
        """Government departments and bodies."""
        return read_departments(self.path("departments.yaml"))

    @cached_property
    def plans(self) -> Plans:
        """Editions of the LGA business plan."""
        return read_plans(self.path("business-plan.yaml"))

    def path(self, name: str) -> Path:
        """The file of a register: the user's own where there is one, else the shipped one."""
        own = self.own_folder / name if self.own_folder else None
        return own if own and os.path.isfile(own) else SHIPPED / name


_REGISTERS: dict[Path | None, Registers] = {}
"""The registers by the absolute path of the user's own folder; error messages name that folder as the user wrote it."""


def load_registers(own_folder: Path | None = None) -> Registers:
    """The registers, read once however many reports need them; files in a folder of the user's own replace the shipped ones.

    Raises Unreadable where that folder holds no register, and where a file of it cannot be used.
    """
    folder = own_folder.absolute() if own_folder else None
    if folder not in _REGISTERS:
        if own_folder:
            _refuse_without_registers(own_folder)
        _REGISTERS[folder] = Registers(own_folder)
    loaded = _REGISTERS[folder]
    if own_folder:
        loaded.authorities, loaded.departments, loaded.plans  # noqa: B018 (a faulty file is told before any work)
    return loaded


def renew_registers(own_folder: Path | None) -> None:
    """Reads the registers of a user's own folder anew: for a program that runs on while somebody changes their files.

    Raises Unreadable where they cannot be used; those that were read before hold then.
    """
    folder = own_folder.absolute() if own_folder else None
    held = _REGISTERS.pop(folder, None)
    try:
        load_registers(own_folder)
    except Unreadable:
        _REGISTERS.pop(folder, None)
        if held:
            _REGISTERS[folder] = held
        raise


def _refuse_without_registers(folder: Path) -> None:
    if not os.path.isdir(folder):
        raise Unreadable(f"{folder}: there is no such folder")
    names = [name for name in FILES if os.path.isfile(folder / name)]
    if not names:
        raise Unreadable(f"{folder}: holds no register; its files would be {', '.join(FILES)}")
    for name in names:
        try:
            path_inside(folder, name)
        except Outside:
            raise Unreadable(
                f"{folder / name}: is a link that leads out of the folder; put the file there"
            ) from None
