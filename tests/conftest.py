"""What all tests share: their options, and the tests that are skipped where a machine lacks what they need."""

import gc
import multiprocessing
import os
import shutil

import pytest
from hypothesis import settings

from reportgen.cli.doctor import pdf_advice

PROGRAMS = ("soffice", "chromium", "qpdf", "pdfinfo", "pdftotext", "pdftoppm", "pdfdetach")
"""Programs without which some tests are skipped."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="Renew the expected outputs: goldens, and the console blocks of README.md and tests/transcripts.",
    )
    parser.addoption(
        "--whole", action="store_true", help="Do not begin where a program is missing that some tests need."
    )


def pytest_configure(config: pytest.Config) -> None:
    """Random values are the same in every run, unless REPORTGEN_FRESH_SEEDS asks for others, and for five times as many."""
    settings.register_profile("same", derandomize=True, deadline=None)
    settings.register_profile("fresh", derandomize=False, deadline=None, max_examples=500)
    settings.load_profile("fresh" if os.environ.get("REPORTGEN_FRESH_SEEDS") else "same")
    if "forkserver" in multiprocessing.get_all_start_methods():
        multiprocessing.set_forkserver_preload(["tests.preloaded"])
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing and config.getoption("--whole"):
        raise pytest.UsageError(f"the tests would not be whole without {', '.join(missing)}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where no PDF can be laid out, the tests that need one are skipped, with the doctor's advice."""
    lacking = [item for item in items if item.get_closest_marker("pdf")]
    advice = pdf_advice() if lacking else ""
    for item in lacking if advice else ():
        item.add_marker(pytest.mark.skip(reason=advice))


def pytest_collection_finish() -> None:
    """Searches for garbage seldom, and never among the tests themselves: reports are trees, and a search goes through all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: some tests wait, for a browser or until a limit is over."""
    return (os.cpu_count() or 1) + 1
