"""RG620: markup that marks nothing, and would be printed as it was typed."""

from collections.abc import Iterator

from reportgen.document import heading_slug
from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose.lines import LINE_MARKUP
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_STARS = lazy_pattern(r"\*\*+|(?<![^\W_])__(?=\w)")
_LINE_STARS = lazy_pattern(r"\*\*+")
_NOTE = lazy_pattern(r"\^\[[^\[\]]*\]?")
_TABLE_KEYS = frozenset({"rows", "columns"})
_GAP_BEFORE_ADDRESS = lazy_pattern(r"\](?P<gap> +)\((?=https?:|mailto:|lang:|www\.)")
_SPACE_IN_ADDRESS = lazy_pattern(
    r"\]\((?P<address>(?:#|https?:|mailto:|www\.)[^()\s\"'<>]*[ \t][^()\n\"'<>]*)\)"
)
_NUMBER_IN_QUOTES = lazy_pattern(r"[“”„](?P<number>[-–\u2212+]?[£$€]?\d[\d.,]*(?: ?(?:%|p|k|m|bn))?)[“”]")
_DASH_WITHOUT_SPACE = lazy_pattern(r"\n[ \t]*(?P<dash>-)(?=[A-Za-z*\"“])")


@rule("RG620", Severity.WARNING)
def markup_printed_as_typed(_: Report, context: Context) -> Iterator[Problem]:
    """Stars, brackets or a dash look like markup and are none, so that readers would see them.

    `**bold**` needs both its ends, with no space inside them; the address of a link follows its words directly and has no space;
    the name of a heading has hyphens for its spaces; an entry of a list has a space behind its dash. Texts, titles, and cells and
    notes of tables can be bold; other lines cannot. Notes, written `^[words]`, stand in texts alone.

    Faulty:

        aims: We want **work that lasts.

    Right:

        aims: We want **work** that lasts.
    """
    for at, passage in context.passages if context.index.contains("**", "__") else ():
        for match in _STARS.finditer(passage.text):
            message = f"`{match[0]}` marks nothing here, and is printed as it stands"
            hint = "write `**bold**` with both its ends, and no space inside them"
            yield Problem(at, message, hint, passage.part(*match.span()))
    for at, line in context.lines if context.index.contains("**") else ():
        may_be_bold = at[-1] == "title" or _TABLE_KEYS.intersection(at) or at[-2:] == ("table", "note")
        visible = LINE_MARKUP.sub(lambda match: " " * len(match[0]), line) if may_be_bold else line
        for match in _LINE_STARS.finditer(visible):
            message = f"`{match[0]}` is printed as it stands here"
            hint = "leave it out: titles, cells and notes of tables can be bold, other lines cannot"
            yield Problem(at, message, hint, match.span())
            break
    for at, line in context.lines if context.index.contains("^[") else ():
        if note := _NOTE.search(line):
            message = (
                "a note (`^[…]`) cannot stand in a line, a title or a table, and is printed as it stands"
            )
            yield Problem(at, message, "write it behind words of a text", note.span())
    for at, line in context.lines if context.index.contains("”") else ():
        if at[-1] != "title" and (number := _NUMBER_IN_QUOTES.fullmatch(line)):
            hint = f"write `{number['number']}`, or straight quotation marks around it"
            message = "the curly quotation marks around this number are printed as they stand"
            yield Problem(at, message, hint, fix=Fix(number["number"]))
    for at, text in context.texts:
        for match in _SPACE_IN_ADDRESS.finditer(text.source):
            is_heading = match["address"].startswith("#")
            right = (
                f"write `#{heading_slug(match['address'])}`" if is_heading else "write `%20` for each space"
            )
            message = "a space stands in the address of this link, so that it is printed as it stands"
            yield Problem(at, message, right, match.span("address"))
        for match in _GAP_BEFORE_ADDRESS.finditer(text.source):
            message = "a space stands between the words of this link and its address"
            yield Problem(at, message, "delete the space", match.span("gap"))
        for match in _DASH_WITHOUT_SPACE.finditer(f"\n{text.source}"):
            start = match.start("dash") - len("\n")
            message = "this dash starts no entry of a list"
            yield Problem(at, message, "put a space behind it", (start, start + 1))
