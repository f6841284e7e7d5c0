"""Reading single values of a layout file: lines, numbers, lists, paths and templates."""

import re
from collections.abc import Iterator
from typing import Any

from reportgen.findings import At, Code, Fault, Finding, Problem, ValuePart
from reportgen.layout.codes import KEY
from reportgen.layout.parts import FieldPath, Pieces, Template
from reportgen.schema.shapes import nearest_word
from reportgen.source import Source, locate
from reportgen.startup.patterns import lazy_pattern

_PATH = lazy_pattern(r"\{([^{}]*)\}")


class ValueReader:
    """Reads the values of one layout file. What does not fit is noted as a fault, and something blank stands in for it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._faults: list[Fault] = []

    @property
    def values(self) -> dict[str, Any]:
        """The values at the left margin of the file."""
        return self.source.data or {}

    def findings(self) -> Iterator[Finding]:
        """What was noted, at its place in the file."""
        return (locate(fault, self.source) for fault in self._faults)

    def note(self, code: Code, at: At, message: str, hint: str | None, part: ValuePart = "value") -> None:
        """Note a fault."""
        self._faults.append(Fault(code, Problem(at, message, hint, part)))

    def check_keys(self, value: Any, at: At, known: tuple[str, ...]) -> None:
        """Note every key of a mapping that is not known."""
        for key in value:
            if key not in known:
                near = nearest_word(key, list(known))
                hint = f"did you mean `{near}`?" if near else f"the keys here are {in_backticks(known)}"
                self.note(KEY, (*at, key), f"`{key}` is not a key that can stand here", hint, "key")

    def mapping(self, value: Any, at: At) -> dict[str, Any]:
        """A mapping; what is blank counts as left out."""
        if isinstance(value, dict):
            return value
        if value != "":
            self.note(KEY, at, "this should be keys with their values", None)
        return {}

    def list_of(self, value: Any, at: At) -> list[Any]:
        """A list."""
        if isinstance(value, list):
            return value
        self.note(KEY, at, "this should be a list", "start each entry on a line of its own with `- `")
        return []

    def line(self, value: Any, at: At) -> str:
        """One line of text."""
        if isinstance(value, str) and "\n" not in value.rstrip("\n"):
            return value.rstrip("\n").replace("\t", " ")
        hint = "join the lines" if isinstance(value, str) else "put it in quotes if it starts with `{` or `[`"
        self.note(KEY, at, "this should be one line of text", hint)
        return ""

    def number(self, value: Any, at: At, highest: int) -> int:
        """A number from 1 to the highest, which has one digit."""
        if isinstance(value, str) and re.fullmatch("[0-9]", value) and 1 <= int(value) <= highest:
            return int(value)
        self.note(KEY, at, f"this should be a number from 1 to {highest}", None)
        return 1

    def path(self, value: Any, at: At, part: ValuePart = "value") -> FieldPath:
        """A dotted path, with or without braces."""
        text = self.line(value, at).strip()
        return FieldPath(tuple(text.removeprefix("{").removesuffix("}").split(".")), at, part)

    def template(self, value: Any, at: At) -> Template:
        """A line with the paths in it."""
        text, position = self.line(value, at), 0
        parts: list[str | FieldPath] = []
        for match in _PATH.finditer(text):
            parts += [text[position : match.start()]] if match.start() > position else []
            parts.append(self.path(match[1], at, (match.start(1), match.end(1))))
            position = match.end()
        return (*parts, *([text[position:]] if position < len(text) else []))

    def pieces(self, value: Any, at: At) -> Pieces:
        """A list of templates, or a single one."""
        if isinstance(value, list):
            return tuple(self.template(piece, (*at, index)) for index, piece in enumerate(value))
        return (self.template(value, at),)


def in_backticks(names: tuple[str, ...]) -> str:
    """Names as messages list them."""
    return ", ".join(f"`{name}`" for name in names)
