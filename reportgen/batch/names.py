"""Where the files of a report go: a template of a path, and the words that stand in it."""

import string
from collections.abc import Mapping
from pathlib import PurePosixPath

from reportgen.pipeline.names import slug

TEMPLATE = "{group}/{period}/{group}-{period}.{format}"
FIELDS = ("group", "period", "form", "language", "layout", "format")
"""What can stand in a template."""


class BadTemplate(ValueError):
    """A template that cannot name files; the message says why."""


def check(template: str) -> None:
    """Raise BadTemplate where a template cannot name files, each report's and format's its own."""
    try:
        fields = [
            field for _, field, form, conversion in string.Formatter().parse(template) if field is not None
        ]
        odd = any(form or conversion for _, _, form, conversion in string.Formatter().parse(template))
    except ValueError as error:
        raise BadTemplate(f"`{template}` is no template ({error})") from None
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
    if path.is_absolute() or ".." in path.parts or "\\" in template or ":" in template:
        raise BadTemplate(f"`{template}` must stay inside the output folder, with `/` between folders")


def path(template: str, fields: Mapping[str, str]) -> PurePosixPath:
    """The path of a file by its template; every field is made safe, and an empty one is `report`."""
    words = {name: slug(fields.get(name, "")) or "report" for name in FIELDS}
    return PurePosixPath(template.format(**words))
