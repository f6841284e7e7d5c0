"""The server lets in one browser, answers what the page asks, and touches no file outside the dataset's folder."""

import json
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from reportgen.cli.edit import _write
from reportgen.config import Settings
from reportgen.edit.events import Events
from reportgen.edit.pages import ASSETS
from reportgen.edit.server import listen_where_usual, usual_port
from reportgen.edit.session import Session
from reportgen.images import MAX_BYTES
from tests.edit.asking import HOST, PORT, TOKEN, WRITING, Browser, run_apart
from tests.edit.sessions import KEY_CITIES, session_of
from tests.writers.sample import CHART


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """A browser for tests that change nothing."""
    return Browser(session_of(tmp_path_factory.mktemp("reader")))


def edits(value: str, revision: str) -> bytes:
    return json.dumps(
        {"revision": revision, "edits": [{"op": "set", "at": ["aims"], "value": value}]}
    ).encode()


@pytest.mark.parametrize(
    "path", ["/", "/api/state", "/api/form", "/preview", "/assets/index.html", "/api/events", "/nothing"]
)
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"host": f"evil.example:{PORT}"}, 421),
        ({"host": "127.0.0.1:1"}, 421),
        ({"host": ""}, 421),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:1"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"cookie": ""}, 403),
        ({"cookie": "reportgen-8123=wrong"}, 403),
        ({"cookie": f"reportgen-1={TOKEN}"}, 403),
    ],
)
def test_nobody_else_is_let_in(reader: Browser, path: str, headers: dict[str, str], status: int) -> None:
    answer = reader.get(path, **headers)
    assert answer.status == status
    assert b"Cities" not in answer.content


@pytest.mark.parametrize(
    "missing",
    [
        {"origin": ""},
        {"x-reportgen": ""},
        {"cookie": ""},
        {"origin": "http://evil.example"},
        {"host": "evil.example"},
    ],
)
def test_nothing_is_written_for_another_page(reader: Browser, missing: dict[str, str]) -> None:
    answer = reader.ask("POST", "/api/edit", edits("stolen", reader.session.revision), {**WRITING, **missing})
    assert answer.status in {403, 421}
    assert b"stolen" not in reader.session.path.read_bytes()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_refused(reader: Browser, method: str) -> None:
    assert reader.ask(method, "/api/state", b"", WRITING).status in {403, 405}


def test_the_key_in_the_address_opens_the_page_once(reader: Browser) -> None:
    key, other = reader.access.new_key(), reader.access.new_key()
    for wrong in ("/?key=", f"/?key={key[:-1]}", f"/?x={key}", f"/?key={key}1", f"/here/?key={key}", "/"):
        assert reader.outside(wrong, cookie="").status == 403
    assert reader.ask("HEAD", f"/?key={key}", b"", {"cookie": ""}, place="").status == 403
    assert reader.outside(f"/?key={key}", cookie="", sec_fetch_site="cross-site").status == 403
    answer = reader.outside(f"/?key={key}", cookie="")
    assert (answer.status, answer.headers["location"]) == (303, "/here/")
    assert answer.headers["set-cookie"] == f"reportgen-{PORT}={TOKEN}; Path=/here/; HttpOnly; SameSite=Strict"
    again = reader.outside(f"/?key={key}", cookie="")
    assert (again.status, "set-cookie" in again.headers, "location" in again.headers) == (403, False, False)
    assert reader.outside(f"/?key={other}", cookie="").status == 303


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not say whose a socket is")
@pytest.mark.parametrize(
    ("owner", "status"), [("own", 303), ("other", 403), ("root", 303), ("nobody knows", 303)]
)
def test_another_user_who_sees_the_key_first_is_not_let_in(
    reader: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: str, status: int
) -> None:
    user = {"own": os.getuid(), "other": os.getuid() + 1, "root": 0}.get(owner)
    sockets = tmp_path / "tcp"
    if user is not None:
        line = "   0: 0100007F:{:04X} 0100007F:{:04X} 01 00000000:00000000 00:00000000 00000000 {:5} 0 1\n"
        sockets.write_text("  sl  local_address ...\n" + line.format(50000, PORT, user), "ascii")
    monkeypatch.setattr("reportgen.edit.peers._SOCKETS", sockets)
    key = reader.access.new_key()
    assert reader.outside(f"/?key={key}", cookie="").status == status
    monkeypatch.setattr("reportgen.edit.peers._SOCKETS", tmp_path / "nowhere")
    assert reader.outside(f"/?key={key}", cookie="").status == (403 if status == 303 else 303)


@pytest.mark.parametrize(
    "path", ["/", "/here", "/api/state", "/there/api/state", "/here2/api/state", "//here/", "/assets/app.js"]
)
def test_the_cookie_alone_reads_nothing(reader: Browser, path: str) -> None:
    """Other servers on this machine are never sent it, since they lie at other places; nor would it help them."""
    answer = reader.outside(path)
    assert answer.status == 403
    assert b"here" not in answer.content.replace(b"there", b"")


def test_the_page_runs_no_scripts_but_its_own_and_fetches_nothing_from_elsewhere(reader: Browser) -> None:
    answer = reader.get("/", host=f"localhost:{PORT}")
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'self'"
    assert "http" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_report_stands_in_a_frame_in_which_nothing_runs(reader: Browser) -> None:
    answer = reader.get("/preview")
    assert "sandbox allow-same-origin" in answer.headers["content-security-policy"]
    assert "script-src" not in answer.headers["content-security-policy"]
    assert b"Key Cities" in answer.content


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../session.py",
        "/assets/..%2fsession.py",
        "/assets/%2e%2e/session.py",
        "/assets//etc/passwd",
        "/assets/.hidden",
        "/assets/\0",
        "/assets/" + "a" * 5000,
        "/files/../../etc/passwd",
        "/files/2023-24.yaml",
        "/view/report.yaml",
        "/preview/pictures/x",
        "/../../etc/passwd",
    ],
)
def test_no_other_file_is_read(reader: Browser, path: str) -> None:
    assert reader.get(path).status == 404


def test_parts_of_the_page_have_their_types(reader: Browser) -> None:
    for path in ASSETS.iterdir():
        answer = reader.get(f"/assets/{path.name}")
        assert answer.status == 200
        assert answer.headers["content-type"] != "application/octet-stream"


def test_a_change_answers_with_the_whole_state(tmp_path: Path) -> None:
    browser = Browser(session_of(tmp_path))
    state = browser.edit(["group", "name"], "Key Towns", preview=True).json
    assert state["values"]["group"]["name"] == "Key Towns"
    assert "Key Towns" in state["preview"]["body"]
    assert state["revision"] == browser.session.revision
    assert b"Key Towns" in browser.session.path.read_bytes()
    assert browser.post("/api/undo").json["text"] == KEY_CITIES.read_text("utf-8")
    assert browser.post("/api/redo").json["values"]["group"]["name"] == "Key Towns"
    assert browser.post("/api/layout", {"layout": "plain"}).json["layout"] == "plain"


def test_a_change_of_an_old_text_is_answered_with_the_present_one(tmp_path: Path) -> None:
    browser = Browser(session_of(tmp_path))
    old, base = browser.session.revision, browser.session.shown_text
    browser.edit(["aims"], "From the first tab")
    answer = browser.post("/api/text", {"revision": old, "text": "lost"})
    assert answer.status == 409
    assert answer.json["state"]["values"]["aims"] == "From the first tab"
    assert b"lost" not in browser.session.path.read_bytes()
    answer = browser.post("/api/text", {"revision": old, "base": base, "text": base + "# from the second\n"})
    assert answer.json["text"].endswith("# from the second\n")
    assert answer.json["values"]["aims"] == "From the first tab"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/edit", b"{"),
        ("/api/edit", b"[" * 100_000),
        ("/api/edit", b"[]"),
        ("/api/text", b'{"text": "\\ud83d"}'),
        (
            "/api/edit",
            b'{"revision": "%s", "edits": [{"op": "set", "at": ["aims"], "value": "a\xed\xa0\xbdb"}]}',
        ),
        (
            "/api/edit",
            '{"revision": "%s", "edits": [{"op": "set", "at": ["aims"], "value": "x"}]}'.encode("utf-16"),
        ),
        ("/api/members", b'{"text": "\xed\xa0\xbd"}'),
        ("/api/layout", b'{"layout": "\xed\xa0\xbd"}'),
        ("/api/edit", {"edits": []}),
        ("/api/edit", {"revision": "1", "edits": [{"op": "set", "at": ["nonsense"], "value": "x"}]}),
        ("/api/text", {"revision": "1", "text": 5}),
        ("/api/text", {"revision": "1", "text": "x", "base": 5}),
        ("/api/fix", {"revision": "1", "id": "x"}),
        ("/api/layout", {"layout": "../../etc"}),
        ("/api/build", {"format": "exe"}),
        ("/api/build", {"format": "html", "layout": "/etc"}),
        ("/api/picture?name=x.png", b"no picture"),
        ("/api/picture?name=x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_sentence(reader: Browser, path: str, body: Any) -> None:
    if isinstance(body, dict) and "revision" in body:
        body = {**body, "revision": reader.session.revision}
    if isinstance(body, bytes):
        body = body.replace(b"%s", reader.session.revision.encode())
    answer = reader.post(path, body)
    assert answer.status == 422
    assert answer.json["error"]
    assert reader.session.path.read_bytes() == KEY_CITIES.read_bytes()


def test_too_large_a_request_is_refused(reader: Browser) -> None:
    assert reader.post("/api/picture?name=x.png", b"x" * (MAX_BYTES + 1)).status == 413


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Map of Members.PNG", "map-of-members.png"),
        ("../../evil.png", "evil.png"),
        ("C:\\Users\\x\\y.png", "y.png"),
        ("report.png", "report-2.png"),
        ("", "picture.png"),
        ("con.png", "con-report.png"),
    ],
)
def test_a_picture_goes_into_the_folder_of_the_dataset(tmp_path: Path, name: str, written: str) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    browser = Browser(session_of(folder))
    answer = browser.post(f"/api/picture?name={name}", CHART.content)
    assert answer.json == {"name": written}
    assert (folder / written).read_bytes() == CHART.content
    assert (
        browser.post(f"/api/picture?name={name}", CHART.content).json == {"name": written}
        or name == "report.png"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["inside"]


def test_a_large_picture_is_fetched_once_and_not_with_every_key(tmp_path: Path) -> None:
    browser = Browser(session_of(tmp_path))
    (tmp_path / "big.svg").write_text(
        f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><desc>{'x' * 9000}</desc></svg>",
        "utf-8",
    )
    state = browser.post(
        "/api/edit",
        {
            "revision": browser.session.revision,
            "preview": True,
            "edits": [
                {"op": "set", "at": ["figures"], "value": [{"id": "big", "file": "big.svg", "alt": "A map"}]},
                {"op": "insert", "at": ["sections"], "index": 0, "value": {"title": "Map", "figure": "big"}},
            ],
        },
    ).json
    address = state["preview"]["body"].partition('src="')[2].partition('"')[0]
    assert address.startswith("preview/pictures/")
    assert browser.get(address).content == (tmp_path / "big.svg").read_bytes()
    assert b"img-src data: &#x27;self&#x27;;" in browser.get("/preview").content


def test_files_are_built_in_memory(tmp_path: Path) -> None:
    browser = Browser(session_of(tmp_path))
    built = browser.post("/api/build", {"format": "docx", "layout": "plain"}).json
    assert built["name"] == "key-cities-2023-24.docx"
    answer = browser.get(built["url"])
    assert answer.content.startswith(b"PK")
    assert answer.headers["content-disposition"] == 'attachment; filename="key-cities-2023-24.docx"'
    assert browser.get(built["view"]).headers["content-disposition"].startswith("inline")
    assert [path.name for path in tmp_path.iterdir()] == ["report.yaml"]


@pytest.mark.parametrize("name", ["adroddiad-tŷ", "report #2 50%", 'a"b', "what?"])
def test_files_with_awkward_names_are_handed_over(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_text("schema: 1\naims: x\n", "utf-8")
    browser = Browser(Session(path, _write, Settings, "lga-board"))
    built = browser.post("/api/build", {"format": "html"}).json
    assert built["name"] == f"{name}-draft.html"
    answer = browser.get(built["url"])
    assert answer.status == 200
    header = answer.headers["content-disposition"]
    assert header.isascii()
    assert unquote(header.partition("filename*=UTF-8''")[2] or header) in {
        built["name"],
        f'attachment; filename="{built["name"]}"',
    }


def test_an_unfinished_report_is_built_as_a_draft(tmp_path: Path) -> None:
    browser = Browser(session_of(tmp_path, "schema: 1\nform: 2024\ngroup: {name: X}\n"))
    assert browser.post("/api/build", {"format": "html"}).json["name"] == "x-draft.html"
    browser.session.type("aims: [", browser.session.revision)
    assert browser.post("/api/build", {"format": "html"}).json["error"]


def test_other_requests_are_answered(reader: Browser) -> None:
    assert reader.get("/api/complete?kind=authorities&text=bradf").json[0]["value"] == "Bradford"
    assert reader.get("/api/understand?kind=date&text=5 March 2024").json["value"] == "2024-03-05"
    assert reader.get("/api/members?text=Hull").json[0]["name"] == "Kingston upon Hull"
    assert len(reader.post("/api/members", {"text": "Hull\nLeeds"}).json) == 2
    assert reader.get("/api/rule?code=RG201").json["help"].startswith("<p>")
    assert reader.get("/api/rule?code=RG000").status == 404
    assert reader.get("/api/yaml?line=x&column=-1").json == {"hover": None, "completions": []}
    assert reader.get("/api/diff?id=x").status == 422


def test_the_last_report_stays_while_the_file_has_a_slip(tmp_path: Path) -> None:
    browser = Browser(session_of(tmp_path))
    assert "x-reportgen-stale" not in browser.get("/preview").headers
    browser.session.type("aims: [", browser.session.revision)
    answer = browser.get("/preview")
    assert answer.headers["x-reportgen-stale"] == "1"
    assert b"Key Cities" in answer.content
    assert browser.get("/api/state?preview=1").json["preview"] is None


def test_pictures_of_the_folder_are_shown_and_no_other_files(tmp_path: Path) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    browser = Browser(session_of(folder))
    for path in (folder / "a.png", tmp_path / "b.png"):
        path.write_bytes(CHART.content)
    assert browser.get("/picture?name=a.png").content == CHART.content
    for name in ("../b.png", "/etc/passwd", "report.yaml", "", "%00", str(tmp_path / "b.png")):
        assert browser.get(f"/picture?name={name}").status == 404


def test_a_dataset_has_a_port_of_its_own(tmp_path: Path) -> None:
    usual = usual_port(tmp_path / "report.yaml")
    assert usual == usual_port(tmp_path / "x" / ".." / "report.yaml") != usual_port(tmp_path / "other.yaml")
    with closing(listen_where_usual(tmp_path / "report.yaml")) as first:
        assert first.getsockname() == ("127.0.0.1", usual)
        with closing(listen_where_usual(tmp_path / "report.yaml")) as second:
            assert second.getsockname()[1] != usual


def test_who_only_looks_cannot_write(tmp_path: Path) -> None:
    browser = Browser(session_of(tmp_path), is_preview_alone=True)
    assert browser.edit(["aims"], "x").status in {404, 405}
    assert browser.get("/preview").status == 200


def test_pages_hear_of_changes_and_of_the_end() -> None:
    async def hear() -> list[str]:
        events = Events()
        heard = events.listen()
        first = await anext(heard)
        events.tell("state", {"revision": "2"})
        events.tell("bye")
        return [first, *[message async for message in heard]]

    assert run_apart(hear()) == [
        ": hello\n\n",
        'event: state\ndata: {"revision": "2"}\n\n',
        "event: bye\ndata: null\n\n",
    ]


def test_the_page_is_asked_for_on_this_machine(reader: Browser) -> None:
    assert HOST.startswith("127.0.0.1:")
    assert reader.get("/api/state").headers["cache-control"] == "no-store"
