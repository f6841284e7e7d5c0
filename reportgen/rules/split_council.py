"""RG202: one council listed as two, split at the comma in its name."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report
from reportgen.schema.pasting import pasteable


@rule("RG202", Severity.ERROR)
def council_split_at_its_comma(_: Report, context: Context) -> Iterator[Problem]:
    """Two entries that stand one below the other are the halves of one council's name.

    Lists copied from a web page or a sentence break at each comma, those inside names with them; the count is then wrong, too. So
    does a list in square brackets break inside the brackets of a name, as in `[East Berkshire (Reading, Slough)]`.

    Faulty:

        members:
          - Bournemouth
          - Christchurch and Poole

    Right:

        members:
          - Bournemouth, Christchurch and Poole
    """
    for at, first, second, whole in context.split_members:
        name = whole.authority.short_name if whole.authority else whole.name
        message = f"`{first}` and the `{second}` below it are one council, {name}"
        yield Problem(at, message, f"write the two lines as one: `{pasteable(name)}`")
    for at, pieces, name in context.cut_names:
        message = (
            f"`{name.split(', ')[0]}` and the {len(pieces) - 1} behind it are one name, cut at its commas"
        )
        yield Problem(at, message, f'put it in quotes: `"{name}"`')
