"""The check of a layout without any dataset: every path must lead to something that its part can show."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import TypeAlias

from reportgen.findings import Fault, Problem
from reportgen.layout.codes import FIELD, KIND, WORD
from reportgen.layout.parts import (
    EachPart,
    EntriesPart,
    FieldPath,
    LayoutPart,
    ListPart,
    PanelsPart,
    SectionPart,
    TablePart,
    Template,
)
from reportgen.layout.paths import Scope, Use, inner_scopes, keys_on_a_line, template_uses, uses
from reportgen.schema.model import Shape
from reportgen.schema.shapes import MAX_NEAREST, REPORT_SHAPE, nearest_word, paths_with_shapes

WordsByLanguage: TypeAlias = Mapping[str, Mapping[str, str]]
"""The words of a layout: for each language, by their names."""


def check(title: Template, blocks: tuple[LayoutPart, ...], words: WordsByLanguage) -> Iterator[Fault]:
    """Find every path that leads nowhere, or to something that its part cannot show."""
    root = (Scope(REPORT_SHAPE),)
    scopes_by_path: dict[int, tuple[Scope, ...]] | None = None
    lacking_words, unknown_fields = count(), count()
    for use in (*template_uses(title, root), *uses(blocks, root)):
        is_word = use.path.keys[0] == "words" and len(use.path.keys) > 1
        is_number = use.shape is None and use.path.keys == ("number",) and use.numbered
        if (is_word or is_number) and use.need not in ("one line", "one line, or a list"):
            message = f"`{use.path}` is a line of the layout, but {use.need} is needed here"
            yield Fault(KIND, Problem(use.path.at, message, "name a field of the dataset", use.path.part))
        elif is_word:
            yield from _word_faults(use.path, words, lacking_words)
        elif is_number:
            continue
        elif use.shape is None:
            if scopes_by_path is None:
                scopes_by_path = {id(path): scopes for path, scopes in _paths_with_scopes(blocks, root)}
            inner = scopes_by_path.get(id(use.path), root)[:-1]
            yield _unknown_field(use.path, inner, is_hinted=next(unknown_fields) < MAX_NEAREST)
        elif not _fits(use):
            kind = use.shape.kind
            message = f"`{use.path}` is {use.shape.description()}, but {use.need} is needed here"
            hint = _KIND_HINTS.get(kind) if use.need != "another list than the one around it" else None
            yield Fault(KIND, Problem(use.path.at, message, hint, use.path.part))


_KIND_HINTS = {
    "text": "show a text with `prose`, or as the `text` of `entries`",
    "list": "show a list with `list`, `entries`, `each` or `table`",
    "mapping": "name one of its keys",
}


def _fits(use: Use) -> bool:
    shape = use.shape or Shape("mapping")
    match use.need:
        case "one line, or a list":
            return _fits_a_line(shape) or bool(shape.item and _fits_a_line(shape.item))
        case "a text":
            return shape.kind == "text"
        case "a list":
            return shape.kind == "list"
        case "a list whose entries have a `date`":
            return bool(shape.item and "date" in shape.item.keys())  # noqa: SIM118 - a shape is no mapping
        case "a list whose entries have a `kind`":
            return bool(shape.item and "kind" in shape.item.keys())  # noqa: SIM118
        case "an address":
            return shape.kind in ("url", "email")
        case "a list of lines, or an `item`" | "another list than the one around it":
            return False
        case "a table":
            return shape.kind == "mapping" and {"columns", "rows"} <= set(shape.keys())
        case "the `figure` of a section or an entry":
            return shape.kind == "figure"
        case _:
            return _fits_a_line(shape)


def _fits_a_line(shape: Shape) -> bool:
    """Whether a value can stand on one line: a single one, a list of single ones, or a person, member or website."""
    if shape.item:
        return shape.item.kind not in ("text", "list", "mapping")
    return shape.kind not in ("text", "list", "mapping") or bool(keys_on_a_line(shape))


def _word_faults(path: FieldPath, words: WordsByLanguage, lacking_words: Iterator[int]) -> Iterator[Fault]:
    name = ".".join(path.keys[1:])
    lacking = [language for language, names in words.items() if name not in names]
    if lacking:
        near = nearest_word(name, list(words[lacking[0]])) if next(lacking_words) < MAX_NEAREST else None
        under = " and ".join(f"`{language}`" for language in lacking)
        hint = f"did you mean `words.{near}`?" if near else f"add `{name}:` to `words` under {under}"
        message = f"there is no word `{name}` in {' or '.join(lacking)}"
        yield Fault(WORD, Problem(path.at, message, hint, path.part))


def _unknown_field(path: FieldPath, scopes: tuple[Scope, ...], *, is_hinted: bool) -> Fault:
    """The fault of a path that leads nowhere, if `is_hinted` with the nearest one that could stand in its place.

    `scopes` are those inside which it stands, without the dataset's own.
    """
    message = f"no dataset has a field `{path}` here"
    if not is_hinted:
        return Fault(FIELD, Problem(path.at, message, None, path.part))
    fields = [dotted for dotted, _ in paths_with_shapes()]
    local = [dotted for scope in scopes for dotted, _ in paths_with_shapes(scope.shape)]
    near = nearest_word(str(path), local + fields)
    hint = f"did you mean `{near}`?" if near else None
    if hint is None and local:
        hint = f"the fields here are {', '.join(f'`{key}`' for key in local[:12])}"
    return Fault(FIELD, Problem(path.at, message, hint, path.part))


def _paths_with_scopes(
    parts: tuple[LayoutPart, ...], scopes: tuple[Scope, ...]
) -> Iterator[tuple[FieldPath, tuple[Scope, ...]]]:
    """Yields every path with the scopes inside which it stands, innermost first."""
    for part in parts:
        match part:
            case SectionPart():
                yield from ((path, scopes) for path in part.title if isinstance(path, FieldPath))
                yield from _paths_with_scopes(part.blocks, scopes)
            case EachPart():
                yield part.path, scopes
                yield from _paths_with_scopes(part.blocks, inner_scopes(part.path, scopes))
            case ListPart() | EntriesPart() | TablePart() | PanelsPart():
                inner = inner_scopes(part.path, scopes)
                for use in uses((part,), scopes):
                    yield use.path, scopes if use.path is part.path else inner
            case _:
                yield from ((use.path, scopes) for use in uses((part,), scopes))
