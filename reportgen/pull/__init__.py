"""Brings edits made in a Word file back into the dataset that it was built from.

The Word file is read into lines, and the dataset that it carries is composed by its layout with marks around every value. What
differs is read by the layout's own templates as new values. The proof stands at the end: the dataset with these values, composed
again, says what the Word file says, and what it does not say is a finding. Nothing trusts the bookmarks: they are hints.
"""

from reportgen.pull.codes import CODES
from reportgen.pull.merging import MergedDataset, merge_into
from reportgen.pull.pulled import Pulled, Request, ValueChange, pull
from reportgen.pull.told import other_pictures

__all__ = [
    "CODES",
    "MergedDataset",
    "Pulled",
    "Request",
    "ValueChange",
    "merge_into",
    "other_pictures",
    "pull",
]
