"""The command `reportgen`."""

import os
import sys


def main() -> None:
    """Run the command line, without looking for plugins of pydantic: the search costs more than reading a dataset."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from reportgen.cli import app

    sys.exit(app())


if __name__ == "__main__":
    main()
