"""`reportgen rules`: lists the rules."""

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
        entries = [{"code": code.id, "name": code.name, "severity": code.severity.value} for code in codes]
        typer.echo(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    width = max(len(code.name) for code in codes)
    for code in codes:
        typer.echo(f"{code.id}  {code.severity.value:<7}  {code.name:<{width}}".rstrip())
