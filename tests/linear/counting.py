"""Counts the instructions of Python that something takes, so that no clock decides."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def count_instructions(function: Callable[[], object]) -> int:
    """Calls a function and counts the instructions of Python that it takes."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function()
    finally:
        sys.settrace(before)
    return count
