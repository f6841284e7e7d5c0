"""`reportgen rule`: the page of one rule, or of any other code."""

from difflib import get_close_matches
from typing import Annotated

import typer

from reportgen.cli.console import refuse


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

    known = {each.id: each for each in all_codes()}
    found = known.get(current_id(code.strip().upper()))
    if found is None:
        near = get_close_matches(code.upper(), known, 1)
        hint = f"did you mean {near[0]}?" if near else "`reportgen rules` lists the rules"
        refuse(f"there is no code {code}; {hint}")
    typer.echo(f"{found.id}: {found.name} ({found.severity})\n\n{found.about}")
