"""A Word file that carries one dataset and says another: pulling it gives the other one, or tells what it cannot hold.

This takes all kinds of values through all layouts, whatever a person would have to do in Word to get there.
"""

import os
import random
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.findings import At
from reportgen.layout import Layout, find_layout, load_layout
from reportgen.pipeline import check_source, compose_document
from reportgen.pipeline.building import write
from reportgen.schema.load import load_report
from reportgen.schema.model import Shape
from reportgen.schema.shapes import REPORT_SHAPE
from reportgen.source import Source, read
from reportgen.source.spelling import spelt_entry
from reportgen.writers import Options
from tests.documents import EVERYTHING, WELSH
from tests.pull.reports import meaning, pulled
from tests.pull.test_edits import is_told
from tests.pull.word_edits import Data, EditedFile, W, remove

EXAMPLES = int(os.environ.get("REPORTGEN_COMBINATIONS", "6"))
WORDS = re.split(
    " ", "harbour quay tide council report growth net zero Llŷn £1.5bn (2024) “quoted” it’s A B & co 3_4 –"
)
LEFT_ALONE = {
    "schema",
    "form",
    "language",
    "figures",
    "fonts",
    "private",
    "figure",
    "decorative",
    "id",
    "file",
}
UNSEEN = {"lga-board": {"activities.partnerships.kind"}, "plain": set[str]()}
"""What a layout does not show, so that no Word file can say it."""


class Mutator:
    """Changes values of a dataset at random, in ways that a report shows: one line can mean several keys of a person."""

    def __init__(self, seed: int, layout: Layout) -> None:
        self.random = random.Random(seed)
        self.layout = layout

    def line(self) -> str:
        words = (self.random.choice(WORDS) for _ in range(self.random.randint(1, 5)))
        return " ".join(words).strip(" ,")

    def text(self) -> str:
        paragraphs = [f"{self.line().capitalize()}." for _ in range(self.random.randint(1, 3))]
        if self.random.random() < 0.4:
            paragraphs.append("\n".join(f"- {self.line()}" for _ in range(self.random.randint(1, 3))))
        return "\n\n".join(paragraphs) + "\n"

    def edited(self, text: str) -> str:
        words = text.split(" ")
        index = self.random.randrange(len(words))
        match self.random.randrange(3):
            case 0:
                words.insert(index, self.random.choice(WORDS))
            case 1 if len(words) > 1:
                del words[index]
            case _:
                words[index] = self.random.choice(WORDS)
        return " ".join(words)

    def fresh(self, shape: Shape) -> Any:
        match shape.kind:
            case "line":
                return self.line()
            case "text":
                return self.text()
            case "date":
                return self.random.choice(
                    ["2024-05-21", "2024-05", {"start": "2023-09-30", "end": "2023-10-02"}]
                )
            case "count":
                return str(self.random.randint(1, 99))
            case "choice":
                return self.random.choice([choice for choice in shape.choices if choice not in {"", "full"}])
            case "url":
                return f"https://example.org/{self.random.randint(1, 99)}"
            case "email":
                return f"a{self.random.randint(1, 99)}@example.org"
            case "period":
                return self.random.choice(["2024/25", {"start": "2023-01-01", "end": "2023-12-31"}])
            case "list" if shape.item:
                return [self.fresh(shape.item) for _ in range(self.random.randint(1, 3))]
            case "mapping" if shape.model and shape.model.keys_on_line:
                return self.line()
            case "mapping" if shape.model:
                keys = [*shape.model.required, "text", *shape.model.one_of[:1]]
                return {key: self.fresh(inner) for key, inner in shape.keys().items() if key in keys}
        return "true"

    def mutate(self, data: Data) -> None:
        at, shape = self.random.choice(list(paths(data, REPORT_SHAPE)))
        path = ".".join(step for step in at if isinstance(step, str))
        if path in UNSEEN.get(self.layout.name, ()) or not self.layout.shows_field(path):
            return
        parent: Any = data
        for step in at[:-1]:
            parent = parent[step]
        value, chance = parent[at[-1]], self.random.random()
        if isinstance(parent, list) and chance < 0.7:
            entry = parent.pop(int(at[-1]))
            if chance < 0.25 or not parent:
                parent.insert(self.random.randint(0, len(parent)), entry)
            elif chance < 0.5:
                parent.insert(self.random.randint(0, len(parent)), entry)
                parent.insert(self.random.randint(0, len(parent)), self.fresh(shape))
        elif isinstance(value, str):
            if shape.kind in {"text", "line", "mapping", "list"}:
                parent[at[-1]] = self.edited(value).strip(" ,") or "x"
            else:
                parent[at[-1]] = self.fresh(shape)
        elif isinstance(value, dict) and not (shape.model and shape.model.keys_on_line):
            missing = [
                key
                for key, inner in shape.keys().items()
                if key not in value
                and key not in LEFT_ALONE
                and inner.kind not in {"mapping", "truth"}
                and self.layout.shows_field(f"{path}.{key}")
            ]
            if missing and f"{path}.{missing[0]}" not in UNSEEN.get(self.layout.name, ()):
                value[missing[0]] = self.fresh(shape.keys()[missing[0]])


def paths(value: Any, shape: Shape | None, at: At = ()) -> Iterator[tuple[At, Shape]]:
    if isinstance(value, dict) and shape:
        for key, inner in value.items():
            inner_shape = shape.keys().get(key)
            if key not in LEFT_ALONE and inner_shape:
                yield (*at, key), inner_shape
                yield from paths(inner, inner_shape, (*at, key))
    elif isinstance(value, list) and shape and shape.item:
        for index, inner in enumerate(value):
            yield (*at, index), shape.item
            yield from paths(inner, shape.item, (*at, index))


def source_of(data: Data) -> Source:
    text = "".join(f"{line}\n" for key, value in data.items() for line in spelt_entry(key, value, 0))
    source = read(text, "dataset.yaml")
    assert source.data == data
    return source


def word_file(said: Source, carried: Source, layout: Layout, path: Path) -> bytes:
    """The Word file that says one dataset and carries another."""
    document, _ = compose_document(check_source(said, path), layout, Path())
    assert document is not None
    options = Options(sources={"dataset.yaml": carried.utf8}, layout=layout.name)
    return write(document, layout, ["docx"], options)[0]["docx"]


@pytest.mark.parametrize("layout_name", ["lga-board", "plain"])
@pytest.mark.parametrize("dataset", [EVERYTHING, WELSH], ids=lambda path: path.stem)
@given(seed=st.integers(0, 1_000_000), keeps_bookmarks=st.booleans())
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_dataset_says_what_the_word_file_says_or_it_is_told(
    dataset: Path, layout_name: str, seed: int, keeps_bookmarks: bool, tmp_path: Path
) -> None:
    before = read(dataset.read_bytes(), "").data
    assert before is not None
    before.pop("private", None)
    layout = load_layout(find_layout(layout_name), str(before["form"]))
    after = deepcopy(before)
    mutator = Mutator(seed, layout)
    for _ in range(mutator.random.randint(1, 4)):
        mutator.mutate(after)
    if load_report(after).faults:
        return
    content = word_file(source_of(after), source_of(before), layout, dataset)
    if not keeps_bookmarks:
        file = EditedFile(content)
        for bookmark in list(file.root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            remove(bookmark)
        content = file.content()
    result = pulled(content, tmp_path)
    assert meaning(read(result.text, "").data) == meaning(after) or is_told(result)
