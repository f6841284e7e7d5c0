"""What all tests share: `--accept`, and the tests that are skipped where a machine lacks what they need."""

import pytest

from reportgen.cli.doctor import pdf_advice


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="Renew the expected outputs: goldens, and the console blocks of README.md and tests/transcripts.",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where no PDF can be laid out, the tests that need one are skipped, with the doctor's advice."""
    lacking = [item for item in items if item.get_closest_marker("pdf")]
    advice = pdf_advice() if lacking else ""
    for item in lacking if advice else ():
        item.add_marker(pytest.mark.skip(reason=advice))
