"""The command `reportgen`."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # loading `typing` takes longer than all else that `--version` needs
    from collections.abc import Callable

    from reportgen.writers import Written


def main() -> None:
    """Runs the command line. Ends with 130 where it is interrupted, with 2 where the system lacks what it needs.

    That is memory, room on a disk, an output, or a working folder. Another signal that asks it to end interrupts it, too; it ends
    with 128 and the number of that one.
    """
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(128 + _signals[0] if _signals else 130)
    except SystemExit as end:
        if end.code == 130 and _signals:  # Click has made this of the interruption
            sys.exit(128 + _signals[0])
        raise
    except Exception as error:
        if (reason := _why_not(error)) is None:
            raise
        sys.stderr.write(f"reportgen: {reason}\n")
        sys.exit(2)


_signals: "list[int]" = []
"""The signals that have asked this process to end."""


def _hear_signals() -> None:
    """Lets the signals with which systems end programs interrupt this one, so that it puts its temporary files away."""
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # else `nohup` has it ignored
            signal.signal(number, _interrupt)


def _interrupt(number: int, _: object) -> None:
    import signal

    signal.signal(number, signal.SIG_DFL)  # another one ends it at once
    _signals.append(number)
    raise KeyboardInterrupt


def _why_not(error: Exception) -> str | None:
    """Returns why the program cannot run on this system; None where that is not the reason for an exception."""
    import errno
    import os

    is_out_of_memory = getattr(error, "errno", None) == errno.ENOMEM or "failed to map segment" in str(error)
    errors = (MemoryError, SystemError)  # CPython raises the second where a lack of memory escapes it
    if isinstance(error, errors) or isinstance(error.__context__, MemoryError) or is_out_of_memory:
        return "there is not enough memory"
    if getattr(error, "errno", None) in {errno.ENOSPC, getattr(errno, "EDQUOT", None), errno.EROFS}:
        return f"cannot go on ({(getattr(error, 'strerror', None) or 'the disk is full').lower()})"
    if isinstance(error, FileNotFoundError):
        try:
            os.getcwd()  # noqa: PTH109 (without a module that may not load)
        except FileNotFoundError:
            return "the folder in which this was called is gone; change to another one"
        if (error.strerror or "").startswith("No usable temporary directory"):  # as `tempfile` has it
            return "there is no temporary folder that can be written to; set TMPDIR to one"
    return None


def _run() -> None:
    from contextlib import suppress  # in here, so that an interruption of the loading ends quietly, too

    from reportgen.startup.answers import answer
    from reportgen.startup.collector import relax
    from reportgen.streams import Unwritable, open_streams

    relax()
    open_streams()
    try:
        try:
            if not answer(sys.argv):
                from reportgen.startup.dataclass_methods import defer

                defer()
                _hear_signals()
                from reportgen.startup.sibling import sibling

                with sibling(sys.argv, _prepare_pdf):
                    from reportgen.cli import app

                    app()
        finally:
            sys.stdout.flush()
    except Unwritable as error:
        with suppress(Unwritable):
            sys.stderr.write(f"reportgen: cannot go on ({error})\n")
            sys.stderr.flush()
        sys.exit(2)


def _prepare_pdf() -> "Callable[..., Written]":
    from reportgen.writers import pdf

    pdf.load_all()
    return pdf.write


if __name__ == "__main__":
    main()
