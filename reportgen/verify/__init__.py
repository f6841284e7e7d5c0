"""Verifies finished files: whether they carry their dataset, say what it says, and are what they claim to be.

It relies on nothing but the content of the files, which people or other programs may have changed since they were built.
"""

from reportgen.verify.examine import examine
from reportgen.verify.isolate import UnexaminedFile, examine_all
from reportgen.verify.model import CHECKS, ExaminedFile, Result, Status
from reportgen.verify.origins import VerifyOptions
from reportgen.verify.verification import Verdict, verify_files

__all__ = [
    "CHECKS",
    "ExaminedFile",
    "Result",
    "Status",
    "UnexaminedFile",
    "Verdict",
    "VerifyOptions",
    "examine",
    "examine_all",
    "verify_files",
]
