"""RG702: a heading with nothing under it."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Entry, FreeSection, InnermostSection, InnerSection, MemberGroup, Report

_NOUNS: dict[str, str] = {
    "themes": "theme",
    "priorities": "priority",
    "sections": "section",
    "membership": "group",
}


@rule("RG702", Severity.WARNING, is_absence=True)
def heading_left_empty(_: Report, context: Context) -> Iterator[Problem]:
    """A theme, priority, section or group of members has a heading and nothing under it, so that the report leaves it out.

    The form asks how the group's work serves each theme of the LGA business plan. Say so, or leave out the theme.

    Faulty:

        themes:
          entries: [{title: Putting people first}]

    Right:

        themes:
          entries: [{title: Putting people first, text: We ask for fair funding of social care.}]
    """
    for at, part in context.parts:
        noun = _NOUNS.get(str(at[0])) if at else None
        if noun and _is_empty(part) and at not in context.dropped:
            heading_key = "name" if isinstance(part, MemberGroup) else "title"
            heading = getattr(part, heading_key)
            hint = f"say under `text` what there is to say, or leave the {noun} out"
            if isinstance(part, MemberGroup):
                hint = "write the list of `members` under it, or leave it out"
            message = f"nothing stands under the {noun} `{heading}`, so the report leaves it out"
            if heading:
                yield Problem((*at, heading_key), message, hint)


def _is_empty(part: object) -> bool:
    match part:
        case MemberGroup():
            return not part.members
        case FreeSection() | InnerSection():
            return not (part.text or part.text.faults or part.table.columns or part.figure or part.sections)
        case Entry() | InnermostSection():
            return not (part.text or part.text.faults or part.table.columns or part.figure)
        case _:
            return False
