"""Batches of what nobody hopes for: private values, links, strange names, files that somebody has changed."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from reportgen.batch import file_names
from reportgen.cli import atomic_write
from reportgen.cli.atomic_write import remove_leftovers
from reportgen.writers import EngineMissing, engine
from tests.batch.test_batch import WORDS, contents, dataset, export
from tests.cli.running import MINIMAL, command, environment, invoke, run

VALID = Path(__file__).parents[1] / "valid"
SECRET = "07967424591"
TELEPHONE = MINIMAL.replace("contact: {", f"contact: {{telephone: {SECRET}, ")
PICTURE = "figures: [{{id: map, file: {}, alt: A map}}]\nsections: [{{title: Map, figure: map}}]\n"
unix = pytest.mark.skipif(sys.platform == "win32", reason="names and links of Unix")


def manifest(out: Path) -> list[dict[str, Any]]:
    return list(json.loads((out / "manifest.json").read_text("utf-8"))["reports"])


def test_what_is_private_is_in_no_file_of_an_export(tmp_path: Path) -> None:
    assert SECRET in TELEPHONE
    text = f"{TELEPHONE}private: [contact.telephone]\n"
    path, out = dataset(tmp_path / "data", "Key Cities", text), tmp_path / "out"
    documents = [f"all.{end}" for end in ("json", "sarif", "xml", "txt")]
    options = [word for name in documents for word in ("--findings", str(out / name))]
    result = invoke("batch", path, *WORDS, "-o", out, *options)
    assert result.exit_code == 0, result.stderr
    assert "telephone wrongly spaced, in a value that is private" in (out / "all.txt").read_text("utf-8")
    files = (path for path in out.rglob("*") if path.is_file())
    texts = [result.stdout, result.stderr, *(file.read_text("utf-8", "replace") for file in files)]
    assert not [text for text in texts if SECRET in text]
    assert len(texts) > 7


@pytest.mark.parametrize(
    "text",
    [
        TELEPHONE.replace("contact: {", "contact: {emial: x, "),
        TELEPHONE.replace("contact: {", f"contact: {{telephone: {SECRET[::-1]}, "),
        TELEPHONE.replace("contact: {", "contact: {{"),
        f"{TELEPHONE}members:\n- A\n {SECRET}\n",
    ],
)
def test_what_is_private_is_not_quoted_with_what_stands_beside_it(text: str, tmp_path: Path) -> None:
    path, out = (
        dataset(tmp_path / "data", "Key Cities", f"{text}private: [contact.telephone]\n"),
        tmp_path / "out",
    )
    documents = [f"all.{end}" for end in ("json", "sarif", "xml", "txt")]
    options = [word for name in documents for word in ("--findings", str(out / name))]
    result = invoke("batch", path, *WORDS, "-o", out, *options, "--format", "text")
    assert result.exit_code == 1
    texts = [
        result.stdout,
        result.stderr,
        *(path.read_text("utf-8") for path in out.rglob("*") if path.is_file()),
    ]
    assert not [text for text in texts if SECRET in text or SECRET[::-1] in text]


def test_what_last_years_report_keeps_private_is_not_told_in_this_years(tmp_path: Path) -> None:
    old, new = (
        MINIMAL.replace("contact: {", f"contact: {{email: {who}@example.org, ") for who in ("old", "new")
    )
    earlier = dataset(tmp_path, "Key Cities", old.replace("2023/24", "2022/23"))
    earlier = earlier.rename(earlier.with_name("2022-23.yaml"))
    path = dataset(tmp_path, "Key Cities", new)
    assert "old@example.org" in invoke("validate", path, "--format", "json").stdout
    earlier.write_text(earlier.read_text("utf-8") + "private: [contact.email]\n", "utf-8")
    assert "old@example.org" not in invoke("validate", path, "--format", "json").stdout


def test_a_group_whose_name_is_private_is_in_no_table(tmp_path: Path) -> None:
    secret = dataset(tmp_path, "Secret Group", f"{MINIMAL}private: [group.name]\n")
    result = invoke("matrix", secret, dataset(tmp_path, "Key Cities"))
    assert "Secret" not in result.stdout
    assert "its group's name is missing or private" in result.stderr
    assert invoke("matrix", secret, "-o", tmp_path / "m.csv").exit_code == 2
    assert not (tmp_path / "m.csv").exists()


@unix
def test_a_name_that_is_not_utf_8_is_a_name(tmp_path: Path) -> None:
    path = dataset(tmp_path / "data", "Key Cities")
    odd = Path(os.fsdecode(os.fsencode(path.with_name("bad")) + b"\xff.yaml"))
    path.rename(odd)
    for outcome in ("built", "unchanged"):
        code, outcomes, _ = export(tmp_path / "data", *WORDS, "-o", tmp_path / "out")
        assert (code, list(outcomes.values())) == (0, [outcome])


@pytest.mark.parametrize("name", ["x" * 300 + ".png", "../map.png", "nowhere.png", "mapp.png", "."])
def test_a_picture_that_cannot_be_used_is_told_as_validate_tells_it(name: str, tmp_path: Path) -> None:
    path = dataset(tmp_path / "data", "Key Cities", MINIMAL + PICTURE.format(name))
    for folder in (path.parent, path.parent.parent):
        (folder / "map.png").write_bytes((VALID / "map.png").read_bytes())
    expected = json.loads(invoke("validate", path, "--format", "json").stdout)["findings"]
    assert [finding["code"] for finding in expected] == ["RG114"]
    result = invoke("batch", path, *WORDS, "-o", tmp_path / "out", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)["findings"]) == (1, expected)


def test_pictures_whose_names_are_alike_are_told_apart_as_validate_tells_them_apart(tmp_path: Path) -> None:
    figures = "figures: [{id: a, file: 'q.png', alt: A}, {id: b, file: 'x`q.png`y.png', alt: B}, {id: c, file: l.png, alt: C}]\n"
    path = dataset(tmp_path / "data", "Key Cities", MINIMAL + figures)
    (path.parent / "l.png").symlink_to("nowhere")
    expected = json.loads(invoke("validate", path, "--format", "json").stdout)["findings"]
    result = invoke("batch", path, *WORDS, "-o", tmp_path / "out", "--format", "json")
    assert json.loads(result.stdout)["findings"] == expected
    hints = {finding["message"]: finding["hint"] for finding in expected if finding["code"] == "RG114"}
    assert hints["there is no file `l.png`"] is None  # it is there, and leads nowhere
    assert "`l.png`" in hints["there is no file `q.png`"]
    assert hints["there is no file `x`q.png`y.png`"].startswith("put the picture into the folder")


def test_pictures_that_are_private_or_come_by_a_way_round_are_found(tmp_path: Path) -> None:
    for group, private in (("Key Cities", ""), ("Rural Services", "private: [figures]\n")):
        path = dataset(tmp_path / "data", group, MINIMAL + PICTURE.format("pics/../map.png") + private)
        (path.parent / "map.png").write_bytes((VALID / "map.png").read_bytes())
        (path.parent / "pics").mkdir()
    code, outcomes, stderr = export(tmp_path / "data", *WORDS, "-o", tmp_path / "out")
    assert (code, set(outcomes.values())) == (0, {"built"}), stderr


def test_a_picture_named_by_way_of_another_is_found(tmp_path: Path) -> None:
    figures = "figures: [{id: a, file: a.png, alt: A}, {id: b, file: pics/../b.png, alt: B}]\n"
    sections = "sections: [{title: A, figure: a}, {title: B, figure: b}]\n"
    path = dataset(tmp_path / "data", "Key Cities", MINIMAL + figures + sections)
    (path.parent / "pics").mkdir()
    for name in ("a.png", "b.png"):
        (path.parent / name).write_bytes((VALID / "map.png").read_bytes())
    assert export(tmp_path / "data", *WORDS, "-o", tmp_path / "out")[0] == 0
    by_a_file = path.read_text("utf-8").replace("pics/../b.png", "a.png/../b.png")
    path.write_text(by_a_file, "utf-8")
    built = invoke("build", path, "--to", "html", "-o", tmp_path / "built")
    code, outcomes, stderr = export(tmp_path / "data", *WORDS, "-o", tmp_path / "out")
    assert (code, *outcomes.values()) == (built.exit_code, "faulty" if built.exit_code else "built"), stderr
    assert "Error:" not in stderr


def test_what_lies_in_the_current_folder_is_not_run(tmp_path: Path) -> None:
    for name in ("lxml", "yaml", "json", "reportgen"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')")
    path = dataset(tmp_path / "data", "Key Cities")
    words = [sys.executable, "-P", "-m", "reportgen", "batch", str(path), *WORDS, "-o", "out"]
    extra = {"PYTHONPATH": ""}  # reportgen is installed
    done = subprocess.run(
        words, cwd=tmp_path, env={**environment(), **extra}, capture_output=True, check=False
    )
    assert (done.returncode, b"SystemExit" in done.stderr) == (0, False), done.stderr


@unix
def test_a_layout_brings_nothing_from_elsewhere(tmp_path: Path) -> None:
    invoke("layouts", "copy", "plain", tmp_path / "own")
    (tmp_path / "outside.css").write_text("p { color: red }")
    (tmp_path / "own" / "style.css").symlink_to("../outside.css")
    path = dataset(tmp_path / "data", "Key Cities")
    result = invoke("batch", path, "--layout", tmp_path / "own", *WORDS, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "lies outside the folder" in result.stderr
    assert not (tmp_path / "out").exists()


def test_the_faults_of_a_layout_are_told_once_and_at_their_place(tmp_path: Path) -> None:
    invoke("layouts", "copy", "plain", tmp_path / "own")
    layout = tmp_path / "own" / "layout.yaml"
    layout.write_text(layout.read_text("utf-8").replace("prose: aims", "prose: amis"), "utf-8")
    paths = [dataset(tmp_path / "data", f"Group {number}") for number in range(3)]
    result = invoke("batch", *paths, "--layout", tmp_path / "own", *WORDS, "-o", tmp_path / "out")
    assert (result.exit_code, result.stderr.count("RG921")) == (1, 1)
    assert f"{layout}:" in result.stderr
    assert result.stderr.endswith("nothing is built, because the layout has errors\n")


def test_what_lies_beside_a_layout_and_how_things_are_said_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("layouts", "copy", "plain", tmp_path / "own")
    path, out = dataset(tmp_path / "data", "Key Cities"), tmp_path / "own" / "out"
    monkeypatch.chdir(tmp_path / "own")
    first = ("--layout", ".", "--to", "docx", "--to", "html", "-o", out)
    assert list(export(path, *first, cwd=tmp_path / "own")[1].values()) == ["built"]
    contents_before = contents(out)
    (tmp_path / "own" / ".notes.swp").write_bytes(b"a stranger")
    second = ("--layout", "layout.yaml", "--to", "html", "--to", "docx", "-o", out)
    monkeypatch.chdir(path.parent)
    code, outcomes, _ = export(path.name, "--layout", tmp_path / "own", *second[2:], cwd=path.parent)
    assert (code, outcomes) == (0, {path.name: "unchanged"})
    export(path, *second, "--force", cwd=tmp_path / "own")
    assert contents(out) == contents_before


def test_the_manifest_knows_datasets_from_wherever_a_batch_is_run(tmp_path: Path) -> None:
    for name in ("Key Cities", "Rural Services"):
        dataset(tmp_path / "data", name)
    export("data", *WORDS, "-o", "out", cwd=tmp_path, out=tmp_path / "out")
    code, outcomes, _ = export(
        "key-cities", *WORDS, "-o", "../out", cwd=tmp_path / "data", out=tmp_path / "out"
    )
    assert (code, sorted(outcomes.values())) == (0, ["built", "unchanged"])
    assert invoke("batch", "--check", "-o", tmp_path / "out").exit_code == 0


def test_a_report_is_not_written_over_that_of_another_dataset_that_is_still_there(tmp_path: Path) -> None:
    draft = dataset(tmp_path / "data", "Key Cities")
    final = draft.with_name("final.yaml")
    final.write_bytes(draft.read_bytes())
    out = tmp_path / "out"
    export(draft, *WORDS, "-o", out)
    result = invoke("batch", final, *WORDS, "-o", out)
    assert result.exit_code == 2
    assert "would both be written to" in result.stderr
    draft.unlink()
    assert export(final, *WORDS, "-o", out)[1] == {final.as_posix(): "built"}


def test_findings_replace_no_manifest_and_no_dataset(tmp_path: Path) -> None:
    path, out = dataset(tmp_path / "data", "Key Cities"), tmp_path / "out"
    export(path, *WORDS, "-o", out)
    for target in (out / "manifest.json", out / ".." / "out" / "manifest.csv", path):
        before = target.read_bytes()
        result = invoke("batch", path, *WORDS, "-o", out, "--format", "json", "--findings", target)
        assert (result.exit_code, target.read_bytes()) == (2, before)


@pytest.mark.parametrize(
    "text", ["[]", '{"reports": ["x"]}', '{"reports": [{"outputs": 1}]}', "x", "[1", "[" * 200_000]
)
def test_manifests_and_records_that_cannot_be_used_do_no_harm(text: str, tmp_path: Path) -> None:
    path, out = dataset(tmp_path / "data", "Key Cities"), tmp_path / "out"
    export(path, *WORDS, "-o", out)
    for file in (out / "manifest.json", *(out / ".reportgen").iterdir()):
        file.write_text(text)
    assert invoke("batch", "--check", "-o", out).exit_code == 2
    assert list(export(path, *WORDS, "-o", out)[1].values()) == ["built"]


@pytest.mark.parametrize(
    "change",
    [
        {"findings": [5]},
        {"findings": [{}]},
        {"findings": [{"code": "RG999", "line": "x"}]},
        {"outputs": [{"format": "html", "path": 5, "size": 1, "sha256": ""}]},
        {"outputs": [{"format": "html", "path": "\0", "size": 1, "sha256": ""}]},
        {"pages": "x"},
        {"dataset": None},
    ],
)
def test_a_record_with_odd_values_is_none(change: dict[str, Any], tmp_path: Path) -> None:
    path, out = dataset(tmp_path / "data", "Key Cities"), tmp_path / "out"
    export(path, *WORDS, "-o", out)
    (record,) = (out / ".reportgen").iterdir()
    record.write_text(json.dumps(json.loads(record.read_text("utf-8")) | change))
    (out / "manifest.json").write_text(json.dumps({"reports": [manifest(out)[0] | change]}))
    assert invoke("batch", "--check", "-o", out).exit_code == 2
    result = invoke("batch", path, *WORDS, "-o", out, "--findings", tmp_path / "all.json")
    assert result.exit_code == 0
    assert "1 built" in result.stderr


def test_an_export_that_was_stopped_is_told_from_one_that_was_damaged(tmp_path: Path) -> None:
    path, out = dataset(tmp_path / "data", "Key Cities"), tmp_path / "out"
    export(path, *WORDS, "-o", out)
    before = (out / "manifest.json").read_bytes()
    dataset(tmp_path / "data", "Key Cities", MINIMAL.replace("We speak", "We work"))
    export(path, *WORDS, "-o", out)
    (out / "manifest.json").write_bytes(before)
    result = invoke("batch", "--check", "-o", out)
    assert result.exit_code == 1
    assert "the last run was stopped, run it again" in result.stdout
    assert "is not the file" not in result.stdout


def test_a_table_holds_no_formula(tmp_path: Path) -> None:
    for name in ("=1+1", "-2+3", "@x", "+4"):
        dataset(tmp_path / "data" / str(ord(name[0])), name, MINIMAL.replace("Key Cities", f"'{name}'"))
    export(tmp_path / "data", *WORDS, "-o", tmp_path / "out")
    rows = csv.reader(io.StringIO((tmp_path / "out" / "manifest.csv").read_text("utf-8-sig")))
    table = csv.reader(io.StringIO(invoke("matrix", tmp_path / "data").stdout.lstrip("\ufeff")))
    assert not [cell for row in (*rows, *table) for cell in row if cell[:1] in "=+-@" and cell]


@unix
def test_no_name_commands_a_terminal(tmp_path: Path) -> None:
    path = dataset(tmp_path / "data", "Key Cities", MINIMAL + "colour: red\n")
    path = path.rename(path.with_name("\x1b]0;x\x07.yaml"))
    result = invoke("batch", path, *WORDS, "-o", tmp_path / "out")
    assert "\x1b" not in result.stderr
    assert "faulty" in result.stderr


@pytest.mark.parametrize(
    "template",
    [
        "con/{group}.{format}",
        "{group}./x.{format}",
        "x /{group}.{format}",
        ".REPORTGEN/{format}",
        "Manifest.json/{format}",
    ],
)
def test_no_name_is_one_that_windows_keeps(template: str) -> None:
    with pytest.raises(file_names.BadTemplate):
        file_names.check_template(template)


def test_what_killed_runs_have_left_is_taken_away(tmp_path: Path) -> None:
    gone, here = 4_000_000, atomic_write._machine()  # more than a system has processes
    leftovers = (
        f"{here}-{gone}-x.part",
        f"a/{here}-{gone}-y.kept",
        f"{here}-9999999999-x.part",
        f"00000000-{gone}-old.part",
    )
    in_use = (f"{here}-{os.getppid()}-z.part", f"00000000-{gone}-new.part", f"{here}-{'9' * 20}-x.part")
    (tmp_path / "a").mkdir()
    leftover_paths, in_use_paths = (
        [tmp_path / re.sub(r"([^/]+)$", r".reportgen-\1", name) for name in names]
        for names in (leftovers, in_use)
    )
    for path in (*leftover_paths, *in_use_paths):
        path.write_bytes(b"")
    os.utime(leftover_paths[-1], (0, 0))
    remove_leftovers(tmp_path)
    assert not [path for path in leftover_paths if path.exists()]
    assert [path.exists() for path in in_use_paths] == [True, True, True]


def test_a_file_that_was_there_stays_when_another_cannot_be_written(tmp_path: Path) -> None:
    good, full = tmp_path / "pack.pdf", tmp_path / "pack.html"
    good.write_bytes(b"good")
    full.symlink_to("/dev/full")
    with pytest.raises(atomic_write.WriteFailed):
        atomic_write.write_atomically({good: b"new", full: b"new" * 10_000})
    assert good.read_bytes() == b"good"
    assert {path.name for path in tmp_path.iterdir()} == {"pack.pdf", "pack.html"}


@pytest.mark.parametrize("earlier", [b"good", None])
def test_an_interruption_leaves_a_file_as_it_was(
    earlier: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(self: Path, target: Path, real: Any = Path.replace) -> Path:
        moved: Path = real(self, target)
        if self.suffix == ".part":
            raise KeyboardInterrupt
        return moved

    path = tmp_path / "report.pdf"
    if earlier:
        path.write_bytes(earlier)
    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        atomic_write.write_atomically({path: b"new"})
    assert (path.read_bytes() if path.exists() else None) == earlier
    assert len(list(tmp_path.iterdir())) == bool(earlier)


@unix
@pytest.mark.parametrize("how", ["SIGTERM", "SIGTERM to all", "SIGKILL"])
def test_a_run_that_is_ended_leaves_no_worker_and_no_temporary_file(how: str, tmp_path: Path) -> None:
    for number in range(60):
        dataset(tmp_path / "data", f"Group {number}")
    (tmp_path / "temporary").mkdir()
    words = command("batch", tmp_path / "data", *WORDS, "-o", tmp_path / "out", "--jobs", "2")
    surroundings = {**environment(), "TMPDIR": str(tmp_path / "temporary")}
    with subprocess.Popen(words, stderr=subprocess.PIPE, env=surroundings, start_new_session=True) as process:
        assert process.stderr
        process.stderr.readline()
        if how == "SIGTERM to all":
            os.killpg(process.pid, signal.SIGTERM)
        else:
            process.send_signal(signal.Signals[how])
        process.stderr.read()  # until nobody holds it
    remaining = [tmp_path]
    for _ in range(100):
        remaining = [path for path in (tmp_path / "temporary").iterdir() if not path.name.startswith("pymp-")]
        if not remaining:
            break
        time.sleep(0.1)
    assert not remaining


def test_a_run_that_ends_early_says_what_it_has_not_begun(tmp_path: Path) -> None:
    dataset(tmp_path / "data", "A Faulty Group", MINIMAL + "colour: red\n")
    for number in range(9):
        dataset(tmp_path / "data", f"Group {number}")
    done = run("batch", tmp_path / "data", *WORDS, "-o", tmp_path / "out", "--fail-fast", "--jobs", "1")
    assert done.returncode == 1
    assert b" not begun; see" in done.stderr


def test_without_pango_word_files_are_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise EngineMissing("No PDF can be made here")

    monkeypatch.setattr(engine, "pango_version", lambda: "none")
    monkeypatch.setattr(engine, "load", missing)
    path, out = dataset(tmp_path / "data", "Key Cities"), tmp_path / "out"
    result = invoke("batch", path, "-o", out)
    assert (result.exit_code, result.stderr.count("No PDF can be made here")) == (2, 1)
    assert {Path(name).suffix for name in contents(out)} == {".docx", ".html"}
    assert invoke("batch", path, "--to", "pdf", "-o", out).exit_code == 2


def test_files_that_an_export_has_no_longer_are_named(tmp_path: Path) -> None:
    path, out = dataset(tmp_path / "data", "Key Cities"), tmp_path / "out"
    assert "earlier run" not in export(path, *WORDS, "-o", out)[2]
    dataset(tmp_path / "data", "Key Cities", MINIMAL + "colour: red\n")
    code, _, stderr = export(path, *WORDS, "-o", out)
    assert code == 1
    assert (out / "key-cities/2023-24/key-cities-2023-24.html").is_file()
    assert (
        "/key-cities-2023-24.docx and 1 more are of an earlier run, and no longer in the manifest\n" in stderr
    )
    assert "earlier run" not in export(path, *WORDS, "-o", out)[2]


@unix
def test_what_cannot_be_read_twice_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    result = invoke("batch", tmp_path / "pipe.yaml", *WORDS, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "is a pipe or a device, which a batch cannot read twice; save it as a file" in result.stderr
