"""Reads web pages: their text, and what a browser would fetch or a reader who cannot see them would miss."""
