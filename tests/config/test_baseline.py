"""Baselines: which findings they hide, which of theirs are gone, and which files are none."""

from pathlib import Path

import pytest

from reportgen.config.baseline import baseline_content, load_baseline
from reportgen.pipeline import check
from reportgen.source import Unreadable
from tests.cases import TESTS
from tests.cli.running import MINIMAL, invoke

SEED = TESTS.parent / "data" / "key-cities" / "2023-24.yaml"


def test_a_baseline_hides_what_it_holds_and_counts_what_is_gone(tmp_path: Path) -> None:
    findings = check(SEED).findings
    path = tmp_path / "agreed.json"
    path.write_bytes(baseline_content(findings[1:], path))
    new, gone = load_baseline(path).new_findings(findings, [str(SEED)])
    assert (new, gone) == ([findings[0]], 0)
    new, gone = load_baseline(path).new_findings(findings[:2], [str(SEED)])
    assert (new, gone) == ([findings[0]], len(findings) - 2)
    assert baseline_content(findings, path) == baseline_content(tuple(reversed(findings)), path)
    assert load_baseline(path).new_findings([], ["other.yaml"]) == ([], 0), (
        "nothing is gone from files that were not checked"
    )
    assert (
        baseline_content((), path, load_baseline(path).entries_of_other_files(["other.yaml"]))
        == path.read_bytes()
    )
    assert load_baseline(path).entries_of_other_files([str(SEED)]).total() == 0


def test_a_baseline_is_the_same_from_every_folder_and_for_every_spelling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("data", "ci", "elsewhere"):
        (tmp_path / folder).mkdir()
    (tmp_path / "data" / "a.yaml").write_text(MINIMAL.replace("We speak", "We we speak"), "utf-8")
    (tmp_path / "linked").symlink_to("data")
    baseline = tmp_path / "ci" / "agreed.json"
    runs = [
        (".", "data/a.yaml", "ci/agreed.json"),
        (".", "./data/../data/a.yaml", str(baseline)),
        ("data", "a.yaml", "../ci/agreed.json"),
        ("ci", "../linked/a.yaml", "agreed.json"),
        ("elsewhere", str(tmp_path / "data"), str(baseline)),
    ]
    written = set()
    for folder, dataset, name in runs:
        monkeypatch.chdir(tmp_path / folder)
        assert invoke("validate", dataset, "--baseline", name, "--update-baseline").exit_code == 0
        written.add(baseline.read_bytes())
        for other_folder, other_dataset, other_name in runs:
            monkeypatch.chdir(tmp_path / other_folder)
            result = invoke("validate", other_dataset, "--baseline", other_name)
            assert result.stdout == "no errors in 1 file\n"
            assert "did not turn up" not in result.stderr
    assert len(written) == 1
    assert b'"file": "../data/a.yaml"' in written.pop()


@pytest.mark.parametrize("name", ["data/a.yaml", "../data/a.yaml", "{absolute}"])
def test_a_baseline_of_before_and_one_with_a_byte_order_mark_still_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path, baseline = tmp_path / "data" / "a.yaml", tmp_path / "ci" / "agreed.json"
    path.parent.mkdir()
    path.write_text(MINIMAL.replace("We speak", "We we speak"), "utf-8")
    invoke("validate", path, "--baseline", baseline, "--update-baseline")
    content = baseline.read_text("utf-8").replace("../data/a.yaml", name.format(absolute=path))
    baseline.write_text(content, "utf-8-sig")
    spelling = path if name.startswith("{") else Path("data/a.yaml")
    assert invoke("validate", spelling, "--baseline", baseline).stdout == "no errors in 1 file\n"
    invoke("validate", spelling, "--baseline", baseline, "--update-baseline")
    assert baseline.read_text("utf-8").count("../data/a.yaml") == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}', '{"version": 2, "findings": []}', "\xff"])
def test_a_file_that_is_no_baseline_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "agreed.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(Unreadable, match=r"agreed\.json: is (not )?a baseline"):
        load_baseline(path)


_ENDLESS_COUNT = b'{"version": 1, "findings": [{"file": "a.yaml", "code": "RG601", "at": "", "message": "", "count": 1e999}]}'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[" * 100_000, "is not a baseline"),
        (b" " * 20_000_001, "is larger than 20 MB"),
        (b'{"version": 1, "findings": [{"count": ' + b"9" * 5_000, "is not a baseline"),
        (_ENDLESS_COUNT, "is not a baseline"),
    ],
)
def test_a_baseline_of_a_stranger_is_bounded(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "agreed.json"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=message):
        load_baseline(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no such devices here")
def test_a_baseline_that_never_ends_is_given_up() -> None:
    with pytest.raises(Unreadable, match="is larger than 20 MB"):
        load_baseline(Path("/dev/zero"))
