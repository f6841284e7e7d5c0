"""A new officer makes a whole report on the page, from nothing to its files."""

from collections.abc import Callable

import pytest

from tests.edit.browser.editors import Editor

Open = Callable[..., Editor]

pytestmark = [pytest.mark.chromium, pytest.mark.pdf]


def test_a_report_is_made_from_nothing_to_its_pdf(open_editor: Open) -> None:
    from reportgen.form import FORM_LANGUAGES as _  # noqa: F401


