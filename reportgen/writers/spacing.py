"""Spaces that all formats share."""

ENTRY_SHARE = 0.4
"""The gap between the paragraphs of an entry as a share of that between paragraphs: they are nearer than the next entry."""

COLUMNS_GAP = 3
"""What the lines of a list in columns are higher than others, in points: they stand level, also beside a name on two lines."""
