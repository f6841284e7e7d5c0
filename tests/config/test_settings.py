"""Settings: in which file they are found, what they can say, and which findings they change."""

from pathlib import Path

import pytest

from reportgen.config import Profile, Settings, find_settings, load_settings
from reportgen.findings import Severity
from reportgen.pipeline import check
from reportgen.source import Unreadable
from tests.cases import TESTS
from tests.cli.running import MINIMAL, invoke

SEED = TESTS.parent / "data" / "key-cities" / "2023-24.yaml"

FULL = """\
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
    return find_settings(folder)


def test_the_nearest_file_upwards_holds(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert settings(tmp_path, FULL).profile is Profile.GOVUK
    assert find_settings(inner).profile is Profile.GOVUK
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n[project]\nname = 'reportgen'\n", "utf-8")
    assert find_settings(inner).profile is Profile.GOVUK
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.reportgen]\nignore = ['RG4']\n", "utf-8")
    assert (find_settings(inner).profile, find_settings(inner).ignore) == (Profile.LGA, ("RG4",))


@pytest.mark.parametrize(
    "text",
    [
        "[tool.reportgen]\nignore = ['RG4']",
        "[ tool . reportgen ]\nignore = ['RG4']",
        "[\t'tool'\t.\t\"reportgen\"\t] # ours\nignore = ['RG4']",
        "tool.reportgen.ignore = ['RG4']",
        "tool . reportgen = {ignore = ['RG4']}",
        "tool = {reportgen = {ignore = ['RG4']}}",
        "tool = { ruff = {}, 'reportgen' = { ignore = ['RG4'] } }",
        "tool.ruff = {}\ntool.'reportgen'.ignore = ['RG4']",
        "[tool]\nreportgen.ignore = ['RG4']",
        "[tool]\n  'reportgen' = {ignore = ['RG4']}",
        '[tool."report\\u0067en"]\nignore = ["RG4"]',
        '["\\u0074ool".reportgen]\nignore = ["RG4"]',
        "\ufeff[tool.reportgen]\nignore = ['RG4']",
        "\ufefftool.reportgen.ignore = ['RG4']",
        "[project]\nname = 'x'\r\n[tool.reportgen]\r\nignore = [\r\n  'RG4',\r\n]",
    ],
)
def test_every_spelling_of_our_table_counts(tmp_path: Path, text: str) -> None:
    assert settings(tmp_path, text, "pyproject.toml").ignore == ("RG4",)


@pytest.mark.parametrize(
    "text",
    [
        "[project]\nname = 'reportgen'",
        "[tool.other]\nreportgenerator = 1",
        "tool = 'reportgen'",
        "[tool]\nother = 'reportgen'",
        "[project]\nname = 'reportgen'\nbroken = ",
        "[tool.other\nname = 'reportgen'",
        "[project]\nname = 'reportgen \udcff'",
    ],
)
def test_other_tables_and_their_faults_are_not_ours(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, "utf-8", errors="surrogateescape")
    assert find_settings(tmp_path) == Settings(folder=tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "[tool.reportgen]\nbroken = ",
        "[ 'tool' . reportgen ]\nbroken = ",
        "tool.reportgen.ignore = [",
        "[tool]\nreportgen = {",
        "tool = {reportgen = {",
    ],
)
def test_a_fault_beside_our_table_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(Unreadable, match="is not TOML"):
        settings(tmp_path, text, "pyproject.toml")


def test_a_pattern_that_matches_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old").mkdir()
    for name in ("a.yaml", "b.yaml", "old/2019-20.yaml"):
        (tmp_path / name).write_text(MINIMAL, "utf-8")
    patterns = ("old/*", "old", "*.yaml", "b.yaml", "od/*", "../x.yaml", "a.yml")
    lines = "\n".join(f"'{pattern}' = ['RG6']" for pattern in patterns)
    (tmp_path / "reportgen.toml").write_text(f"[per-file-ignores]\n{lines}\n", "utf-8")
    told = [
        f"reportgen.toml: `{pattern}` under `per-file-ignores` matches no YAML file"
        for pattern in ("od/*", "../x.yaml", "a.yml")
    ]
    result = invoke("validate", "a.yaml")
    assert (result.exit_code, result.stderr.splitlines()) == (0, [*told, "next: reportgen build a.yaml"])
    assert invoke("validate", "a.yaml", "--quiet").output == ""


def test_settings_of_a_folder_are_remembered_for_those_inside_it(tmp_path: Path) -> None:
    (tmp_path / "a" / "inner").mkdir(parents=True)
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "reportgen.toml").write_text('ignore = ["RG6"]\n')
    known: dict[Path, Settings | None] = {}
    folders = [tmp_path / name for name in ("b", "a/inner", "a", "b", "a/inner")]
    assert [find_settings(folder, known).ignore for folder in folders] == [
        (),
        ("RG6",),
        ("RG6",),
        (),
        ("RG6",),
    ]
    assert find_settings(tmp_path.joinpath(*["deep"] * 1500), known).ignore == ()


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


def test_rules_are_chosen_by_code_file_and_severity(tmp_path: Path) -> None:
    chosen = settings(tmp_path, FULL)
    path = tmp_path / "2023-24.yaml"
    assert chosen.applies("RG201", path)
    assert chosen.applies("RG601", path)
    assert not chosen.applies("RG402", path), "not among those selected"
    assert not chosen.applies("RG615", path), "ignored"
    assert not chosen.applies("RG602", path), "turned off"
    assert not chosen.applies("RG201", tmp_path / "old" / "2019-20.yaml")
    assert not chosen.applies("RG601", tmp_path / "any" / "draft.yaml")
    assert chosen.applies("RG601", tmp_path.parent / "elsewhere" / "draft.yaml"), (
        "not in the settings' folder"
    )
    assert chosen.baseline == tmp_path / "agreed.json"


@pytest.mark.parametrize(
    ("text", "message"),
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
def test_faulty_settings_are_refused_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(Unreadable) as raised:
        settings(tmp_path, text)
    assert message in str(raised.value)
    assert str(raised.value).startswith(f"{tmp_path / 'reportgen.toml'}: ")
    assert "\n" not in str(raised.value)


def test_a_file_that_is_named_must_hold_settings(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    with pytest.raises(Unreadable, match="has no"):
        load_settings(tmp_path / "pyproject.toml")
    with pytest.raises(Unreadable, match="cannot be read"):
        load_settings(tmp_path / "nowhere.toml")


def test_severities_and_selected_rules_reach_the_findings() -> None:
    findings = check(SEED, Settings(select=("RG601", "RG308"), severities={"RG601": Severity.ERROR})).findings
    assert [(finding.code.id, finding.severity) for finding in findings] == [
        ("RG308", Severity.WARNING),
        ("RG601", Severity.ERROR),
    ]


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("a/*.yaml", True), ("./a/*.yaml", True), ("a/", True), ("a", True), ("a/*", True), ("a/**/*.yaml", True),
        ("**/b.yaml", True), ("b.yaml", True), ("*.yaml", True), ("**", True), ("b/*.yaml", False), ("*.yml", False),
        ("a/?.yaml", True), ("a/b", False), ("[ab]/b.yaml", False),
    ],
)  # fmt: skip
def test_a_pattern_matches_files_and_the_folders_that_they_are_in(
    tmp_path: Path, pattern: str, matches: bool
) -> None:
    chosen = Settings(per_file=((pattern, ("RG6",)),), folder=tmp_path)
    assert chosen.applies("RG601", tmp_path / "a" / "b.yaml") is not matches


def test_the_longest_beginning_of_a_code_decides_its_severity() -> None:
    chosen = Settings(severities={"RG6": None, "RG602": Severity.ERROR})
    assert not chosen.applies("RG601", Path("x.yaml"))
    assert chosen.severity_of("RG602", Severity.WARNING) is Severity.ERROR
    assert chosen.severity_of("RG201", Severity.WARNING) is Severity.WARNING


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"x{'.a' * 100_000} = 1", "is nested too deeply"),
        (f"[tool{' . a' * 100_000}]", "is nested too deeply"),
        (f"ignore = {'[' * 5_000}", "is nested too deeply"),
        (f"ignore = {'9' * 5_000}", "is not TOML"),
        ("#" * 2_000_000, "is larger than 1 MB"),
        ('baseline = "/dev/zero"', "should be a path below the folder of this file; --baseline names one"),
        ('baseline = "../agreed.json"', "should be a path below the folder"),
        ('baseline = "outside.json"', "should be a path below the folder"),
        (f'baseline = "{"a" * 5_000}"', "should be a path below the folder"),
        ('baseline = "a\\u0000b"', "should be a path below the folder"),
        ('registers = "/etc"', "should be a path below the folder of this file; --register names one"),
        ('registers = "a/../.."', "should be a path below the folder"),
    ],
)
def test_settings_of_a_stranger_are_bounded_and_stay_in_their_folder(
    tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "secret.json").write_text("{}")
    (tmp_path / "project" / "outside.json").symlink_to(tmp_path / "secret.json")
    with pytest.raises(Unreadable, match=message) as raised:
        settings(tmp_path / "project", text)
    assert len(str(raised.value)) < 400


def test_settings_may_name_what_is_not_there_yet(tmp_path: Path) -> None:
    assert settings(tmp_path, 'baseline = "ci/agreed.json"').baseline == tmp_path / "ci" / "agreed.json"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no such devices here")
def test_a_settings_file_that_never_ends_is_given_up() -> None:
    with pytest.raises(Unreadable, match="is larger than 1 MB"):
        load_settings(Path("/dev/zero"))


def test_a_pattern_of_many_stars_is_matched_at_once(tmp_path: Path) -> None:
    pattern = "*a" * 100 + "*b"
    found = settings(tmp_path, f'[per-file-ignores]\n"{pattern}" = ["RG6"]\n"**/{"**/" * 50}c" = ["RG7"]\n')
    path = tmp_path / Path(*["d" * 100] * 20, "a" * 200)
    assert found.applies("RG601", path)
    assert found.applies("RG701", path)
    assert not found.applies("RG601", tmp_path / f"{'a' * 200}b")
    assert not found.applies("RG701", path / "c")


@pytest.mark.parametrize(
    ("pattern", "file", "fits"),
    [
        ("old/*", "old/a.yaml", True),
        ("old/*", "old/a/b.yaml", True),
        ("old/**", "old/a/b.yaml", True),
        ("old/**", "old", False),
        ("**/a.yaml", "a.yaml", True),
        ("**/a.yaml", "x/y/a.yaml", True),
        ("x/**/a.yaml", "x/a.yaml", True),
        ("*.yaml", "x/a.yaml", True),
        ("x/*.yaml", "x/y/a.yaml", False),
        ("[a].yaml", "a.yaml", False),
        ("[a].yaml", "[a].yaml", True),
        ("./x/", "x/a.yaml", True),
        ("?.yaml", "ab.yaml", False),
    ],
)
def test_stars_stand_for_names_and_folders(tmp_path: Path, pattern: str, file: str, fits: bool) -> None:
    found = settings(tmp_path, f'[per-file-ignores]\n"{pattern}" = ["RG6"]\n')
    assert found.applies("RG601", tmp_path / file) is not fits
