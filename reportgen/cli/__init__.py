"""The command line: one module for each command, imported when the command is called.

Exit codes: 0 no errors, 1 errors in the data (with `--strict`: warnings too), 2 could not run.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Annotated, Any

from reportgen.display import display
from reportgen.startup.patterns import lazy_patterns

with lazy_patterns():  # most of those of the modules that it imports are never used
    import typer
    from typer.core import TyperGroup

COMMANDS = {
    "new": "Write a dataset to fill in, or one made of a report from elsewhere.",
    "form": "Write a Word form to fill in, of which `new --from` makes a dataset.",
    "edit": "Fill in a dataset in a browser, and see how the report will look.",
    "preview": "Show in a browser how a report will look, while you write its dataset.",
    "rollover": "Begin the dataset of the next year with that of the last.",
    "validate": "Check datasets and say in plain words what is wrong and where.",
    "build": "Compile datasets to Word, PDF and HTML.",
    "extract": "Take the dataset out of a Word file or a PDF that carries it.",
    "pull": "Bring edits made in a Word file back into the dataset.",
    "verify": "Let Word files, PDFs and web pages prove that they are what they should be.",
    "ready": "Say whether a report may be sent, and write a receipt of what is sent.",
    "diff": "Say what has changed from one report to another.",
    "matrix": "Say which councils belong to which groups.",
    "rules": "List the rules that datasets are checked by.",
    "rule": "Explain a finding by its code.",
    "batch": "Compile a whole year of datasets in parallel.",
    "pack": "Compile the reports of many groups to one document for the Board.",
    "layouts": "List the layouts, see one at work, copy or check one.",
    "schema": "Print the JSON Schema of a dataset, for editors and other programs.",
    "register": "Show what is known of an authority, a department or an edition of the LGA business plan.",
    "doctor": "Say whether Word, PDF and HTML can be built here, and what to do where one cannot.",
}
"""The commands in the order in which an officer needs them, each with its line of help."""

_SYNONYMS = {
    "check": "validate", "lint": "validate", "test": "validate", "compile": "build", "make": "build", "render": "build",
    "export": "build", "merge": "pack", "combine": "pack", "init": "new", "create": "new", "import": "new", "convert": "new",
    "layout": "layouts", "template": "layouts", "prove": "verify", "next": "rollover", "roll": "rollover", "version": "--version",
    "compare": "diff", "serve": "edit", "fill": "edit", "watch": "preview", "send": "ready", "sign": "ready", "receipt": "ready",
}  # fmt: skip
"""The names that other tools have for our commands."""


class _LazyGroup(TyperGroup):
    """A group of commands that imports each of them only when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (click's signature)
        """Returns the names in order."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Imports the command with a name."""
        if cmd_name not in COMMANDS:
            return None
        app: Any = getattr(import_module(f"reportgen.cli.{cmd_name}"), cmd_name)
        if not isinstance(app, typer.Typer):
            function, app = app, typer.Typer(add_completion=False, rich_markup_mode=None)
            app.command(cmd_name, help=function.__doc__, short_help=COMMANDS[cmd_name])(function)
        command = typer.main.get_command(app)
        command.name = cmd_name
        _keep_line_breaks(command)
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Finds the command that the first argument names; for an unknown name, an error offers the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            nearest = (
                [_SYNONYMS[args[0]]] if args[0] in _SYNONYMS else get_close_matches(args[0], COMMANDS, 1)
            )
            hint = f"Did you mean '{nearest[0]}'?" if nearest else f"The commands are {', '.join(COMMANDS)}."
            ctx.fail(f"There is no command '{args[0]}'. {hint}")
        return super().resolve_command(ctx, args)

    def make_context(self, *arguments: Any, **options: Any) -> Any:
        """Reads the options before a command."""
        with _displayed_errors():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: Any) -> Any:
        """Runs a command."""
        with _displayed_errors():
            return super().invoke(ctx)


@contextmanager
def _displayed_errors() -> Iterator[None]:
    """Lets Click tell what is wrong with a command line in words that can be shown, whatever was typed or pasted."""
    try:
        yield
    except Exception as error:
        if format_message := getattr(error, "format_message", None):
            message = display(format_message())
            error.format_message = lambda: message  # type: ignore[attr-defined]
        raise


def _keep_line_breaks(command: Any) -> None:
    r"""Turns the `\b` of raw docstrings into the character with which Click keeps the line breaks of examples."""
    for documented in (command, *getattr(command, "commands", {}).values()):
        documented.help = (documented.help or "").replace(r"\b", "\b")


app = typer.Typer(
    cls=_LazyGroup,
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
