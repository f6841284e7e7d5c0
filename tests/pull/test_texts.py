"""A text is rewritten where it changes, and what stays is written as it was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.pull.lines import Line
from reportgen.pull.markdown import inline_markup, lines_of_text, says
from reportgen.pull.texts import rewritten_text, same_lines
from reportgen.word import Run

TEXT = """\
The group has *three* aims, and **many _more_ hopes**:

- to lead
- to speak:
  1. in Parliament
  2. in the press
- to share

  and to do so well.

See [the **plan**](https://example.org/plan), which we have
written [ar y cyd](lang:cy), and 2 \\* 3.
"""
LINES = lines_of_text(TEXT)


def changed(index: int, before: str, after: str) -> list[Line]:
    lines = list(LINES)
    runs = tuple(replace(run, text=run.text.replace(before, after)) for run in lines[index].runs)
    lines[index] = replace(lines[index], runs=runs)
    return lines


def difference(lines: list[Line]) -> list[str]:
    text = rewritten_text(TEXT, lines)
    assert text is not None
    assert same_lines(lines_of_text(text), lines)
    old, new = TEXT.splitlines(), text.splitlines()
    return [
        *(f"-{line}" for line in old if line not in new),
        *(f"+{line}" for line in new if line not in old),
    ]


def test_a_text_that_says_the_same_stays() -> None:
    assert rewritten_text(TEXT, LINES) == TEXT


def test_a_word_changes_where_it_stands_and_markup_stays() -> None:
    assert difference(changed(7, "plan", "scheme")) == [
        "-See [the **plan**](https://example.org/plan), which we have",
        "+See [the **scheme**](https://example.org/plan), which we have",
    ]


def test_signs_of_markup_are_escaped() -> None:
    assert difference(changed(0, "three", "*3*"))[1].startswith(r"+The group has *\*3\** aims")


def test_an_item_is_added_without_touching_the_others() -> None:
    lines = list(LINES)
    lines.insert(2, Line("item", 1, (Run("from the front"),)))
    assert difference(lines) == ["+  - from the front"]


def test_a_numbered_item_renumbers_those_behind_it() -> None:
    lines = list(LINES)
    lines[3:5] = [lines[3], Line("numbered", 1, (Run("on air"),), 2), replace(lines[4], number=3)]
    assert difference(lines) == ["-  2. in the press", "+  2. on air", "+  3. in the press"]


@pytest.mark.parametrize(
    "words",
    ["2024. A year", "- dash", "+ plus", "# sign", "> more", "1) one", "*a*", "[a](b)", "a_b_c", "<b>"],
)
def test_words_that_look_like_markup_stay_words(words: str) -> None:
    text = rewritten_text("", [Line("paragraph", 0, (Run(words),))])
    assert text is not None
    (line,) = lines_of_text(text)
    assert line.text == words


def test_what_no_text_can_say_is_refused() -> None:
    assert rewritten_text("", [Line("item", 2, (Run("too deep"),))]) is None


_words = (
    st.text("ab *_[]()<>`#~|\\&.-1é", min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(st.lists(st.builds(Run, _words, st.booleans(), st.booleans()), min_size=1, max_size=3))
def test_markup_says_its_runs_or_there_is_none(runs: list[Run]) -> None:
    markup = inline_markup(runs)
    assert markup is None or says(markup, runs)
