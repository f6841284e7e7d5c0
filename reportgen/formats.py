"""The formats of output: one entry for each, from which the commands, the batches, `verify` and the docs take what they need.

The writer of a format is the module `reportgen.writers.<name>`, its reader for `verify` is `reportgen.verify._<name>.examine`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Format:
    """A format of output.

    `name` is the word for `--to`, `title` its name in a sentence ("Word, PDF and HTML"), `noun` what people call such a file.
    `is_paged` tells whether it is laid out on pages, which needs Pango. `checks` are the checks of `verify` that apply to it;
    `exemptions` are those that it cannot fail, each with the reason that is shown for it.
    """

    name: str
    title: str
    noun: str
    ending: str
    is_paged: bool
    checks: tuple[str, ...]
    exemptions: Mapping[str, str] = field(default_factory=dict)


_WORD_CHECKS = ("carries", "parity", "agreement", "structure", "open-xml", "fonts", "links")
_PDF_CHECKS = ("carries", "parity", "agreement", "claims", "pdf-a", "pdf-ua", "fonts", "links")
_HTML_CHECKS = ("parity", "agreement", "structure", "links")
_HTML_EXEMPTIONS = {
    "carries": "a web page carries no dataset",
    "fonts": "a web page is shown in the fonts of whoever reads it",
}

FORMATS: Mapping[str, Format] = {
    output.name: output
    for output in (
        Format("docx", "Word", "Word file", ".docx", is_paged=False, checks=_WORD_CHECKS),
        Format("pdf", "PDF", "PDF", ".pdf", is_paged=True, checks=_PDF_CHECKS),
        Format(
            "html",
            "HTML",
            "web page",
            ".html",
            is_paged=False,
            checks=_HTML_CHECKS,
            exemptions=_HTML_EXEMPTIONS,
        ),
    )
}
"""The formats by name, in the order in which help texts name them."""
