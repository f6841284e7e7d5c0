"""The rules: one module each, which registers itself when it is imported."""

from importlib import import_module
from pkgutil import iter_modules

from reportgen.lint import RULES, Rule


def all_rules() -> list[Rule]:
    """Every rule there is, in the order of their numbers."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return [RULES[number] for number in sorted(RULES)]
