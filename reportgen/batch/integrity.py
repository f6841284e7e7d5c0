"""Compares the files of an export with its manifest."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reportgen.batch.file_names import MANIFEST
from reportgen.batch.manifest import UNUSABLE, OtherVersion, OutputFile, Record, read_manifest, read_record
from reportgen.formats import FORMATS
from reportgen.source.files import NotRegular, Outside, path_inside, read_regular_file

_MAX_BYTES = 500_000_000
"""More than any file has that a batch writes."""


class NoManifest(Exception):
    """An export without a manifest that can be read; the message says so."""


@dataclass(frozen=True)
class Integrity:
    """What a comparison shows.

    `damage` says what is wrong with files of the manifest, and `unlisted` which files are not in it. `newer` are the records
    whose files are of a later run, which was stopped; `file_count` is the number of the other records' files.
    """

    damage: list[str]
    unlisted: list[str]
    newer: list[Record]
    file_count: int


def check_export(output: Path) -> Integrity:
    """Compares every file of an export with the manifest. Raises NoManifest."""
    try:
        records = read_manifest(output)
    except FileNotFoundError:
        message = f"{output}: there is no manifest here; `reportgen batch DATASETS -o {output}` writes one"
        raise NoManifest(message) from None
    except OtherVersion:
        message = f"{output / MANIFEST}: is a manifest of another version of reportgen"
        raise NoManifest(message) from None
    except UNUSABLE:
        raise NoManifest(f"{output / MANIFEST}: is no manifest that can be read") from None
    newer = [record for record in records if _has_newer_files(output, record)]
    current = [record for record in records if record not in newer]
    damage = [fault for record in current for fault in _find_damage(output, record)]
    return Integrity(
        damage, _find_unlisted(output, records), newer, sum(len(record.outputs) for record in current)
    )


def is_intact(output: Path, record: Record) -> bool:
    """Tells whether a record has files, and all of them are as they were written."""
    return bool(record.outputs) and not _find_damage(output, record)


def orphaned_files(output: Path, previous: Iterable[Record], records: Iterable[Record]) -> list[str]:
    """Returns the files of previous records that no record lists any longer, and that still exist."""
    paths = _output_paths(previous) - _output_paths(records)
    return sorted(path for path in paths if os.path.isfile(output / path))


def _output_paths(records: Iterable[Record]) -> set[str]:
    return {file.path for record in records for file in record.outputs}


def _find_damage(output: Path, record: Record) -> list[str]:
    damage = []
    for file in record.outputs:
        try:
            is_whole = _is_as_written(output, file)
        except OSError:
            damage.append(f"{file.path}: is missing")
        else:
            if not is_whole:
                damage.append(f"{file.path}: is not the file that was written")
    return damage


def _is_as_written(output: Path, file: OutputFile) -> bool:
    """Compares a file with its size and hash. What lies elsewhere or is no file is not read. Raises OSError."""
    if not 0 <= file.size <= _MAX_BYTES:
        return False
    try:
        content = read_regular_file(path_inside(output, file.path), file.size + 1)
    except (NotRegular, Outside, ValueError):
        return False
    return len(content) == file.size and hashlib.sha256(content).hexdigest() == file.sha256


def _has_newer_files(output: Path, record: Record) -> bool:
    """Tells whether a dataset's files are intact, but of a later run that has not come to write its manifest."""
    later = read_record(output, record.source)
    return later is not None and later.outputs != record.outputs and is_intact(output, later)


def _find_unlisted(output: Path, records: Iterable[Record]) -> list[str]:
    """Finds the Word files, PDFs and web pages that no record lists: of earlier runs, or put there by others."""
    listed = _output_paths(records)
    paths = ((path.relative_to(output).as_posix(), path) for path in sorted(output.rglob("*")))
    return [
        f"{name}: is not in the manifest"
        for name, path in paths
        if path.suffix.removeprefix(".") in FORMATS and name not in listed and os.path.isfile(path)
    ]
