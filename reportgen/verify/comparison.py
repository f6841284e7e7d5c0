"""Compares the text of a file with its dataset or with another file, and words each difference with its path in the dataset."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from reportgen.document import Line
from reportgen.findings import At
from reportgen.startup.patterns import lazy_pattern
from reportgen.verify._html.hiding import PUTS_IN
from reportgen.verify.expected import ExpectedText
from reportgen.verify.model import FileText
from reportgen.verify.strings import collapse_whitespace, quote

_NUMBERS = lazy_pattern(r"\d+|\{pages?\}")
_LOOKAHEAD = 60
"""The most lines in which the next line that is the same on both sides is looked for."""

_EXCERPT_LENGTH = 60
_EXCERPT_LEAD = 24
"""The characters that are shown of a long line, and how many of them stand before the first that differs."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a comparison as messages name them: the file (`the PDF`), and what it should agree with."""

    file: str
    other: str
    has_exact_spaces: bool = True

    def key(self, text: str) -> str:
        """Returns the part of a text that counts: spaces do not where the page may have broken the line at them."""
        return collapse_whitespace(text) if self.has_exact_spaces else "".join(text.split())


def compare_with_dataset(text: FileText, expected: ExpectedText, noun: str) -> Iterator[str]:
    """Yields the differences between a file and its dataset. `noun` is the word for such a file."""
    sides = Sides(f"the {noun}", "the dataset", text.has_exact_spaces)
    yield from compare_lines(expected.lines, text.lines, sides)
    for difference in compare_lines(expected.notes, text.notes, sides):
        yield _with_context(difference, "in a note")
    for untagged in text.untagged:
        yield f"{sides.file} shows {quote(untagged)}, which is no part of its text"
    for header in text.page_headers:
        if header not in expected.page_headers:
            choices = " or ".join(map(quote, expected.page_headers))
            yield f"at the head of pages: {sides.file} says {quote(header)}, the dataset {choices}"
    for footer in text.page_footers:
        if _NUMBERS.sub("", footer) != _NUMBERS.sub("", expected.page_footer):
            yield f"at the foot of pages: {sides.file} says {quote(footer)}, the dataset {quote(expected.page_footer)}"
    yield from _compare_details(expected.alternative_texts, expected.addresses, text, sides)
    for title in dict.fromkeys(filter(None, text.titles)):
        if expected.titles and title not in expected.titles:
            choices = " or ".join(map(quote, expected.titles))
            yield f"in the metadata: {sides.file} has the title {quote(title)}, the dataset {choices}"
    for way in text.hiding:
        if way not in expected.hiding:
            yield f"{sides.file} {way if way.startswith(PUTS_IN) else f'hides words: {way}'}"
    for page in text.empty_pages:
        yield f"{sides.file} has an empty page: {page}"


def compare_with_pack(text: FileText, expected: ExpectedText, noun: str) -> Iterator[str]:
    """Yields the differences between a pack and the datasets of its reports; cover and summary are passed over."""
    key = Sides("", "", text.has_exact_spaces).key
    opening = [key(line.words) for line in expected.lines[:2]]
    keys = [key(line) for line in text.lines]
    starts = (index for index in range(len(keys)) if keys[index : index + len(opening)] == opening)
    return compare_with_dataset(replace(text, lines=text.lines[next(starts, 0) :]), expected, noun)


def compare_with_file(text: FileText, other: FileText, sides: Sides) -> Iterator[str]:
    """Yields the differences between a file and another file of the same report."""
    yield from compare_lines(_without_paths(other.lines), text.lines, sides)
    for difference in compare_lines(_without_paths(other.notes), text.notes, sides):
        yield _with_context(difference, "in a note")
    alternative_texts = _without_paths(other.alternative_texts)
    yield from _compare_details(alternative_texts, _without_paths(other.addresses), text, sides)


def _without_paths(lines: Sequence[str]) -> list[Line]:
    return [Line(line) for line in lines]


def _compare_details(
    alternative_texts: Sequence[Line], addresses: Sequence[Line], text: FileText, sides: Sides
) -> Iterator[str]:
    differences = compare_lines(alternative_texts, text.alternative_texts, sides)
    yield from (_with_context(difference, "of a picture") for difference in differences)
    differences = compare_lines(addresses, text.addresses, replace(sides, has_exact_spaces=True))
    yield from (_with_context(difference, "as a link's address") for difference in differences)


def _with_context(difference: str, context: str) -> str:
    location, _, rest = difference.partition(": ")
    return f"{location}: {context}, {rest}"


def compare_lines(expected: Sequence[Line], actual: Sequence[str], sides: Sides) -> Iterator[str]:
    """Yields the differences between lines, in order. A line that moved is lacking in one place and added in the other."""
    expected_keys, actual_keys = [sides.key(line.words) for line in expected], [*map(sides.key, actual)]
    i = j = 0
    while i < len(expected) or j < len(actual):
        if i < len(expected) and j < len(actual) and expected_keys[i] == actual_keys[j]:
            i, j = i + 1, j + 1
            continue
        lacking, added = _find_next_match(expected_keys[i : i + _LOOKAHEAD], actual_keys[j : j + _LOOKAHEAD])
        previous = expected[i - 1].words if i else ""
        for line, text in zip_longest(expected[i : i + lacking], actual[j : j + added]):
            yield _describe(line, text, previous, sides)
        i, j = i + lacking, j + added


def _find_next_match(expected: Sequence[str], actual: Sequence[str]) -> tuple[int, int]:
    """Returns how many lines to pass over on either side before both are the same again: as few as possible."""
    for total in range(1, len(expected) + len(actual)):
        for lacking in range(max(0, total - len(actual) + 1), min(total + 1, len(expected))):
            if expected[lacking] == actual[total - lacking]:
                return lacking, total - lacking
    return len(expected), len(actual)


def _describe(line: Line | None, text: str | None, previous: str, sides: Sides) -> str:
    """Words a difference: `line` is None where the file has too much, `text` is None where it has too little."""
    after_previous = f"behind {quote(previous, 40)}" if previous else "at the start"
    if line is None:
        return f"{after_previous}: {sides.file} says {quote(text or '')}, {sides.other} does not"
    location = _path(line.at) or after_previous
    if text is None:
        return f"{location}: {sides.file} does not say {quote(line.words)}"
    actual, expected = _excerpts(text, line.words)
    return f"{location}: {sides.file} says {actual}, {sides.other} {expected}"


def _path(at: At | None) -> str:
    """Returns a path with the positions in lists: `membership.members.3`."""
    return ".".join(map(str, at or ()))


def _excerpts(first: str, second: str) -> tuple[str, str]:
    """Returns both lines, or of long ones the part in which they first differ."""
    letters = _common_letters(first, second)
    return (
        _excerpt(first, _index_of_letter(first, letters)),
        _excerpt(second, _index_of_letter(second, letters)),
    )


def _common_letters(first: str, second: str) -> int:
    """Returns the number of letters with which both lines begin; spaces do not count."""
    pairs = zip("".join(first.split()), "".join(second.split()), strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def _index_of_letter(text: str, number: int) -> int:
    """Returns the index of the letter with this number; spaces do not count."""
    indices = [index for index, letter in enumerate(text) if not letter.isspace()]
    return indices[number] if number < len(indices) else len(text)


def _excerpt(text: str, index: int) -> str:
    if len(text) <= _EXCERPT_LENGTH:
        return quote(text, _EXCERPT_LENGTH)
    start = max(0, min(index - _EXCERPT_LEAD, len(text) - _EXCERPT_LENGTH))
    start = text.find(" ", start) + 1 if start and " " in text[start:index] else start
    end = start + _EXCERPT_LENGTH
    return f"“{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}”"
