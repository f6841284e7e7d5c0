"""The documentation is true: what is generated is fresh, what is shown works, what is linked is there, nothing is forgotten."""

import re
import struct
import textwrap
from collections.abc import Iterator
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from reportgen.catalogue import all_codes
from reportgen.cli import COMMANDS, app, doctor, libraries
from reportgen.cli.console import make_results
from reportgen.config import Profile, Settings
from reportgen.document import lines
from reportgen.findings import Code, Finding, Severity
from reportgen.layout import SHIPPED, load_layout
from reportgen.lint import Rule
from reportgen.pipeline import check, check_source
from reportgen.rules import all_rules
from reportgen.schema.shapes import parents_by_key, paths_with_shapes, shape_at
from reportgen.source import read
from reportgen.theme import Theme
from reportgen.writers import Options
from tests.cases import found, marks
from tests.writers.sample import CHART, document

PROJECT = Path(__file__).parents[1]
DOCS = PROJECT / "docs"
PAGES = [PROJECT / "README.md", PROJECT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]
RULES = all_rules()
_GOVUK = frozenset({"RG615", "RG616"})
"""Rules of the one house style only."""

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^(\w+):.*?(?=^\w|\Z)", re.DOTALL | re.MULTILINE)
_BASE = """\
schema: 1
form: "2024"
group: {name: Key Cities}
period: 2023/24
contact: {lead_member: Cllr John Merry, lead_officer: Jon Stancombe}
membership: {breakdown: [{label: District councils, count: 164}]}
aims: We speak for cities.
priorities: {entries: [{title: One voice, text: We speak as one.}]}
activities: {projects: [{title: Skills for Cities}]}
"""


def generator() -> Any:
    """The script that writes the generated pages."""
    spec = spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def examples(name: str) -> list[str]:
    """The YAML examples of a page."""
    found = _FENCE.findall((DOCS / name).read_text(encoding="utf-8"))
    return [textwrap.dedent(body) for _, kind, body in found if kind == "yaml"]


def top(text: str) -> dict[str, str]:
    """The keys at the left margin, each with all its lines."""
    return {match[1]: match[0] for match in _KEY.finditer(text)}


def completed(fragment: str, base: str) -> str:
    """A fragment with the keys that it lacks to be whole."""
    return "".join((top(base) | top(fragment)).values())


def findings(fragment: str, folder: Path = Path(), profile: Profile = Profile.LGA) -> tuple[Finding, ...]:
    """What is found in a fragment of a dataset. Pictures are sought in a folder."""
    source = read(completed(fragment, _BASE), "example")
    return check_source(source, folder / "example", Settings(profile=profile)).findings


# What is generated


@pytest.mark.parametrize("name", ["rules.md", "cli.md", "dataset.schema.json", "layouts.md"])
def test_generated_pages_are_as_make_docs_writes_them(name: str) -> None:
    path = DOCS / name
    assert path.read_text(encoding="utf-8").splitlines() == generator().pages()[path].splitlines()


def test_no_code_is_forgotten() -> None:
    """Read from the text of the modules, of which the generator reads the values."""
    modules = (path.read_text(encoding="utf-8") for path in (PROJECT / "reportgen").rglob("*.py"))
    written = {code for text in modules for code in re.findall(r'(?:Code|@rule)\(\s*"(RG\d{3})"', text)}
    assert sorted(written) == [code.id for code in all_codes()]


def test_one_number_for_two_codes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    first = RULES[0].code
    second = Code(first.id, "another thing", first.severity, "")
    monkeypatch.setattr("reportgen.catalogue.code_constants", lambda: iter([second]))
    with pytest.raises(ValueError, match=first.id):
        all_codes()


def test_every_finding_links_to_its_code() -> None:
    for code in all_codes():
        page, _, anchor = code.url.partition("#")
        assert f'<a id="{anchor}"></a>' in (PROJECT / page).read_text(encoding="utf-8")


# What is shown


@pytest.mark.parametrize("example", examples("dataset.md"), ids=lambda text: text.split(":")[0])
def test_an_example_of_a_dataset_has_no_fault(example: str, tmp_path: Path) -> None:
    for name in ("map.png", "wave.png", "chart.png", "pier.jpg"):
        (tmp_path / name).write_bytes((PROJECT / "tests" / "valid" / "map.png").read_bytes())
    for name in ("NotoNaskhArabic-Regular.ttf", "NotoSansSC-Regular.ttf"):
        (tmp_path / name).write_bytes((PROJECT / "tests" / "valid" / "box-letters.ttf").read_bytes())
    shown = (each for each in findings(example, tmp_path) if each.severity is not Severity.INFO)
    found = [(each.code.id, each.message) for each in shown if each.code.id != "RG210"]
    assert found == [], "but for the number of members"


def test_every_key_of_a_dataset_has_an_example() -> None:
    shown = {path for example in examples("dataset.md") for path in given(read(example, "example").data)}
    person = {"contact.lead_officer.title", "contact.lead_officer.honours"}  # possible, as for a councillor
    assert sorted({path for path, _ in paths_with_shapes()} - shown - person) == []


def given(value: Any, prefix: str = "") -> Iterator[str]:
    """The paths of the keys in a value, positions in lists left out."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield prefix + key
            yield from given(inner, f"{prefix}{key}.")
    elif isinstance(value, list):
        for inner in value:
            yield from given(inner, prefix)


@pytest.mark.parametrize("example", examples("layouts.md"), ids=lambda text: " ".join(text.split()[:3]))
def test_an_example_of_a_layout_has_no_fault(example: str, tmp_path: Path) -> None:
    plain = (SHIPPED / "plain" / "layout.yaml").read_text(encoding="utf-8")
    (tmp_path / "layout.yaml").write_text(completed(example, plain), encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(CHART.content)
    assert load_layout(tmp_path).findings == ()


def test_every_part_of_a_layout_has_a_heading_and_an_example() -> None:
    from reportgen.layout.parts import OPTIONS
    from reportgen.layout.read import _THEME_KEYS

    page = (DOCS / "layouts.md").read_text(encoding="utf-8")
    assert re.findall(r"^### (\w+)$", page, re.MULTILINE) == list(OPTIONS)
    assert [kind for kind in OPTIONS if not re.search(rf"- \{{?{kind}: ", page)] == ["fields"]
    assert "- fields:\n" in page
    assert [key for key in _THEME_KEYS if f"| `{key}` |" not in page] == []
    assert [option for options in OPTIONS.values() for option in options if f"{option}:" not in page] == []


def wrapped(fragment: str) -> str:
    """An example of a rule, under the key where its own belong."""
    first = next(iter(top(fragment)))
    if shape_at((first,)):
        return fragment
    return f"{parents_by_key()[first][0]}:\n{textwrap.indent(fragment, '  ')}"


def check_examples(rule: Rule) -> None:
    """Asserts that a rule finds something in the faulty example of its page, and nothing in the right one."""
    profile = Profile.GOVUK if rule.code.id in _GOVUK else Profile.LGA
    _, faulty, right = re.split(r"^(?:Faulty|Right):$", rule.code.about, flags=re.MULTILINE)
    for example, expected in ((faulty, True), (right, False)):
        text = wrapped(textwrap.dedent(example).strip() + "\n")
        codes = {finding.code.id for finding in findings(text, profile=profile)}
        assert (rule.code.id in codes) is expected, example


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code.id))
def test_a_rules_faulty_example_is_faulty_and_its_right_one_is_right(rule: Rule) -> None:
    if "in the year before:" in rule.code.about:
        pytest.skip("two years are compared; its cases are folders")
    check_examples(rule)


# What how-to.md shows


def guide_modules() -> list[str]:
    """The whole modules that the guides show; other blocks of Python are pieces."""
    fences = _FENCE.findall((DOCS / "how-to.md").read_text(encoding="utf-8"))
    blocks = [textwrap.dedent(body) for _, kind, body in fences if kind == "python"]
    return [block for block in blocks if block.startswith('"""')]


def run_guide_module(function: str) -> Any:
    """Runs the module of the guides that has a function, and returns the function."""
    [module] = [module for module in guide_modules() if f"\ndef {function}(" in module]
    names: dict[str, Any] = {"__name__": "example"}
    exec(module, names)
    return names[function]


def guide_cases(folder: Path) -> list[Path]:
    """The cases that the guide to rules shows, written into a folder under the names that it gives them."""
    page = (DOCS / "how-to.md").read_text(encoding="utf-8")
    cases = re.findall(r"^ *`tests/rules/(\S+)`:\n\n *```yaml\n(.*?)^ *```$", page, re.DOTALL | re.MULTILINE)
    for name, text in cases:
        (folder / name).write_text(textwrap.dedent(text), encoding="utf-8")
    return [folder / name for name, _ in cases]


def test_the_rule_that_is_shown_as_an_example_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registered: dict[str, Rule] = {}
    monkeypatch.setattr("reportgen.lint.RULES", registered)
    run_guide_module("going_forward")
    [rule] = registered.values()
    monkeypatch.setattr("reportgen.pipeline.checking._applied_rules", lambda *_: (*RULES, rule))
    check_examples(rule)
    faulty, clean = guide_cases(tmp_path)
    for path in (faulty, clean):
        assert path.name.startswith(rule.code.id.lower())
        in_case = [finding for finding in check(path).findings if finding.code.id != "RG102"]
        assert found(in_case, path) == marks(path)
    assert [mark.code for mark in marks(faulty)] == [rule.code.id]
    assert marks(clean) == []


def test_the_number_of_the_rule_that_is_shown_is_free() -> None:
    [shown] = {code for module in guide_modules() for code in re.findall(r'@rule\("(RG\d+)"', module)}
    assert shown not in {code.id for code in all_codes()}


def test_the_writer_that_is_shown_as_an_example_works() -> None:
    written = run_guide_module("write")(document, Theme(), Options())
    assert written.content.decode().splitlines() == list(lines(document))


def test_the_reporter_that_is_shown_as_an_example_works() -> None:
    report = run_guide_module("report")
    shown = findings("membership: {members: [Bradford, Atlantis]}\n")
    assert report(make_results(shown, {}), False).count("\n") == len(shown) > 0


def test_the_command_that_is_shown_as_an_example_works(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(run_guide_module("count"))
    path = tmp_path / "report.yaml"
    path.write_text(completed("membership: {members: [Bradford, Coventry]}\n", _BASE), encoding="utf-8")
    assert CliRunner().invoke(app, [str(path)]).output == "2\n"
    assert CliRunner().invoke(app, [str(tmp_path)]).exit_code == 2


# What is named


@cache
def anchors(page: Path) -> frozenset[str]:
    """The places of a page that links can lead to: its headings, and what has an id."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    slugs = (re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads)
    return frozenset({*slugs, *re.findall(r'<a id="([^"]+)"', text)})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    for link in re.findall(r"(?<!`)\]\(([^)\s]+)\)(?!`)", text):
        if link.startswith(("https://", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def commands() -> dict[str, set[str]]:
    """Every command as one would type it, with its options."""
    found: dict[str, set[str]] = {}

    def add(words: tuple[str, ...], command: Any) -> None:
        found[" ".join(words)] = {option for each in command.params for option in each.opts} | {"--help"}
        for name, inner in getattr(command, "commands", {}).items():
            add((*words, name), inner)

    group: Any = get_command(app)
    add(("reportgen",), group)
    for name in COMMANDS:
        add(("reportgen", name), group.get_command(None, name))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_only_commands_and_options_that_there_are_are_named(page: Path) -> None:
    known = commands()
    text = page.read_text(encoding="utf-8")
    fenced = "\n".join(body for _, kind, body in _FENCE.findall(text) if kind in ("sh", "console"))
    said = re.findall(r"`(reportgen [a-z][^`|#>\n]*)", _FENCE.sub("", text))
    for line in (*said, *re.findall(r"^(?:\$ )?(reportgen [a-z][^|#>\n]*)", fenced, re.MULTILINE)):
        words = line.split()
        command = " ".join(words[:3]) if " ".join(words[:3]) in known else " ".join(words[:2])
        assert command in known, line
        assert {word for word in words if word.startswith("--")} <= known[command], line
    every = set().union(*known.values(), {"--accept"})
    assert set(re.findall(r"`[^`\n]*?(--[a-z][a-z-]*)", text)) <= every


def test_every_command_is_shown_at_work() -> None:
    pages = [PROJECT / "README.md", *(PROJECT / "tests" / "transcripts").glob("*.md")]
    shown = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert [command for command in commands() if f"$ {command}" not in shown] == []


def test_the_readme_explains_every_command_of_the_makefile_that_one_may_need() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.* ## ", makefile, re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", readme)) == targets - {"lock", "clean"}


def test_the_readme_and_the_doctor_name_the_same_libraries() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    packages = dict.fromkeys(
        library.package for library in (*libraries.LAYOUT_LIBRARIES, libraries.SUBSETTER)
    )
    assert f"\nsudo apt-get install pipx {' '.join(packages)}\n" in readme
    assert f"\n{doctor._INSTALLERS['brew'].replace('install', 'install pipx')}\n" in readme


@pytest.mark.parametrize("name", ["report", "annual-report"])
def test_the_picture_of_a_report_is_small(name: str) -> None:
    picture = DOCS / f"{name}.png"
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    assert picture.stat().st_size < 300_000
    assert 1200 <= width <= 2000
    assert height < width
