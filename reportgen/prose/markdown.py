"""The Markdown parser: one whose inline tokens know their place, and which hides nothing that it would drop."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_TERMINATOR = re.compile(r"[\n!&*<\[\\\]_`]")


@cache
def parser() -> "MarkdownIt":
    """A CommonMark parser whose inline tokens know their place, and which hides nothing it would drop."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark").enable("table").disable(["reference", "text_join", "blockquote"])
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005  # refused here, in words, and not left as text
    rules = markdown.inline.ruler
    rules.at("text", _text)
    rules.at("newline", _newline)
    for name in ("backticks", "emphasis", "image", "autolink", "html_inline", "entity", "escape", "link"):
        rules.at(name, _placed(rules, name))
    rules.push("literal", _literal)
    markdown.inline.ruler2.disable("fragments_join")
    return markdown


def _placed(rules: Any, name: str) -> Any:
    """A rule of the parser's own, made to note where each of its tokens starts and ends."""
    original = next(rule.fn for rule in rules.__rules__ if rule.name == name)

    def rule(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 (the parser's signature)
        start, count = state.pos, len(state.tokens)
        if not original(state, silent):
            return False
        if state.pending:  # backticks that close nothing, which the parser keeps back until the next token
            state.pushPending()
        for index, token in enumerate(state.tokens[count:]):
            first = start + index if name == "emphasis" else start  # a token for each star
            token.meta.setdefault("start", first)
            token.meta.setdefault("end", first + 1 if name == "emphasis" else state.pos)
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
