"""Every code that a finding can have, gathered from the modules that find it."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import reportgen
from reportgen.findings import Code
from reportgen.rules import all_rules


def all_codes() -> list[Code]:
    """Every code in order. Raises ValueError where one number stands for two things."""
    found: dict[str, Code] = {}
    for code in (*constants(), *(rule.code for rule in all_rules())):
        if found.setdefault(code.id, code) != code:
            raise ValueError(f"{code.id} is both {code.name} and {found[code.id].name}")
    return [found[number] for number in sorted(found)]


def constants() -> Iterator[Code]:
    """The codes that modules hold as constants, but for those of modules whose engine is not installed here."""
    for module in walk_packages(reportgen.__path__, "reportgen."):
        if module.name.startswith(("reportgen.cli", "reportgen.__main__")):
            continue
        try:
            values = vars(import_module(module.name)).values()
        except (ImportError, OSError):
            continue
        yield from (value for value in values if isinstance(value, Code))
