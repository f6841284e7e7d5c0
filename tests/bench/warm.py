"""What needs the program's inside, in a process of its own.

    python -m tests.bench.warm markup DATASET FILE    the HTML that is laid out, for the weasyprint command
    python -m tests.bench.warm times DATASET          [seconds of our writer, of bare WeasyPrint] by turns, as JSON
    python -m tests.bench.warm words DATASET TEMPLATE    [seconds of our Word writer, of docxtpl's rendering] by turns, as JSON
    python -m tests.bench.warm rules DATASET          [processor seconds of all rules, of reading with prose] by turns, as JSON

WeasyPrint is loaded and our style sheet read before the clock starts: that is what warm means here. The bare run
gets the same words, CSS and options in one file, as anybody would give them.
"""

import json
import sys
from collections import deque
from pathlib import Path

from reportgen.compose import compose
from reportgen.document import Document
from reportgen.layout import DEFAULT, find_layout, load_layout
from reportgen.lint import Context, run
from reportgen.pipeline import check
from reportgen.rules import all_rules
from reportgen.schema.load import LoadedReport, load_report
from reportgen.source import load as load_source
from reportgen.theme import Theme
from reportgen.writers import Options, docx, pdf
from tests.bench.docxtpl_peer import rendering
from tests.bench.timing import Work, cpu_seconds, seconds

ROUNDS = 15


def composed(dataset: Path) -> tuple[Document, Theme]:
    checked = check(dataset)
    assert checked.loaded is not None
    report = checked.loaded.report
    layout = load_layout(find_layout(DEFAULT), report.form)
    return compose(report, layout, checked.images), layout.theme


def times(document: Document, theme: Theme) -> list[tuple[float, float]]:
    pdf.write(document, theme, Options())
    other = bare(document, theme)

    def ours() -> None:
        pdf.write(document, theme, Options())

    other()
    return [(seconds(ours), seconds(other)) for _ in range(ROUNDS)]


def bare(document: Document, theme: Theme) -> Work:
    """WeasyPrint, already loaded, on what it is given to lay out."""
    import weasyprint

    markup = pdf.markup(document, theme)

    def render() -> None:
        weasyprint.HTML(string=markup).write_pdf(pdf_tags=True)

    return render


def words(dataset: Path, template: Path) -> list[tuple[float, float]]:
    document, theme = composed(dataset)
    other = rendering(dataset, template)

    def ours() -> None:
        docx.write(document, theme, Options())

    ours()
    other()
    return [(seconds(ours), seconds(other)) for _ in range(ROUNDS)]


def rules(dataset: Path) -> list[tuple[float, float]]:
    def read() -> LoadedReport:
        return load_report(load_source(dataset).data or {})

    loaded = read()

    def checks() -> None:
        deque(
            run(all_rules(), loaded.report, Context(loaded.report, loaded.dropped, nodes=loaded.values)),
            maxlen=0,
        )

    checks()
    return [(cpu_seconds(checks), cpu_seconds(read)) for _ in range(ROUNDS * 10)]


def main(command: str, dataset: str, *target: str) -> None:
    if command == "rules":
        sys.stdout.write(json.dumps(rules(Path(dataset))))
        return
    if command == "words":
        sys.stdout.write(json.dumps(words(Path(dataset), Path(*target))))
        return
    document, theme = composed(Path(dataset))
    if command == "markup":
        Path(target[0]).write_text(pdf.markup(document, theme), encoding="utf-8")
    else:
        sys.stdout.write(json.dumps(times(document, theme)))


if __name__ == "__main__":
    main(*sys.argv[1:])
