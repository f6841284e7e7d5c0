"""The readers under test: for each the files to damage, and what must hold of a damaged one."""

import json
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from io import StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from reportgen.batch.integrity import NoManifest, check_export
from reportgen.cli.console import make_results
from reportgen.cli.new import fill_template
from reportgen.config import Settings, load_settings
from reportgen.config.baseline import load_baseline
from reportgen.display import display
from reportgen.edit.canonical import canonical
from reportgen.edit.errors import Refused
from reportgen.edit.operations import edited, read_operation
from reportgen.edit.yaml_help import path_above
from reportgen.extract import NoDataset, UnreadableFile, find_datasets, name_datasets
from reportgen.findings import Finding
from reportgen.importer.making import imported
from reportgen.importer.readers import read_file
from reportgen.layout import find_layout, load_layout
from reportgen.pipeline import build, check, check_source
from reportgen.processes.isolation import Stopped
from reportgen.pull import Request
from reportgen.pull.pulled import pull_here
from reportgen.receipts import UnreadableReceipt, verify_sent_files
from reportgen.registers import FILES, SHIPPED, Registers
from reportgen.reporters import FindingsFormat, reporter
from reportgen.source import Unreadable, read
from reportgen.source.characters import line_starts
from reportgen.verify import VerifyOptions, examine, verify_files
from tests.cases import TESTS
from tests.cli.running import ROOT, SEED, invoke
from tests.documents import EVERYTHING
from tests.fuzz.mutations import mutate, mutate_package, mutate_pdf
from tests.verify.files import build_file

SMALL = TESTS / "fuzz" / "small.yaml"
"""Most cases damage its files: they are read many times sooner than large ones, and more of the damage hits."""

Mutation = Callable[[bytes, Random], bytes]


@dataclass(frozen=True)
class Target:
    """A reader: the files that are damaged, how they are, and the function that reads one inside a folder of its own."""

    seeds: Callable[[], Sequence[bytes]]
    read: Callable[[bytes, Path], object]
    mutate: Mutation = mutate


SETTINGS = b"""\
profile = "govuk"
select = ["RG2", "RG6"]
ignore = ["RG306"]
baseline = "agreed.json"
registers = "registers"
[severity]
RG602 = "error"
RG208 = "off"
[per-file-ignores]
"archive/*" = ["RG2", "RG5"]
"**/draft.yaml" = ["RG601"]
"""


def _datasets() -> list[bytes]:
    folders = (TESTS / "valid", TESTS / "faults", TESTS / "rules", ROOT / "data" / "key-cities")
    return [path.read_bytes() for folder in folders for path in sorted(folder.glob("*.yaml"))]


def _read_dataset(content: bytes, folder: Path) -> None:
    path = folder / "a.yaml"
    checked = check_source(read(content, str(path)), path)
    _render(checked.findings, checked.source.text)
    if not checked.failed:
        build(checked, find_layout("lga-board"), ["html", "docx"])


def _edit_dataset(content: bytes, folder: Path) -> None:
    """Changes a damaged file as the form does: each change is made or refused, and the file can be read afterwards."""
    source = read(content, str(folder / "a.yaml"))
    for line in range(1, min(source.text.count("\n"), 30) + 2):
        path_above(source.text.split("\n"), line)
    for operation in _OPERATIONS:
        with suppress(Refused):
            source = edited(source, [read_operation(operation)])
            assert canonical(source.data) is not None


_OPERATIONS: Sequence[Mapping[str, object]] = (
    {"op": "set", "at": ["aims"], "value": "One.\n\n- a: b\n"},
    {"op": "set", "at": ["contact", "lead_member", "title"], "value": "Cllr"},
    {
        "op": "insert",
        "at": ["membership", "members"],
        "index": 1,
        "value": {"name": "Hull", "kind": "associate"},
    },
    {"op": "move", "at": ["membership", "members"], "from": 0, "to": 1},
    {"op": "remove", "at": ["membership", "members", 0]},
    {"op": "set", "at": ["activities", "projects", 0, "text"], "value": "# Words\nof two lines"},
    {"op": "set", "at": ["aims"], "value": ""},
)


def _render(findings: Sequence[Finding], text: str) -> None:
    """Renders findings in every format, which reads each span and fix of them."""
    last_line = len(line_starts(text)) + 1
    for finding in findings:
        span = finding.span
        assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column), finding
        assert span.line <= last_line, finding
    results = make_results(findings, {})
    for form in FindingsFormat:
        StringIO(reporter(form)(results, False))


def _layouts() -> list[bytes]:
    return [path.read_bytes() for path in sorted((ROOT / "layouts").rglob("*.yaml"))]


def _read_layout(content: bytes, folder: Path) -> None:
    (folder / "layout.yaml").write_bytes(content)
    with suppress(Unreadable):
        layout = load_layout(folder, "2023")
        _render(layout.findings, content.decode("utf-8", "replace"))
        build(check(SEED), folder, ["html", "docx"], read_layout=lambda *_: layout)


def _read_settings(content: bytes, folder: Path) -> None:
    for name, start in (("reportgen.toml", b""), ("pyproject.toml", b"[tool.reportgen]\n")):
        (folder / name).write_bytes(start + content)
        with suppress(Unreadable):
            settings = load_settings(folder / name)
            settings.names()
            settings.for_file(folder / "archive" / "a.yaml")
            settings.unmatched_patterns([folder / "draft.yaml"])
            assert settings.applies("RG601", folder / "a.yaml") in {True, False}


def _registers() -> list[bytes]:
    whole = [(SHIPPED / name).read_bytes() for name in FILES]
    rows = whole[0].splitlines(keepends=True)
    return [b"".join(rows[:60]), whole[1], whole[2]]


def _read_registers(content: bytes, folder: Path) -> None:
    registers, today = Registers(folder), date(2024, 3, 31)
    with suppress(Unreadable):
        if content.count(b",") > content.count(b":"):
            (folder / "authorities.csv").write_bytes(content)
            registers.authorities.resolve("Leds City Council", today)
        elif content.count(b"abbreviation") > content.count(b"edition"):
            (folder / "departments.yaml").write_bytes(content)
            registers.departments.find("Home Office", today)
        else:
            (folder / "business-plan.yaml").write_bytes(content)
            registers.plans.find("2022-2025")


def _baselines() -> list[bytes]:
    row = {"file": "a.yaml", "code": "RG601", "at": "aims", "message": "`that` stands twice", "count": 2}
    return [json.dumps({"version": 1, "findings": [row, row]}, indent=2).encode()]


def _read_baseline(content: bytes, folder: Path) -> None:
    (folder / "agreed.json").write_bytes(content)
    with suppress(Unreadable):
        baseline = load_baseline(folder / "agreed.json")
        baseline.new_findings(_seed_findings(), [str(SEED)])
        baseline.entries_of_other_files([str(SEED)])


@cache
def _seed_findings() -> tuple[Finding, ...]:
    return tuple(check(SEED).findings)


@cache
def _export() -> Mapping[str, bytes]:
    with TemporaryDirectory() as name:
        assert invoke("batch", SEED, "--to", "html", "-o", name, "-q").exit_code == 0
        paths = [path for path in Path(name).rglob("*") if path.is_file()]
        return {path.relative_to(name).as_posix(): path.read_bytes() for path in paths}


def _read_manifest(content: bytes, folder: Path) -> None:
    for name, file_content in _export().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if name.endswith(".json") else file_content)
    with suppress(NoManifest):
        check_export(folder)


@cache
def _sent() -> Mapping[str, bytes]:
    with TemporaryDirectory() as name:
        shutil.copy(SEED, dataset := Path(name, "report.yaml"))
        invoke("ready", dataset, "--to", "html", "-o", Path(name, "sent"))
        return {path.name: path.read_bytes() for path in Path(name, "sent").iterdir()}


def _receipts() -> list[bytes]:
    return [content for name, content in _sent().items() if name.endswith(".json")]


def _read_receipt(content: bytes, folder: Path) -> None:
    for name, file_content in _sent().items():
        (folder / name).write_bytes(content if name.endswith(".json") else file_content)
    receipt = next(folder.glob("*.json"))
    with suppress(UnreadableReceipt):
        for path, result in verify_sent_files(receipt, lambda _: Settings()):
            display(f"{path}: {result.message}")


def _finished_files() -> list[bytes]:
    return [build_file("docx", SMALL), build_file("pdf", SMALL)]


def _mutate_finished_file(content: bytes, random: Random) -> bytes:
    return (mutate_pdf if content.startswith(b"%PDF") else mutate_package)(content, random)


def _extract(content: bytes, folder: Path) -> None:
    del folder
    with suppress(UnreadableFile, NoDataset):
        name_datasets(embedded.dataset for embedded in find_datasets(content))


def _verify(ending: str) -> Callable[[bytes, Path], object]:
    def read_file(content: bytes, folder: Path) -> None:
        path = folder / f"report.{ending}"
        path.write_bytes(content)
        with suppress(UnreadableFile):
            for verdict in verify_files(
                [examine(path)], VerifyOptions(dataset=SMALL, settings=lambda _: Settings())
            ):
                assert all(result.message.isprintable() for result in verdict.results), verdict

    return read_file


def _import(ending: str) -> Callable[[bytes, Path], object]:
    def read_report(content: bytes, folder: Path) -> None:
        path = folder / f"report.{ending}"
        path.write_bytes(content)
        with suppress(UnreadableFile):
            draft = imported(read_file(path), str(path), "a.yaml", partial(fill_template, modeline=""))
            assert read(draft.text, "a.yaml").data is not None

    return read_report


def _pull(content: bytes, folder: Path) -> None:
    path = folder / "report.docx"
    path.write_bytes(content)
    pulled = pull_here(Request(path, base=SMALL.read_bytes()))
    assert isinstance(pulled, Stopped) or read(pulled.text, "a.yaml").data is not None


def _built(ending: str) -> Callable[[], list[bytes]]:
    return lambda: [*[build_file(ending, SMALL)] * 39, build_file(ending, EVERYTHING)]


TARGETS: Mapping[str, Target] = {
    "dataset": Target(_datasets, _read_dataset),
    "edit": Target(_datasets, _edit_dataset),
    "layout": Target(_layouts, _read_layout),
    "configuration": Target(lambda: [SETTINGS], _read_settings),
    "register": Target(_registers, _read_registers),
    "baseline": Target(_baselines, _read_baseline),
    "manifest": Target(lambda: [_export()["manifest.json"]], _read_manifest),
    "receipt": Target(_receipts, _read_receipt),
    "extract": Target(_finished_files, _extract, _mutate_finished_file),
    "verify-pdf": Target(_built("pdf"), _verify("pdf"), mutate_pdf),
    "verify-docx": Target(_built("docx"), _verify("docx"), mutate_package),
    "verify-html": Target(_built("html"), _verify("html")),
    "import-docx": Target(_built("docx"), _import("docx"), mutate_package),
    "import-html": Target(_built("html"), _import("html")),
    "import-pdf": Target(_built("pdf"), _import("pdf"), mutate_pdf),
    "import-text": Target(lambda: [(TESTS / "seed.txt").read_bytes()], _import("txt")),
    "pull": Target(lambda: [build_file("docx", SMALL)], _pull, mutate_package),
}


def leave_out_validators() -> None:
    """Leaves out the validators that others wrote: they take longer than all else, and run in a process with limits."""
    for name in ("page", "openxml_audit"):
        sys.modules[name] = None  # type: ignore[assignment]  # Python's own way to say that there is none
