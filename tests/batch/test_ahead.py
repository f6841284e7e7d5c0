"""Workers are loaded from the start where a batch will want them, and not where it will not."""

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import pytest

from reportgen.batch import ahead
from reportgen.formats import FORMATS


def test_there_is_something_to_load_for_every_format() -> None:
    assert set(ahead.FORMATS) == set(FORMATS)
    assert all(map(find_spec, ahead.needed(FORMATS)))


@pytest.mark.parametrize(
    ("words", "loaded"),
    [
        ("batch data", ["docx", "html", "pdf"]),
        ("batch data --to docx", ["docx"]),
        ("batch data --to docx --to PDF", ["docx", "pdf"]),
        ("batch data --to=html -o new", ["html"]),
        ("batch data --output=done", []),
        ("batch data -o done", []),
        ("batch data -o done --force", ["docx", "html", "pdf"]),
        ("batch --check -o new", []),
        ("batch data --executor dask://192.0.2.1:8786", []),
        ("batch data --executor=dask://192.0.2.1:8786", []),
        ("batch --help", []),
        ("batch -h", []),
        ("validate data", []),
        ("", []),
    ],
)
def test_what_is_loaded_ahead(
    words: str, loaded: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "done").mkdir()
    (tmp_path / "done" / "manifest.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    begun: list[str] = []
    needed = ahead.needed

    def asked(formats: Iterable[str]) -> tuple[str, ...]:
        modules = needed(formats)
        begun.extend(module.rpartition(".")[2] for module in modules)
        return modules

    monkeypatch.setattr(ahead, "needed", asked)
    monkeypatch.setattr(ahead, "prepare", lambda _: None)
    ahead.begin(words.split())
    assert begun == loaded
