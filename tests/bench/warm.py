"""What needs the program's inside, in a process of its own.

    python -m tests.bench.warm markup DATASET FILE    the HTML that is laid out, for the weasyprint command
    python -m tests.bench.warm times DATASET          [seconds of our writer, of bare WeasyPrint] by turns, as JSON

WeasyPrint is loaded and our style sheet read before the clock starts: that is what warm means here. The bare run
gets the same words, CSS and options in one file, as anybody would give them.
"""

import json
import sys
from pathlib import Path

from reportgen.compose import compose
from reportgen.document import Document
from reportgen.layout import DEFAULT, find, load
from reportgen.pipeline import check
from reportgen.theme import Theme
from reportgen.writers import Options, pdf
from tests.bench.timing import seconds

ROUNDS = 15


def composed(dataset: Path) -> tuple[Document, Theme]:
    checked = check(dataset)
    assert checked.loaded is not None
    report = checked.loaded.report
    layout = load(find(DEFAULT), report.form)
    return compose(report, layout, checked.images), layout.theme


def times(document: Document, theme: Theme) -> list[tuple[float, float]]:
    markup = pdf.markup(document, theme)
    pdf.write(document, theme, Options())
    import weasyprint

    def ours() -> None:
        pdf.write(document, theme, Options())

    def bare() -> None:
        weasyprint.HTML(string=markup).write_pdf(pdf_tags=True)

    bare()
    return [(seconds(ours), seconds(bare)) for _ in range(ROUNDS)]


def main(command: str, dataset: str, *target: str) -> None:
    document, theme = composed(Path(dataset))
    if command == "markup":
        Path(target[0]).write_text(pdf.markup(document, theme), encoding="utf-8")
    else:
        sys.stdout.write(json.dumps(times(document, theme)))


if __name__ == "__main__":
    main(*sys.argv[1:])
