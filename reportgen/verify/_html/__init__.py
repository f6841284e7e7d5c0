"""Web pages as a browser finds them: their words, and what a reader misses who cannot see them."""
