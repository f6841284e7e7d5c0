"""What workers that make Word files need."""

from reportgen.batch.preload import warm

warm("docx")
