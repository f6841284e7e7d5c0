"""Edits as Word writes them come back as exactly these changes, alone and in combinations; what cannot is told."""

import os
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.pull import Pulled
from reportgen.source import read
from tests.pull.reports import built, data_of, edited, meaning, pulled
from tests.pull.word_edits import EDITS, TOLD, Data, EditedFile
from tests.writers.libreoffice import all_saved_by_libreoffice

COMBINATIONS = int(os.environ.get("REPORTGEN_COMBINATIONS", "12"))
"""How many combinations are tried; by hand, a thousand: `REPORTGEN_COMBINATIONS=1000 pytest tests/pull/test_edits.py`."""


def says(result: Pulled, data: Data) -> bool:
    return bool(meaning(read(result.text, "").data) == meaning(data))


def is_told(result: Pulled) -> bool:
    return any(finding.code.id in {"RG930", "RG931"} for finding in result.findings)


def test_a_file_that_nobody_has_edited_changes_nothing(tmp_path: Path) -> None:
    result = pulled(built(), tmp_path)
    assert (result.text, result.changes, result.findings) == (result.base, (), ())


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_comes_back_as_exactly_this_change(name: str, tmp_path: Path) -> None:
    content, data = edited(EDITS[name])
    result = pulled(content, tmp_path)
    assert says(result, data)
    assert is_told(result) == (name in TOLD)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_comes_back_without_bookmarks_too(name: str, tmp_path: Path) -> None:
    content, data = edited(EDITS[name], EDITS["all_bookmarks_stripped"])
    result = pulled(content, tmp_path)
    assert says(result, data)
    assert is_told(result) == (name in TOLD)


@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=2, max_size=8, unique=True))
@settings(
    max_examples=COMBINATIONS, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_combinations_are_right_or_told(tmp_path: Path, names: list[str]) -> None:
    file, data = EditedFile(built()), data_of()
    done = []
    for name in names:
        before = EditedFile(file.content()), deepcopy(data)
        try:
            EDITS[name](file, data)
            done.append(name)
        except (StopIteration, AssertionError, ValueError):  # an edit before it took away what it is about
            file, data = before
    result = pulled(file.content(), tmp_path)
    assert says(result, data) or is_told(result)
    assert is_told(result) or not TOLD.intersection(done)


def test_tracked_changes_can_be_rejected(tmp_path: Path) -> None:
    names = [
        "telephone_tracked",
        "sentence_inserted_tracked",
        "word_deleted_tracked",
        "bold_tracked",
        "paragraph_added_tracked",
        "paragraph_deleted_tracked",
        "paragraph_moved_tracked",
        "member_replaced_tracked",
        "paragraphs_joined_tracked",
    ]
    content, _ = edited(*(EDITS[name] for name in names))
    result = pulled(content, tmp_path, rejects=True)
    assert (result.text, result.findings) == (result.base, ())


def test_only_what_was_edited_changes_in_the_file(tmp_path: Path) -> None:
    content, _ = edited(EDITS["sentence_inserted_tracked"], EDITS["member_added"], EDITS["officer"])
    result = pulled(content, tmp_path)
    old, new = result.base.splitlines(), result.text.splitlines()
    assert len(new) == len(old) + 1
    assert [line for line in new if line not in old] == [
        "  lead_officer: Jane Doe",
        "    - Halifax",
        next(line for line in new if "We mean it." in line),
    ]


def test_a_comment_is_told_with_its_place(tmp_path: Path) -> None:
    content, _ = edited(EDITS["comment_only"])
    (finding,) = pulled(content, tmp_path).findings
    assert (finding.code.id, finding.message) == ("RG933", "Ann comments about `test beds`: `Is this so?`")
    assert finding.hint == "it stands at `themes.entries.text`"


@pytest.mark.libreoffice
def test_edits_come_back_after_libreoffice_has_saved_the_file(tmp_path: Path) -> None:
    names = [name for name in EDITS if not name.endswith("tracked")]
    groups = {"told": sorted(TOLD & set(names)), "even": names[::2], "odd": names[1::2]}
    files, data_by_group = {}, {}
    for group, members in groups.items():
        chosen = [name for name in members if group == "told" or name not in TOLD]
        file, data = EditedFile(built()), data_of()
        for name in chosen:
            try:
                EDITS[name](file, data)
            except (StopIteration, AssertionError, ValueError):
                continue
        files[group], data_by_group[group] = file.content(), data
    for group, content in all_saved_by_libreoffice(files, tmp_path).items():
        result, data = pulled(content, tmp_path), data_by_group[group]
        assert says(result, data), group
        told = [finding.problem.message for finding in result.findings if finding.code.id != "RG933"]
        if group == "told":
            assert told
        else:  # where one entry goes and another comes, it may be the same under another name
            assert told in ([], ["`3Ci` is gone, and with it its `kind`"]), group
