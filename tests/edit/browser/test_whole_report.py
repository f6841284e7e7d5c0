"""A new officer makes a whole report on the page, from nothing to its PDF."""

from collections.abc import Callable

import pytest

from reportgen.cli.new import begin
from tests.edit.browser.editors import Editor

pytestmark = pytest.mark.chromium

Open = Callable[..., Editor]
