"""`reportgen rule`: shows the page of a rule, or of any other code."""

from difflib import get_close_matches
from typing import Annotated

import typer

from reportgen.cli.console import exit_with_error


def rule(
    code: Annotated[str, typer.Argument(help="A code, as findings show it.")],
) -> None:
    r"""Explain a finding: what it means, why it matters, what is faulty and what is right.

    \b
    Example:
      reportgen rule RG202
    """
    from reportgen.catalogue import all_codes
    from reportgen.codes import current_id

    codes = {entry.id: entry for entry in all_codes()}
    match = codes.get(current_id(code.strip().upper()))
    if match is None:
        nearest = get_close_matches(code.upper(), codes, 1)
        hint = f"did you mean {nearest[0]}?" if nearest else "`reportgen rules` lists the rules"
        exit_with_error(f"there is no code {code}; {hint}")
    typer.echo(f"{match.id}: {match.name} ({match.severity})\n\n{match.about}")
