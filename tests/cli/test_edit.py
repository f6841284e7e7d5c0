"""`reportgen edit` and `reportgen preview` as processes: begun, killed, ended and refused."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.cli.running import MINIMAL, command, environment, invoke, run


class Editor:
    """A page that is served by a process of its own, as seen by the browser that has opened it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().strip())
        assert address.hostname == "127.0.0.1"
        self.host, self.port = address.netloc, address.port
        self.cookie = self.place = ""
        with self.asked("GET", f"/?{address.query}") as response:
            self.cookie = response.getheader("set-cookie", "").partition(";")[0]
            self.place = response.getheader("location", "").rstrip("/")

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
        with self.asked(method, path, body) as response:
            return response.status, response.read()

    @contextmanager
    def asked(self, method: str, path: str, body: Any = None) -> Iterator[http.client.HTTPResponse]:
        with closing(http.client.HTTPConnection(self.host, timeout=60)) as connection:
            headers = {"Cookie": self.cookie, "Origin": f"http://{self.host}", "X-Reportgen": "1"}
            connection.request(method, self.place + path, None if body is None else json.dumps(body), headers)
            with connection.getresponse() as response:
                yield response

    def state(self) -> Any:
        return json.loads(self.ask("GET", "/api/state")[1])

    def put(self, path: str, value: Any) -> Any:
        edits = [{"op": "set", "at": path.split("."), "value": value}]
        body = {"revision": self.state()["revision"], "edits": edits}
        return json.loads(self.ask("POST", "/api/edit", body)[1])


@contextmanager
def opened(*arguments: str | Path) -> Iterator[Editor]:
    """Starts the command with a file; whatever happens, it has ended afterwards."""
    words = command(*arguments, "--no-open")
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    ) as process:
        try:
            yield Editor(process)
        finally:
            process.kill()


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    path = tmp_path / "report.yaml"
    path.write_text(MINIMAL, "utf-8")
    return path


def test_a_change_is_on_disk_when_the_page_is_told_and_survives_a_kill(dataset: Path) -> None:
    with opened("edit", dataset) as editor:
        assert editor.put("aims", "We speak loudly.")["saved"]
        editor.process.kill()
        editor.process.wait()
    assert dataset.read_text("utf-8") == MINIMAL.replace("for cities.", "loudly.")
    assert [path.name for path in dataset.parent.iterdir()] == ["report.yaml"]
    with opened("edit", dataset) as editor:
        assert editor.state()["values"]["aims"] == "We speak loudly."


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_ends_it_cleanly_also_while_a_page_listens(dataset: Path) -> None:
    with opened("edit", dataset) as editor, editor.asked("GET", "/api/events") as listening:
        listening.readline()
        editor.process.send_signal(signal.SIGINT)
        assert editor.process.wait(20) == 0
        assert b"bye" in listening.read()
        assert editor.process.stderr is not None
        assert "Traceback" not in editor.process.stderr.read()


@pytest.mark.pdf
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_does_not_wait_for_a_file_that_is_built(dataset: Path) -> None:
    words = "\n\n".join("  " + "Words about the cities and what they did. " * 15 for _ in range(1200))
    dataset.write_text(MINIMAL + f"foreword: |\n{words}\n", "utf-8")
    with opened("edit", dataset) as editor:
        headers = {"Cookie": editor.cookie, "Origin": f"http://{editor.host}", "X-Reportgen": "1"}
        with closing(http.client.HTTPConnection(editor.host, timeout=60)) as connection:
            connection.request("POST", editor.place + "/api/build", b'{"format": "pdf"}', headers)
            time.sleep(2)
            editor.process.send_signal(signal.SIGINT)
            assert editor.process.wait(8) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_what_cannot_be_saved_is_told_at_the_end(dataset: Path) -> None:
    with opened("edit", dataset) as editor:
        dataset.unlink()
        dataset.mkdir()
        assert not editor.put("aims", "We speak loudly.")["saved"]
        editor.process.send_signal(signal.SIGINT)
        assert editor.process.wait(20) == 2
        assert editor.process.stderr is not None
        place = Path(editor.process.stderr.read().strip().rpartition(" is in ")[2])
    assert "We speak loudly." in place.read_text("utf-8")
    place.unlink()


def test_the_page_can_end_it(dataset: Path) -> None:
    with opened("edit", dataset) as editor:
        assert editor.ask("POST", "/api/close")[0] == 200
        assert editor.process.wait(20) == 0


def test_two_editors_of_one_file_see_each_other(dataset: Path) -> None:
    with opened("edit", dataset) as one, opened("edit", dataset) as two:
        one.put("aims", "We speak loudly.")
        two.put("group.name", "Key Towns")
        assert two.state()["values"]["aims"] == "We speak loudly."
        while one.state()["values"]["group"]["name"] != "Key Towns":
            time.sleep(0.05)
        assert one.state()["text"] == two.state()["text"] == dataset.read_text("utf-8")


def test_a_file_that_is_not_there_is_begun(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    with opened("edit", path, "--language", "cy-GB", "--form", "2023") as editor:
        state = editor.state()
        assert state["form_key"] == "2023:cy-GB"
        assert state["path_name"] == "new.yaml"
    assert path.is_file()
    assert (tmp_path / "reportgen.schema.json").is_file()


def test_preview_only_reads(dataset: Path) -> None:
    with opened("preview", dataset) as editor:
        assert b"Key Cities" in editor.ask("GET", "/preview")[1]
        assert editor.ask("POST", "/api/edit", {})[0] in {404, 405}
        dataset.write_text(MINIMAL.replace("Key Cities", "Key Towns"), "utf-8")
        while b"Key Towns" not in editor.ask("GET", "/preview")[1]:
            time.sleep(0.05)


def test_a_changed_picture_changes_the_report(tmp_path: Path) -> None:
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='{}' height='9'/>"
    path = tmp_path / "report.yaml"
    (tmp_path / "a.svg").write_text(drawing.format(10), "utf-8")
    path.write_text(
        MINIMAL + "figures: [{id: a, file: a.svg, alt: A}]\nsections: [{title: T, figure: a}]\n", "utf-8"
    )
    with opened("preview", path) as editor:
        assert b'width="10"' in editor.ask("GET", "/preview")[1]
        (tmp_path / "b.svg").write_text(drawing.format(77), "utf-8")
        (tmp_path / "b.svg").replace(tmp_path / "a.svg")
        while b'width="77"' not in editor.ask("GET", "/preview")[1]:
            time.sleep(0.05)


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "there is no such file"), (b"aims: caf\xe9", "cannot be edited"), ("folder", "is a folder")],
)
def test_what_cannot_be_opened_is_told_in_a_line(tmp_path: Path, content: Any, words: str) -> None:
    path = tmp_path / "report.yaml"
    if content == "folder":
        path.mkdir()
    elif content:
        path.write_bytes(content)
    result = invoke("preview", path, "--no-open")
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_port_that_is_taken_and_a_layout_that_is_not_there_are_told(dataset: Path) -> None:
    with opened("edit", dataset) as editor:
        result = invoke("edit", dataset, "--no-open", "--port", str(editor.port))
        assert (result.exit_code, f"port {editor.port}" in result.stderr) == (2, True)
    assert invoke("edit", dataset, "--no-open", "--layout", "nowhere").exit_code == 2
    assert invoke("edit", "-", "--no-open").exit_code == 2


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_without_the_extra_the_command_says_how_to_get_it(
    dataset: Path, tmp_path: Path, missing: str
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as util\nfind = util.find_spec\n"
        f"util.find_spec = lambda name, *rest: None if name == {missing!r} else find(name, *rest)\n",
        "utf-8",
    )
    paths = os.pathsep.join([str(tmp_path), environment()["PYTHONPATH"]])
    result = run("edit", dataset, "--no-open", extra={"PYTHONPATH": paths})
    assert result.returncode == 2
    assert 'pip install "reportgen[edit]"' in result.stderr.decode()
    assert len(result.stderr.splitlines()) == 1
