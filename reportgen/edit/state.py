"""What the page is told after each change."""

from typing import TYPE_CHECKING, Any

from reportgen.edit.canonical import canonical
from reportgen.edit.line_ends import with_line_feeds
from reportgen.edit.locks import name_of
from reportgen.edit.operations import is_blank
from reportgen.edit.told import counts, difference, finding_to_json
from reportgen.layout import DEFAULT

if TYPE_CHECKING:
    from reportgen.edit.session import Session


def describe_state(session: "Session", *, preview: bool) -> dict[str, Any]:
    """Returns all that the page shows of the present text of a session, with `preview` the report too."""
    shown = session.preview() if preview else None  # first: a faulty layout is noticed by drawing the report
    checked, source = session.checked, session.checked.source
    has_slip = source.data is None and not is_blank(source)
    slip = next(iter(source.findings), None) if has_slip else None
    readable = source if source.data is not None else source.readable
    report = checked.loaded.report if checked.loaded else None
    state: dict[str, Any] = {
        "revision": session.revision,
        "path_name": session.path.name,
        "id": name_of(session.path),
        "text": session.shown_text,
        "values": canonical(readable.data) if readable and readable.data else {},
        "syntax": slip and {"message": slip.message, "line": slip.span.line, "column": slip.span.column},
        "findings": [finding_to_json(name, finding, checked) for name, finding in session.findings.items()],
        "counts": counts(session.findings.values()),
        "can_undo": session.history.can_undo,
        "can_redo": session.history.can_redo,
        "layout": session.checks.layout_name,
        "layouts": session.checks.layout_names(),
        "default_layout": DEFAULT,
        "unshown": session.checks.unshown(report.form) if report else {},
        "form_key": f"{report.form}:{report.language}" if report else None,
        "saved": not session.failure and session.text_on_disk is None,
        "failure": session.failure or None,
        "notice": session.checks.notice,
        "conflict": None,
    }
    if session.text_on_disk is not None:
        changes = difference(session.shown_text, with_line_feeds(session.text_on_disk))
        state["conflict"] = {
            "text_on_disk": with_line_feeds(session.text_on_disk),
            "diff": changes,
            "hash": session.conflict_mark,
        }
    if preview:
        state["preview"] = shown.pieces() if shown else None
    return state
