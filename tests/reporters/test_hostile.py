"""Nothing that a dataset, the name of a file or a message holds commands the terminal or the log that shows it."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.display import display, display_json, display_xml
from reportgen.findings import Span
from reportgen.reporters import FindingsFormat
from tests.cli.running import invoke
from tests.reporters.findings import make_finding, rendered

HOSTILE = "a\x1b]0;pwn\x07\x1b[2J\n::error::pwned\r\n##[add-mask]x\u202e\u200b\u2066\x9b31m\u2028b"
KEYS = """schema: 1
form: "2024"
group:
  name: X
  "a\\e]0;pwn\\a\\e[2Jb": 1
"\\u202e\\u200b\\x9b31m": 2
"a\\n::error::pwned": 3
"a\\r\\n::error::x": 3
!!foo bar: 1
private: ["\\e[31m", "group.\\x9b"]
aims: x ##[add-mask]word
contact: &a
  lead_member: *b
"""


def assert_harmless(shown: str) -> None:
    commanding = {
        hex(ord(character))
        for character in shown
        if character != "\n" and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    }
    assert not commanding
    assert "##[" not in shown
    assert not re.search(
        r"(?m)^\s*::(?!(?:error|warning|notice) |stop-commands::[0-9a-f]{32}$|[0-9a-f]{32}::$)", shown
    )


@pytest.mark.parametrize("form", list(FindingsFormat))
@pytest.mark.parametrize("severity", ["error", "warning"])
def test_no_format_shows_what_commands_a_terminal_or_a_server(form: FindingsFormat, severity: str) -> None:
    del severity
    finding = make_finding(HOSTILE, hint=HOSTILE, file=f"::error::{HOSTILE}.yaml", span=Span(3, 5, 3, 9))
    assert_harmless(rendered(form.value, [finding]))


@pytest.mark.parametrize("form", list(FindingsFormat))
@pytest.mark.parametrize("name", ["key.yaml", "a\n::error::pwned.yaml", "::error::x.yaml", "a\x1b[2J.yaml"])
def test_no_dataset_and_no_name_of_a_file_reaches_the_log_raw(
    form: FindingsFormat, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(KEYS, "utf-8")
    result = invoke("validate", ".", "--format", form.value)
    assert result.exit_code == 1
    assert_harmless(result.stdout)
    assert_harmless(result.stderr)


@given(st.text())
def test_what_is_displayed_is_one_harmless_line_of_the_same_length(text: str) -> None:
    shown = display(text)
    assert "\n" not in shown
    assert len(shown) == len(text)
    assert_harmless(shown)


@given(st.text())
def test_json_and_xml_show_nothing_raw(text: str) -> None:
    assert_harmless(display_json({"text": text}))
    assert "\x1b" not in display_xml(f"<a>{text}</a>")


def test_only_one_module_makes_what_can_be_displayed() -> None:
    package = Path(__file__).parents[2] / "reportgen"
    makers = [
        path.name for path in package.rglob("*.py") if re.search(r"\bDisplayed\(", path.read_text("utf-8"))
    ]
    assert makers == ["display.py"]
    echoing = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(r"\btyper\.echo\(|\bprint\(", path.read_text("utf-8"))
    }
    own_words_alone = {
        "cli/__init__.py",
        "cli/doctor.py",
        "cli/progress.py",
        "cli/rule.py",
        "cli/rules.py",
        "cli/schema.py",
    }
    content_as_it_is = {"cli/extract.py", "cli/new.py", "cli/rollover.py"}
    assert echoing == {"cli/console.py", "cli/batch_progress.py", *own_words_alone, *content_as_it_is}
