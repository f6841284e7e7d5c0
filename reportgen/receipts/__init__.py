"""Says whether a report may be sent, and whether files are still those that were sent: with receipts."""

from reportgen.receipts.readiness import QUESTIONS, FinishedFile, Readiness, assess
from reportgen.receipts.receipt import ENDING, Receipt, UnreadableReceipt, make_receipt, read_receipt
from reportgen.receipts.sent_files import verify_sent_files

__all__ = [
    "ENDING",
    "QUESTIONS",
    "FinishedFile",
    "Readiness",
    "Receipt",
    "UnreadableReceipt",
    "assess",
    "make_receipt",
    "read_receipt",
    "verify_sent_files",
]
