"""The paths of an export's files: those of the reports by a template, and those of the manifest."""

import string
from collections.abc import Mapping
from pathlib import PurePosixPath

from reportgen.file_names import is_device_name, slug

RECORDS = ".reportgen"
"""The folder, inside the output folder, of the records of all reports."""

MANIFEST, TABLE = "manifest.json", "manifest.csv"
DEFAULT_TEMPLATE = "{group}/{period}/{group}-{period}.{format}"
FIELDS = ("group", "period", "form", "language", "layout", "dataset", "format")
"""The fields of a template; `dataset` is the name of the dataset's file."""

_NOT_ON_WINDOWS = frozenset('<>:"|?*\\')


class BadTemplate(ValueError):
    """A template that cannot name files; the message says why."""


def check_template(template: str) -> None:
    """Raises BadTemplate where a template cannot name files, each report's and format's its own."""
    try:
        parsed = list(string.Formatter().parse(template))
    except ValueError:
        raise BadTemplate(f"`{template}`: write fields in braces, as in {DEFAULT_TEMPLATE}") from None
    fields = [field for _, field, _, _ in parsed if field is not None]
    for field in fields:
        if field not in FIELDS:
            raise BadTemplate(
                f"`{{{field}}}` cannot stand in a name; there are {', '.join(f'{{{name}}}' for name in FIELDS)}"
            )
    if any(format_spec or conversion for _, _, format_spec, conversion in parsed):
        raise BadTemplate(f"`{template}`: write the fields plainly, as in {{group}}")
    if "format" not in fields:
        raise BadTemplate(
            f"`{template}` names all formats alike; put {{format}} into it, as in {DEFAULT_TEMPLATE}"
        )
    for character in template:
        if character in _NOT_ON_WINDOWS or not character.isprintable():
            raise BadTemplate(
                f"`{template}`: {character!r} cannot stand in the names of files; folders are parted by `/`"
            )
    path = PurePosixPath(template)
    if path.is_absolute() or ".." in path.parts or path.parts[0].casefold() in (RECORDS, MANIFEST, TABLE):
        reserved = f"{RECORDS}, {MANIFEST} and {TABLE}"
        raise BadTemplate(f"`{template}` must stay inside the output folder, and out of {reserved} there")
    for part in path.parts:
        if part != part.rstrip(". ") or is_device_name(part):
            raise BadTemplate(f"`{template}`: Windows takes no file or folder that is called `{part}`")


def output_path(template: str, fields: Mapping[str, str]) -> PurePosixPath:
    """Returns the path of a file. Every field is made a safe name; an empty one is `report`."""
    safe = {name: slug(fields.get(name, "")) or "report" for name in FIELDS}
    return PurePosixPath(template.format(**safe))
