"""What is shown is composed in proportion to the file, whatever stands in it."""

from collections.abc import Callable
from functools import partial

import pytest

from reportgen.layout import find_layout, load_layout
from reportgen.pipeline.building import _compose
from reportgen.pipeline.checking import check_source
from reportgen.source import read
from tests.cases import TESTS
from tests.cli.running import MINIMAL
from tests.linear.counting import count_instructions

PICTURE = TESTS / "valid" / "map.png"


def pictures(count: int) -> str:
    figures = "".join(f"  - {{id: f{number}, file: {PICTURE.name}, alt: Map}}\n" for number in range(count))
    return f"figures:\n{figures}sections:\n" + "".join(
        f"  - {{title: Map, figure: f{number}}}\n" for number in range(count)
    )


def lost_references(count: int) -> str:
    return "sections:\n" + "".join(
        f"  - {{title: Part {number}, text: '[see there](#nowhere-{number})'}}\n" for number in range(count)
    )


@pytest.mark.parametrize("make", [pictures, lost_references])
def test_twice_the_size_takes_at_most_twice_the_instructions(make: Callable[[int], str]) -> None:
    layout = load_layout(find_layout("lga-board"))
    few, small, large = (
        check_source(read(MINIMAL + make(count), "report.yaml"), PICTURE.with_name("report.yaml"))
        for count in (30, 120, 240)
    )
    assert not large.failed
    _compose(few, layout)  # what is worked out once
    counts = [count_instructions(partial(_compose, checked, layout)) for checked in (small, large)]
    assert counts[1] < 2.2 * counts[0]
