"""Makes a dataset of a file in a worker process with limits, so that a hostile file harms nothing but the worker."""

from pathlib import Path
from typing import NamedTuple

from reportgen.extract import UnreadableFile
from reportgen.importer.making import Imported, Template, imported
from reportgen.importer.readers import read_file
from reportgen.processes.isolate import Refused, run_isolated


class Order(NamedTuple):
    """What is to be made: of which file, under which name, of which template, and in which edition and language if told."""

    path: Path
    dataset: str
    template: Template
    form: str = ""
    language: str = ""


def import_isolated(order: Order) -> Imported:
    """Makes a dataset of a file. Raises UnreadableFile."""
    result = next(run_isolated(_import, [order]))
    if isinstance(result, Refused):
        raise UnreadableFile(result.reason)
    return result


def _import(order: Order) -> Imported | Refused:
    try:
        reading = read_file(order.path)
        return imported(reading, str(order.path), order.dataset, order.template, order.form, order.language)
    except UnreadableFile as error:
        return Refused(str(error))
