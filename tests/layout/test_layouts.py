"""Layouts: each case marks what is wrong in it; those that ship are right and show what they should."""

import os
from pathlib import Path

import pytest

from reportgen.findings import Code
from reportgen.layout import SHIPPED, editions, find_layout, load_layout, shipped_layouts
from reportgen.layout.codes import CODES, FILE, UNSHOWN
from reportgen.pipeline import check
from reportgen.pipeline.building import find_unshown_values
from reportgen.source import Unreadable
from tests.cases import TESTS, cases, found, marks, named

CASES = cases("layout")
EVERYTHING = TESTS / "valid" / "everything.yaml"


@pytest.mark.parametrize("path", CASES, ids=named)
def test_a_case_is_found_faulty_where_it_says_so_and_nowhere_else(path: Path, tmp_path: Path) -> None:
    layout = tmp_path / "layout.yaml"
    layout.write_bytes(path.read_bytes())
    assert found(load_layout(tmp_path).findings, layout) == marks(path)


@pytest.mark.parametrize(
    "code", [code for code in CODES if code not in (UNSHOWN, FILE)], ids=lambda code: str(code.id)
)
def test_a_code_has_a_case(code: Code) -> None:
    assert any(mark.code == code.id for path in CASES for mark in marks(path))


@pytest.mark.parametrize("name", shipped_layouts())
def test_a_shipped_layout_is_right_in_every_edition(name: str) -> None:
    for form in ("", *editions(SHIPPED / name)):
        assert load_layout(SHIPPED / name, form).findings == ()


def test_plain_shows_every_field() -> None:
    assert load_layout(SHIPPED / "plain").unshown_fields() == []


@pytest.mark.parametrize("form", ["2018", "2023", "2024"])
def test_the_boards_form_leaves_out_nothing_that_a_reader_would_miss(form: str) -> None:
    layout = load_layout(SHIPPED / "lga-board", form)
    missed = [path for path in layout.unshown_fields() if path in layout.missed_fields]
    table = ("columns", "rows", "caption", "note", "chart.kind", "chart.columns")
    entry = ("title", "text", *(f"table.{key}" for key in table), "figure")
    later = ["priorities.introduction", *(f"priorities.entries.{key}" for key in entry)]
    later += [f"themes.entries.{key}" for key in entry]
    assert missed == ([] if form == "2024" else later)


def test_values_without_a_place_are_named_by_their_highest_key() -> None:
    loaded = check(EVERYTHING).loaded
    assert loaded is not None
    left = {
        form: [
            ".".join(map(str, fault.problem.at))
            for fault in find_unshown_values(loaded, load_layout(SHIPPED / "lga-board", form))
        ]
        for form in ("2018", "2024")
    }
    assert left == {"2018": ["priorities", "themes"], "2024": []}
    assert find_unshown_values(loaded, load_layout(SHIPPED / "plain")) == []


def test_an_edition_replaces_title_and_blocks_and_keeps_words_and_theme() -> None:
    base, edition = load_layout(SHIPPED / "lga-board"), load_layout(SHIPPED / "lga-board", "2018")
    assert (edition.words, edition.theme) == (base.words, base.theme)
    assert edition.title != base.title
    assert edition.blocks != base.blocks


def test_an_edition_without_a_file_is_the_layouts_own(tmp_path: Path) -> None:
    (tmp_path / "layout.yaml").write_bytes((TESTS / "layout" / "clean.yaml").read_bytes())
    assert load_layout(tmp_path, "2018") == load_layout(tmp_path)


def test_every_language_has_every_word() -> None:
    for name in shipped_layouts():
        words = load_layout(SHIPPED / name).words
        assert set(words) == {"en-GB", "cy-GB"}
        assert set(words["en-GB"]) == set(words["cy-GB"])
        assert all(word.strip() for language in words.values() for word in language.values())


def test_a_layout_is_found_by_name_folder_or_file() -> None:
    assert find_layout("plain") == SHIPPED / "plain"
    assert find_layout(str(SHIPPED / "plain")) == SHIPPED / "plain"
    assert find_layout(str(SHIPPED / "plain" / "layout.yaml")) == SHIPPED / "plain"


@pytest.mark.parametrize("name", ["", ".", "..", "../layouts", "nothing", "plain/../..", "layout.yaml"])
def test_what_is_no_layout_is_said_in_one_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Unreadable) as raised:
        find_layout(name)
    assert "\n" not in str(raised.value)


def test_a_stylesheet_and_a_logo_lie_in_the_layouts_folder(tmp_path: Path) -> None:
    (tmp_path / "layout.yaml").write_text(
        'title: A\nwords: {en-GB: {page_of: "{page} {pages}"}}\ntheme: {logo: logo.png}\nblocks: []\n',
        "utf-8",
    )
    (tmp_path / "style.css").write_text("p { color: red }", "utf-8")
    (tmp_path / "logo.png").write_bytes((TESTS / "valid" / "map.png").read_bytes())
    layout = load_layout(tmp_path)
    assert layout.findings == ()
    assert layout.theme.style == "p { color: red }"
    assert layout.theme.logo is not None
    assert (layout.theme.logo.width, layout.theme.logo.height) == (60, 40)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A layout of one's own, in which nothing is wrong."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "layout.yaml").write_bytes((TESTS / "layout" / "clean.yaml").read_bytes())
    return folder


def test_a_stylesheet_in_another_encoding_is_a_fault_at_its_place(own: Path) -> None:
    (own / "style.css").write_bytes(b"p { }\n/* caf\xe9 */")
    (finding,) = load_layout(own).findings
    assert (finding.code, finding.file) == (FILE, str(own / "style.css"))
    assert (finding.span.line, finding.span.column) == (2, 7)
    assert finding.message == "this character is not UTF-8 (byte 0xe9)"


def test_the_mark_of_windows_is_no_part_of_a_stylesheet(own: Path) -> None:
    (own / "style.css").write_bytes(b"\xef\xbb\xbfp { color: red }")
    assert load_layout(own).theme.style == "p { color: red }"


@pytest.mark.parametrize("name", ["style.css", "reference.docx"])
def test_a_link_out_of_the_folder_is_not_followed(own: Path, name: str) -> None:
    (own.parent / "secret").write_text("words", "utf-8")
    (own / name).symlink_to(own.parent / "secret")
    (finding,) = load_layout(own).findings
    assert (finding.code, finding.file) == (FILE, str(own / "layout.yaml"))
    assert finding.message == f"`{name}` lies outside the folder it belongs in"


@pytest.mark.parametrize(("name", "most"), [("style.css", 1), ("reference.docx", 20)])
def test_a_file_beside_a_layout_has_a_bound(own: Path, name: str, most: int) -> None:
    with (own / name).open("wb") as stream:
        stream.truncate(most * 1_000_000 + 1)
    (finding,) = load_layout(own).findings
    assert (finding.file, finding.message) == (str(own / name), f"`{name}` is larger than {most} MB")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
@pytest.mark.parametrize("name", ["style.css", "reference.docx"])
def test_a_pipe_beside_a_layout_is_not_waited_for(own: Path, name: str) -> None:
    os.mkfifo(own / name)
    assert [finding.message for finding in load_layout(own).findings] == [f"`{name}` is not a file"]
