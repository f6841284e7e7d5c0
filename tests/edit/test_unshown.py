"""The form knows which fields a layout prints, as the check of a layout does."""

from pathlib import Path

import pytest

from reportgen.edit.service import Service
from reportgen.edit.unshown import unshown_fields
from reportgen.layout import find_layout, load_layout, shipped_layouts
from reportgen.schema.models import FORMS
from tests.edit.sessions import session_of


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", shipped_layouts())
def test_each_field_that_is_not_printed_is_marked_once(name: str, form: str) -> None:
    layout = load_layout(find_layout(name), form)
    marked = unshown_fields(layout)
    for path in layout.unshown_fields():
        keys = path.split(".")
        outer = [".".join(keys[:length]) for length in range(1, len(keys) + 1)]
        [mark] = [marked[place] for place in outer if place in marked]
        assert mark == "layout" or path not in layout.missed_fields
    assert not any(layout.shows_field(path) for path in marked)


def test_a_part_that_is_left_out_is_marked_as_a_whole() -> None:
    marked = unshown_fields(load_layout(find_layout("lga-board"), "2018"))
    assert marked["priorities"] == "layout"
    assert "priorities.entries.title" not in marked
    assert marked["submitted"] == "checks"


def test_the_first_report_is_made_before_it_is_asked_for(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    Service(session).prepare()
    assert session.last_preview is not None
    session.checks.layout = tmp_path / "nowhere"
    session.renew()
    Service(session).prepare()
