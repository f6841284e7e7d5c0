"""`reportgen register`: what the registers know of a name, so that a finding about it can be understood."""

from datetime import date
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportgen.cli.choices import FindingsFormat
from reportgen.cli.console import refuse
from reportgen.cli.register_output import (
    authority_data,
    authority_text,
    department_data,
    department_text,
    plan_data,
    plan_text,
    resolution_data,
)

if TYPE_CHECKING:
    from reportgen.registers import Registers

register = typer.Typer(
    short_help="Show what is known of an authority, a department or an edition of the LGA business plan.",
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
)

On = Annotated[
    str, typer.Option("--on", metavar="DATE", help="The last day of the report's period. Left out: today.")
]
Own = Annotated[
    Path | None,
    typer.Option("--register", metavar="DIR", help="A folder whose registers replace those shipped."),
]
Form = Annotated[FindingsFormat, typer.Option("--format", help="How the answer is written.")]


@register.callback(invoke_without_command=True)
def overview(context: typer.Context, own: Own = None) -> None:
    r"""Show what is known of an authority, a department or an edition of the LGA business plan.

    Without a further word: the registers there are, with source and licence. A folder of your own can hold authorities.csv,
    departments.yaml or business-plan.yaml; each replaces the one that is shipped.

    \b
    Examples:
      reportgen register authority "Bath & NES"
      reportgen register authority Somerset --on 2023-03-31
      reportgen register department DLUHC
      reportgen register plan 2022-25
    """
    if context.invoked_subcommand:
        return
    known = _known(own)
    from reportgen.registers import FILES

    sizes = (len(known.authorities), len(known.departments), len(known.plans))
    abouts = (known.authorities.about, known.departments.about, known.plans.about)
    for name, size, about in zip(FILES, sizes, abouts, strict=True):
        typer.echo(f"{name}: {size} entries")
        for word, said in about.items():
            if said:
                typer.echo(f"  {word}: {said}")


@register.command(short_help="Show which council or combined authority a name means.")
def authority(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names, or GSS codes.")],
    on: On = "",
    own: Own = None,
    form: Form = FindingsFormat.TEXT,
) -> None:
    r"""Show which council or combined authority a name means.

    Exit code 0: every name is an authority's. 1: one is not. 2: a register could not be read.

    \b
    Examples:
      reportgen register authority "Bath & NES"
      reportgen register authority Somerset "North Yorkshire" --on 2023-03-31
    """
    when, known = _day(on), _known(own).authorities
    found = [known.resolve(name, when) for name in names]
    joined = [(names[place : place + 2], whole) for place, whole in known.split_names(names, when)]
    if form is FindingsFormat.JSON:
        split = [
            {"names": halves, "authority": authority_data(known, whole.authority, when)}
            for halves, whole in joined
        ]
        answers = [resolution_data(known, name, each, when) for name, each in zip(names, found, strict=True)]
        typer.echo(_json({"on": when.isoformat(), "names": answers, "split_at_comma": split}))
    else:
        typer.echo(
            "\n\n".join(
                authority_text(known, name, each, when) for name, each in zip(names, found, strict=True)
            )
        )
        for (first, second), whole in joined:
            if whole.authority:
                typer.echo(
                    f"\n`{first}` and `{second}` are one name split at its comma: {whole.authority.name}"
                )
    if not all(each.authority for each in found):
        raise typer.Exit(1)


@register.command(short_help="Show which government department or body a name means.")
def department(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names or abbreviations.")],
    on: On = "",
    own: Own = None,
    form: Form = FindingsFormat.TEXT,
) -> None:
    r"""Show which government department or body a name means.

    Exit code 0: every name is a department's. 1: one is not. 2: a register could not be read.

    \b
    Example:
      reportgen register department DLUHC --on 2024-03-31
    """
    when, known = _day(on), _known(own).departments
    found = [(name, known.find(name, when)) for name in names]
    if form is FindingsFormat.JSON:
        answers = [
            {
                "name": name,
                "matched_by": each and each.matched_by,
                "department": each and department_data(known, each.department, when),
            }
            for name, each in found
        ]
        typer.echo(_json({"on": when.isoformat(), "names": answers}))
    else:
        typer.echo("\n\n".join(department_text(known, name, when) for name, _ in found))
    if not all(each for _, each in found):
        raise typer.Exit(1)


@register.command(short_help="Show the themes and priorities of an edition of the LGA business plan.")
def plan(
    edition: Annotated[
        str, typer.Argument(metavar="[EDITION]", help="As in 2022-25. Left out: all editions.")
    ] = "",
    own: Own = None,
    form: Form = FindingsFormat.TEXT,
) -> None:
    r"""Show the themes and priorities of an edition of the LGA business plan.

    Exit code 0: the edition is known. 1: it is not. 2: a register could not be read.

    \b
    Example:
      reportgen register plan 2022-25
    """
    known = _known(own).plans
    found = [known.find(edition)] if edition else list(known)
    shown = [each for each in found if each]
    if form is FindingsFormat.JSON:
        typer.echo(_json({"editions": [plan_data(each) for each in shown]}))
    elif shown:
        typer.echo("\n\n".join(map(plan_text, shown)))
    else:
        typer.echo(f"`{edition}` is no edition that is known; there are {', '.join(known.editions)}")
    if not shown:
        raise typer.Exit(1)


def _known(own: Path | None) -> "Registers":
    """The registers, each of them read. Ends the command where one cannot be."""
    from reportgen.registers import load_registers
    from reportgen.source import Unreadable

    try:
        return load_registers(own)
    except Unreadable as error:
        refuse(str(error))


def _day(text: str) -> date:
    from reportgen.registers.read import parse_date

    found = parse_date(text, last=True) if text else date.today()  # noqa: DTZ011 (the user's own day)
    return found or refuse(f"--on: `{text}` is no date; write it as in 2024-03-31")


def _json(value: Any) -> str:
    return dumps(value, ensure_ascii=False, indent=2)
