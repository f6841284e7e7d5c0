"""Whether the libraries of the page's server are installed: they are an extra, since no other command needs them."""

from importlib.util import find_spec


class ExtraMissing(Exception):
    """The libraries of the server are not installed; the message says how to install them."""


def require_extra() -> None:
    """Raises ExtraMissing where the libraries of the server are not installed."""
    if not (find_spec("starlette") and find_spec("uvicorn")):
        raise ExtraMissing('the page needs two more libraries; install them: pip install "reportgen[edit]"')
