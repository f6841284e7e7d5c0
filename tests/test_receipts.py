"""Whether a report may be sent, and whether files are still those that were sent."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from reportgen.receipts import UnreadableReceipt, read_receipt
from reportgen.receipts.readiness import MAX_BYTES
from tests.cli.running import MINIMAL, invoke

NAMES = ("key-cities-2023-24.docx", "key-cities-2023-24.html")
RECEIPT = "key-cities-2023-24.receipt.json"
FORMATS = ("--to", "docx", "--to", "html")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.yaml").write_text(MINIMAL, "utf-8")
    return tmp_path


@cache
def files_of_minimal() -> dict[str, bytes]:
    """The files and receipts of the minimal dataset, which are made once for many tests."""
    with TemporaryDirectory() as folder:
        (dataset := Path(folder, "report.yaml")).write_text(MINIMAL, "utf-8")
        result = invoke("ready", dataset, *FORMATS, "-o", Path(folder, "sent"))
        assert result.exit_code == 0, result.output
        return {path.name: path.read_bytes() for path in Path(folder, "sent").iterdir()}


def sent(folder: Path) -> Path:
    """A folder of files that were sent, beside their dataset."""
    (folder / "sent").mkdir()
    for name, content in files_of_minimal().items():
        (folder / "sent" / name).write_bytes(content)
    return folder / "sent"


def send(folder: Path) -> Path:
    """The same of the dataset that lies there."""
    result = invoke("ready", "report.yaml", *FORMATS, "-o", "sent")
    assert result.exit_code == 0, result.output
    return folder / "sent"


def answers(output: str) -> dict[str, str]:
    """The outcomes of the questions by their names."""
    rows = (line.split() for line in output.splitlines()[:-1])
    return {row[1]: row[0] for row in rows}


def test_a_report_that_may_be_sent(folder: Path) -> None:
    result = invoke("ready", "report.yaml", *FORMATS)
    assert result.exit_code == 0
    assert answers(result.stdout) == dict.fromkeys(
        ("valid", "reviewed", "parity", "conformance", "sizes", "signed"), "pass"
    )
    assert [path.name for path in folder.iterdir()] == ["report.yaml"]


@pytest.mark.parametrize(
    ("question", "old", "new"),
    [
        ("valid", "count: 26", "count: many"),
        ("reviewed", "aims: We speak for cities.", "aims: We speak for cities.  # review"),
        ("signed", "lead_member: John Merry, ", ""),
    ],
)
def test_what_stands_in_the_way(folder: Path, question: str, old: str, new: str) -> None:
    assert old in MINIMAL
    (folder / "report.yaml").write_text(MINIMAL.replace(old, new), "utf-8")
    result = invoke("ready", "report.yaml", *FORMATS, "-o", "sent")
    assert result.exit_code == 1
    assert [name for name, outcome in answers(result.stdout).items() if outcome == "fail"] == [question]
    assert not (folder / "sent").exists()


def test_warnings_stand_in_the_way_if_that_is_asked_for(folder: Path) -> None:
    (folder / "report.yaml").write_text(MINIMAL.replace("for cities", "for for cities"), "utf-8")
    assert invoke("ready", "report.yaml", *FORMATS).exit_code == 0
    assert invoke("ready", "report.yaml", *FORMATS, "--strict").exit_code == 1


def test_a_reason_stands_in_for_a_lead_member(folder: Path) -> None:
    text = MINIMAL.replace("lead_member: John Merry", "no_lead_member: We are officers.")
    (folder / "report.yaml").write_text(text, "utf-8")
    result = invoke("ready", "report.yaml", *FORMATS)
    assert "signed       We are officers; written by Jon Stancombe" in result.stdout


def test_files_that_are_named_are_looked_at_as_they_are(folder: Path) -> None:
    invoke("build", "report.yaml", *FORMATS, "-o", "out", "--quiet")
    paths = [f"out/{name}" for name in NAMES]
    assert invoke("ready", "report.yaml", *paths, "--receipt", "out").exit_code == 0
    assert invoke("verify", f"out/{RECEIPT}").exit_code == 0
    (folder / "report.yaml").write_text(MINIMAL.replace("for cities", "for towns"), "utf-8")
    result = invoke("ready", "report.yaml", *paths)
    assert (result.exit_code, answers(result.stdout)["parity"]) == (1, "fail")


def test_what_is_too_large_is_not_sent(folder: Path) -> None:
    invoke("build", "report.yaml", "--to", "html", "-o", "out", "--quiet")
    page = folder / "out" / NAMES[1]
    page.write_bytes(page.read_bytes().replace(b"</body>", b"<!--" + b"x" * MAX_BYTES + b"--></body>"))
    result = invoke("ready", "report.yaml", page)
    assert (result.exit_code, answers(result.stdout)["sizes"]) == (1, "fail")


def test_a_receipt_proves_the_files_that_were_sent(folder: Path) -> None:
    receipt = sent(folder) / RECEIPT
    result = invoke("verify", receipt)
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["pass"] * 4
    (folder / "sent").rename(folder / "moved")
    moved = invoke("verify", folder / "moved" / RECEIPT)
    assert (moved.exit_code, moved.stdout.count("pass")) == (0, 4)


@pytest.mark.parametrize("name", NAMES)
def test_one_byte_that_changes_is_found(folder: Path, name: str) -> None:
    path = sent(folder) / name
    content = path.read_bytes()
    for position in (0, len(content) // 2, len(content) - 1):
        path.write_bytes(content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :])
        result = invoke("verify", folder / "sent" / RECEIPT, "--quiet")
        assert result.exit_code == 1
        [line] = result.stdout.splitlines()
        assert line.startswith(f"fail    {path}: sent: it is not the file that was sent: its SHA-256 is ")


def test_a_missing_file_is_named(folder: Path) -> None:
    (sent(folder) / NAMES[1]).unlink()
    result = invoke("verify", "sent/" + RECEIPT, "--quiet")
    assert (result.exit_code, result.stdout) == (
        1,
        f"fail    sent/{NAMES[1]}: sent: it is missing: it was sent, and is not here any more\n",
    )


def test_receipts_in_a_folder_are_verified_too(folder: Path) -> None:
    sent(folder)
    result = invoke("verify", "sent")
    assert (result.exit_code, result.stdout.count(": sent: ")) == (0, 4)


def test_a_dataset_that_goes_on_does_not_fail(folder: Path) -> None:
    sent(folder)
    (folder / "report.yaml").write_text(MINIMAL.replace("cities.", "towns."), "utf-8")
    result = invoke("verify", "sent/" + RECEIPT)
    assert result.exit_code == 0
    assert "skipped report.yaml: sent: the dataset has changed since" in result.stdout
    (folder / "report.yaml").unlink()
    assert "skipped report.yaml: sent: the dataset is not here" in invoke("verify", "sent/" + RECEIPT).stdout


def test_a_layout_that_changes_does_not_fail(folder: Path) -> None:
    invoke("layouts", "copy", "plain", "mine")
    assert invoke("ready", "report.yaml", *FORMATS, "--layout", "mine", "-o", "sent").exit_code == 0
    receipt = "sent/" + RECEIPT
    assert "the layout mine is the one by which" in invoke("verify", receipt, "--layout", "mine").stdout
    with (folder / "mine" / "layout.yaml").open("a", encoding="utf-8") as stream:
        stream.write("# more\n")
    result = invoke("verify", receipt, "--layout", "mine")
    assert (result.exit_code, "the layout mine has changed since" in result.stdout) == (0, True)


def test_receipts_hold_nothing_private(folder: Path) -> None:
    private = MINIMAL.replace("Jon Stancombe}", "Jon Stancombe, telephone: 01632960123}")
    (folder / "report.yaml").write_text(private + "private: [contact.telephone]\n", "utf-8")
    send(folder)
    for name in (RECEIPT, RECEIPT.replace(".json", ".md")):
        assert "01632960123" not in (folder / "sent" / name).read_text("utf-8")
    first = read_receipt(folder / "sent" / RECEIPT).dataset.sha256
    other = private.replace("01632960123", "01632960124")
    (folder / "report.yaml").write_text(other + "private: [contact.telephone]\n", "utf-8")
    send(folder)
    assert read_receipt(folder / "sent" / RECEIPT).dataset.sha256 == first


def test_the_same_report_has_the_same_receipt(folder: Path) -> None:
    assert {path.name: path.read_bytes() for path in send(folder).iterdir()} == files_of_minimal()


def test_a_receipt_reads_back(folder: Path) -> None:
    path = sent(folder) / RECEIPT
    receipt = read_receipt(path)
    assert [output.file for output in receipt.outputs] == list(NAMES)
    assert receipt.dataset.name == "../report.yaml"
    assert json.loads(receipt.to_json()) == json.loads(path.read_bytes())


FORGED = {
    "no JSON": b"{",
    "another file": b'{"a": 1}',
    "a list": b"[1]",
    "deep": b"[" * 100_000,
    "a number": b"7",
    "no outputs": b'{"reportgen_receipt": 1}',
    "bytes": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("name", FORGED)
def test_what_is_no_receipt_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "forged.receipt.json"
    path.write_bytes(FORGED[name])
    with pytest.raises(UnreadableReceipt):
        read_receipt(path)
    result = invoke("verify", path)
    assert (result.exit_code, str(path) in result.stderr) == (2, True)


@pytest.mark.parametrize("file", ["a\0b", "x" * 5_000, "/dev/zero", "..", 7, None])
def test_forged_names_of_files_end_nothing(folder: Path, file: object) -> None:
    path = sent(folder) / RECEIPT
    values = json.loads(path.read_bytes())
    values["outputs"][0]["file"] = file
    path.write_text(json.dumps(values), "utf-8")
    assert invoke("verify", path).exit_code in {1, 2}


def test_a_receipt_of_a_later_version_says_so(folder: Path) -> None:
    path = sent(folder) / RECEIPT
    values = json.loads(path.read_bytes())
    path.write_text(json.dumps({**values, "reportgen_receipt": 2}), "utf-8")
    assert "a later version of reportgen" in invoke("verify", path).stderr


def test_no_dataset_is_replaced(folder: Path) -> None:
    (folder / NAMES[1]).symlink_to(folder / "report.yaml")
    result = invoke("ready", "report.yaml", *FORMATS, "-o", ".")
    assert result.exit_code == 2
    assert (folder / "report.yaml").read_text("utf-8") == MINIMAL
