"""The sample: a rich report of a group that does not exist, by which officers see what a layout looks like."""

from pathlib import Path

SAMPLE = Path(__file__).parent / "report.yaml"
"""Its dataset; the pictures lie beside it."""
