"""What workers that make web pages need."""

from reportgen.batch.preload import warm

warm("html")
