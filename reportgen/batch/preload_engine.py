"""Imports the engine of the formats that are laid out on pages, if it is installed, for forked workers."""

from contextlib import suppress

from reportgen.writers import EngineMissing
from reportgen.writers.engine import load

with suppress(EngineMissing):  # compiling says so
    load()
