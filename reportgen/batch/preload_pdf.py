"""What workers that make PDFs need beside all others, loaded once before the first is started; importing this module does it."""

from contextlib import suppress

from reportgen.batch.preload import warm
from reportgen.writers import EngineMissing

with suppress(EngineMissing):
    warm("pdf")
