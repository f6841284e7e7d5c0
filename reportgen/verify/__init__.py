"""Verifies finished files: whether they carry their dataset, say what it says, and are what they claim to be.

It relies on nothing but the content of the files, which people or other programs may have changed since they were built.
"""

from reportgen.verify.examine import examine
from reportgen.verify.isolate import Unexamined, examine_all
from reportgen.verify.model import CHECKS, Examined, Result, Status
from reportgen.verify.origins import Asked
from reportgen.verify.verification import Verdict, verdicts

__all__ = [
    "CHECKS",
    "Asked",
    "Examined",
    "Result",
    "Status",
    "Unexamined",
    "Verdict",
    "examine",
    "examine_all",
    "verdicts",
]
