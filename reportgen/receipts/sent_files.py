"""Verifies a receipt: whether each file is still the one that was sent, and what it was made of is still the same."""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from reportgen.config import Settings
from reportgen.extract import UnreadableFile, read_finished_file
from reportgen.layout import find_layout
from reportgen.pipeline import check
from reportgen.receipts.receipt import Receipt, dataset_hash, layout_hash, read_receipt
from reportgen.source import Unreadable
from reportgen.verify import Result, Status
from reportgen.verify.model import pass_or_fail, skip

_CHECK = "sent"


def verify_sent_files(
    path: Path, settings: Callable[[Path], Settings], layout: str = ""
) -> Iterator[tuple[Path, Result]]:
    """Yields a result for each file of a receipt, for the dataset and for the layout. Raises UnreadableReceipt.

    `layout` is the name or folder of the layout where it is not the one of that name which ships.

    The dataset and the layout are no part of what was sent: where they are gone or have changed, nothing fails, but it is said.
    """
    receipt = read_receipt(path)
    for output in receipt.outputs:
        file = Path(os.path.normpath(path.parent / output.file))
        message = f"it is the file of the receipt {path.name}, byte for byte"
        yield file, pass_or_fail(_CHECK, _find_changes(file, output.sha256), message)
    dataset = Path(os.path.normpath(path.parent / receipt.dataset.name))
    yield dataset, _check_dataset(dataset, receipt, settings)
    yield path, _check_layout(receipt, layout)


def _find_changes(file: Path, sha256: str) -> Iterator[str]:
    if not os.path.isfile(file):
        yield "it is missing: it was sent, and is not here any more"
        return
    try:
        content = read_finished_file(file)
    except UnreadableFile as error:
        yield str(error)
        return
    actual = hashlib.sha256(content).hexdigest()
    if actual != sha256:
        yield f"it is not the file that was sent: its SHA-256 is {actual[:12]}…, that of the receipt {sha256[:12]}…"


def _check_dataset(dataset: Path, receipt: Receipt, settings: Callable[[Path], Settings]) -> Result:
    if not os.path.isfile(dataset):
        return skip(_CHECK, "the dataset is not here; the files carry it")
    try:
        sha256 = dataset_hash(check(dataset, settings(dataset)))
    except Unreadable as error:
        return skip(_CHECK, f"the dataset cannot be read ({error})")
    if sha256 == receipt.dataset.sha256:
        return Result(_CHECK, Status.PASS, "it is the dataset of which the files were made")
    return skip(
        _CHECK, "the dataset has changed since the files were made of it; the files carry it as it was"
    )


def _check_layout(receipt: Receipt, layout: str) -> Result:
    name = receipt.layout.name
    sha256 = _hash_of_layout(layout or name, is_named_by_user=bool(layout))
    if not sha256:
        return skip(_CHECK, f"the layout {name} is not here; name it with --layout")
    if sha256 == receipt.layout.sha256:
        return Result(_CHECK, Status.PASS, f"the layout {name} is the one by which the files were set")
    return skip(_CHECK, f"the layout {name} has changed since: what is built today may look different")


def _hash_of_layout(name: str, *, is_named_by_user: bool) -> str:
    """Returns the hash of a layout, empty where it is not here. No receipt may lead to other folders."""
    if not is_named_by_user and set("/\\:") & set(name):
        return ""
    try:
        return layout_hash(find_layout(name))
    except Unreadable:
        return ""
