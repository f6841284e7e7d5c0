"""Edits that LibreOffice makes, with changes recorded and without, come back as exactly these changes."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.source import read
from tests.documents import SEED
from tests.pull.reports import built, data_of, meaning, pulled
from tests.writers.libreoffice import edited_by_libreoffice

WORD = "immediate"
"""A word in the second of three paragraphs of a theme's text."""

_PARAGRAPH = re.compile(rf"In the Manifesto, Key Cities calls[^\n]*{WORD}[^\n]*")
_TO_THE_NEXT = re.compile(rf"{WORD}[^\n]*\n\n.")

EXPECTED: dict[str, Callable[[str], str]] = {
    "replace a word": lambda text: text.replace(WORD, "replaced"),
    "delete a word": lambda text: text.replace(f"{WORD}, ", ", "),
    "write inside a word": lambda text: text.replace(WORD, f"{WORD[:2]}written{WORD[2:]}"),
    "write at the start": lambda text: _PARAGRAPH.sub(lambda found: f"Written {found[0]}", text),
    "write at the end": lambda text: _PARAGRAPH.sub(lambda found: f"{found[0]} written", text),
    "split a paragraph": lambda text: text.replace(f" {WORD}", f"\n\n{WORD}"),
    "set a word in bold": lambda text: text.replace(WORD, f"**{WORD}**"),
    "delete a paragraph's words": lambda text: _PARAGRAPH.sub("", text),
    "join a paragraph to the next": lambda text: _PARAGRAPH.sub(lambda found: f"{found[0]}#", text).replace(
        "#\n\n", ""
    ),
    "delete into the next paragraph": lambda text: _TO_THE_NEXT.sub("", text),
}


@pytest.mark.libreoffice
def test_its_edits_come_back(tmp_path: Path) -> None:
    data = data_of(SEED)
    entry = data["themes"]["entries"][0]
    text = entry["text"]
    assert text.count(WORD) == 1
    for edited in edited_by_libreoffice(built(), [WORD], tmp_path):
        result = pulled(edited.content, tmp_path)
        entry["text"] = EXPECTED[edited.edit](text)
        assert entry["text"] != text
        values = meaning(read(result.text, "").data)
        assert values["themes"]["entries"][0]["text"] == meaning(data)["themes"]["entries"][0]["text"], (
            edited.edit
        )
        assert values == meaning(data), (edited.edit, edited.recorded)
        assert result.findings == (), (edited.edit, edited.recorded)
        if edited.recorded:
            rejected = pulled(edited.content, tmp_path, rejects=True)
            assert (rejected.text, rejected.findings) == (rejected.base, ()), edited.edit
