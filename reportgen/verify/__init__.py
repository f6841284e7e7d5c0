"""Files that prove themselves: whether finished files carry their dataset, say what it says, and are what they claim to be.

Nothing is asked of the files but what is in them: they may have been changed since, by hand or by another program.
"""

from reportgen.verify.examine import examine
from reportgen.verify.isolate import Unexamined, examine_all
from reportgen.verify.model import CHECKS, Examined, Result, Status
from reportgen.verify.verification import Asked, Verdict, verdicts

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
