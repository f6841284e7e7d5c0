"""The command `reportgen`."""

import os
import sys


def main() -> None:
    """Run the command line, without looking for plugins of pydantic: the search costs more than reading a dataset."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(130)


def _run() -> None:
    from contextlib import suppress

    from reportgen.cli.streams import Unwritable, open_streams

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
