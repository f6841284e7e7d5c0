"""What workers that make PDFs need beside all others, loaded once before the first is started; importing this module does it."""

from contextlib import suppress

from reportgen.writers import EngineMissing, engine, pdf

with suppress(EngineMissing):
    engine.load()

__all__ = ["pdf"]
