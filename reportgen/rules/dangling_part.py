"""RG612: a reference to a part that this report has not."""

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.running_text import find_at_clues
from reportgen.schema.models import Report

_PART = r"\((?:[Ss]ee )?((?:[Pp]art|[Ss]ection|[Cc]hapter|[Aa]ppendix|[Aa]nnex)(?:s|es)? [0-9A-D](?:(?:, | & | and )[0-9A-D])*)\)"
_OF_ANOTHER = (
    r"\b(?:Act|Bill|Regulations?|Order|Code|Directive|Report|report|Paper|paper|Plan|plan|Strategy|strategy|Framework|framework"
    r"|Review|review|Guidance|guidance|Policy|policy|document|response|submission|statement|agreement|constitution)\b"
)
_KINDS = ("part", "sect", "chap", "appe", "anne")


@rule("RG612", Severity.INFO)
def reference_to_no_part(_: Report, context: Context) -> Iterator[Problem]:
    """A bracket such as "(Parts 2 & 3)" or "(see Annex A)" refers to a part, but no heading of the report has that name.

    It is often left over from a longer document. Where the sentence names an Act, a report or a plan, the part is taken to be of
    that, and stays silent.

    Faulty:

        aims: We support the view of the LGA (Parts 2 & 3).

    Right:

        aims: We support the view of the LGA.
    """
    titles = "\n".join(line for at, line in context.lines if at[-1] in ("title", "caption")).lower()
    kinds_in_titles = frozenset(kind for kind in _KINDS if kind in titles)
    for match in find_at_clues(context, _PART, "("):
        if match[1][:4].lower() not in kinds_in_titles and not _names_another(match.text):
            message = f"`{match[1]}` is no part of this report"
            hint = "name what is meant, or delete the reference"
            yield Problem(match.at, message, hint, match.part(1))


@lru_cache(maxsize=256)
def _names_another(text: str) -> bool:
    """Whether a text names an Act, a report or a plan; it is asked once for each of its brackets."""
    return re.search(_OF_ANOTHER, text) is not None
