"""The command `reportgen`."""

import gc
import sys

_GC_THRESHOLD = 50_000
"""The new objects after which the garbage collector runs; the bench's row `validate` shows the gain over Python's default."""


def main() -> None:
    """Runs the command line. Ends with 130 where it is interrupted, and with 2 where there is no memory or no output."""
    gc.set_threshold(_GC_THRESHOLD, 20, 20)
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(130)
    except MemoryError:
        sys.stderr.write("reportgen: there is not enough memory\n")
        sys.exit(2)
    finally:
        gc.freeze()  # the interpreter's last collection has nothing to search


def _run() -> None:
    from contextlib import suppress  # in here, so that an interruption of the loading ends quietly, too

    from reportgen.streams import Unwritable, open_streams

    open_streams()
    try:
        from reportgen.cli import app

        try:
            app()
        finally:
            sys.stdout.flush()
    except Unwritable as error:
        with suppress(Unwritable):
            sys.stderr.write(f"reportgen: cannot go on ({error})\n")
            sys.stderr.flush()
        sys.exit(2)


if __name__ == "__main__":
    main()
