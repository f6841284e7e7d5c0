"""The rules: one module each, which registers itself when it is imported."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from reportgen.lint import RULES, Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Imports every module of this folder, and returns the rules in the order of their numbers."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return tuple(RULES[number] for number in sorted(RULES))
