"""Resolves the paths and templates of a layout against the values of a report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.document import Inline, Link, Text, plain_text
from reportgen.findings import At
from reportgen.layout.parts import FieldPath, Pieces, Template
from reportgen.prose import fold_spacing, merge_texts
from reportgen.prose.lines import line_words
from reportgen.schema.i18n import choice_in_words, date_in_words, period_in_words
from reportgen.schema.model import Model, Shape
from reportgen.schema.models import Website
from reportgen.schema.values import Date, Period, link_target


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the report with its shape, its path and, for an entry of a list, its number from 1."""

    content: object
    shape: Shape
    at: At = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves paths and templates in `language`; `words` are the layout's own in it, `origins` as in `compose`.

    Paths start from any of the `scopes`, which are values from the innermost outwards.
    """

    language: str
    words: Mapping[str, str]
    origins: Mapping[At, tuple[int, ...]]

    def find(self, path: FieldPath, scopes: tuple[Value, ...]) -> Value | None:
        """Returns the value at a path, tried from the innermost scope outwards as the check of layouts does."""
        for scope in scopes:
            content, shape = scope.content, scope.shape
            for key in path.keys:
                inner_shape = shape.keys().get(key)
                if inner_shape is None:
                    break
                content, shape = getattr(content, "version" if key == "schema" else key), inner_shape
            else:
                return Value(content, shape, (*scope.at, *path.keys))
        return None

    def find_entries(self, path: FieldPath, scopes: tuple[Value, ...]) -> Iterator[Value]:
        """Yields the entries of the list at a path."""
        value = self.find(path, scopes)
        if value and isinstance(value.content, tuple) and value.shape.item:
            for index, entry in enumerate(value.content):
                yield Value(entry, value.shape.item, self.entry_path(value.at, index), index + 1)

    def entry_path(self, at: At, index: int) -> At:
        """Returns the path that an entry of a list has in the file."""
        indexes_in_file = self.origins.get(at)
        return (*at, indexes_in_file[index] if indexes_in_file else index)

    def first_path(self, template: Template, scopes: tuple[Value, ...]) -> At | None:
        """Returns the path of the first value of the dataset in a template."""
        values = (self.find(part, scopes) for part in template if isinstance(part, FieldPath))
        return next((value.at for value in values if value), None)

    def plain_text(self, template: Template, scopes: tuple[Value, ...]) -> str:
        """Returns the words of a template, or nothing where one of its paths is empty."""
        return plain_text(self.inlines((template,), scopes))

    def inlines(self, templates: Pieces, scopes: tuple[Value, ...]) -> tuple[Inline, ...]:
        """Returns the inlines of several templates in a row; a template with an empty path is left out."""
        children: list[Inline] = []
        for template in templates:
            parts = [
                self.path_inlines(part, scopes) if isinstance(part, FieldPath) else (Text(part),)
                for part in template
            ]
            if all(parts):
                children.extend(child for part in parts for child in part)
        return merge_texts(children)

    def path_inlines(self, path: FieldPath, scopes: tuple[Value, ...]) -> tuple[Inline, ...]:
        """Returns what a path in a template shows."""
        if path.keys[0] == "words":
            words = self.words.get(".".join(path.keys[1:]), "")
            return (Text(words),) if words else ()
        value = self.find(path, scopes)
        if value is None and path.keys == ("number",):
            return (Text(str(next((scope.number for scope in scopes if scope.number), 0))),)
        return self.value_inlines(value) if value else ()

    def value_inlines(self, value: Value) -> tuple[Inline, ...]:
        """Returns a value on one line; addresses become links."""
        text = fold_spacing(_in_words(value.content, self.language))
        if value.shape.kind == "choice":
            text = choice_in_words(text, self.language)
        if value.at[-1:] == ("title",):
            text = line_words(text)  # titles are bold as they are
        if not text:
            return ()
        if isinstance(value.content, Website) and value.content.target:
            return (Link((Text(text),), value.content.target),)
        if value.shape.kind == "url":
            return (Link((Text(text),), link_target(text)),)
        if value.shape.kind == "email" and "@" in text:
            return (Link((Text(text),), f"mailto:{text}"),)
        return (Text(text),)


def _in_words(content: object, language: str) -> str:
    match content:
        case str():
            return content
        case Date():
            return date_in_words(content, language)
        case Period():
            return period_in_words(content, language)
        case bool() | None:
            return ""
        case Model():
            return content.as_line(language)
        case tuple():
            return ", ".join(filter(None, (_in_words(entry, language) for entry in content)))
        case _:
            return str(content)
