"""Every code that a finding can have, gathered from the modules that define them."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import reportgen
from reportgen.findings import Code
from reportgen.rules import all_rules

_ENGINES = ("weasyprint", "pydyf", "pypdf", "dask", "distributed", "xlsxwriter")
"""The packages that some modules import and that may be missing, because they are extras or need more than pip installs."""


def all_codes() -> list[Code]:
    """Returns every code in order. Raises ValueError if two codes have the same number."""
    codes: dict[str, Code] = {}
    for code in (*code_constants(), *(rule.code for rule in all_rules())):
        if codes.setdefault(code.id, code) != code:
            raise ValueError(f"{code.id} is both {code.name} and {codes[code.id].name}")
    return [codes[number] for number in sorted(codes)]


def code_constants() -> Iterator[Code]:
    """Yields the codes that modules hold as constants, but for modules whose engine is not installed here."""
    for module in walk_packages(reportgen.__path__, "reportgen."):
        if module.name.startswith(("reportgen.cli", "reportgen.__main__")):
            continue
        try:
            values = vars(import_module(module.name)).values()
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in _ENGINES:
                raise
            continue
        except OSError:  # WeasyPrint without Pango
            if not module.name.startswith("reportgen.writers."):
                raise
            continue
        yield from (value for value in values if isinstance(value, Code))
