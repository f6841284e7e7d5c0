"""Reports that every format is checked on: a real one, one with every key, a Welsh one, and one that is hard to lay out."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import product
from typing import TypeVar

import pytest

from reportgen.document import Document
from reportgen.layout import shipped_layouts
from reportgen.writers import Options, Written, writer
from tests.documents import EVERYTHING, SEED, WELSH, composed
from tests.writers.torture import torture

DATASETS = {"key-cities": SEED, "everything": EVERYTHING, "welsh": WELSH, "torture": torture()}
LAYOUTS = tuple(shipped_layouts())

each_report = pytest.mark.parametrize(
    ("name", "layout"),
    [pytest.param(*pair, id="-".join(pair)) for pair in product(DATASETS, LAYOUTS)],
)
"""Marks a test that runs on each of these reports in each layout."""

Node = TypeVar("Node")


def report(name: str, layout: str) -> Document:
    """Returns the document of a report."""
    return composed(DATASETS[name], layout)[0]


@cache
def written_report(name: str, layout: str, form: str) -> Written:
    """Returns a report in a format, with its dataset in it."""
    document, loaded_layout = composed(DATASETS[name], layout)
    options = Options(sources={"a b – ŵ.yaml": DATASETS[name].read_bytes()})
    return writer(form)(document, loaded_layout.theme, options)


def nodes(tree: object, kind: type[Node]) -> Iterator[Node]:
    """Yields the nodes of a kind in a document or in a part of one, in reading order."""
    if isinstance(tree, kind):
        yield tree
    if isinstance(tree, tuple):
        for child in tree:
            yield from nodes(child, kind)
    elif is_dataclass(tree):
        for member in fields(tree):
            yield from nodes(getattr(tree, member.name), kind)
