"""Compares two reports: members, contacts, priorities, activities and texts, and what of last year's words has been copied."""

from reportgen.comparison.compare import compare
from reportgen.comparison.model import Comparison, Difference, Kind, Piece, Side

__all__ = ["Comparison", "Difference", "Kind", "Piece", "Side", "compare"]
