"""Turns the tokens of the Markdown parser into blocks, passages and faults."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.document import (
    LINK_SCHEMES,
    Block,
    BulletList,
    Emphasis,
    Footnote,
    Inline,
    Item,
    LanguageRun,
    Link,
    NumberedList,
    Paragraph,
    Quotation,
    Section,
    Strong,
    Text,
)
from reportgen.findings import Code, Fault, Fix, Problem
from reportgen.prose.addresses import NotAnAddress, address_hint, normalise
from reportgen.prose.codes import FORCED_BREAK, LINK, LIST_DEPTH, MARKUP, MAX_NESTING
from reportgen.prose.forbidden import FORBIDDEN_BLOCKS, FORBIDDEN_INLINES
from reportgen.prose.markdown import parser
from reportgen.prose.nesting import split_attribution, under_headings, with_attribution
from reportgen.prose.passages import (
    OffsetMap,
    Passage,
    PassageKind,
    Prose,
    Reference,
    TextCollector,
    attached_notes,
    close_up,
    map_offset,
    map_range,
    merge_texts,
    trimmed_inlines,
)
from reportgen.prose.tokens import nesting_of, token_offsets, token_range
from reportgen.prose.unparsed import find_unparsed_markup
from reportgen.prose.word_bullets import find_word_bullets

if TYPE_CHECKING:
    from markdown_it.token import Token

_LANGUAGES = {"cy": "cy-GB", "cy-GB": "cy-GB", "en": "en-GB", "en-GB": "en-GB"}


def read_markdown(source: str, *, headings: bool = False) -> Prose:
    """Reads a text with markup, which may have `headings`; never raises, whatever is in it."""
    word_bullets = find_word_bullets(source)
    reader = MarkdownReader(source, word_bullets.keys(), headings=headings)
    blocks = under_headings(reader.blocks(iter(parser().parse(source))), reader.heading_levels)
    faults = [*find_unparsed_markup(source), *word_bullets.values(), *reader.faults]
    faults.sort(key=lambda fault: fault.problem.part)
    passages = (*reader.passages, *reader.note_passages)
    return Prose(source, blocks, passages, tuple(faults), tuple(reader.references))


class MarkdownReader:
    """Walks once over the parser's tokens, and collects blocks, passages and faults.

    What the parser takes for code is no fault on the lines with bullets from Word, which are faults themselves.
    """

    def __init__(
        self, source: str, word_bullet_lines: Container[int] = (), *, headings: bool = False
    ) -> None:
        self._word_bullet_lines = word_bullet_lines
        self._may_have_headings = headings
        self.heading_levels: list[int] = []
        self.faults: list[Fault] = []
        self.passages: list[Passage] = []
        self.note_passages: list[Passage] = []
        self.references: list[Reference] = []
        self._lines = source.split("\n")
        self._line_starts = [0]
        for line in self._lines:
            self._line_starts.append(self._line_starts[-1] + len(line) + 1)
        self._list_depth = 0
        self._is_quoted = False
        self._open_inlines: list[str] = []

    def blocks(self, tokens: Iterator["Token"], closing: str = "") -> Iterator[Block]:
        """Yields the blocks up to a closing token."""
        paragraph: tuple[Paragraph, ...] = ()
        for token in tokens:
            if token.type == closing:
                return
            if token.type in FORBIDDEN_BLOCKS:
                self._forbid_block(token)
            elif token.type == "heading_open":
                yield from self._heading(token, next(tokens))
                paragraph = ()
            elif token.type == "blockquote_open":
                if paragraph:
                    self.passages[-1] = replace(self.passages[-1], introduces=True)
                yield from self._quotation(token, tokens)
                paragraph = ()
            elif token.type == "inline":
                paragraph = tuple(self._paragraph(token))
                yield from paragraph
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                if paragraph:
                    self.passages[-1] = replace(self.passages[-1], introduces=True)
                yield from self._list(token, tokens)
                paragraph = ()

    def _heading(self, token: "Token", inline: "Token") -> Iterator[Block]:
        """Yields a heading as a section with nothing in it yet; where no heading may stand, its words as a paragraph."""
        if not self._may_have_headings or self._list_depth or self._is_quoted or token.markup in ("-", "="):
            mark, hint = token.markup, "make it a section of its own under `sections`, with a `title`"
            if mark in ("-", "="):
                mark, hint = "", "leave an empty line above the line of dashes, or delete it"
            self._report_line(MARKUP, token, "a heading cannot stand in text here", hint, mark)
            yield from self._paragraph(inline)
            return
        collector = TextCollector()
        if any(child.type == "link_open" for child in inline.children or []):
            self._report_line(MARKUP, token, "a link cannot stand in a heading", "put it into the text below")
        if any(child.type == "footnote_open" for child in inline.children or []):
            self._report_line(MARKUP, token, "a note cannot stand in a heading", "put it into the text below")
        self._inlines(
            iter(inline.children or []), collector, token_offsets(inline, self._lines, self._line_starts)
        )
        if title := collector.finish():
            self.passages.append(Passage(title, collector.offset_map, "heading"))
            self.heading_levels.append(int(token.tag[1:]))
            yield Section(title, (), "")
        else:
            self._report_line(
                MARKUP, token, "this heading has no words", "write them behind it, or delete it"
            )

    def _quotation(self, token: "Token", tokens: Iterator["Token"]) -> Iterator[Block]:
        """Yields a quotation; inside a list or another quotation, its words without the quotation."""
        if self._list_depth or self._is_quoted:
            hint = "write it as a paragraph in quotation marks"
            self._report_line(MARKUP, token, "a quotation block (`>`) cannot stand here", hint, ">")
            yield from self.blocks(tokens, "blockquote_close")
            return
        self._is_quoted = True
        blocks, attribution = with_attribution(tuple(self.blocks(tokens, "blockquote_close")))
        self._is_quoted = False
        if attribution:
            self.passages[-1] = replace(self.passages[-1], kind="attribution")
        if blocks:
            yield Quotation(blocks, attribution)
        elif attribution:
            yield Paragraph(attribution)

    def _list(self, token: "Token", tokens: Iterator["Token"]) -> Iterator[Block]:
        self._list_depth += 1
        if self._list_depth == LIST_DEPTH + 1:
            message = f"lists nest deeper than {LIST_DEPTH} levels"
            self._report_line(MARKUP, token, message, "bring this entry one level up")
        items = []
        for item_token in tokens:
            if item_token.type != "list_item_open":
                break
            items.append(Item(tuple(self.blocks(tokens, "list_item_close"))))
        self._list_depth -= 1
        filled = tuple(item for item in items if item.blocks)
        if filled and token.type == "bullet_list_open":
            yield BulletList(filled)
        elif filled:
            yield NumberedList(filled, int(token.attrs.get("start", 1)))

    def _paragraph(self, token: "Token") -> Iterator[Paragraph]:
        inlines = token.children or []
        if nesting_of(inlines) > MAX_NESTING:
            message = "bold, italic and links stand too deep in each other"
            self._report_line(MARKUP, token, message, "use one of them at a time")
            inlines = [inline for inline in inlines if not inline.nesting]
        kind: PassageKind = "quotation" if self._is_quoted else "item" if self._list_depth else "paragraph"
        for line_inlines in split_attribution(inlines, token.content) if self._is_quoted else (inlines,):
            collector = TextCollector()
            children = self._inlines(
                iter(line_inlines), collector, token_offsets(token, self._lines, self._line_starts)
            )
            if text := collector.finish():
                self.passages.append(Passage(text, collector.offset_map, kind))
                yield Paragraph(trimmed_inlines(children))
            elif any(isinstance(child, Footnote) for child in children):
                message, hint = "this note stands alone", "write it behind the words that it belongs to"
                self._report_line(MARKUP, token, message, hint, "^[")

    def _inlines(
        self, tokens: Iterator["Token"], collector: TextCollector, offset_map: OffsetMap, closing: str = ""
    ) -> tuple[Inline, ...]:
        children: list[Inline] = []
        for token in tokens:
            if token.type == closing:
                break
            start, end = token_range(token)
            if token.type in FORBIDDEN_INLINES:
                self._report(MARKUP, offset_map, token, *FORBIDDEN_INLINES[token.type])
            elif token.type == "hardbreak":
                part = map_range(offset_map, start, end - 1)  # without the line's end
                message, hint = "a line break is forced here", "end the line without spaces"
                self.faults.append(Fault(FORCED_BREAK, Problem((), message, hint, part, Fix(""))))
            if token.type.endswith("_open"):
                children.extend(self._nested(token, tokens, collector, offset_map))
            elif token.content or token.type.endswith("break"):
                close_up(children, collector, token.content)
                content = collector.add(token.content or " ", map_offset(offset_map, start))
                children.extend([Text(content)] if content else [])
        return attached_notes(merge_texts(children))

    def _nested(
        self, token: "Token", tokens: Iterator["Token"], collector: TextCollector, offset_map: OffsetMap
    ) -> Sequence[Inline]:
        """Returns the inline that a token opens; the children alone where the address of a link is faulty."""
        closing = token.type.removesuffix("open") + "close"
        if token.type == "footnote_open":
            return self._note(token, tokens, offset_map, closing)
        self._open_inlines.append(token.type)
        children = self._inlines(tokens, collector, offset_map, closing)
        self._open_inlines.pop()
        if token.type == "em_open":
            return [Emphasis(children)] if children else []
        if token.type == "strong_open":
            return [Strong(children)] if children else []
        url = str(token.attrs.get("href", ""))
        if not children:
            hint = "put words between the square brackets"
            self._report(LINK, offset_map, token, "this link has no words", hint)
            return []
        if url.startswith("lang:"):
            language = _LANGUAGES.get(url.removeprefix("lang:"))
            if language:
                return [LanguageRun(children, language)]
            message = f"`{url}` names a language that is not known"
            self._report(LINK, offset_map, token, message, "`lang:cy` is Welsh")
            return children
        reference = Reference(url, map_range(offset_map, *token_range(token)))
        if not reference.slug and not url.lower().startswith(LINK_SCHEMES):
            message = f"`{url}` is not an address that a link can have" if url else "this link has no address"
            self._report(LINK, offset_map, token, message, address_hint(url))
            return children
        if "title" in token.attrs:
            hint = "leave out the words in quotes"
            self._report(LINK, offset_map, token, "a link cannot have a title", hint)
        if reference.slug:
            self.references.append(reference)
            return [Link(children, f"#{reference.slug}")]
        try:
            return [Link(children, normalise(url))]
        except NotAnAddress as error:
            hint = "write it as the address line of a browser shows it, or leave the link out"
            self._report(LINK, offset_map, token, f"`{url}` {error}", hint)
            return children

    def _note(
        self, token: "Token", tokens: Iterator["Token"], offset_map: OffsetMap, closing: str
    ) -> Sequence[Inline]:
        """Returns a note, whose words are a passage of their own."""
        for outer, name in (("footnote_open", "another note"), ("link_open", "the words of a link")):
            if outer in self._open_inlines:
                hint = "write it behind that one" if outer == "footnote_open" else "write it behind the link"
                self._report(MARKUP, offset_map, token, f"a note cannot stand in {name}", hint)
        is_misplaced = not {"footnote_open", "link_open"}.isdisjoint(self._open_inlines)
        around, self._open_inlines = self._open_inlines, [*self._open_inlines, token.type]
        collector = TextCollector()
        children = trimmed_inlines(self._inlines(tokens, collector, offset_map, closing))
        self._open_inlines = around
        if is_misplaced:
            return ()
        if text := collector.finish():
            self.note_passages.append(Passage(text, collector.offset_map, "note"))
            return [Footnote(children)]
        self._report(MARKUP, offset_map, token, "this note has no words", "write them between `^[` and `]`")
        return ()

    def _forbid_block(self, token: "Token") -> None:
        if token.type == "code_block" and token.map and token.map[0] in self._word_bullet_lines:
            return
        message, hint = FORBIDDEN_BLOCKS[token.type]
        if token.type == "hr" and token.markup in ("-", "="):
            hint = "leave an empty line above the line of dashes, or delete it"
        self._report_line(MARKUP, token, message, hint)

    def _report_line(self, code: Code, token: "Token", message: str, hint: str, mark: str = "") -> None:
        """Reports a fault of the line on which a token starts, from a mark on."""
        number = token.map[0] if token.map else 0
        line, line_start = self._lines[number], self._line_starts[number]
        start = max(line.find(mark), len(line) - len(line.lstrip()))
        part = (line_start + start, line_start + len(line.rstrip()))
        self.faults.append(Fault(code, Problem((), message, hint, part)))

    def _report(self, code: Code, offset_map: OffsetMap, token: "Token", message: str, hint: str) -> None:
        """Reports a fault of the characters of an inline token."""
        part = map_range(offset_map, *token_range(token))
        self.faults.append(Fault(code, Problem((), message, hint, part)))
