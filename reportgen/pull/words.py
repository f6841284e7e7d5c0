"""Reads values back from the words in which a report says them: dates, periods, choices, people, lists."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations, product
from typing import Any

from reportgen.pull.added import bare_address
from reportgen.pull.dates import date_of_words
from reportgen.pull.shown import shown_words
from reportgen.schema.i18n import choice_in_words
from reportgen.schema.model import Shape
from reportgen.schema.models import Website
from reportgen.schema.values import Date, link_target
from reportgen.startup.patterns import lazy_pattern

_YEAR_LABEL = lazy_pattern(r"\d{4}/\d{2}")
_MANY = 200
"""How many ways to write a value are tried."""

NONE = object()
"""Stands for words that are no value of the kind."""


def value_of_words(shape: Shape, words: str, url: str, old: Any, language: str) -> Any:
    """Returns the value of a dataset that a report would show in these words, `NONE` where there is none.

    `old` is the value before, as the dataset writes it; what it says beside the words stays.
    """
    match shape.kind:
        case "date":
            value = date_of_words(words, language)
            return NONE if value is None else value
        case "period":
            return _period(words, language)
        case "count":
            return words if words.isascii() and words.isdecimal() and len(words) < 8 else NONE
        case "choice":
            choices = (choice for choice in shape.choices if choice)
            return next((choice for choice in choices if choice_in_words(choice, language) == words), NONE)
        case "mapping":
            return _mapping(shape, words, url, old, language)
        case "list":
            return _list(shape, words, old, language)
        case "text":
            return NONE
        case _:
            return words


def _period(words: str, language: str) -> Any:
    if _YEAR_LABEL.fullmatch(words):
        return words
    value = date_of_words(words, language)
    return value if isinstance(value, dict) else NONE


def _list(shape: Shape, words: str, old: Any, language: str) -> Any:
    """Returns the list whose entries stand in words between commas; entries from before keep the commas inside them."""
    entries = [old] if isinstance(old, str) and old else list(old or ())
    if isinstance(old, str) and shape.one_line is not None and len(shape.one_line.expand(old)) != 1:
        return words  # an address on one line
    if not entries and shape.one_line is not None and len(shape.one_line.expand(words)) != 1:
        return words
    item = shape.item
    shown = [shown_words(item, entry, language) if item else str(entry) for entry in entries]
    found: list[Any] = []
    for part in _split(words, shown):
        index = shown.index(part) if part in shown else None
        if index is not None:
            found.append(entries[index])
            continue
        value = value_of_words(item, part, "", None, language) if item else part
        if value is NONE:
            return NONE
        found.append(value)
    if isinstance(old, str) and len(found) == 1:
        return found[0]
    return found[0] if old in (None, "") and len(found) == 1 and shape.one_line is not None else found


def _split(words: str, whole: list[str]) -> list[str]:
    """Returns the parts of a line between commas, but for those that were one entry before."""
    parts: list[str] = []
    rest = words
    while rest:
        entry = max(
            (text for text in whole if rest == text or rest.startswith(f"{text}, ")), key=len, default=""
        )
        part = entry or rest.partition(", ")[0]
        parts.append(part)
        rest = rest[len(part) :].removeprefix(", ")
    return parts


def _mapping(shape: Shape, words: str, url: str, old: Any, language: str) -> Any:
    """Returns the mapping that a report would show on one line in these words."""
    if shape.model is Website:
        return _website(words, url, old)
    if not isinstance(old, Mapping) or not old:
        if shape.one_line is None:
            return NONE
        return _with_typed_keys(shape, words, language) or words
    if shown_words(shape, old, language) == words:
        return old
    ways = sorted(_ways(shape, words, old, language), key=lambda way: way[0])
    if not ways or (len(ways) > 1 and ways[0][0] == ways[1][0] and ways[0][1] != ways[1][1]):
        return NONE
    return ways[0][1]


def _with_typed_keys(shape: Shape, words: str, language: str) -> dict[str, Any]:
    """Returns the mapping of a new entry in which fixed words and dates have their keys, such as `Exeter (associate)`."""
    if shape.model is None or shape.one_line is None:
        return {}
    name = shape.one_line.key
    keys = [key for key in shape.model.keys_on_line if shape.keys()[key].kind in {"choice", "date"}]
    for count in range(len(keys), 0, -1):
        for chosen in combinations(keys, count):
            for values in _fillings(_pattern(shape, [name, *chosen], language) or [("", "\0")], words):
                typed = {
                    key: value_of_words(shape.keys()[key], values[key], "", None, language) for key in chosen
                }
                if (
                    NONE not in typed.values()
                    and shown_words(shape, {name: values[name], **typed}, language) == words
                ):
                    return {name: values[name], **typed}
    return {}


_MARKS = tuple(chr(0xE100 + index) for index in range(16))
_YEARS = tuple(str(9870 + index) for index in range(16))


def _ways(
    shape: Shape, words: str, old: Mapping[str, Any], language: str
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yields mappings that are shown in these words, each with a number that is least for the one most like the old one."""
    if shape.model is None:
        return
    line = shown_words(shape, old, language)
    keys = [key for key in shape.model.keys_on_line if old.get(key) not in ("", None)]
    keys = [key for key in keys if shown_words(shape, {**old, key: ""}, language) != line]
    count = 0
    for kept in product((True, False), repeat=len(keys)):
        present = [key for key, is_kept in zip(keys, kept, strict=True) if is_kept]
        pattern = _pattern(shape, present, language) if present else None
        if pattern is None:
            continue
        for values in _fillings(pattern, words):
            count += 1
            if count > _MANY:
                return
            new = {key: value for key, value in old.items() if key in present or key not in keys}
            for key, text in values.items():
                inner = shape.keys()[key]
                if text != shown_words(inner, old[key], language):
                    value = value_of_words(inner, text, "", old[key], language)
                    if value is NONE:
                        break
                    new[key] = value
            else:
                if shown_words(shape, new, language) == words:
                    changed = sum(1 for key in keys if new.get(key) != old.get(key))
                    yield changed * 100 - len(new), new


def _pattern(shape: Shape, keys: list[str], language: str) -> "list[tuple[str, str]] | None":
    """Returns the line of a mapping with some keys as keys and the words behind each; the first key is empty."""
    if shape.model is None:
        return None
    values: dict[str, Any] = {}
    marks: dict[str, str] = {}
    for index, key in enumerate(keys):
        inner = shape.keys()[key]
        if inner.kind == "date":
            marks[key] = _YEARS[index]
            values[shape.model.names[key]] = Date(
                date(int(_YEARS[index]), 1, 1), date(int(_YEARS[index]), 12, 31), "year"
            )
        else:
            marks[key] = _MARKS[index]
            values[shape.model.names[key]] = _MARKS[index]
    line = shape.model(values).as_line(language)
    found = sorted((line.find(mark), key) for key, mark in marks.items())
    if any(position < 0 for position, _ in found):
        return None
    pieces: list[tuple[str, str]] = [("", line[: found[0][0]])]
    for (position, key), following in zip(
        found, [*(start for start, _ in found[1:]), len(line)], strict=True
    ):
        pieces.append((key, line[position + len(marks[key]) : following]))
    return pieces


def _fillings(pattern: list[tuple[str, str]], words: str) -> Iterator[dict[str, str]]:
    (_, before), *rest = pattern
    if words.startswith(before):
        yield from _fill(rest, words, len(before))


def _fill(pattern: list[tuple[str, str]], words: str, start: int) -> Iterator[dict[str, str]]:
    (key, behind), *rest = pattern
    ends = range(start + 1, len(words) + 1)
    if not rest:
        end = len(words) - len(behind)
        ends = range(end, end + 1) if words.endswith(behind) and end > start else range(0)
    for end in ends:
        if not words.startswith(behind, end):
            continue
        if not rest:
            yield {key: words[start:end]}
            continue
        for filling in _fill(rest, words, end + len(behind)):
            yield {key: words[start:end], **filling}


def _website(words: str, url: str, old: Any) -> Any:
    """Returns the website that is shown in these words and leads to this address."""
    is_address = words.lower().startswith(("http://", "https://"))
    before = (
        {"url" if old.lower().startswith(("http://", "https://")) else "label": old}
        if isinstance(old, str)
        else old
    )
    if isinstance(before, Mapping) and before:
        model = Website(dict(before))
        if url == bare_address(model.target):
            url = model.target
        if model.as_line() == words and url in ("", model.target):
            return old
        if before.get("label") == words and url:
            return {**before, "url": url}
        if url and before.get("url") and not before.get("label") and not is_address:
            return {"label": words, "url": url}
        if url and before.get("label") and before.get("url"):
            return {**before, "label": words, "url": url}
    if url and link_target(words) != url:
        return {"label": words, "url": url}
    return words
