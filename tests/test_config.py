"""The settings of a project: where they are found, what they can say, and what they bring about."""

from pathlib import Path

import pytest

from reportgen.config import Profile, Settings, find, load
from reportgen.config.baseline import load as load_baseline
from reportgen.config.baseline import written
from reportgen.findings import Severity
from reportgen.pipeline import check
from reportgen.source import Unreadable
from tests.cases import TESTS
from tests.cli.running import invoke

SEED = TESTS.parent / "data" / "key-cities" / "2023-24.yaml"

WHOLE = """\
profile = "govuk"
select = ["RG2", "RG6"]
ignore = ["RG615"]
baseline = "agreed.json"

[severity]
RG601 = "error"
RG602 = "off"

[per-file-ignores]
"old/*" = ["RG2"]
"draft.yaml" = ["RG6"]
"""


def settings(folder: Path, text: str, name: str = "reportgen.toml") -> Settings:
    (folder / name).write_text(text, "utf-8")
    return find(folder)


def test_the_nearest_file_upwards_holds(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert settings(tmp_path, WHOLE).profile is Profile.GOVUK
    assert find(inner).profile is Profile.GOVUK
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n[project]\nname = 'reportgen'\n", "utf-8")
    assert find(inner).profile is Profile.GOVUK
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.reportgen]\nignore = ['RG4']\n", "utf-8")
    assert (find(inner).profile, find(inner).ignore) == (Profile.LGA, ("RG4",))


def test_what_is_known_of_folders_serves_those_beside_and_inside_them(tmp_path: Path) -> None:
    (tmp_path / "a" / "inner").mkdir(parents=True)
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "reportgen.toml").write_text('ignore = ["RG6"]\n')
    known: dict[Path, Settings | None] = {}
    places = [tmp_path / name for name in ("b", "a/inner", "a", "b", "a/inner")]
    assert [find(place, known).ignore for place in places] == [(), ("RG6",), ("RG6",), (), ("RG6",)]
    assert find(tmp_path.joinpath(*["deep"] * 1500), known).ignore == ()


def test_settings_are_those_of_the_folder_however_its_path_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "reportgen.toml").write_text('ignore = ["RG"]\n')
    (tmp_path / "b.yaml").write_bytes(SEED.read_bytes())
    monkeypatch.chdir(tmp_path / "a")
    assert invoke("validate", "../b.yaml").stdout.count("RG602") == invoke(
        "validate", tmp_path / "b.yaml"
    ).stdout.count("RG602")
    assert "RG602" in invoke("validate", "../b.yaml").stdout


def test_rules_are_chosen_by_code_file_and_weight(tmp_path: Path) -> None:
    used = settings(tmp_path, WHOLE)
    here = tmp_path / "2023-24.yaml"
    assert used.applies("RG201", here)
    assert used.applies("RG601", here)
    assert not used.applies("RG402", here), "not among those selected"
    assert not used.applies("RG615", here), "ignored"
    assert not used.applies("RG602", here), "turned off"
    assert not used.applies("RG201", tmp_path / "old" / "2019-20.yaml")
    assert not used.applies("RG601", tmp_path / "any" / "draft.yaml")
    assert used.applies("RG601", tmp_path.parent / "elsewhere" / "draft.yaml"), "not in the settings' folder"
    assert used.baseline == tmp_path / "agreed.json"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("profil = 'lga'", "did you mean `profile`"),
        ("profile = 'house'", "`profile` should be `lga` or `govuk`"),
        ("ignore = 'RG601'", "should be a list of rules"),
        ("ignore = [601]", "should be a list of rules"),
        ("severity = 'error'", "should be a table"),
        ("[severity]\nRG601 = 'fatal'", "`fatal` is no severity"),
        ("[severity]\nRG601 = ['error']", "is no severity"),
        ("baseline = 7", "should be a path"),
        ("profile = ", "is not TOML"),
    ],
)
def test_what_settings_cannot_say_is_one_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(Unreadable) as raised:
        settings(tmp_path, text)
    assert words in str(raised.value)
    assert str(raised.value).startswith(f"{tmp_path / 'reportgen.toml'}: ")
    assert "\n" not in str(raised.value)


def test_a_file_that_is_named_must_hold_settings(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    with pytest.raises(Unreadable, match="has no"):
        load(tmp_path / "pyproject.toml")
    with pytest.raises(Unreadable, match="cannot be read"):
        load(tmp_path / "nowhere.toml")


def test_weights_and_choices_reach_the_findings() -> None:
    found = check(SEED, Settings(select=("RG601", "RG308"), severities={"RG601": Severity.ERROR})).findings
    assert [(each.code.id, each.severity) for each in found] == [
        ("RG308", Severity.WARNING),
        ("RG601", Severity.ERROR),
    ]


def test_a_baseline_hides_what_it_holds_and_counts_what_is_gone(tmp_path: Path) -> None:
    found = check(SEED).findings
    place = tmp_path / "agreed.json"
    place.write_bytes(written(found[1:], place))
    kept, gone = load_baseline(place).new(found, [str(SEED)])
    assert (kept, gone) == ([found[0]], 0)
    kept, gone = load_baseline(place).new(found[:2], [str(SEED)])
    assert (kept, gone) == ([found[0]], len(found) - 2)
    assert written(found, place) == written(tuple(reversed(found)), place)
    assert load_baseline(place).new([], ["other.yaml"]) == ([], 0), (
        "nothing is gone from what was not looked at"
    )
    assert written((), place, load_baseline(place).others(["other.yaml"])) == place.read_bytes()
    assert load_baseline(place).others([str(SEED)]).total() == 0


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("a/*.yaml", True), ("./a/*.yaml", True), ("a/", True), ("a", True), ("a/*", True), ("a/**/*.yaml", True),
        ("**/b.yaml", True), ("b.yaml", True), ("*.yaml", True), ("**", True), ("b/*.yaml", False), ("*.yml", False),
        ("a/?.yaml", True), ("a/b", False), ("[ab]/b.yaml", False),
    ],
)  # fmt: skip
def test_a_pattern_fits_files_and_the_folders_that_they_are_in(
    tmp_path: Path, pattern: str, fits: bool
) -> None:
    used = Settings(per_file=((pattern, ("RG6",)),), folder=tmp_path)
    assert used.applies("RG601", tmp_path / "a" / "b.yaml") is not fits


def test_the_weight_of_a_rule_is_that_of_the_longest_name() -> None:
    used = Settings(severities={"RG6": None, "RG602": Severity.ERROR})
    assert not used.applies("RG601", Path("x.yaml"))
    assert used.weight("RG602", Severity.WARNING) is Severity.ERROR
    assert used.weight("RG201", Severity.WARNING) is Severity.WARNING


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}', '{"version": 2, "findings": []}', "\xff"])
def test_what_is_no_baseline_is_one_line(tmp_path: Path, text: str) -> None:
    place = tmp_path / "agreed.json"
    place.write_bytes(text.encode("latin-1"))
    with pytest.raises(Unreadable, match=r"agreed\.json: is (not )?a baseline"):
        load_baseline(place)
