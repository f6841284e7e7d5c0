"""The Markdown parser, changed so that its inline tokens know their offsets and nothing is dropped unseen."""

from functools import cache
from typing import TYPE_CHECKING, Any

from reportgen.startup.patterns import lazy_pattern

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_TERMINATOR = lazy_pattern(r"[\n!&*<\[\\\]^_`]")


@cache
def parser() -> "MarkdownIt":
    """Returns a CommonMark parser whose inline tokens say in `meta` where they start and end."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark").enable("table").disable(["reference", "text_join"])
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005  # our reader reports a bad address; the parser would leave it as text
    rules = markdown.inline.ruler
    rules.at("text", _text)
    rules.at("newline", _newline)
    for name in ("backticks", "emphasis", "image", "autolink", "html_inline", "entity", "escape", "link"):
        rules.at(name, _with_offsets(rules, name))
    rules.push("footnote", _footnote)
    rules.push("literal", _literal)
    markdown.inline.ruler2.disable("fragments_join")
    return markdown


def _with_offsets(rules: Any, name: str) -> Any:
    """Returns one of the parser's own rules, changed to note where each of its tokens starts and ends."""
    original = next(rule.fn for rule in rules.__rules__ if rule.name == name)

    def rule(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 (the parser's signature)
        start, count = state.pos, len(state.tokens)
        if not original(state, silent):
            return False
        if state.pending:  # the parser holds back backticks that close nothing until the next token
            state.pushPending()
        for index, token in enumerate(state.tokens[count:]):
            first = start + index if name == "emphasis" else start  # each star has a token of its own
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
    """Takes the words up to the next character that may be markup."""
    terminator = _TERMINATOR.search(state.src, state.pos, state.posMax)
    end = terminator.start() if terminator else state.posMax
    if end == state.pos:
        return False
    if silent:
        state.pos = end
    else:
        _push(state, "text", state.src[state.pos : end], end)
    return True


def _footnote(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 (the parser's signature)
    """Takes a note, `^[words]`; of one that has no end, its first character."""
    start = state.pos
    if not state.src.startswith("^[", start, state.posMax):
        return False
    end = state.md.helpers.parseLinkLabel(state, start + 1)
    if end < 0:
        if silent:
            state.pos += 1
        else:
            _push(state, "unclosed_note", "^", start + 1)
        return True
    if not silent:
        maximum = state.posMax
        state.push("footnote_open", "", 1).meta = {"start": start, "end": end + 1}
        state.pos, state.posMax = start + 2, end
        state.md.inline.tokenize(state)
        state.push("footnote_close", "", -1).meta = {"start": end, "end": end + 1}
        state.posMax = maximum
    state.pos = end + 1
    return True


def _literal(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 (the parser's signature)
    """Takes one character that no other rule has taken."""
    if silent:
        state.pos += 1
    else:
        _push(state, "text", state.src[state.pos], state.pos + 1)
    return True


def _newline(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 (the parser's signature)
    """Takes the end of a line; with two spaces before it, it is a forced break that includes them."""
    if state.src[state.pos] != "\n":
        return False
    if silent:
        state.pos += 1
        return True
    is_hard = state.src.endswith("  ", 0, state.pos)
    _push(state, "hardbreak" if is_hard else "softbreak", " ", state.pos + 1)
    if is_hard:
        state.tokens[-1].meta["start"] -= 2
    return True
