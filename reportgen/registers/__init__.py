"""The registers: what is known of authorities, government departments and editions of the LGA business plan.

They ship with the package as files that name source, licence and trust. A folder of a user's own can replace any of them.
"""

from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.registers.authorities import Authorities, How, Resolution
from reportgen.registers.authority import Authority, Lga
from reportgen.source import Unreadable

if TYPE_CHECKING:
    from reportgen.registers.departments import Departments
    from reportgen.registers.plans import Plans

__all__ = ["Authorities", "Authority", "How", "Lga", "Registers", "Resolution", "registers"]

FILES = ("authorities.csv", "departments.yaml", "business-plan.yaml")
"""The files of a folder of registers."""

SHIPPED = next(
    (
        folder
        for folder in (Path(__file__).parent / "data", Path(__file__).parents[2] / "data" / "registers")
        if folder.is_dir()
    ),
    Path(__file__).parent / "data",
)
"""The folder of the registers that ship with the package."""


@dataclass(frozen=True, eq=False)
class Registers:
    """The registers that checks consult, each read when first asked for. What is read raises Unreadable."""

    own: Path | None = field(default=None)

    @cached_property
    def authorities(self) -> Authorities:
        """Councils and combined authorities."""
        from reportgen.registers.authority import read

        return Authorities(*read(self.path(FILES[0])))

    @cached_property
    def departments(self) -> "Departments":
        """Government departments and bodies."""
        from reportgen.registers.departments import read

        return read(self.path(FILES[1]))

    @cached_property
    def plans(self) -> "Plans":
        """Editions of the LGA business plan."""
        from reportgen.registers.plans import read

        return read(self.path(FILES[2]))

    def path(self, name: str) -> Path:
        """The file of a register: the user's own where there is one, else the shipped one."""
        own = self.own / name if self.own else None
        return own if own and own.is_file() else SHIPPED / name


def registers(own: Path | None = None) -> Registers:
    """The registers, read once however many reports need them; files in a folder of one's own replace the shipped ones.

    Raises Unreadable where that folder holds no register, and where a file of it cannot be used.
    """
    found = _registers(own.absolute() if own else None, own)
    if own:
        found.authorities, found.departments, found.plans  # noqa: B018 (a faulty file of one's own is told before any work)
    return found


@cache
def _registers(_: Path | None, own: Path | None) -> Registers:
    if own and not own.is_dir():
        raise Unreadable(f"{own}: there is no such folder")
    if own and not any((own / name).is_file() for name in FILES):
        raise Unreadable(f"{own}: holds no register; its files would be {', '.join(FILES)}")
    return Registers(own)
