"""What `--diff` shows is a patch: applied by others, it gives what `--fix` gives."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import MINIMAL, invoke, run

FAULTY = MINIMAL.replace("Jon Stancombe}", "Jon Stancombe, telephone: 01632960123}").replace(
    "cities.", "cities. Write to M275FJ"
)
DATASETS = {
    "plain": FAULTY.encode(),
    "no line feed at the end": FAULTY.rstrip("\n").encode(),
    "no line feed behind the fault": (
        MINIMAL.replace("contact: {lead_member: John Merry, lead_officer: Jon Stancombe}\n", "").encode()
        + b"contact: {lead_member: John Merry, lead_officer: Jon Stancombe, telephone: 01632960123}"
    ),
    "byte order mark": b"\xef\xbb\xbf" + FAULTY.encode(),
    "byte order mark before the fault": (
        b"\xef\xbb\xbfcontact: {lead_member: A B, lead_officer: C D, telephone: 01632960123}\n"
        + MINIMAL.replace("contact: {lead_member: John Merry, lead_officer: Jon Stancombe}\n", "").encode()
    ),
    "carriage returns and line feeds": FAULTY.replace("\n", "\r\n").encode(),
    "carriage returns": FAULTY.replace("\n", "\r").encode(),
    "line separators in a text": FAULTY.replace("We speak", "We\x0bspeak\x85or\u2028so").encode(),
    "characters beyond ASCII": FAULTY.replace("We speak", "Ŵe spéak €").encode(),
}
NAMES = ["report.yaml", "data/the report.yaml", "Ŵ.yaml", 'a"b\\c.yaml', "a\tb.yaml"]


@pytest.mark.skipif(not shutil.which("patch"), reason="there is no `patch` here")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", DATASETS.values(), ids=DATASETS)
def test_a_difference_is_a_patch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    difference = invoke("validate", path, "--diff").stdout_bytes
    invoke("validate", path, "--fix", "--quiet")
    fixed = path.read_bytes()
    if b"\x85" in content:
        assert (difference, fixed) == (b"", content), "it has characters that cannot be printed"
        return
    assert fixed != content
    path.write_bytes(content)
    subprocess.run(["patch", "--strip=0", "--batch"], input=difference, check=True, capture_output=True)
    assert path.read_bytes() == fixed


def test_a_difference_of_standard_input_has_its_own_line_breaks(tmp_path: Path) -> None:
    result = run("validate", "-", "--diff", cwd=tmp_path, stdin=FAULTY.replace("\n", "\r\n").encode())
    assert (
        b"+contact: {lead_member: John Merry, lead_officer: Jon Stancombe, telephone: 01632 960123}\r\n"
        in (result.stdout)
    )
