"""From a report and a layout to the document: what the report says, in the layout's order and words."""

from collections.abc import Mapping

from reportgen.compose.blocks import BlockComposer
from reportgen.compose.levels import within_levels
from reportgen.compose.values import Resolver, Value
from reportgen.document import Document, Image
from reportgen.findings import At
from reportgen.layout import Layout
from reportgen.prose import fold_spacing
from reportgen.registers import Registers
from reportgen.schema.i18n import period_in_words
from reportgen.schema.models import Report
from reportgen.schema.shapes import REPORT_SHAPE


def compose(
    report: Report,
    layout: Layout,
    images: Mapping[str, Image],
    origins: Mapping[At, tuple[int, ...]] | None = None,
    registers: Registers | None = None,
) -> Document:
    """Sets a report by a layout.

    `images` are the pictures of its figures by their ids. `origins` maps the path of each list that has lost entries to the
    indexes that the remaining entries have in the file, so that nodes carry the file's paths. `registers` are those of the
    project, where it has its own.
    """
    words = layout.words.get(report.language, {})
    resolver = Resolver(report.language, words, origins or {})
    root = (Value(report, REPORT_SHAPE),)
    composer = BlockComposer(report, resolver, images, registers, layout.theme)
    blocks = within_levels(composer.blocks(layout.blocks, root))
    return Document(
        title=resolver.plain_text(layout.title, root),
        group=fold_spacing(report.group.name),
        period=period_in_words(report.period, report.language) if report.period else "",
        language=report.language,
        page_of=words.get("page_of", "{page} / {pages}"),
        blocks=blocks,
        author=fold_spacing(report.contact.lead_officer.name),
        created=_report_date(report),
        group_at=("group", "name"),
        period_at=("period",),
    )


def _report_date(report: Report) -> str:
    """Returns the ISO date on which a report was sent, or else the last day it covers."""
    if report.submitted:
        return report.submitted.end.isoformat()
    return report.period.end.isoformat() if report.period else ""
