"""From the tokens of the Markdown parser to blocks, passages and faults."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from reportgen.document import (
    SCHEMES,
    Block,
    BulletList,
    Emphasis,
    Inline,
    Item,
    LanguageRun,
    Link,
    NumberedList,
    Paragraph,
    Strong,
    Text,
)
from reportgen.findings import Code, Fault, Fix, Problem
from reportgen.prose.codes import BREAK, LINK, LIST_DEPTH, MARKUP, MAX_NESTING
from reportgen.prose.markdown import parser
from reportgen.prose.passages import Marks, Passage, Prose, TextCollector, joined, there
from reportgen.prose.plain import BULLET

if TYPE_CHECKING:
    from markdown_it.token import Token

_LANGUAGES = {"cy": "cy-GB", "cy-GB": "cy-GB", "en": "en-GB", "en-GB": "en-GB"}
_QUOTATION = re.compile(
    r"^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+){0,8}(?P<mark>>.*(?:\n[ \t]*>.*)*)", re.MULTILINE
)
_REFERENCE = re.compile(
    r"(?<!\\)(?P<image>!\[[^\[\]\n]*\]\[[^\[\]\n]*\])|^ {0,3}(?P<definition>\[[^\[\]\n]+\]:[ \t]*\S.*)$",
    re.MULTILINE,
)


def read_markdown(source: str) -> Prose:
    """Read a text with markup; never raises, whatever is in it."""
    reader = Reader(source)
    reader.find_quotations()
    reader.find_references()
    reader.find_bullets()
    blocks = tuple(reader.blocks(iter(parser().parse(source))))
    faults = tuple(sorted(reader.faults, key=lambda fault: fault.problem.part))
    return Prose(source, blocks, tuple(reader.passages), faults)


_FORBIDDEN_BLOCKS = {
    "heading_open": (
        "a heading cannot stand in text",
        "make it a section of its own under `sections`, with a `title`",
    ),
    "hr": ("a horizontal rule cannot stand in text", "leave an empty line in its place"),
    "table_open": ("a table cannot stand in text", "make it a section under `sections`, with a `table`"),
    "html_block": ("HTML cannot stand in text", "write plain words; `**bold**` and `*italic*` are possible"),
    "fence": ("code cannot stand in text", "write plain words"),
    "code_block": (
        "text indented by four spaces or more is taken for code",
        "indent it like the lines above it",
    ),
}
_FORBIDDEN_INLINES = {
    "image": (
        "an image cannot stand in text",
        "name the picture under `figures` and show it in a section with `figure`",
    ),
    "html_inline": ("HTML cannot stand in text", "write plain words; `**bold**` and `*italic*` are possible"),
    "code_inline": ("code (`…`) cannot stand in text", "write plain words, or quotation marks"),
}


class Reader:
    """One walk over the parser's tokens, gathering blocks, passages and faults."""

    def __init__(self, source: str) -> None:
        self.faults: list[Fault] = []
        self.passages: list[Passage] = []
        self._source = source
        self._lines = source.split("\n")
        self._starts = [0]
        for row in self._lines:
            self._starts.append(self._starts[-1] + len(row) + 1)
        self._depth = 0

    def blocks(self, tokens: Iterator["Token"], closing: str = "") -> Iterator[Block]:
        """The blocks up to a closing token."""
        paragraph: tuple[Paragraph, ...] = ()
        for token in tokens:
            if token.type == closing:
                return
            if token.type in _FORBIDDEN_BLOCKS:
                self._forbid_block(token)
            elif token.type == "inline":
                paragraph = tuple(self._paragraph(token))
                yield from paragraph
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                if paragraph:
                    self.passages[-1] = replace(self.passages[-1], introduces=True)
                yield from self._list(token, tokens)
                paragraph = ()

    def find_quotations(self) -> None:
        """Complain of each run of lines that start with `>` (the parser would nest as deep as they tell it to)."""
        for match in _QUOTATION.finditer(self._source):
            start = match.start("mark")
            end = start + len(match.group("mark").split("\n")[0].rstrip())
            message = "a quotation block (`>`) cannot stand in text"
            hint = "write it as a paragraph in quotation marks"
            self.faults.append(Fault(MARKUP, Problem((), message, hint, (start, end))))

    def find_references(self) -> None:
        """Complain of pictures and addresses that Markdown keeps apart from their words: the parser would leave them as words."""
        for match in _REFERENCE.finditer(self._source):
            code, (message, hint) = MARKUP, _FORBIDDEN_INLINES["image"]
            if match["definition"]:
                code, message = LINK, "a link's address cannot stand apart from its words"
                hint = "write the link as `[words](https://example.org)`"
            self.faults.append(
                Fault(code, Problem((), message, hint, (match.end() - len(match[0].lstrip()), match.end())))
            )

    def find_bullets(self) -> None:
        """Complain of Word's bullets: they start no list, and their lines would run together."""
        for match in BULLET.finditer(self._source):
            message = f"`{match['bullet']}` starts no entry of a list in text"
            fix = Fix("-")
            problem = Problem((), message, "write `- ` in its place", match.span("bullet"), fix)
            self.faults.append(Fault(MARKUP, problem))

    def _list(self, token: "Token", tokens: Iterator["Token"]) -> Iterator[Block]:
        self._depth += 1
        if self._depth == LIST_DEPTH + 1:
            self._find(
                MARKUP, token, f"lists nest deeper than {LIST_DEPTH} levels", "bring this entry one level up"
            )
        items = []
        for inner in tokens:
            if inner.type != "list_item_open":
                break
            items.append(Item(tuple(self.blocks(tokens, "list_item_close"))))
        self._depth -= 1
        kept = tuple(item for item in items if item.blocks)
        if kept and token.type == "bullet_list_open":
            yield BulletList(kept)
        elif kept:
            yield NumberedList(kept, int(token.attrs.get("start", 1)))

    def _paragraph(self, token: "Token") -> Iterator[Paragraph]:
        words = TextCollector()
        inlines = token.children or []
        if _nesting(inlines) > MAX_NESTING:
            self._find(
                MARKUP,
                token,
                "bold, italic and links stand too deep in each other",
                "use one of them at a time",
            )
            inlines = [inline for inline in inlines if not inline.nesting]
        children = self._inlines(iter(inlines), words, self._marks(token))
        if text := words.finish():
            self.passages.append(Passage(text, words.marks, "item" if self._depth else "paragraph"))
            yield Paragraph(_trimmed(children))

    def _inlines(
        self, tokens: Iterator["Token"], words: TextCollector, marks: Marks, closing: str = ""
    ) -> tuple[Inline, ...]:
        children: list[Inline] = []
        for token in tokens:
            if token.type == closing:
                break
            start, end = token.meta.get("start", 0), token.meta.get("end", 1)
            if token.type in _FORBIDDEN_INLINES:
                self._fault(MARKUP, marks, start, end, *_FORBIDDEN_INLINES[token.type])
            elif token.type == "hardbreak":
                part = there(marks, start), there(marks, end - 2) + 1
                message, hint = "a line break is forced here", "end the line without spaces"
                self.faults.append(Fault(BREAK, Problem((), message, hint, part, Fix(""))))
            if token.type.endswith("_open"):
                children.extend(self._nested(token, tokens, words, marks))
            elif token.content or token.type.endswith("break"):
                content = words.add(token.content or " ", there(marks, start))
                children.extend([Text(content)] if content else [])
        return joined(children)

    def _nested(
        self, token: "Token", tokens: Iterator["Token"], words: TextCollector, marks: Marks
    ) -> Sequence[Inline]:
        start, end = token.meta.get("start", 0), token.meta.get("end", 1)
        inner = self._inlines(tokens, words, marks, token.type.removesuffix("open") + "close")
        if token.type == "em_open":
            return [Emphasis(inner)] if inner else []
        if token.type == "strong_open":
            return [Strong(inner)] if inner else []
        url = str(token.attrs.get("href", ""))
        if not inner:
            self._fault(
                LINK, marks, start, end, "this link has no words", "put words between the square brackets"
            )
            return []
        if url.startswith("lang:"):
            language = _LANGUAGES.get(url.removeprefix("lang:"))
            if language:
                return [LanguageRun(inner, language)]
            self._fault(
                LINK, marks, start, end, f"`{url}` names a language that is not known", "`lang:cy` is Welsh"
            )
        elif not url.lower().startswith(SCHEMES):
            message = f"`{url}` is not an address that a link can have" if url else "this link has no address"
            self._fault(LINK, marks, start, end, message, "start it with `https://`, `http://` or `mailto:`")
        else:
            if "title" in token.attrs:
                self._fault(
                    LINK, marks, start, end, "a link cannot have a title", "leave out the words in quotes"
                )
            return [Link(inner, url)]
        return inner

    def _marks(self, token: "Token") -> Marks:
        """Where the lines of a paragraph's content stand in the field's text: each is the end of one of its lines."""
        marks: Marks = []
        position, first = 0, token.map[0] if token.map else 0
        for number, content in enumerate(token.content.split("\n"), first):
            row = self._lines[min(number, len(self._lines) - 1)]
            begin = self._starts[min(number, len(self._lines) - 1)]
            indent = max(len(row.rstrip()) - len(content.rstrip()), 0)
            if not row.startswith(content.rstrip(), indent):
                indent = max(row.find(content.strip()), 0)
            marks.append((position, begin + indent))
            position += len(content) + 1
        return marks

    def _forbid_block(self, token: "Token") -> None:
        self._find(MARKUP, token, *_FORBIDDEN_BLOCKS[token.type])
        if token.type in ("heading_open", "hr") and token.markup in ("-", "="):
            fault = self.faults.pop()
            hint = "leave an empty line above the line of dashes, or delete it"
            self.faults.append(Fault(fault.code, replace(fault.problem, hint=hint)))

    def _find(self, code: Code, token: "Token", message: str, hint: str) -> None:
        first = token.map[0] if token.map else 0
        row = self._lines[first]
        start = self._starts[first] + len(row) - len(row.lstrip())
        self.faults.append(
            Fault(code, Problem((), message, hint, (start, self._starts[first] + len(row.rstrip()))))
        )

    def _fault(self, code: Code, marks: Marks, start: int, end: int, message: str, hint: str) -> None:
        part = there(marks, start), there(marks, max(end - 1, start)) + 1
        self.faults.append(Fault(code, Problem((), message, hint, part)))


def _nesting(tokens: "Sequence[Token]") -> int:
    return max(accumulate((token.nesting for token in tokens), initial=0))


def _trimmed(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines of a paragraph without a space at its end."""
    if not children:
        return ()
    *rest, last = children
    if isinstance(last, Text):
        content = last.content.rstrip(" ")
        return (*rest, Text(content)) if content else _trimmed(tuple(rest))
    inner = _trimmed(last.children)
    return (*rest, replace(last, children=inner)) if inner else _trimmed(tuple(rest))
