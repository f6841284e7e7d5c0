"""What lies around a dataset may be faulty for a while: the last good state of it holds, and the page is told."""

import asyncio
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from reportgen.cli.edit import _settings_reader, _write
from reportgen.edit.service import Service
from reportgen.edit.session import Session
from reportgen.layout import find_layout
from reportgen.registers import SHIPPED
from tests.edit.asking import run_apart
from tests.edit.sessions import KEY_CITIES, put

REGISTER = "business-plan.yaml"


def open_session(folder: Path, layout: str = "lga-board") -> Session:
    path = folder / "report.yaml"
    path.write_bytes(KEY_CITIES.read_bytes())
    return Session(path, _write, _settings_reader(path, None, None), layout)


def own_registers(folder: Path) -> Path:
    (folder / "registers").mkdir()
    (folder / "reportgen.toml").write_text('registers = "registers"\n', "utf-8")
    return Path(shutil.copy(SHIPPED / REGISTER, folder / "registers"))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "registers" / REGISTER).write_text("[broken: yaml", "utf-8"),
        lambda folder: shutil.rmtree(folder / "registers"),
        lambda folder: (folder / "reportgen.toml").write_text("nonsense = [\n", "utf-8"),
        lambda folder: (folder / "reportgen.toml").write_text('registers = "nowhere"\n', "utf-8"),
    ],
)
def test_faulty_settings_and_registers_leave_those_that_hold(
    tmp_path: Path, spoil: Callable[[Path], Any]
) -> None:
    own_registers(tmp_path)
    session = open_session(tmp_path)
    findings = list(session.findings)
    spoil(tmp_path)
    session.renew()
    assert str(tmp_path) in session.state()["notice"]
    put(session, "group.name", "Key Towns")
    state = session.state(preview=True)
    assert state["values"]["group"]["name"] == "Key Towns"
    assert state["preview"] is not None
    assert list(session.findings) == findings
    put(session, "group.name", "Key Cities")
    shutil.rmtree(tmp_path / "registers", ignore_errors=True)
    own_registers(tmp_path)
    session.renew()
    assert session.state()["notice"] is None


def test_a_layout_that_is_taken_away_leaves_the_one_that_was_read(tmp_path: Path) -> None:
    layout = tmp_path / "mine"
    shutil.copytree(find_layout("lga-board"), layout)
    session = open_session(tmp_path, str(layout))
    assert session.state(preview=True)["notice"] is None
    shutil.rmtree(layout)
    session.renew()
    state = session.state(preview=True)
    assert str(layout) in state["notice"]
    assert state["preview"] is not None


def test_the_watch_goes_on_after_any_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.edit.service._LOOK_AGAIN", 0.001)
    session = open_session(tmp_path)
    looks: list[None] = []

    def notice() -> bool:
        looks.append(None)
        raise RuntimeError

    monkeypatch.setattr(session, "notice", notice)

    async def watch() -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(Service(session).watch(), 0.5)

    run_apart(watch())
    assert len(looks) > 1
