"""The command `reportgen`."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # loading `typing` takes longer than all else that `--version` needs
    from collections.abc import Callable

    from reportgen.writers import Written


def main() -> None:
    """Runs the command line. Ends with 130 where it is interrupted, with 2 where there is no memory, output or working folder."""
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if (reason := _why_not(error)) is None:
            raise
        sys.stderr.write(f"reportgen: {reason}\n")
        sys.exit(2)


def _why_not(error: Exception) -> str | None:
    """Returns why the program cannot run on this system; None where that is not the reason for an exception."""
    import errno
    import os

    is_out_of_memory = getattr(error, "errno", None) == errno.ENOMEM or "failed to map segment" in str(error)
    errors = (MemoryError, SystemError)  # CPython raises the second where a lack of memory escapes it
    if isinstance(error, errors) or isinstance(error.__context__, MemoryError) or is_out_of_memory:
        return "there is not enough memory"
    if isinstance(error, FileNotFoundError):
        try:
            os.getcwd()  # noqa: PTH109 (without a module that may not load)
        except FileNotFoundError:
            return "the folder in which this was called is gone; change to another one"
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
