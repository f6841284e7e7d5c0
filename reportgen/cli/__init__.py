"""The command line: one module for each command, imported when the command is called.

Exit codes: 0 no errors, 1 errors in the data (with `--strict`: warnings too), 2 could not run.
"""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

COMMANDS = {
    "new": "Write a dataset to fill in.",
    "validate": "Check datasets and say in plain words what is wrong and where.",
    "build": "Compile datasets to Word, PDF and HTML.",
    "extract": "Take the dataset out of a Word file or a PDF that carries it.",
    "verify": "Let Word files, PDFs and web pages prove that they are what they should be.",
    "matrix": "Say which councils belong to which groups.",
    "rules": "List the rules that datasets are checked by.",
    "rule": "Explain a finding by its code.",
    "batch": "Compile a whole year of datasets in parallel.",
    "pack": "Compile the reports of many groups to one document for the Board.",
    "layouts": "List the layouts, copy one, or check your own.",
    "schema": "Print the JSON Schema of a dataset, for editors and other programs.",
    "register": "Show what is known of an authority, a department or an edition of the LGA business plan.",
    "doctor": "Say whether Word, PDF and HTML can be built here, and what to do where one cannot.",
}
"""The commands in the order in which an officer meets them, with their line of help."""


_MEANT = {
    "check": "validate", "lint": "validate", "test": "validate", "compile": "build", "make": "build", "render": "build",
    "export": "build", "merge": "pack", "combine": "pack", "init": "new", "create": "new", "layout": "layouts",
    "template": "layouts", "prove": "verify", "version": "--version",
}  # fmt: skip
"""Words that other tools have for our commands."""


class _Commands(TyperGroup):
    """Commands that are imported only when they are asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (click's signature)
        """The names, in order."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        found: Any = getattr(import_module(f"reportgen.cli.{cmd_name}"), cmd_name)
        if not isinstance(found, typer.Typer):
            function, found = found, typer.Typer(add_completion=False, rich_markup_mode=None)
            found.command(cmd_name, help=function.__doc__, short_help=COMMANDS[cmd_name])(function)
        command = typer.main.get_command(found)
        command.name = cmd_name
        _keep_lines(command)
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command of the first word; for a word that is none, the nearest is offered."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = [_MEANT[args[0]]] if args[0] in _MEANT else get_close_matches(args[0], COMMANDS, 1)
            hint = f"Did you mean '{near[0]}'?" if near else f"The commands are {', '.join(COMMANDS)}."
            ctx.fail(f"There is no command '{args[0]}'. {hint}")
        return super().resolve_command(ctx, args)


def _keep_lines(command: Any) -> None:
    r"""Let the examples in help texts stand line by line: docstrings are raw, so that their `\b` is not yet click's mark."""
    for each in (command, *getattr(command, "commands", {}).values()):
        each.help = (each.help or "").replace(r"\b", "\b")


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        from reportgen import __version__

        typer.echo(f"reportgen {__version__}")
        raise typer.Exit


@app.callback()
def reportgen(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Compile the yearly report of an LGA Special Interest Group to Word, PDF and HTML.

    You write one file, the dataset. Start with `reportgen new report.yaml`, fill it in, see what `reportgen validate report.yaml`
    says, and make the files with `reportgen build report.yaml`.

    Exit codes: 0 no errors, 1 errors in the data, 2 could not run.
    """
