"""Writes where pages break as CSS, for the PDF and for a reader who prints the HTML file.

A rule against breaking never ends at the edge of its list or table: there it would bind what stands outside, and such
rules would pile up until they can only be met by an empty page.
"""

from reportgen.writers.page_breaks import KEPT_ROWS


def _kept(entry: str, count: int) -> str:
    """Returns the rules that keep the first and the last entries of a list or rows of a table together."""
    first = "first-child" if count == 1 else f"nth-child(-n+{count})"
    last = "last-child" if count == 1 else f"nth-last-child(-n+{count})"
    return (
        f"{entry}:{first}:not(:last-child) {{ break-after: avoid }}\n"
        f"{entry}:{last}:not(:first-child) {{ break-before: avoid }}\n"
    )


BREAK_RULES = f"""\
.contents, .fields, .data, .whole, figure, tr {{ break-inside: avoid }}
.contents.long, .fields.long, .data.long {{ break-inside: auto }}
.contents > :first-child, caption, .chart {{ break-after: avoid }}
{_kept("tbody tr", KEPT_ROWS - 1)}\
table[class] tr.tall {{ break-after: auto; break-before: auto; break-inside: auto }}
.contents .kept {{ break-before: avoid }}
thead {{ display: table-header-group }}
"""
"""Rules for tables and for the list of contents: `long` ones have no room on a page, `tall` rows not on half of one,
and `kept` entries never begin a page."""

PAGED_BREAK_RULES = f"""\
p.lead {{ break-after: avoid }}
ul, ol {{ break-before: auto }}
li > ul, li > ol, dd > ul, dd > ol {{ break-before: avoid }}
.contents.tight .line {{ padding: 1pt 0 }}
{_kept("li", 1)}\
li.tall:nth-child(n):nth-child(n) {{ break-after: auto; break-before: auto }}
dd > figure + p {{ break-before: avoid }}
.in-columns .columns li {{ break-after: auto; break-before: auto; break-inside: avoid }}
"""
"""Rules for the PDF alone: entries with pictures or tables are `tall`, `lead` paragraphs introduce what follows them, and `tight`
contents fit on their page thereby.

The engine's own rules let no list begin a page, even behind another list.
"""
