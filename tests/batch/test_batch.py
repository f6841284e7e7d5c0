"""Batches: compiled in parallel, continued where one was stopped, and listed in a manifest."""

import csv
import errno
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.batch import file_names
from reportgen.batch.compiling import compile_job
from reportgen.batch.job import Job, JobResult, OutputOptions
from reportgen.batch.plan import NameCollision, largest_first, make_job, plan
from reportgen.batch.pool import LocalPool
from reportgen.config import Settings
from reportgen.file_names import slug
from reportgen.layout import find_layout
from tests.cli.running import MINIMAL, command, environment, invoke, run

WORDS = ["--to", "docx", "--to", "html"]


def dataset(folder: Path, group: str, text: str = MINIMAL) -> Path:
    path = folder / group.lower().replace(" ", "-") / "2023-24.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("Key Cities", group), "utf-8")
    return path


def export(
    *arguments: str | Path, out: Path | None = None, **options: Any
) -> tuple[int, dict[str, str], str]:
    """The exit code of a batch, the outcome of each dataset, and what was said."""
    done = run("batch", *arguments, **options)
    out = out or Path(arguments[list(arguments).index("-o") + 1])
    reports = json.loads((out / "manifest.json").read_text("utf-8"))["reports"]
    return done.returncode, {report["dataset"]: report["outcome"] for report in reports}, done.stderr.decode()


def contents(out: Path) -> dict[str, bytes]:
    """The files of an export, without what tells of a run."""
    files = (path for path in out.rglob("*") if path.is_file() and path.suffix in (".docx", ".html", ".pdf"))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def year(tmp_path: Path) -> Path:
    for name in ("Coastal Group", "Key Cities", "Rural Services"):
        dataset(tmp_path / "data", name)
    dataset(tmp_path / "data", "Faulty Group", f"{MINIMAL}colour: red\n")
    return tmp_path


def test_every_report_is_compiled_and_faults_are_told(year: Path) -> None:
    code, outcomes, stderr = export(year / "data", *WORDS, "-o", year / "out")
    assert code == 1
    assert sorted(outcomes.values()) == ["built", "built", "built", "faulty"]
    assert "faulty-group/2023-24.yaml:9:1: RG101 `colour` is not a key" in stderr
    assert "3 built, 1 faulty; see" in stderr
    assert "coastal-group/2023-24/coastal-group-2023-24.docx" in contents(year / "out")
    rows = list(csv.DictReader(io.StringIO((year / "out" / "manifest.csv").read_text("utf-8-sig"))))
    assert [row["outcome"] for row in rows] == ["built", "faulty", "built", "built"]
    (built, *_) = json.loads((year / "out" / "manifest.json").read_text("utf-8"))["reports"]
    assert {output["format"] for output in built["outputs"]} == {"docx", "html"}


def test_what_is_up_to_date_is_left_alone(year: Path) -> None:
    arguments: tuple[str | Path, ...] = (year / "data", *WORDS, "-o", year / "out")
    export(*arguments)
    page = year / "out" / "key-cities" / "2023-24" / "key-cities-2023-24.html"
    before = {path: path.stat().st_mtime_ns for path in (year / "out").rglob("*.docx")}
    page.write_bytes(b"changed")
    dataset(year / "data", "Rural Services", MINIMAL.replace("We speak", "We work"))
    _, outcomes, _ = export(*arguments)
    assert sorted(outcomes.values()) == ["built", "built", "faulty", "unchanged"]
    coastal = next(path for path in before if "coastal" in path.name)
    assert coastal.stat().st_mtime_ns == before[coastal]
    assert page.read_bytes() != b"changed"
    _, outcomes, _ = export(*arguments, "--force")
    assert sorted(outcomes.values()) == ["built", "built", "built", "faulty"]


def test_a_layout_that_changes_and_a_picture_that_changes_are_no_longer_up_to_date(tmp_path: Path) -> None:
    picture = Path(__file__).parents[1] / "valid" / "map.png"
    text = (
        MINIMAL + "figures: [{id: map, file: map.png, alt: A map}]\nsections: [{title: Map, figure: map}]\n"
    )
    path = dataset(tmp_path / "data", "Key Cities", text)
    (path.parent / "map.png").write_bytes(picture.read_bytes())
    invoke("layouts", "copy", "plain", tmp_path / "own")
    arguments: tuple[str | Path, ...] = (
        tmp_path / "data",
        "--to",
        "html",
        "-o",
        tmp_path / "out",
        "--layout",
        tmp_path / "own",
    )
    assert list(export(*arguments)[1].values()) == ["built"]
    assert list(export(*arguments)[1].values()) == ["unchanged"]
    layout = tmp_path / "own" / "layout.yaml"
    layout.write_text(layout.read_text("utf-8").replace("title: Annual report", "title: Our year"), "utf-8")
    assert list(export(*arguments)[1].values()) == ["built"]
    (path.parent / "map.png").write_bytes(picture.read_bytes() + b"more")
    assert list(export(*arguments)[1].values()) == ["built"]


def test_another_date_makes_other_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = dataset(tmp_path / "data", "Key Cities")
    built = []
    for epoch in ("1700000000", "1800000000", "1800000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        code, outcomes, _ = export(path, "--to", "docx", "-o", tmp_path / "out")
        built.append((code, *outcomes.values(), *contents(tmp_path / "out").values()))
    first, second, third = built
    assert [result[:2] for result in built] == [(0, "built"), (0, "built"), (0, "unchanged")]
    assert first[2] != second[2] == third[2]


@pytest.mark.parametrize("here", [None, "", "86400"])
def test_a_job_leaves_the_date_as_it_is(
    here: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if here is None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    else:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", here)
    (planned,) = plan([dataset(tmp_path, "Key Cities")], file_names.DEFAULT_TEMPLATE, "plain", ["html"])
    folder = find_layout("plain")
    assert compile_job(make_job(planned, folder, ["html"], lambda _: Settings(), OutputOptions("none"))).files
    assert os.environ.get("SOURCE_DATE_EPOCH") == here


def test_the_files_are_those_of_build(year: Path) -> None:
    export(year / "data", *WORDS, "-o", year / "out")
    run("build", year / "data" / "key-cities" / "2023-24.yaml", *WORDS, "-o", year / "alone")
    for path in (year / "alone").iterdir():
        assert path.read_bytes() == contents(year / "out")[f"key-cities/2023-24/{path.name}"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix's")
@pytest.mark.parametrize("wait", [0.6, 1.0, 1.4])
def test_a_run_that_is_killed_is_taken_up_where_it_ended(tmp_path: Path, wait: float) -> None:
    for number in range(24):
        dataset(tmp_path / "data", f"Group {number:02}")
    arguments: tuple[str | Path, ...] = (tmp_path / "data", *WORDS, "-o", tmp_path / "out")
    with subprocess.Popen(
        command("batch", *arguments), stderr=subprocess.DEVNULL, env=environment(), start_new_session=True
    ) as process:
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGKILL)
    whole = contents(tmp_path / "out")
    _, outcomes, _ = export(*arguments)
    assert set(outcomes.values()) <= {"built", "unchanged"}
    _, fresh, _ = export(tmp_path / "data", *WORDS, "-o", tmp_path / "undisturbed")
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")
    assert all(contents(tmp_path / "undisturbed")[name] == content for name, content in whole.items())
    assert len(fresh) == len(outcomes) == 24


def test_an_export_is_compared_with_its_manifest(year: Path) -> None:
    export(year / "data", *WORDS, "-o", year / "out")
    assert invoke("batch", "--check", "-o", year / "out").exit_code == 0
    files = sorted((year / "out").rglob("*.html"))
    files[0].write_bytes(b"altered")
    files[1].unlink()
    result = invoke("batch", "--check", "-o", year / "out")
    assert result.exit_code == 1
    assert "is not the file that was written" in result.stdout
    assert "is missing" in result.stdout
    assert "4 of 6 files" in result.stderr
    lost = invoke("batch", "--check", "-o", year / "nowhere")
    assert lost.exit_code == 2
    assert "there is no manifest here" in lost.stderr


def test_what_an_export_holds_beside_its_manifest_is_named(year: Path) -> None:
    words = (year / "data" / "key-cities", "--to", "html", "-o", year / "out")
    export(*words)
    file = year / "data" / "key-cities" / "2023-24.yaml"
    file.write_text(MINIMAL.replace("Key Cities", "Old Towns"), "utf-8")
    assert export(*words)[0] == 0
    checked = invoke("batch", "--check", "-o", year / "out")
    assert checked.exit_code == 1
    assert checked.stdout.endswith("key-cities/2023-24/key-cities-2023-24.html: is not in the manifest\n")
    assert "1 of 1 files are as they were written" in checked.stderr


def test_a_run_over_some_leaves_the_others_in_the_manifest(year: Path) -> None:
    _, whole, _ = export(year / "data", "--to", "html", "-o", year / "out")
    dataset(year / "data", "Key Cities", MINIMAL.replace("2023/24", "2025"))
    (year / "data" / "coastal-group" / "2023-24.yaml").unlink()
    code, after, stderr = export(year / "data" / "key-cities", "--to", "html", "-o", year / "out")
    assert code == 1
    assert stderr.endswith(f"1 faulty; see {year / 'out' / 'manifest.json'}\n")
    expected = {name: "faulty" if "key-cities" in name else outcome for name, outcome in whole.items()}
    assert after == {name: outcome for name, outcome in expected.items() if "coastal" not in name}


def test_it_is_told_that_there_are_more_errors_than_the_first(tmp_path: Path) -> None:
    path = dataset(tmp_path, "Key Cities", f"{MINIMAL}colour: red\nshape: round\n")
    assert "RG101 `colour` is not a key" in (stderr := invoke("batch", path, "-o", tmp_path / "out").stderr)
    assert "(and 1 more error)\n" in stderr


def test_a_batch_reads_files_and_writes_a_folder(tmp_path: Path) -> None:
    path = dataset(tmp_path, "Key Cities")
    wrong: list[list[str | Path]] = [[path, "-o", "-"], ["-", "-o", tmp_path / "out"]]
    for words in wrong:
        assert invoke("batch", *words).stderr.endswith("`-` is for `reportgen build`\n")


def test_two_reports_of_one_name_are_refused_before_anything_is_built(tmp_path: Path) -> None:
    first = dataset(tmp_path / "a", "Key Cities")
    second = dataset(tmp_path / "b", "Key cities")
    result = invoke("batch", tmp_path, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert f"{first} and {second} would both be written to key-cities/2023-24/" in result.stderr
    assert not (tmp_path / "out").exists()
    with pytest.raises(NameCollision):
        plan([first, second], file_names.DEFAULT_TEMPLATE, "plain", ["pdf"])
    other = first.rename(first.with_name("other.yaml"))
    assert len(plan([other, second], "{group}-{dataset}.{format}", "plain", ["pdf"])) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023/24", "2023-24"),
        ("Grŵp Dinasoedd!", "grwp-dinasoedd"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-report"),
        ("Ελλάς", ""),
        ("x" * 300, "x" * 80),
    ],
)
def test_a_slug_is_a_name_on_every_system(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    "template",
    [
        "{group}",
        "{name}.{format}",
        "/{group}.{format}",
        "../{group}.{format}",
        "{group:>9}.{format}",
        "{",
        "a:{format}",
        "{0}.{format}",
        "{group}?.{format}",
        ".reportgen/{group}.{format}",
    ],
)
def test_a_template_that_cannot_name_files_is_refused(template: str, tmp_path: Path) -> None:
    with pytest.raises(file_names.BadTemplate):
        file_names.check_template(template)
    result = invoke("batch", dataset(tmp_path, "Key Cities"), "--name", template, "-o", tmp_path / "out")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def slow(_: Job | None) -> JobResult:
    time.sleep(60)
    raise AssertionError


def dies(_: Job | None) -> JobResult:
    os._exit(9)


def eats(_: Job | None) -> JobResult:
    block = [bytearray(50_000_000) for _ in range(200)]
    raise AssertionError(len(block))


def finds_the_disk_full(_: Job | None) -> JobResult:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (finds_the_disk_full, "no space left on device"),
        (slow, "it took longer than a report may take"),
        (dies, "the worker died twice"),
        (eats, "it needed more memory"),
    ],
)
def test_a_report_that_goes_wrong_takes_no_other_with_it(
    work: Callable[[Job], JobResult], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if work is eats and sys.platform != "linux":
        pytest.skip("only Linux keeps to the limit")
    from reportgen.batch import run as running
    from reportgen.cli.atomic_write import write_atomically

    paths = [dataset(tmp_path / "data", f"Group {number}") for number in range(3)]
    planned = plan(paths, file_names.DEFAULT_TEMPLATE, "plain", ["html"])
    folder = find_layout("plain")
    chosen = iter([compile_job, work, *([work] if work is dies else []), compile_job])
    pool = LocalPool(1, 8 if work is slow else 60, 1500)
    monkeypatch.setattr(running, "_JOBS_PER_WORKER", 1)

    class Other:
        """A pool in which the second job is done by another function."""

        def submit(self, _: Any, job: Job) -> Any:
            return pool.submit(next(chosen), job)

    settings = running.RunSettings(
        tmp_path / "out",
        lambda report: make_job(report, folder, ["html"], lambda _: Settings(), OutputOptions("none")),
        write_atomically,
        workers=1,
    )
    records = {record.dataset: record for record in running.run(planned, Other(), settings)}  # type: ignore[arg-type]
    pool.shutdown()
    outcomes = [records[path.as_posix()].outcome for path in paths]
    failed = [record for record in records.values() if record.outcome == "failed"]
    assert sorted(outcomes) == ["built", "built", "failed"]
    assert reason in failed[0].reason


@pytest.mark.parametrize(("form", "workers"), [("pdf", 3), ("docx", 1)])
def test_workers_that_lay_out_pdfs_give_way_to_fresh_ones(
    form: str,
    workers: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("reportgen.batch.pool._MAX_PAGED_JOBS", 2)
    with LocalPool(1, 60, 0, [form]) as pool:
        assert len({pool.submit(os.getpid).result() for _ in range(6)}) == workers


def test_where_no_worker_can_be_started_it_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportgen.batch.pool.preload_modules", lambda _: ["reportgen.batch.nowhere"])
    result = invoke("batch", dataset(tmp_path, "Key Cities"), *WORDS, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "no worker can be started: ModuleNotFoundError" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_limit_in_which_no_worker_can_start_is_refused(tmp_path: Path) -> None:
    path = dataset(tmp_path, "Key Cities")
    result = invoke("batch", path, *WORDS, "-o", tmp_path / "out", "--memory-limit", "20")
    assert (result.exit_code, result.stderr) == (
        2,
        "reportgen: a worker needs 200 MB; raise --memory-limit\n",
    )


def test_a_group_without_a_name_goes_by_its_file(tmp_path: Path) -> None:
    path = dataset(tmp_path / "data", "Secret Group", f"{MINIMAL}private: [group.name]\n")
    (planned,) = plan([path], file_names.DEFAULT_TEMPLATE, "plain", ["html"])
    assert planned.outputs["html"].name == "secret-group-2023-24-2023-24.html".replace(
        "secret-group-2023-24", "secret-group-2023-24"
    )


def test_the_longest_reports_are_begun_first_where_several_work(tmp_path: Path) -> None:
    texts = {"Short": MINIMAL, "Long": MINIMAL + "# and so on\n" * 9, "Middling": MINIMAL + "# a note\n"}
    paths = [dataset(tmp_path / "data", name, text) for name, text in texts.items()]
    planned = plan([*paths, tmp_path / "missing.yaml"], file_names.DEFAULT_TEMPLATE, "plain", ["html"])
    assert [report.path.parent.name for report in largest_first(planned)[:3]] == ["long", "middling", "short"]
