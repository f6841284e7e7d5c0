"""Each kind of field writes what is typed into the file, and nothing else."""

from collections.abc import Callable

import pytest

from tests.edit.browser.editors import Editor

pytestmark = pytest.mark.chromium

Open = Callable[..., Editor]
