"""The board pack: many reports in one document, which says what each of them says."""

from pathlib import Path

import pytest

from reportgen.document import Contents, Section, chapters, lines
from reportgen.layout import find_layout, shipped_layouts
from reportgen.pack import build_pack, find_duplicates
from reportgen.pack.summary import count_members
from reportgen.pipeline import Checked, check
from reportgen.writers import Options
from tests.cli.running import MINIMAL
from tests.documents import SEED, WELSH, composed
from tests.pack.packs import DATASETS, GROUPS, NAMES, dataset, make_pack, pack_of_three, report_lines


def test_it_begins_with_a_cover_contents_and_a_summary() -> None:
    shown = list(lines(pack_of_three().document))
    assert shown[:5] == [
        "Annual reports to the LGA Board",
        "Special Interest Groups",
        "2023/24",
        "The reports of 3 groups.",
        "Contents",
    ]
    end = shown.index("Summary", 6)
    assert shown[5] == "Summary"
    assert [title for title in shown[5:end] if title in GROUPS] == GROUPS
    assert shown[end + 2 :][:20] == [
        *("Group", "Lead member", "Members", "Dealings", "Findings"),
        *(GROUPS[0], "Y Cyng. Siân Pŵer", "2", "0", "none"),
        *(GROUPS[1], "Cllr John Merry", "26", "–", "14 warnings"),
        *(GROUPS[2], "Cllr Siân Pŵer", "14", "2", "none"),
    ]


def test_then_come_the_reports_whole_in_the_order_of_their_groups() -> None:
    starts = [*map(dataset_of, NAMES)]
    expected: list[str] = []
    for path, title in zip(starts, GROUPS, strict=True):
        document = composed(path)[0]
        expected += [title, f"{document.title}, 2023/24", *report_lines(path)]
    shown = list(lines(pack_of_three().document))
    assert shown[-len(expected) :] == expected


def dataset_of(name: str) -> Path:
    return pack_of_three().datasets[name].path


def test_the_order_in_which_datasets_are_given_does_not_matter() -> None:
    assert make_pack(DATASETS[::-1]).document == pack_of_three().document


@pytest.mark.parametrize("layout", shipped_layouts())
def test_any_layout_will_do(layout: str) -> None:
    document = make_pack(DATASETS, layout).document
    assert list(chapters(document)) == NAMES
    assert [block for block in document.blocks if isinstance(block, Contents)] == [Contents("Contents", 2)]


def test_editions_of_the_form_stand_side_by_side(tmp_path: Path) -> None:
    paths = [dataset(tmp_path, "Old", MINIMAL.replace('"2023"', '"2018"')), dataset(tmp_path, "New")]
    about = [chapter.about for chapter in chapters(make_pack(paths).document).values()]
    assert about == [
        "Special Interest Group annual report to LGA Board, 2023/24",
        "LGA Special Interest Group Annual Report to LGA Board, 2023/24",
    ]


def test_where_there_are_several_periods_each_report_says_which_is_its_own(tmp_path: Path) -> None:
    paths = [
        dataset(tmp_path, "Ports"),
        dataset(tmp_path, "Ports", year="2022/23"),
        dataset(tmp_path, "Airports", year="2022/23"),
    ]
    document = make_pack(paths).document
    shown = list(lines(document))
    assert shown[2:4] == ["2022/23, 2023/24", "3 reports of 2 groups."]
    titles = [block.title for block in document.blocks if isinstance(block, Section)]
    assert titles == ["Summary", "Airports, 2022/23", "Ports, 2022/23", "Ports, 2023/24"]
    table = shown.index("Group")
    assert shown[table : table + 3] == ["Group", "Period", "Lead member"]
    assert document.created == "2024-03-31"


def test_many_periods_are_told_from_the_first_day_to_the_last(tmp_path: Path) -> None:
    ports = [dataset(tmp_path, "Ports", year=year) for year in ("2021/22", "2023/24", "2022/23")]
    assert make_pack(ports).document.period == "2021/22 to 2023/24"
    own = MINIMAL.replace("period: 2023/24", "period: {start: 2024-01-01, end: 2024-12-31}")
    (other := tmp_path / "own.yaml").write_text(own, "utf-8")
    assert make_pack([*ports, other]).document.period == "1 April 2021 to 31 December 2024"


def test_a_period_told_in_two_languages_is_one(tmp_path: Path) -> None:
    own = MINIMAL.replace("period: 2023/24", "period: {start: 2023-01-01, end: 2023-12-31}")
    paths = [dataset(tmp_path, "Ports", own), dataset(tmp_path, "Porthladdoedd", f"{own}language: cy-GB\n")]
    document = make_pack(paths).document
    assert document.period == "1 January to 31 December 2023"
    assert [chapter.period for chapter in chapters(document).values()] == [
        "1 Ionawr i 31 Rhagfyr 2023",
        "1 January to 31 December 2023",
    ]


def test_a_pack_of_welsh_reports_is_welsh() -> None:
    document = make_pack([WELSH]).document
    assert list(lines(document))[:5] == [
        "Adroddiadau blynyddol i Fwrdd y CLlL",
        "Grwpiau Buddiant Arbennig",
        "2023/24",
        "Adroddiad un grŵp.",
        "Cynnwys",
    ]
    assert (document.language, document.page_of) == ("cy-GB", "Tudalen {page} o {pages}")
    assert make_pack([WELSH], language="en-GB").document.language == "en-GB"
    assert make_pack([SEED], language="cy-GB").document.language == "cy-GB"


def test_a_break_behind_the_contents_leaves_no_empty_page(tmp_path: Path) -> None:
    layout = tmp_path / "own"
    layout.mkdir()
    (layout / "layout.yaml").write_text(
        'title: Our year\nwords: {en-GB: {page_of: "{page}/{pages}"}}\nblocks:\n'
        "  - section: Overview\n    blocks: [{contents: Contents}]\n  - break: page\n"
        "  - section: Aims\n    blocks: [{prose: aims}]\n",
        "utf-8",
    )
    (report,) = (block for block in make_pack([dataset(tmp_path, "Ports")], str(layout)).document.blocks[5:])
    assert isinstance(report, Section)
    assert [block.title for block in report.blocks if isinstance(block, Section)] == ["Aims"]
    assert len(report.blocks) == 1


def test_a_fault_of_writing_is_told_at_its_line_of_its_dataset(tmp_path: Path) -> None:
    figure = (
        "figures: [{id: f, file: f.svg, alt: A figure}]\nsections: [{title: S, text: Words., figure: f}]\n"
    )
    path = dataset(tmp_path, "Ports", MINIMAL + figure)
    outside = '<image href="https://example.org/a.png" width="9" height="9"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">{outside}</svg>'
    path.with_name("f.svg").write_text(drawing, "utf-8")
    written = make_pack([dataset(tmp_path, "Airports"), path]).write(("docx",), Options(), embed=True)
    locations = [(finding.code.id, finding.file, finding.span.line) for finding in written.findings]
    assert locations == [("RG911", str(path), 9)]


def test_a_layout_without_the_words_of_a_report_is_an_error_of_it(tmp_path: Path) -> None:
    layout = tmp_path / "own"
    layout.mkdir()
    (layout / "layout.yaml").write_text(
        'title: T\nwords: {en-GB: {page_of: "{page}/{pages}"}}\nblocks: [{prose: aims}]\n', "utf-8"
    )
    made_pack, findings = build_pack([check(SEED), check(WELSH)], layout)
    assert made_pack is None
    assert [(finding.code.id, finding.file) for finding in findings if finding.severity == "error"] == [
        ("RG903", str(WELSH))
    ]


COUNTS = {
    "members: [Hull, Exeter, {name: Leeds, left: 2023}]": 2,
    "members: [Hull]\n  groups: [{name: All, members: [Hull, Exeter]}]": 2,
    "breakdown: [{label: Cities, count: 26}, {label: Towns, count: 4}]": 30,
    "declared: 12": 12,
    "introduction: We have members.": None,
}


@pytest.mark.parametrize("membership", COUNTS)
def test_members_are_counted_who_have_not_left(membership: str, tmp_path: Path) -> None:
    text = MINIMAL.replace(
        "membership: {breakdown: [{label: Cities, count: 26}]}", f"membership:\n  {membership}"
    )
    loaded = check(dataset(tmp_path, "Ports", text)).loaded
    assert loaded
    assert count_members(loaded.report) == COUNTS[membership]


def test_reports_whose_files_would_have_one_name_get_two(tmp_path: Path) -> None:
    paths = [dataset(tmp_path, "Ports"), dataset(tmp_path, "Ports & Co"), dataset(tmp_path, "Ports – Co")]
    assert list(make_pack(paths).datasets) == ["ports-2023-24", "ports-co-2023-24", "ports-co-2023-24-2"]


def test_a_pack_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        build_pack([], find_layout("lga-board"))


def test_a_comment_does_not_let_two_reports_of_one_group_and_period_in(tmp_path: Path) -> None:
    meant = MINIMAL.replace("period: 2023/24", "period: 2023/24 # reportgen: ignore RG813")
    paths = [dataset(tmp_path / "a", "Ports"), dataset(tmp_path / "b", "Ports", meant)]
    checked: list[Checked] = [check(path) for path in paths]
    assert [finding.file for finding in find_duplicates(checked)] == [str(paths[1])]
