"""`reportgen edit`: fills in a dataset in a browser."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.console import exit_with_error, print_stderr, print_stdout
from reportgen.cli.options import ConfigOption, LayoutOption, RegisterOption
from reportgen.schema.models.report import Form, Language

if TYPE_CHECKING:
    from reportgen.config import Settings
    from reportgen.edit.session import Session

NoOpenOption = Annotated[
    bool, typer.Option("--no-open", help="Open no browser; the address is printed in any case.")
]
PortOption = Annotated[
    int,
    typer.Option(
        "--port",
        min=0,
        max=65535,
        help="The port to listen on; 0: one of the dataset's own, or any that is free.",
    ),
]


def edit(
    file: Annotated[Path, typer.Argument(help="The dataset; one that is not there is begun.")] = Path(
        "report.yaml"
    ),
    form: Annotated[
        Form, typer.Option("--form", help="The edition of the LGA form of a dataset that is begun.")
    ] = "2024",
    language: Annotated[
        Language, typer.Option("--language", help="The language of a dataset that is begun.")
    ] = "en-GB",
    layout: LayoutOption = "lga-board",
    config: ConfigOption = None,
    register: RegisterOption = None,
    no_open: NoOpenOption = False,
    port: PortOption = 0,
) -> None:
    r"""Fill in a dataset in a browser, and see what is wrong with it and how the report will look.

    The page is served by your own machine, for you alone, and fetches nothing from elsewhere. What you type is saved at once, in
    the same file that all other commands read; its comments, its order and all other lines stay as they are. What somebody else
    writes into the file meanwhile is taken over, or shown where it clashes with your own words.

    A file that is not there is begun as `reportgen new` begins one. Ctrl-C, or the button of the page, ends the command.

    \b
    Examples:
      reportgen edit 2024-25.yaml
      reportgen edit 2024-25.yaml --language cy-GB
      reportgen edit 2024-25.yaml --no-open --port 8123

    Exit codes: 0 ended, 2 could not run.
    """
    _require_extra()
    if str(file) == "-":
        exit_with_error("standard input cannot be edited; name a file")
    if not os.path.lexists(file):
        from reportgen.cli.new import begin

        _require_layout(layout)
        begin(file, form, language)
    serve(file, layout, config, register, port, opens_browser=not no_open)


def _require_layout(layout: str) -> None:
    """Ends the command where there is no such layout: before anything is written."""
    from reportgen.layout import find_layout
    from reportgen.source import Unreadable

    try:
        find_layout(layout)
    except Unreadable as error:
        exit_with_error(str(error))


def _require_extra() -> None:
    from reportgen.edit.extra import ExtraMissing, require_extra

    try:
        require_extra()
    except ExtraMissing as error:
        exit_with_error(str(error))


def serve(
    file: Path,
    layout: str,
    config: Path | None,
    register: Path | None,
    port: int,
    *,
    opens_browser: bool,
    is_preview_alone: bool = False,
) -> None:
    """Serves a page about a dataset until it is told to end."""
    _require_extra()
    from reportgen.edit.server import Server, listen, listen_where_usual

    session = _session(file, layout, config, register, is_editable=not is_preview_alone)
    try:
        listener = listen(port) if port else listen_where_usual(file)
    except OSError as error:
        exit_with_error(f"port {port} cannot be used ({(error.strerror or str(error)).lower()})")
    server = Server(session, listener, is_preview_alone=is_preview_alone)

    def tell() -> None:
        print_stdout(server.address)
        where = "is open in your browser" if opens_browser else "can be opened in a browser"
        print_stderr(f"{file} {where} at this address; Ctrl-C ends it")
        if opens_browser:
            from threading import Thread
            from webbrowser import open as open_browser

            # the browser gets a key of its own: that of the printed address opens the page in another one
            Thread(target=open_browser, args=(server.address,), daemon=True).start()

    try:
        server.run(tell)
    finally:  # also where the terminal is closed
        _finish(session, file)


def _finish(session: "Session", file: Path) -> None:
    """Saves for the last time. Ends the command with an error where that fails, and says where the text is instead."""
    try:
        place = session.finish()
    except OSError as error:
        exit_with_error(f"{file}: the last changes are lost ({session.failure}; {error})")
    if place:
        exit_with_error(f"{file}: cannot be saved ({session.failure}); your text is in {place}")


def _session(
    file: Path, layout: str, config: Path | None, register: Path | None, *, is_editable: bool = True
) -> "Session":
    """Opens a dataset. Ends the command where it, its settings or its layout cannot be read."""
    from reportgen.cli.atomic_write import remove_leftovers
    from reportgen.cli.settings import SettingsOptions
    from reportgen.edit.session import Session
    from reportgen.source import Unreadable

    SettingsOptions(config=config, registers=register).settings_for(file)
    if is_editable:
        remove_leftovers(Path(os.path.realpath(file)).parent, deep=False)
    try:
        return Session(file, _write, _settings_reader(file, config, register), layout, is_editable)
    except Unreadable as error:
        exit_with_error(str(error))


def _write(files: Mapping[Path, bytes], before_moving: Callable[[], None] | None = None) -> None:
    from reportgen.cli.atomic_write import WriteFailed, write_atomically

    try:
        write_atomically(files, before_moving=before_moving)
    except WriteFailed as error:
        raise OSError(str(error)) from None


def _settings_reader(file: Path, config: Path | None, register: Path | None) -> "Callable[[], Settings]":
    """Returns what reads the settings of a dataset, again and again while it is open."""
    from dataclasses import replace

    from reportgen.config import find_settings, load_settings

    folder = Path(os.path.abspath(file)).parent  # noqa: PTH100 (without `..`)

    def read_settings() -> "Settings":
        settings = load_settings(config) if config else find_settings(folder)
        return replace(settings, registers=register or settings.registers)

    return read_settings
