"""The one whole real report, with the banner and the hidden address of its web page: the dataset builds every line."""

import re
from pathlib import Path

from reportgen.compose import compose
from reportgen.document import lines
from reportgen.importer.readers.plain_text import read
from reportgen.importer.recognition import recognise
from reportgen.layout import find_layout, load_layout
from reportgen.pipeline import check
from reportgen.schema.load import load_report
from tests.cases import TESTS
from tests.cli.running import invoke

BANNER = (
    "Resetting the relationship between local and national government. Read our Local Government White Paper"
)
HIDDEN = "[email protected]"


def published() -> str:
    """The lines of the web page: those of the seed, with what was mended in them as it stands there."""
    text = (TESTS / "seed.txt").read_text("utf-8")
    seed = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    page = seed.replace("Bournemouth, Christchurch and Poole", "Bournemouth\n- Christchurch and Poole")
    page = re.sub(r"^- Wrexham$", "- Wrexham.", page, flags=re.MULTILINE)
    page = re.sub(r"^(- Lead Officer: .*)$", rf"\1\n- Email: {HIDDEN}", page, flags=re.MULTILINE)
    return f"{BANNER}\n{page}"


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def test_the_dataset_builds_every_line() -> None:
    draft = recognise(read(published().encode()))
    report = load_report(draft.values).report
    document = compose(report, load_layout(find_layout("lga-board"), report.form), {})
    built = letters("".join(lines(document)))
    missing = [line for line in published().splitlines() if letters(line) not in built]
    assert missing == [BANNER, f"- Email: {HIDDEN}"]


def test_what_is_not_in_the_dataset_is_told() -> None:
    draft = recognise(read(published().encode()))
    messages = [(note.code.id, note.message) for note in draft.notes]
    assert messages == [
        ("RG022", f"words before the report's title left out: `{BANNER}`"),
        ("RG022", f"hidden e-mail address left out: `{HIDDEN}`"),
        (
            "RG024",
            "`Bournemouth` and `Christchurch and Poole` are one council, `Bournemouth, Christchurch and Poole`",
        ),
        ("RG024", "the file does not say the group's name; it may be `Key Cities`"),
        ("RG024", "the file does not say its period; most of the months that it names lie in 2023/24"),
    ]


def test_the_command_writes_a_valid_dataset(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(published(), "utf-8")
    dataset = tmp_path / "2023-24.yaml"
    result = invoke("new", dataset, "--from", page)
    assert result.exit_code == 0
    assert f"next: look through it, then reportgen validate {dataset}" in result.stderr
    assert not [finding for finding in check(dataset).findings if finding.severity == "error"]
    assert invoke("build", dataset, "--to", "docx").exit_code == 0
