"""Loads the PDF engine in a process beside this one, which reads and checks meanwhile: a PDF takes 20 % less time.

The process is a fork, made before much is loaded. It only saves time: where it fails, is ended, or has anything to say on a
standard stream, it gives no result, and this process does the work itself. It ends with this one, however that ends.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

from reportgen.startup import is_plain

_DEATH_SIGNAL_OPTION = 1
"""PR_SET_PDEATHSIG of prctl(2): a signal for when the process that forked this one is gone."""

_sibling: "_Sibling | None" = None


@contextmanager
def sibling(arguments: list[str], prepare: Callable[[], Callable[..., Any]]) -> Iterator[None]:
    """Lets a process prepare for work beside a `with` block, if the arguments of the command ask for a PDF.

    `prepare` returns the function that does the work.
    """
    global _sibling  # noqa: PLW0603 (a process has one)
    if _asks_for_pdf(arguments) and _can_fork():
        with suppress(OSError):  # no room for a process
            _sibling = _start(prepare)
    try:
        yield
    finally:
        if _sibling:
            _sibling.end()
            _sibling = None


def ask_sibling(*arguments: Any) -> Any:
    """Returns what the work makes of some arguments in the process beside this one; None where it is left to this one."""
    global _sibling  # noqa: PLW0603
    if _sibling is None:
        return None
    try:
        return _sibling.ask(arguments)
    except Exception:  # noqa: BLE001 (whatever it is: this process can still do the work)
        _sibling.end()
        _sibling = None
        return None


class _Sibling:
    """The process, and the pipes to and from it."""

    def __init__(self, process: int, jobs: int, results: int) -> None:
        self._process, self._jobs, self._results = process, os.fdopen(jobs, "wb"), os.fdopen(results, "rb")

    def ask(self, arguments: tuple[Any, ...]) -> Any:
        import pickle

        pickle.dump(arguments, self._jobs, pickle.HIGHEST_PROTOCOL)
        self._jobs.flush()
        return pickle.load(self._results)  # noqa: S301 (from a fork of this process)

    def end(self) -> None:
        """Ends the process, and waits until it has put its temporary files away."""
        from signal import SIGTERM

        with suppress(OSError):
            os.kill(self._process, SIGTERM)
        self._results.close()
        with suppress(OSError):
            self._jobs.close()
        with suppress(OSError):
            os.waitpid(self._process, 0)


def _asks_for_pdf(arguments: list[str]) -> bool:
    """Tells whether a PDF seems to be asked for. An error costs time alone."""
    words = [word.lower() for word in arguments[1:]]
    if words[:1] != ["build"] or {"-h", "--help"} & {*words}:
        return False
    return any("pdf" in word for word in words) or not any(word.startswith("--to") for word in words)


def _can_fork() -> bool:
    """Tells whether a fork is safe and of use. The frameworks of macOS do not survive one, nor do the locks of threads."""
    threads = sys.modules.get("threading")
    return (
        sys.platform == "linux"
        and not is_plain()
        and len(os.sched_getaffinity(0)) > 1
        and (threads is None or threads.active_count() == 1)
    )


def _start(prepare: Callable[[], Callable[..., Any]]) -> _Sibling:
    """Starts the process. Raises OSError where there is no room for it."""
    jobs, results = os.pipe(), os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        process = os.fork()
    except OSError:
        for end in (*jobs, *results):
            os.close(end)
        raise
    if process == 0:
        os.close(jobs[1])
        os.close(results[0])
        _serve(prepare, jobs[0], results[1])
    os.close(jobs[0])
    os.close(results[1])
    return _Sibling(process, jobs[1], results[0])


def _serve(prepare: Callable[[], Callable[..., Any]], jobs: int, results: int) -> NoReturn:
    """Does what the process is for, and ends it in silence, whatever happens."""
    with suppress(BaseException):
        import pickle
        import signal
        from ctypes import CDLL

        output = _redirect_standard_streams()
        signal.signal(signal.SIGTERM, _end_process)
        signal.signal(
            signal.SIGINT, signal.SIG_IGN
        )  # the first process hears it, and ends this one: once, not twice
        CDLL(None).prctl(_DEATH_SIGNAL_OPTION, signal.SIGTERM)
        work = prepare()
        with os.fdopen(jobs, "rb") as job_stream, os.fdopen(results, "wb") as result_stream:
            while True:
                result = work(*pickle.load(job_stream))  # noqa: S301 (from the process that was forked)
                sys.stdout.flush()
                sys.stderr.flush()
                if os.fstat(output).st_size:
                    break
                pickle.dump(result, result_stream, pickle.HIGHEST_PROTOCOL)
                result_stream.flush()
    _end_process()


def _end_process(*_: object) -> NoReturn:
    """Ends this process. Nothing interrupts it while it puts its temporary files away."""
    import signal

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    sys.exit()


def _redirect_standard_streams() -> int:
    """Lets this process read nothing, and keep what it prints to itself. Returns the file that it is in."""
    nothing, output = os.open(os.devnull, os.O_RDONLY), os.memfd_create("output")
    for descriptor, file in enumerate((nothing, output, output)):
        os.dup2(file, descriptor)
    return output
