"""`reportgen rules`: the rules there are."""

import json
from typing import Annotated

import typer

from reportgen.cli.choices import ListingFormat


def rules(
    form: Annotated[
        ListingFormat, typer.Option("--format", help="For people or for programs.")
    ] = ListingFormat.TEXT,
) -> None:
    r"""List the rules: the code of each, how much its findings weigh, and what it finds.

    Errors stop a build; warnings and infos do not. Settings can give a rule another weight, or turn it off.

    \b
    Examples:
      reportgen rules
      reportgen rule RG202
    """
    from reportgen.rules import all_rules

    codes = [rule.code for rule in all_rules()]
    if form is ListingFormat.JSON:
        entries = [{"code": each.id, "name": each.name, "severity": each.severity.value} for each in codes]
        typer.echo(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    width = max(len(each.name) for each in codes)
    for each in codes:
        typer.echo(f"{each.id}  {each.severity.value:<7}  {each.name:<{width}}".rstrip())
