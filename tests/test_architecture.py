"""docs/architecture.md tells the truth: its rooms and layers are generated (tests/test_docs.py); here, who touches files."""

import ast
import re
from pathlib import Path

PROJECT = Path(__file__).parents[1]
PACKAGE = PROJECT / "reportgen"
PAGE = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")

READING = frozenset({"read_bounded", "read_bytes", "read_regular_file", "read_text"})
WRITING = frozenset(
    {
        "write_bytes",
        "write_text",
        "mkdir",
        "makedirs",
        "mkdtemp",
        "unlink",
        "rename",
        "rmtree",
        "TemporaryDirectory",
    }
)
OPENING = frozenset({"open", "fdopen", "NamedTemporaryFile", "TemporaryFile"})
WRITING_MODES = re.compile(r"[wax+]")


def calls(path: Path) -> list[ast.Call]:
    return [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def effects(call: ast.Call) -> set[str]:
    """What a call does to files, by its name: `reads`, `writes`, or nothing."""
    name = name_of(call)
    if name in OPENING:
        modes = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
        flags = ast.unparse(call)
        if "O_WRONLY" in flags or any(isinstance(mode, str) and WRITING_MODES.search(mode) for mode in modes):
            return {"writes"}
        return {"reads"}
    return {"reads"} & {"reads" for _ in READING & {name}} | {"writes" for _ in WRITING & {name}}


def rooms(effect: str) -> set[str]:
    """The modules and packages of the top level in which something is read or written."""
    touching = (
        path.relative_to(PACKAGE)
        for path in PACKAGE.rglob("*.py")
        if any(effect in effects(call) for call in calls(path))
    )
    return {path.parts[0].removesuffix(".py") for path in touching}


def stated(effect: str) -> set[str]:
    [row] = re.findall(rf"^\| {effect} files \| (.*) \|$", PAGE, re.MULTILINE)
    return set(re.findall(r"`(\w+)`", row))


def test_the_page_names_the_rooms_that_read_files() -> None:
    assert rooms("reads") == stated("reads")


def test_the_page_names_the_rooms_that_write_files() -> None:
    assert rooms("writes") == stated("writes")


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert {
        path.relative_to(PACKAGE).as_posix(): length for path, length in lengths.items() if length > 300
    } == {}
