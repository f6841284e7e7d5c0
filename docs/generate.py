"""Writes what is generated from the code, pages of the documentation and modules of `reportgen/startup`: `make docs`.

    python docs/generate.py           write them
    python docs/generate.py --check   exit code 1 where one is out of date

The pictures of the README are not among them: `docs/readme_pictures.py` draws those of reports.
"""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stdout
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from cffi import FFI
from typer.main import get_command
from typer.testing import CliRunner

from reportgen.catalogue import all_codes
from reportgen.cli import COMMANDS, app
from reportgen.codes import old_ids
from reportgen.environment import temporary_variable
from reportgen.findings import Code, Severity
from reportgen.schema.jsonschema import json_schema
from reportgen.writers._docx.style_names import STYLES
from reportgen.writers.selectors import SELECTORS

DOCS = Path(__file__).parent
STARTUP = DOCS.parent / "reportgen" / "startup"
WIDTH = 80
_HEAD = "<!-- Written by `make docs` from the code. Change the code, not this page. -->\n"
_FINDINGS = """\
# What reportgen finds

Each finding has a code in square brackets, as in `error[RG201]`. This page says what each code means and what to do.

An error stops the report from being built. A warning does not, but `reportgen validate --strict` fails for it too.
"""
_COMMANDS = """\
# The commands

What `--help` says of each. The [README](../README.md) shows them at work.

`validate` writes its findings to standard output. What is said beside them goes to standard error, and so do the
findings of `build`. Colours are used on a terminal only: `NO_COLOR=1` keeps them away, `FORCE_COLOR=1` keeps them on.
"""
_GENERATED_PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_GROUPS = {
    "0": ("The file", "What keeps a file from being read as YAML."),
    "1": ("Keys and values", "What cannot stand in a dataset, or is missing from it."),
    "2": ("Membership", "Who belongs to the group."),
    "3": ("Contact details", "How to reach the group."),
    "4": ("Dates", "Whether what happened belongs to the year."),
    "5": ("Names", "How people and bodies are named."),
    "6": ("Text", "How sentences are written."),
    "7": ("Priorities and themes", "How the work serves the LGA's business plan."),
    "8": ("Government", "Dealings with departments."),
    "9": ("Layouts and output", "What goes wrong when a report is set, whatever the dataset."),
}
_WEIGHT = {
    Severity.ERROR: "Error: the report is not built.",
    Severity.WARNING: "Warning: the report is built all the same.",
    Severity.INFO: "Remark.",
}


def pages() -> dict[Path, str]:
    """Returns every generated page with its text, also those of which only parts are generated."""
    return {
        DOCS / "rules.md": _rules(),
        DOCS / "cli.md": _cli(),
        STARTUP / "help_text.py": _help_text(),
        STARTUP / "declarations.py": _declarations(),
        DOCS / "dataset.schema.json": json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n",
        **{DOCS / name: _with_generated_parts(DOCS / name) for name in ("layouts.md", "architecture.md")},
    }


def _with_generated_parts(page: Path) -> str:
    """Returns a page that is written by hand, with its generated parts renewed."""
    parts = {"styles": _styles, "layers": _layers, "rooms": _rooms}
    return _GENERATED_PART.sub(
        lambda match: f"{match[1]}\n{parts[match[2]]()}\n\n{match[3]}", page.read_text(encoding="utf-8")
    )


def _rules() -> str:
    codes = all_codes()
    lines = [
        _HEAD,
        _FINDINGS,
        "| Code | What is wrong | Weight |",
        "| --- | --- | --- |",
        *(f"| [{code.id}](#{code.id.lower()}) | {code.name} | {code.severity} |" for code in codes),
        "",
    ]
    for digit, (title, about) in _GROUPS.items():
        codes_in_group = [code for code in codes if code.id[2] == digit]
        if codes_in_group:
            lines += [f"## {title}\n", f"{about}\n", *map(_code_section, codes_in_group)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _code_section(code: Code) -> str:
    """Returns the section of a code; its `a` elements are what findings link to, under old codes too."""
    aliases = old_ids(code.id)
    anchors = "".join(f'<a id="{code_id.lower()}"></a>' for code_id in (code.id, *aliases))
    alias_note = f" Older codes for it, which are still understood: {', '.join(aliases)}." if aliases else ""
    heading = f"{anchors}\n\n### {code.id}: {code.name}"
    return f"{heading}\n\n{_WEIGHT[code.severity]}{alias_note}\n\n{_fenced(code.about)}\n"


def _fenced(text: str) -> str:
    """Puts indented examples into fences, so that they are coloured as YAML."""
    blocks: list[str] = []
    for block in text.split("\n\n"):
        if not block.startswith("    "):
            blocks.append(block)
        elif blocks and blocks[-1].endswith("\n```"):
            blocks[-1] = f"{blocks[-1][:-4]}\n\n{_dedented(block)}\n```"
        else:
            blocks.append(f"```yaml\n{_dedented(block)}\n```")
    return "\n\n".join(blocks)


def _dedented(block: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in block.splitlines())


def _cli() -> str:
    commands = [(), *(command for name in COMMANDS for command in _command_with_subcommands(name))]
    sections = [f"## {' '.join(('reportgen', *words))}\n\n```text\n{_help(words)}```\n" for words in commands]
    return "\n".join([_HEAD, _COMMANDS, *sections])


def _command_with_subcommands(name: str) -> Iterator[tuple[str, ...]]:
    """Yields the words of a command, then those of each of its subcommands."""
    group = get_command(app)
    command = group.get_command(None, name)  # type: ignore[attr-defined]
    yield (name,)
    yield from ((name, subcommand) for subcommand in getattr(command, "commands", {}))


def _help(words: tuple[str, ...]) -> str:
    result = CliRunner().invoke(
        app, [*words, "--help"], prog_name="reportgen", env={"COLUMNS": str(WIDTH), "NO_COLOR": "1"}
    )
    return "\n".join(line.rstrip() for line in result.output.splitlines()) + "\n"


def _help_text() -> str:
    """Returns the module with the words of `--help`, as Typer breaks them for a terminal of the usual width."""
    command = get_command(app)
    with (
        temporary_variable("COLUMNS", str(WIDTH)),
        command.make_context("reportgen", [], resilient_parsing=True) as context,
    ):
        words = command.get_help(context)
    return f'"""What `reportgen --help` says; written by `make docs`."""\n\nHELP = """\\\n{words}\n"""\n'


def _declarations() -> str:
    """Returns the module with the C declarations of the installed WeasyPrint, as cffi makes it.

    WeasyPrint itself is not loaded: that would need Pango.
    """
    package = find_spec("weasyprint")
    source = (Path(str(package and package.origin)).with_name("text") / "ffi.py").read_text(encoding="utf-8")
    [declarations] = re.findall(r"^ffi\.cdef\('''(.*?)'''\)$", source, re.DOTALL | re.MULTILINE)
    ffi = FFI()
    ffi.cdef(declarations)
    ffi.set_source("weasyprint", None)
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()):
        module = Path(folder, "weasyprint.py")
        ffi.emit_python_code(str(module))
        _, arguments = module.read_text(encoding="utf-8").split("ffi = _cffi_backend.FFI('weasyprint',")
    versions = f"WeasyPrint {version('weasyprint')} by cffi {version('cffi')}"
    digest = sha256(declarations.encode()).hexdigest()
    return (
        f'"""The C declarations of {versions}; written by `make docs`."""\n\n'
        f'SHA256 = "{digest}"\nARGUMENTS = dict({arguments}'
    )


def _styles() -> str:
    """Returns the table of what each node is called in style.css and in reference.docx."""
    names = list(dict.fromkeys((*SELECTORS, *STYLES)))
    rows = (
        f"| {name} | {_in_backticks(SELECTORS.get(name))} | {_in_backticks(STYLES.get(name))} |"
        for name in names
    )
    return "\n".join(("| Part of the document | CSS selector | Word style |", "| --- | --- | --- |", *rows))


def _in_backticks(name: str | None) -> str:
    return f"`{name}`" if name else ""


def _layer_names() -> list[list[str]]:
    """Returns the layers of the package, the highest first, from the settings of import-linter."""
    project = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    [layers] = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    return [re.findall(r"\w+", layer) for layer in layers]


def _layers() -> str:
    return "\n".join(["```text", *(" | ".join(layer) for layer in _layer_names()), "```"])


def _rooms() -> str:
    """Returns the table of the modules and packages of the top level, the highest layer first."""
    rows = (f"| `{name}` | {_first_paragraph(name)} |" for layer in _layer_names() for name in layer)
    return "\n".join(("| Room | What it is for |", "| --- | --- |", *rows))


def _first_paragraph(name: str) -> str:
    """Returns the first paragraph of a module's docstring, on one line."""
    package = DOCS.parent / "reportgen"
    path = package / f"{name}.py" if (package / f"{name}.py").exists() else package / name / "__init__.py"
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split())


def main() -> int:
    """Writes the pages, or with `--check` tells by the exit code whether they are up to date."""
    stale = {
        path: text
        for path, text in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }
    if "--check" in sys.argv[1:]:
        return 1 if stale else 0
    for path, text in stale.items():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {path.relative_to(DOCS.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
