"""RG206: a council under another name than its official one."""

from collections import Counter
from collections.abc import Iterator

from reportgen.findings import Fix, PartFix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers import MatchMethod, Resolution
from reportgen.registers.names import is_abbreviated_title
from reportgen.rules.habits import group_by_habit
from reportgen.schema.models import Report


@rule("RG206", Severity.INFO)
def council_under_another_name(_: Report, context: Context) -> Iterator[Problem]:
    """A council is listed under an abbreviation or another name that people know it by.

    Names with abbreviated titles behind them, such as `CC`, are told of once.

    That is no fault where readers know it best; the official name is offered for a report that keeps to official names
    throughout. The weight can be raised in the settings.

    Faulty:

        members: [Bath & NES]

    Right:

        members: [Bath and North East Somerset]
    """
    aliases = [
        (at, resolution)
        for at, member, resolution in context.members
        if resolution.matched_by is MatchMethod.ALIAS
        and not (member.authority or resolution.note or context.is_joined(at))
    ]
    for same in group_by_habit(aliases, lambda alias: bool(_abbreviation(alias[1]))):
        (at, first), *others = same
        name = _official_name(first)
        message, hint = f"`{first.name}` is another name for {name}", "write the official name"
        if others:
            message = _message_on_titles([resolution for _, resolution in same])
            hint = f"write the official names, such as `{name}`"
        elsewhere = tuple(
            PartFix((*other_at, "name"), "value", _official_name(other)) for other_at, other in others
        )
        fix = Fix(name, safe=False, elsewhere=elsewhere)
        yield Problem((*at, "name"), message, f"{hint}, if the report keeps to those", fix=fix)


def _message_on_titles(resolutions: list[Resolution]) -> str:
    counts = Counter(_abbreviation(resolution) for resolution in resolutions)
    titles = ", ".join(f"{count} `{title}`" for title, count in counts.most_common())
    return (
        f"the titles of {len(resolutions)} names are abbreviated ({titles}), first in `{resolutions[0].name}`"
    )


def _official_name(resolution: Resolution) -> str:
    return resolution.authority.short_name if resolution.authority else resolution.name


def _abbreviation(resolution: Resolution) -> str:
    """Returns the abbreviated title behind a name, such as `CC`; empty where the name is another altogether."""
    *words, last = resolution.name.split()
    return last if words and is_abbreviated_title(last) else ""
