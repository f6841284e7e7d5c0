"""The command `reportgen`."""

import sys


def main() -> None:
    """Runs the command line. Ends with 130 where it is interrupted, and with 2 where there is no memory or no output."""
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(130)
    except MemoryError:
        sys.stderr.write("reportgen: there is not enough memory\n")
        sys.exit(2)


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
                from reportgen.cli import app

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
