"""Sessions for tests: of a text, in a folder of its own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reportgen.cli.edit import _write
from reportgen.config import Settings
from reportgen.edit.operations import read_operation
from reportgen.edit.session import Session
from tests.cases import TESTS

KEY_CITIES = TESTS.parent / "data" / "key-cities" / "2023-24.yaml"


def session_of(folder: Path, content: bytes | str = KEY_CITIES.read_bytes()) -> Session:
    """A session about a file `report.yaml` with a content."""
    path = folder / "report.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Session(path, _write, Settings, "lga-board")


def do(session: Session, *edits: Mapping[str, Any], merge: str = "") -> None:
    """Makes changes of the form in the present text."""
    session.edit([read_operation(dict(edit)) for edit in edits], session.revision, merge)


def put(session: Session, path: str, value: Any, merge: str = "") -> None:
    """Sets the value at a dotted path."""
    at = [int(step) if step.isdigit() else step for step in path.split(".")]
    do(session, {"op": "set", "at": at, "value": value}, merge=merge)
