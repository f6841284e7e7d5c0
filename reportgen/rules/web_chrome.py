"""RG611: words of a web page that came along when its text was copied."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report

_PHRASES = (
    "resetting the relationship between local and national government. read our",
    "visit our devolution and lgr hub",
    "skip to main content",
    "skip to content",
    "accept all cookies",
    "manage cookies",
    "this site uses cookies",
    "this website uses cookies",
    "we use cookies",
    "[email\N{NO-BREAK SPACE}protected]",
    "[email protected]",
    "total page:",
    "file type:pdf",
    "enable javascript",
)
"""Words that no report has of its own. They may run together with other words, as buttons do when they are copied."""

_PIECES = (
    "cookies",
    "skip to ",
    "protected]",
    "javascript",
    "read our",
    "lgr hub",
    "total page:",
    "file type:pdf",
)
"""Pieces of the phrases: each phrase has one of them."""

_ALONE = frozenset(
    {
        "back to top",
        "read more",
        "share this page",
        "print this page",
        "sign up to our newsletter",
        "view all",
        "home page",
    }
)
"""Words that come from a web page where a paragraph says nothing else."""


@rule("RG611", Severity.INFO)
def web_page_words(_: Report, context: Context) -> Iterator[Problem]:
    """A banner, a button or a notice of the web page has come along with the text that was copied from it.

    Faulty:

        aims: |
          Skip to main content

          We speak for cities.

    Right:

        aims: We speak for cities.
    """
    hint = "delete it"
    index = context.index
    has_phrase = index.contains(*_PIECES)
    for at, passage in context.english_passages if has_phrase else index.english_passages_with(*_ALONE):
        lowered = passage.text.lower()
        phrase = next((phrase for phrase in _PHRASES if phrase in lowered), None)
        if phrase is None and lowered.rstrip(" .»>") not in _ALONE:
            continue
        start = lowered.index(phrase) if phrase else 0
        end = start + len(phrase) if phrase else len(passage.text)
        message = f"`{passage.text[start:end]}` seems to come from a web page"
        yield Problem(at, message, hint, passage.part(start, end))
