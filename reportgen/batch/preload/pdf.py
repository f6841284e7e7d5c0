"""What workers that make PDFs need."""

from contextlib import suppress

from reportgen.batch.preload import warm
from reportgen.writers import EngineMissing

with suppress(EngineMissing):
    warm("pdf", search=True)  # the engine leaves much that holds itself
