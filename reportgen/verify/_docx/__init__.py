"""Reads Word files: their parts, their text, and what Word would repair or a reader who cannot see them would miss."""
