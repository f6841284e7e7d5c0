"""Makes a dataset of a file in a worker process with limits, so that a hostile file harms nothing but the worker."""

from pathlib import Path
from typing import NamedTuple

from reportgen.extract import UnreadableFile
from reportgen.importer.making import Imported, Template, imported
from reportgen.importer.readers import read_file
from reportgen.processes.isolation import Stopped, run_isolated


class Order(NamedTuple):
    """What is to be made: of which file, under which name, of which template, and in which edition and language if told.

    `beside` is the file beside which pictures go, None where they are left out.
    """

    path: Path
    dataset: str
    template: Template
    form: str = ""
    language: str = ""
    beside: Path | None = None


def import_isolated(order: Order) -> Imported:
    """Makes a dataset of a file. Raises UnreadableFile."""
    result = next(run_isolated(_import, [order]))
    if isinstance(result, Stopped):
        raise UnreadableFile(str(result))
    return result


def _import(order: Order) -> Imported:
    reading = read_file(order.path)
    return imported(
        reading, str(order.path), order.dataset, order.template, order.form, order.language, order.beside
    )
