"""The command `reportgen`."""

import os
import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command line, without looking for plugins of pydantic: the search costs more than reading a dataset."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        _write_every_letter()
        from reportgen.cli import app

        sys.exit(app())
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:  # a full disk behind standard output; the commands see to their own files
        sys.stdout = None  # what is left in it cannot be written either
        sys.stderr.write(f"reportgen: cannot go on ({(error.strerror or str(error)).lower()})\n")
        sys.exit(2)


def _write_every_letter() -> None:
    """Files and pipes are UTF-8 on every system; a terminal shows a letter that it lacks by its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


if __name__ == "__main__":
    main()
