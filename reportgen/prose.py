"""Text fields: a small CommonMark subset, read into blocks of the document.

Paragraphs, bullet and numbered lists, bold, italic, links and runs in another language. Whatever else Markdown would make of
the text is a fault at its place, because a writer could only lose it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from reportgen.document import (
    Block,
    BulletList,
    Emphasis,
    Inline,
    Item,
    Link,
    NumberedList,
    Paragraph,
    Span,
    Strong,
    Text,
)
from reportgen.findings import At, Code, Fault, Problem, Severity

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LIST_DEPTH = 4
"""How deep lists may nest: beyond this neither format shows which entry belongs to which."""

MAX_MARKUP = 1000
"""How many characters of markup one text may hold, since reading it takes time in their square."""

MAX_NESTING = 8
"""How deep bold, italic and links may stand in each other."""

MARKUP = Code(
    "RG120",
    "markup that text cannot hold",
    Severity.ERROR,
    "Text holds paragraphs, bullet and numbered lists, bold, italic and links. Headings, quotations, horizontal rules, tables,"
    " images, HTML and code have no place in it: a heading is a section of its own, a picture goes under `figures`.",
)
LINK = Code(
    "RG121",
    "link that leads nowhere",
    Severity.ERROR,
    "A link is written `[words](address)`, with an address that starts with `https://`, `http://` or `mailto:`."
    " `[words](lang:cy)` marks words in Welsh.",
)
BREAK = Code(
    "RG122",
    "line break forced inside a paragraph",
    Severity.ERROR,
    "Two spaces or a backslash at the end of a line force a line break. Leave an empty line to start a new paragraph,"
    " or make the lines a list.",
)
CODES = (MARKUP, LINK, BREAK)

_LANGUAGES = {"cy": "cy-GB", "cy-GB": "cy-GB", "en": "en-GB", "en-GB": "en-GB"}
_SCHEMES = ("https://", "http://", "mailto:")
_SPECIAL = re.compile(r"[*_\[\]<>&\\`#~|]|^\s*(?:[-+=]|\d+[.)])|^(?: {4}|\t)|  $", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_FOLDED = re.compile(r" *[\t\n][ \t\n]*|  +")
_QUOTATION = re.compile(r"^[ \t]*(?P<mark>>.*(?:\n[ \t]*>.*)*)", re.MULTILINE)
_TERMINATOR = re.compile(r"[\n!&*<\[\\\]_`]")


Marks: TypeAlias = list[tuple[int, int]]
"""Where stretches of a text stand in another: (first character here, first character there), in order."""


def _there(marks: Marks, position: int) -> int:
    here, there = marks[max(bisect_right(marks, position, key=lambda mark: mark[0]) - 1, 0)]
    return there + position - here


@dataclass(frozen=True, slots=True)
class Passage:
    """The plain words of one paragraph or list entry, with the way back to the field's text.

    `introduces` says that a list follows directly.
    """

    text: str
    marks: Marks = field(repr=False)
    kind: Literal["paragraph", "item"] = "paragraph"
    introduces: bool = False

    def part(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from start to end stand in the field's text."""
        return _there(self.marks, start), _there(self.marks, max(end - 1, start)) + 1


@dataclass(frozen=True, slots=True)
class Prose:
    """A text field: as written, as blocks, as passages for rules to read, and what is wrong with its markup.

    The faults' paths are empty: they are relative to the field.
    """

    source: str = ""
    blocks: tuple[Block, ...] = ()
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    faults: tuple[Fault, ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.blocks)


def parse(source: str) -> Prose:
    """Read a text field; never raises, whatever is in it."""
    if not _SPECIAL.search(source):
        return _paragraphs(source)
    if len(_SPECIAL.findall(source)) > MAX_MARKUP:
        problem = Problem(
            (), "there is more markup in this text than a report can need", "divide the text into sections"
        )
        return replace(_paragraphs(source), faults=(Fault(MARKUP, problem),))
    reader = _Reader(source)
    reader.find_quotations()
    tokens = _parser().parse(source)
    blocks = tuple(reader.blocks(iter(tokens)))
    faults = tuple(sorted(reader.faults, key=lambda fault: fault.problem.part))
    return Prose(source, blocks, tuple(reader.passages), faults)


def located(blocks: Iterable[Block], at: At) -> tuple[Block, ...]:
    """The blocks of a text field with the field's path on each."""
    return tuple(_located(block, at) for block in blocks)


def _located(block: Block, at: At) -> Block:
    match block:
        case Paragraph():
            return replace(block, at=at)
        case BulletList() | NumberedList():
            items = tuple(Item(located(item.blocks, at), at) for item in block.items)
            return replace(block, items=items, at=at)
        case _:
            raise TypeError(block)


def line(text: str) -> str:
    """A line of plain text with its inner spacing made single."""
    return _FOLDED.sub(" ", text.strip(" \t\n"))


def _paragraphs(source: str) -> Prose:
    """The common case, words and empty lines only, without the cost of a Markdown parser."""
    blocks, passages, start = [], [], 0
    for end, following in [*((m.start(), m.end()) for m in _BLANK.finditer(source)), (len(source), 0)]:
        words = _Words()
        words.add(source[start:end], start)
        if text := words.finish():
            blocks.append(Paragraph((Text(text),)))
            passages.append(Passage(text, words.marks))
        start = following
    return Prose(source, tuple(blocks), tuple(passages))


class _Words:
    """Words as they come, single-spaced and with their places: browsers fold spaces, Word would show them."""

    def __init__(self) -> None:
        self.marks: Marks = []
        self._text: list[str] = []
        self._length = 0

    def add(self, text: str, offset: int) -> str:
        """Take in a stretch of text that starts at an offset, and give back what was kept of it."""
        kept, position = [], 0
        for match in _FOLDED.finditer(text):
            kept.append(self._take(text[position : match.start()], offset + position))
            kept.append(self._take(" ", offset + match.start()))
            position = match.end()
        kept.append(self._take(text[position:], offset + position))
        return "".join(kept)

    def _take(self, text: str, offset: int) -> str:
        if text.startswith(" ") and (not self._text or self._text[-1].endswith(" ")):
            text, offset = text[1:], offset + 1
        if text:
            self.marks.append((self._length, offset))
            self._text.append(text)
            self._length += len(text)
        return text

    def finish(self) -> str:
        """The whole text, without a space at its end."""
        return "".join(self._text).rstrip(" ")


@cache
def _parser() -> "MarkdownIt":
    """A CommonMark parser whose inline tokens know their place, and which hides nothing it would drop."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table").disable(["reference", "text_join", "blockquote"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005  # refused here, in words, and not left as text
    rules = parser.inline.ruler
    rules.at("text", _text)
    rules.at("newline", _newline)
    for name in ("backticks", "emphasis", "image", "autolink", "html_inline", "entity", "escape", "link"):
        rules.at(name, _placed(rules, name))
    rules.push("literal", _literal)
    parser.inline.ruler2.disable("fragments_join")
    return parser


def _placed(rules: Any, name: str) -> Any:
    """A rule of the parser's own, made to note where each of its tokens starts and ends."""
    original = next(rule.fn for rule in rules.__rules__ if rule.name == name)

    def rule(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 (the parser's signature)
        start, count = state.pos, len(state.tokens)
        if not original(state, silent):
            return False
        for token in state.tokens[count:]:
            token.meta.setdefault("start", start)
            token.meta.setdefault("end", state.pos)
        return True

    return rule


def _push(state: "StateInline", kind: str, content: str, end: int) -> None:
    token = state.push(kind, "", 0)
    token.content = content
    token.meta = {"start": state.pos, "end": end}
    state.pos = end


def _text(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 (the parser's signature)
    found = _TERMINATOR.search(state.src, state.pos, state.posMax)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    if silent:
        state.pos = end
    else:
        _push(state, "text", state.src[state.pos : end], end)
    return True


def _literal(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 (the parser's signature)
    """A character that no other rule wanted."""
    if silent:
        state.pos += 1
    else:
        _push(state, "text", state.src[state.pos], state.pos + 1)
    return True


def _newline(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 (the parser's signature)
    if state.src[state.pos] != "\n":
        return False
    if silent:
        state.pos += 1
        return True
    hard = state.src.endswith("  ", 0, state.pos)
    _push(state, "hardbreak" if hard else "softbreak", " ", state.pos + 1)
    if hard:
        state.tokens[-1].meta["start"] -= 2
    return True


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


class _Reader:
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
                yield self._list(token, tokens)
                paragraph = ()

    def find_quotations(self) -> None:
        """Complain of each run of lines that start with `>` (the parser would nest as deep as they tell it to)."""
        for match in _QUOTATION.finditer(self._source):
            start = match.start("mark")
            end = start + len(match.group("mark").split("\n")[0].rstrip())
            message = "a quotation block (`>`) cannot stand in text"
            hint = "write it as a paragraph in quotation marks"
            self.faults.append(Fault(MARKUP, Problem((), message, hint, (start, end))))

    def _list(self, token: "Token", tokens: Iterator["Token"]) -> Block:
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
        if token.type == "bullet_list_open":
            return BulletList(kept)
        return NumberedList(kept, int(token.attrs.get("start", 1)))

    def _paragraph(self, token: "Token") -> Iterator[Paragraph]:
        words = _Words()
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
        self, tokens: Iterator["Token"], words: _Words, marks: Marks, closing: str = ""
    ) -> tuple[Inline, ...]:
        children: list[Inline] = []
        for token in tokens:
            if token.type == closing:
                break
            start, end = token.meta.get("start", 0), token.meta.get("end", 1)
            if token.type in _FORBIDDEN_INLINES:
                self._fault(MARKUP, marks, start, end, *_FORBIDDEN_INLINES[token.type])
            elif token.type == "hardbreak":
                self._fault(
                    BREAK, marks, start, end - 1, "a line break is forced here", "end the line without spaces"
                )
            if token.type.endswith("_open"):
                children.extend(self._nested(token, tokens, words, marks))
            elif token.content or token.type.endswith("break"):
                content = words.add(token.content or " ", _there(marks, start))
                children.extend([Text(content)] if content else [])
        return _joined(children)

    def _nested(
        self, token: "Token", tokens: Iterator["Token"], words: _Words, marks: Marks
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
                return [Span(inner, language)]
            self._fault(
                LINK, marks, start, end, f"`{url}` names a language that is not known", "`lang:cy` is Welsh"
            )
        elif not url.lower().startswith(_SCHEMES):
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
        part = _there(marks, start), _there(marks, max(end - 1, start)) + 1
        self.faults.append(Fault(code, Problem((), message, hint, part)))


def _nesting(tokens: "Sequence[Token]") -> int:
    return max(accumulate((token.nesting for token in tokens), initial=0))


def _joined(children: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one."""
    joined: list[Inline] = []
    for child in children:
        if isinstance(child, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].content + child.content)
        else:
            joined.append(child)
    return tuple(joined)


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
