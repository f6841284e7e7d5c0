"""Marks of the year before are found by going over the text once, however many there are."""

import pytest

from reportgen.source import read, review_marks
from reportgen.source.review_marks import find_review_marks


class Counted:
    """A pattern that counts the searches that are begun with it."""

    def __init__(self, pattern: object) -> None:
        self.pattern, self.searches = pattern, 0

    def __getattr__(self, name: str) -> object:
        self.searches += name in {"search", "finditer"}
        return getattr(self.pattern, name)


def test_the_keys_below_all_marks_are_looked_for_in_one_search(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = Counted(review_marks._KEY)
    monkeypatch.setattr(review_marks, "_KEY", keys)
    text = "sections:\n" + "  - {title: A} # review\n" * 50 + "  # review\naims: x\n# Review\n"
    messages = [finding.message.partition(" was")[0] for finding in find_review_marks(read(text, "a.yaml"))]
    assert messages == ["`aims`"] * 51 + ["this"]
    assert keys.searches == 1
