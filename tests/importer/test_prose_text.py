"""Texts say what the lines say of which they are made: the same words, lists, levels, numbers and formatting."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.importer.blocks import Line
from reportgen.importer.prose_text import text_of
from reportgen.prose import parse
from reportgen.prose.nesting import ATTRIBUTION
from reportgen.pull.lines import fold_runs, look_alike
from reportgen.pull.markdown import lines_of_text
from reportgen.word import Run

WORDS = st.sampled_from(
    (
        "words",
        "a*b*c",
        "_x_",
        "- dash",
        "3. three",
        "# sign",
        "> more",
        "[x](y)",
        "<b>",
        "&amp;",
        "`code`",
        "\\",
        "1) one",
        "• bullet",
        "=",
        "---",
        "| a |",
        "https://example.org/a_b",
        "x  y",
        "**",
        "!",
        "ŵ",
        "+ plus",
        "~~no~~",
        "(c)",
        "word:",
        "o one",
        "– dash",
    )
)
RUNS = st.builds(
    Run, WORDS, st.booleans(), st.booleans(), st.sampled_from(("", "https://example.org")), st.sampled_from(("", "cy-GB"))
)  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> list[Line]:
    """Paragraphs and lists whose levels follow each other as in a file that somebody wrote."""
    lines: list[Line] = []
    level, number = -1, 0
    for _ in range(draw(st.integers(1, 8))):
        runs = fold_runs(draw(st.lists(RUNS, min_size=1, max_size=3)))
        kind = draw(st.sampled_from(("paragraph", "quotation", "item", "numbered")))
        if kind in {"paragraph", "quotation"}:
            level = -1
            is_name = ATTRIBUTION.match("".join(run.text for run in runs))  # of whoever is quoted
            lines.append(Line("paragraph" if kind == "paragraph" or is_name else "quotation", runs))
            continue
        level = draw(st.integers(0, min(level + 1, 3)))
        number += 1
        lines.append(Line("item" if kind == "item" else "numbered", runs, level, number))
    return lines


@settings(max_examples=150, deadline=None)
@given(texts())
def test_a_text_says_what_its_lines_say(lines: list[Line]) -> None:
    text = text_of(lines)
    assert not parse(text).faults, text
    back = lines_of_text(text)
    assert ["".join(line.text.split()) for line in back] == ["".join(line.text.split()) for line in lines], (
        text
    )
    assert [line.kind for line in back] == [line.kind for line in lines], text
    assert [line.level for line in back] == [line.level for line in lines], text


@settings(max_examples=150, deadline=None)
@given(st.lists(RUNS, min_size=1, max_size=4))
def test_a_paragraph_looks_as_its_runs_do_where_text_can_say_it(runs: list[Run]) -> None:
    languages = (run.language if any(map(str.isalpha, run.text)) else "" for run in runs)
    folded = fold_runs(replace(run, language=language) for run, language in zip(runs, languages, strict=True))
    text = text_of([Line("paragraph", folded)])
    (line,) = lines_of_text(text)
    plain = [Run("".join(run.text for run in folded))]
    assert look_alike(line.runs, folded) or look_alike(line.runs, plain)


def test_what_needs_no_markup_has_none() -> None:
    text = "Costs rose by 5 * 3 = 15 %, say (see note) the group's officers – and e_mail – to £4bn."
    assert text_of([Line("paragraph", (Run(text),))]) == f"{text}\n"


def test_a_link_whose_address_no_text_can_hold_is_its_words() -> None:
    line = Line("paragraph", (Run("See "), Run("the page", url="https://example.\x0frg/"), Run(".")))
    assert text_of([line]) == "See the page.\n"
