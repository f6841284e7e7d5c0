"""Whatever a file holds: each of its words is in the dataset or told, and the dataset is read back as it was written."""

from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.cli.new import fill_template
from reportgen.importer.accounting import tell_lost_words
from reportgen.importer.blocks import Block, Grid, Line, Reading
from reportgen.importer.dataset_text import dataset_text, reads_back
from reportgen.importer.draft import Draft
from reportgen.importer.recognition import recognise
from reportgen.importer.words import form_words
from reportgen.word import Run

HEADINGS = sorted(form_words().parts)
LABELS = sorted(form_words().fields)
COUNCILS = (
    "Bradford",
    "Hull",
    "Bournemouth",
    "Christchurch and Poole",
    "Kingston upon Hull, City of",
    "1. Cumberland",
    "Wrexham.",
)
PIECES = (
    "$ met",
    "$ – $",
    "$: $",
    "On 14 March 2024 $",
    "$, 3 held, $",
    "to $, $",
    "($) $",
    "$ (Lead authority, joined May $)",
    "*$* _$_",
    "- $",
    "• $",
    "3. $",
    "# $",
    "$ [email protected]",
    "https://example.org/$",
    "[$](x)",
    "<b>$</b> & $",
    "2023/24",
    "$\t$\t$",
    "| $ |",
    "Our $ are Bradford, Hull and $",
    "164 $ councils",
    "$ `x` \\ $",
    "Speakers: $",
    "none",
    "x: y # $",
    '"$',
    "'$'",
    "$ – $, March 2024",
)
KINDS = (
    "heading", "paragraph", "item", "numbered", "continuation", "quotation", "attribution", "caption", "credit", "note", "group",
    "period", "title",
)  # fmt: skip


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Files whose words are all different, where they are not the form's."""
    number = 0

    def words(text: str) -> str:
        nonlocal number
        while "$" in text:
            number += 1
            text = text.replace("$", f"w{number}w", 1)
        return text

    def line() -> Line:
        kind = draw(st.sampled_from(KINDS))
        pool = HEADINGS if kind == "heading" and draw(st.booleans()) else PIECES
        text = words(draw(st.sampled_from(draw(st.sampled_from((pool, COUNCILS, PIECES))))))
        if draw(st.integers(0, 9)) == 0:
            text = f"{draw(st.sampled_from(LABELS))}: {text}"
        cut = draw(st.integers(0, len(text)))
        first, second = (
            Run(part, bold=draw(st.booleans()), italic=draw(st.booleans()))
            for part in (text[:cut], text[cut:])
        )
        runs = tuple(run for run in (first, second) if run.text)
        return Line(kind, runs, draw(st.integers(0, 4)), number=draw(st.integers(1, 9)))  # type: ignore[arg-type]  # of KINDS

    def grid() -> Grid:
        width = draw(st.integers(1, 3))
        rows = [
            tuple(tuple(line() for _ in range(draw(st.integers(0, 2)))) for _ in range(width))
            for _ in range(draw(st.integers(1, 3)))
        ]
        return Grid(tuple(rows), words(draw(st.sampled_from(("", "$")))))

    blocks: list[Block] = [
        grid() if draw(st.integers(0, 6)) == 0 else line() for _ in range(draw(st.integers(1, 14)))
    ]
    return Reading(tuple(blocks))


def said(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from said(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from said(inner)
    else:
        yield str(value).replace("\\", "").replace("*", "")


def everything_told(draft: Draft) -> str:
    return " ".join([*said(draft.values), *(note.message for note in draft.notes)])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(readings())
def test_every_word_is_in_the_dataset_or_told(reading: Reading) -> None:
    draft = recognise(reading)
    tell_lost_words(draft, reading)
    told = everything_told(draft)
    for block in reading.blocks:
        lines = (
            [block]
            if isinstance(block, Line)
            else [line for row in block.rows for cell in row for line in cell]
        )
        for line in lines:
            for word in line.text.replace("*", " ").split():
                bare = word.strip("()[]<>.,:#`\"'_|\\/*")
                if bare.startswith("w") and bare.endswith("w"):
                    assert bare in told, (line, draft.values, draft.notes)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(readings())
def test_the_dataset_is_read_back_as_it_was_written(reading: Reading) -> None:
    draft = recognise(reading)
    template = fill_template(draft.values["form"], draft.language)
    text = dataset_text(draft.values, template)
    assert reads_back(text, draft.values, template), text
