"""Word files as a reader and as Word finds them: their parts, their words, and what Word would repair or a reader miss."""
