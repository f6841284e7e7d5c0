"""What is measured: each function here gives rows of the table."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from tests.bench import docxtpl_peer
from tests.bench.batches import (
    PYTHON,
    REPORTGEN,
    batch_docx,
    batch_each,
    batch_memory,
    batch_pdf,
    batch_unchanged,
)
from tests.bench.datasets import DATASET, multiplied, renamed
from tests.bench.editing import editing
from tests.bench.row import Row
from tests.bench.timing import Pair, Work, cpu, in_turn, paired, process, seconds, summed_up

HERE = Path(__file__).parent
SCRIPTS = Path(sys.executable).parent
GROWTH = (1, 10, 100)
MANY = 1000


Bench = Callable[[Path], Iterator[Row]]


def start_up(_: Path) -> Iterator[Row]:
    """What the command costs before it does anything."""
    floor = process(PYTHON, "-c", "pass")
    yield Row(
        "start-up (--version)", "python -c pass", paired(process(REPORTGEN, "--version"), floor, 21), 2.0
    )


def validate(scratch: Path) -> Iterator[Row]:
    """Is the dataset right? check-jsonschema asks our own schema, and knows no rule beyond it."""
    peer = SCRIPTS / "check-jsonschema"
    row = Row("validate", "check-jsonschema", target=0.32, note=_absence(peer))
    if not row.note:
        schema = scratch / "schema.json"
        schema.write_bytes(subprocess.run([REPORTGEN, "schema"], capture_output=True, check=True).stdout)
        other = process(peer, "--schemafile", schema, DATASET, exits=(0, 1))  # its verdict is for the tests
        row = row.measured(process(REPORTGEN, "validate", DATASET), other, 15)
    yield row


def many(scratch: Path) -> Iterator[Row]:
    """A thousand datasets in one run: the processor time of each beyond the start, beside the 10 ms that it may take."""
    folder = scratch / "many"
    renamed(DATASET, folder, MANY)
    one = cpu(REPORTGEN, "validate", folder / "group-0", "--quiet")
    each = [(cpu(REPORTGEN, "validate", folder, "--quiet") - one) / (MANY - 1) for _ in range(3)]
    yield Row("validate, each of 1,000", "10 ms of CPU", summed_up([(time, 0.010) for time in each]), 1.0)


def many_beside_models(scratch: Path) -> Iterator[Row]:
    """The same thousand beside a loop that reads them with PyYAML's C loader into pydantic's models, and checks no more."""
    row = Row("validate 1,000", "C loader and pydantic", target=3.2, note=_missing("pydantic"))
    if not row.note:
        other = process(
            sys.executable, HERE / "pydantic_peer.py", *renamed(DATASET, scratch / "models", MANY)
        )
        row = row.measured(process(REPORTGEN, "validate", scratch / "models", "--quiet"), other, 5)
    yield row


def rules(_: Path) -> Iterator[Row]:
    """What all rules cost together, beside reading the dataset with its prose."""
    command = [sys.executable, "-m", "tests.bench.warm", "rules", str(DATASET)]
    times = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    yield Row("rules, warm", "reading with prose", summed_up([(ours, other) for ours, other in times]), 2.0)


def docx(scratch: Path) -> Iterator[Row]:
    """Word from the dataset, beside a council's own script and beside pandoc, which is given our finished HTML."""
    ours = process(REPORTGEN, "build", DATASET, "--to", "docx", "-o", scratch / "docx")
    template = scratch / "template.docx"
    docxtpl_peer.write_template(template)
    script = process(sys.executable, docxtpl_peer.__file__, template, scratch / "peer", DATASET)
    yield Row("DOCX", "docxtpl", target=0.75).measured(ours, script, 15)
    row = Row("DOCX", "pandoc, from HTML", target=1.4, note=_absence("pandoc"))
    if not row.note:
        pandoc = process("pandoc", _markup(scratch), "-o", scratch / "pandoc.docx")
        row = row.measured(ours, pandoc, 15)
    yield row


def both_formats(scratch: Path) -> Iterator[Row]:
    """Word and PDF of one report. An office's usual way is a Word template, and LibreOffice for the PDF."""
    row = Row("DOCX + PDF", "docxtpl + LibreOffice", target=0.48, note=_absence("soffice"))
    if not row.note:
        ours = process(REPORTGEN, "build", DATASET, "--to", "docx", "--to", "pdf", "-o", scratch / "both")
        row = row.measured(ours, in_turn(*_docxtpl_and_libreoffice(scratch)), 9)
    yield row


def _docxtpl_and_libreoffice(scratch: Path) -> Iterator[Work]:
    template, word = scratch / "template.docx", scratch / "peer" / "0.docx"
    docxtpl_peer.write_template(template)
    yield process(sys.executable, docxtpl_peer.__file__, template, scratch / "peer", DATASET)
    profile = f"-env:UserInstallation={(scratch / 'office').as_uri()}"
    yield process("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", scratch, word)


def pdf(scratch: Path) -> Iterator[Row]:
    """The PDF from the dataset, beside WeasyPrint's own command that is given our finished HTML, and beside typst.

    typst is another engine: no layout in CSS comes near it, so that its row has no target.
    """
    ours = process(REPORTGEN, "build", DATASET, "--to", "pdf", "-o", scratch / "pdf")
    other = process(SCRIPTS / "weasyprint", "--pdf-tags", _markup(scratch), scratch / "bare.pdf")
    yield Row("PDF", "weasyprint command", paired(ours, other, 11), 0.62)
    row = Row("PDF", "typst, its own template", note=_missing("typst"))
    if not row.note:
        shutil.copy(DATASET, scratch / "dataset.yaml")
        shutil.copy(HERE / "peer.typ", scratch)
        program = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
        typst = process(sys.executable, "-c", program, scratch / "peer.typ", scratch / "typst.pdf")
        row = row.measured(ours, typst, 11)
    yield row


def _markup(scratch: Path) -> Path:
    """Our finished HTML and CSS in one file."""
    markup = scratch / "markup.html"
    if not markup.exists():
        subprocess.run([sys.executable, "-m", "tests.bench.warm", "markup", DATASET, markup], check=True)
    return markup


def warm_pdf(_: Path) -> Iterator[Row]:
    """The writer alone, once WeasyPrint is loaded: what a batch pays for each report."""
    command = [sys.executable, "-m", "tests.bench.warm", "times", str(DATASET)]
    times = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    yield Row("PDF, warm", "WeasyPrint, same HTML", summed_up([(ours, other) for ours, other in times]), 1.1)


def warm_docx(scratch: Path) -> Iterator[Row]:
    """The Word writer alone, beside docxtpl's rendering of its template."""
    template = scratch / "template.docx"
    docxtpl_peer.write_template(template)
    command = [sys.executable, "-m", "tests.bench.warm", "words", str(DATASET), str(template)]
    times = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    yield Row("DOCX, warm", "docxtpl", summed_up([(ours, other) for ours, other in times]), 0.2)


def growth(scratch: Path) -> Iterator[Row]:
    """Seconds for each further entry: from 10 to 100 times the report beside from 1 to 10 times."""
    paths = [scratch / f"{times}.yaml" for times in GROWTH]
    entries = [multiplied(DATASET, times, path) for times, path in zip(GROWTH, paths, strict=True)]
    commands = {"validate": [], "build": ["--draft", "--to", "docx", "-o", str(scratch / "growth")]}
    for what, options in commands.items():
        works = [process(REPORTGEN, what, path, *options, exits=(0, 1)) for path in paths]
        yield Row(f"{what}, each entry, to 100 times", "to 10 times", _marginal(works, entries), 1.25)


def _marginal(works: list[Work], entries: list[int], rounds: int = 7) -> Pair:
    small, middle, large = entries
    times = [[seconds(work) for work in works] for _ in range(rounds + 1)][1:]
    return summed_up(
        [((c - b) / (large - middle), (b - a) / (middle - small)) for a, b, c in times],
    )


def _missing(module: str) -> str:
    return "" if find_spec(module) else f"{module} is not here"


def _absence(program: str | Path) -> str:
    return "" if shutil.which(program) else f"{Path(program).name} is not here"


BENCHES: tuple[Bench, ...] = (
    start_up, validate, many, many_beside_models, rules, docx, both_formats, pdf, warm_pdf, warm_docx, growth,
    batch_each, batch_pdf, batch_docx, batch_unchanged, batch_memory, editing,
)  # fmt: skip
