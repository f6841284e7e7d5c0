"""Workers are loaded from the start where a batch will want them, and not where it will not."""

from pathlib import Path

import pytest

from reportgen.batch import ahead


@pytest.mark.parametrize(
    ("words", "loaded"),
    [
        ("batch data", ["pdf"]),
        ("batch data --to docx", ["docx"]),
        ("batch data --to docx --to PDF", ["pdf"]),
        ("batch data --to=html -o new", ["docx"]),
        ("batch data --output=done", []),
        ("batch data -o done", []),
        ("batch data -o done --force", ["pdf"]),
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
    begun: list[bool] = []
    needed = ahead.needed

    def asked(*, pdf: bool) -> tuple[str, ...]:
        begun.append(pdf)
        return needed(pdf=pdf)

    monkeypatch.setattr(ahead, "needed", asked)
    monkeypatch.setattr(ahead, "prepare", lambda _: None)
    ahead.begin(words.split())
    assert begun == [each == "pdf" for each in loaded]
