"""Signals that come while a process is started end this one afterwards."""

import os
import signal

import pytest

from reportgen.processes.forkserver import shielded_start


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="the system has no such signal")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_within_a_start_is_heard_behind_it(name: str) -> None:
    number = signal.Signals[name]
    done = []

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    def start() -> None:
        with shielded_start():
            os.kill(os.getpid(), number)
            done.append("the whole block")

    before = signal.signal(number, interrupt)
    try:
        with pytest.raises(KeyboardInterrupt):
            start()
        assert signal.getsignal(number) is interrupt
    finally:
        signal.signal(number, before)
    assert done == ["the whole block"]
