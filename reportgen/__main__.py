"""The command `reportgen`."""

import gc
import sys

_ROUND = 50_000
"""After how many new objects the memory is searched for circles of them: at Python's 700 a short run spends a tenth on it."""


def main() -> None:
    """Run the command line."""
    gc.set_threshold(_ROUND, 20, 20)
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(130)
    except MemoryError:
        sys.stderr.write("reportgen: there is not enough memory\n")
        sys.exit(2)
    finally:
        gc.freeze()  # what ends with the program is not searched for circles


def _run() -> None:
    from contextlib import suppress

    from reportgen.streams import Unwritable, open_streams

    open_streams()
    if sys.argv[1:2] == ["batch"]:
        from reportgen.batch.ahead import begin

        begin(sys.argv[1:])
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
