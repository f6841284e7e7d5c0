"""The formats of output: one entry for each, from which the commands, the batches, `verify` and the docs take what they need.

A format's writer is the module `reportgen.writers.<name>`, and its reader for `verify` the package `reportgen.verify._<name>`.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """A format of output.

    `name` is the word for `--to`, `title` its name in a sentence ("Word, PDF and HTML"), `noun` what people call such a file.
    `is_paged` tells whether it is laid out on pages, which needs Pango. `checks` are the checks of `verify` that apply to it.
    """

    name: str
    title: str
    noun: str
    ending: str
    is_paged: bool
    checks: tuple[str, ...]


_FOR_ALL = ("carries", "parity", "agreement", "structure", "fonts", "links")

FORMATS: Mapping[str, Format] = {
    output.name: output
    for output in (
        Format("docx", "Word", "Word file", ".docx", is_paged=False, checks=(*_FOR_ALL, "open-xml")),
        Format("pdf", "PDF", "PDF", ".pdf", is_paged=True, checks=(*_FOR_ALL, "claims", "pdf-a", "pdf-ua")),
        Format("html", "HTML", "web page", ".html", is_paged=False, checks=_FOR_ALL),
    )
}
"""The formats by name, in the order in which help texts name them."""
