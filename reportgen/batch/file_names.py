"""Where the files of a report go: a template of a path, and the words that stand in it."""

import string
from collections.abc import Mapping
from pathlib import PurePosixPath

from reportgen.batch.ahead import MANIFEST
from reportgen.file_names import is_device, slug

RECORDS = ".reportgen"
"""The folder inside the output folder in which a batch keeps what it remembers."""

TABLE = "manifest.csv"
TEMPLATE = "{group}/{period}/{group}-{period}.{format}"
FIELDS = ("group", "period", "form", "language", "layout", "dataset", "format")
"""What can stand in a template; `dataset` is the name of the dataset's file."""

_FOR_WINDOWS = frozenset('<>:"|?*\\')


class BadTemplate(ValueError):
    """A template that cannot name files; the message says why."""


def check(template: str) -> None:
    """Raise BadTemplate where a template cannot name files, each report's and format's its own."""
    try:
        fields = [
            field for _, field, form, conversion in string.Formatter().parse(template) if field is not None
        ]
        odd = any(form or conversion for _, _, form, conversion in string.Formatter().parse(template))
    except ValueError:
        raise BadTemplate(f"`{template}`: write fields in braces, as in {TEMPLATE}") from None
    for field in fields:
        if field not in FIELDS:
            raise BadTemplate(
                f"`{{{field}}}` cannot stand in a name; there are {', '.join(f'{{{f}}}' for f in FIELDS)}"
            )
    if odd:
        raise BadTemplate(f"`{template}`: write the fields plainly, as in {{group}}")
    if "format" not in fields:
        raise BadTemplate(f"`{template}` names all formats alike; put {{format}} into it, as in {TEMPLATE}")
    path = PurePosixPath(template)
    if odd_one := next(
        (letter for letter in template if letter in _FOR_WINDOWS or not letter.isprintable()), ""
    ):
        raise BadTemplate(
            f"`{template}`: {odd_one!r} cannot stand in the names of files; folders are parted by `/`"
        )
    if path.is_absolute() or ".." in path.parts or path.parts[0].casefold() in (RECORDS, MANIFEST, TABLE):
        ours = f"{RECORDS}, {MANIFEST} and {TABLE}"
        raise BadTemplate(f"`{template}` must stay inside the output folder, and out of {ours} there")
    for part in path.parts:
        if part != part.rstrip(". ") or is_device(part):
            raise BadTemplate(f"`{template}`: Windows takes no file or folder that is called `{part}`")


def path(template: str, fields: Mapping[str, str]) -> PurePosixPath:
    """The path of a file by its template; every field is made safe, and an empty one is `report`."""
    words = {name: slug(fields.get(name, "")) or "report" for name in FIELDS}
    return PurePosixPath(template.format(**words))
