"""`reportgen register`: looks names up in the registers, so that a finding about one can be understood."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.choices import ListingFormat
from reportgen.cli.console import exit_with_error, print_json, print_paragraphs, print_stdout
from reportgen.cli.register_output import (
    authority_data,
    authority_text,
    department_data,
    department_text,
    plan_data,
    plan_text,
    resolution_data,
)
from reportgen.display import display

if TYPE_CHECKING:
    from reportgen.registers import Registers

register = typer.Typer(
    short_help="Show what is known of an authority, a department or an edition of the LGA business plan.",
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
)

DateOption = Annotated[
    str, typer.Option("--on", metavar="DATE", help="The last day of the report's period. Left out: today.")
]
FolderOption = Annotated[
    Path | None,
    typer.Option("--register", metavar="DIR", help="A folder whose registers replace those shipped."),
]
FormatOption = Annotated[ListingFormat, typer.Option("--format", help="How the answer is written.")]


@register.callback(invoke_without_command=True)
def overview(context: typer.Context, own: FolderOption = None) -> None:
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
    from reportgen.registers import FILES

    registers = _load_registers(own)
    authorities, departments, plans = registers.authorities, registers.departments, registers.plans
    sizes = (len(authorities), len(departments), len(plans))
    abouts = (authorities.about, departments.about, plans.about)
    for name, size, about in zip(FILES, sizes, abouts, strict=True):
        print_stdout(f"{name}: {size} entries")
        for key, value in about.items():
            if value:
                print_stdout(f"  {key}: {value}")


@register.command(short_help="Show which council or combined authority a name means.")
def authority(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names, or GSS codes.")],
    on: DateOption = "",
    own: FolderOption = None,
    form: FormatOption = ListingFormat.TEXT,
) -> None:
    r"""Show which council or combined authority a name means.

    Exit code 0: every name is an authority's. 1: one is not. 2: a register could not be read.

    \b
    Examples:
      reportgen register authority "Bath & NES"
      reportgen register authority Somerset "North Yorkshire" --on 2023-03-31
    """
    day, authorities = _parse_day(on), _load_registers(own).authorities
    resolutions = [authorities.resolve(name, day) for name in names]
    joined = [
        (names[index : index + 2], both.authority) for index, both in authorities.split_names(names, day)
    ]
    if form is ListingFormat.JSON:
        answers = [
            resolution_data(authorities, name, resolution, day)
            for name, resolution in zip(names, resolutions, strict=True)
        ]
        split = [
            {"names": halves, "authority": authority_data(authorities, whole, day)}
            for halves, whole in joined
        ]
        print_json({"on": day.isoformat(), "names": answers, "split_at_comma": split})
    else:
        paragraphs = [
            authority_text(authorities, display(name), resolution, day)
            for name, resolution in zip(names, resolutions, strict=True)
        ]
        paragraphs += [
            f"`{display(first)}` and `{display(second)}` are one name split at its comma: {whole.name}"
            for (first, second), whole in joined
            if whole
        ]
        print_paragraphs(paragraphs)
    if not all(resolution.authority for resolution in resolutions):
        raise typer.Exit(1)


@register.command(short_help="Show which government department or body a name means.")
def department(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names or abbreviations.")],
    on: DateOption = "",
    own: FolderOption = None,
    form: FormatOption = ListingFormat.TEXT,
) -> None:
    r"""Show which government department or body a name means.

    Exit code 0: every name is a department's. 1: one is not. 2: a register could not be read.

    \b
    Example:
      reportgen register department DLUHC --on 2024-03-31
    """
    day, departments = _parse_day(on), _load_registers(own).departments
    namings = [(name, departments.find(name, day)) for name in names]
    if form is ListingFormat.JSON:
        answers = [
            {
                "name": name,
                "matched_by": naming and naming.matched_by,
                "department": naming and department_data(departments, naming.department, day),
            }
            for name, naming in namings
        ]
        print_json({"on": day.isoformat(), "names": answers})
    else:
        print_paragraphs(department_text(departments, display(name), day) for name in names)
    if not all(naming for _, naming in namings):
        raise typer.Exit(1)


@register.command(short_help="Show the themes and priorities of an edition of the LGA business plan.")
def plan(
    edition: Annotated[
        str, typer.Argument(metavar="[EDITION]", help="As in 2022-25. Left out: all editions.")
    ] = "",
    own: FolderOption = None,
    form: FormatOption = ListingFormat.TEXT,
) -> None:
    r"""Show the themes and priorities of an edition of the LGA business plan.

    Exit code 0: the edition is known. 1: it is not. 2: a register could not be read.

    \b
    Example:
      reportgen register plan 2022-25
    """
    plans = _load_registers(own).plans
    matches = [plan for plan in [plans.find(edition)] if plan] if edition else list(plans)
    if form is ListingFormat.JSON:
        print_json({"editions": [plan_data(plan) for plan in matches]})
    elif matches:
        print_paragraphs(map(plan_text, matches))
    else:
        print_stdout(f"`{edition}` is no edition that is known; there are {', '.join(plans.editions)}")
    if not matches:
        raise typer.Exit(1)


def _load_registers(own: Path | None) -> "Registers":
    """Loads the registers. Ends the command where one of one's own cannot be read."""
    from reportgen.registers import load_registers
    from reportgen.source import Unreadable

    try:
        return load_registers(own)
    except Unreadable as error:
        exit_with_error(str(error))


def _parse_day(text: str) -> date:
    from reportgen.registers.read import parse_date

    day = parse_date(text, last=True) if text else date.today()  # noqa: DTZ011 (the user's own day)
    return day or exit_with_error(f"--on: `{text}` is no date; write it as in 2024-03-31")
