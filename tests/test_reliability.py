"""The page of attacks is true: each row names a test, and the test is there."""

import ast
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
ROWS = [
    line
    for line in (PROJECT / "docs" / "reliability.md").read_text("utf-8").splitlines()
    if line.startswith("|") and not line.startswith(("| Attack |", "| ---"))
]


@pytest.mark.parametrize("row", ROWS)
def test_every_attack_names_a_test_that_is_there(row: str) -> None:
    attack, holds, test = (cell.strip() for cell in row.strip("|").split(" | "))
    assert attack
    assert holds
    names = re.findall(r"`([^`]+)`", test)
    assert names
    for file, _, name in (named.partition("::") for named in names):
        tests = {
            node.name
            for node in ast.walk(ast.parse((PROJECT / file).read_text("utf-8")))
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        }
        assert name in tests if name else tests
