"""Reads a report that was written elsewhere, in the LGA's form, into a dataset to look through.

One way for every format: its reader makes a list of lines and tables (`readers`), the form's headings and labels are recognised
in it (`words`, `outline`, `recognition`), each part is read into the values of a dataset (`parts`), and these are written as text
(`dataset_text`). What is left out, guessed or has no place is told, and `accounting` proves that nothing else is missing.
"""

from reportgen.importer.isolate import Order, import_isolated
from reportgen.importer.making import Imported

__all__ = ["Imported", "Order", "import_isolated"]
