"""Layouts: a folder that says in which order and under which words a report's fields are set.

A layout is `layout.yaml`, and beside it one file for each edition of the form that replaces title and blocks. The language has a
closed set of parts, dotted paths and `{path}`; no conditions, filters or arithmetic. A layout is checked without any dataset.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from reportgen.findings import Finding
from reportgen.images import MAX_BYTES, Unusable
from reportgen.images.files import read_inside
from reportgen.layout.assets import REFERENCE, STYLE, read_assets
from reportgen.layout.check import Words, check
from reportgen.layout.parts import LayoutPart, Template
from reportgen.layout.paths import Scope, template_uses, uses
from reportgen.layout.read import Reader
from reportgen.schema.models import FORMS
from reportgen.schema.shapes import ROOT, nearest, paths
from reportgen.source import Unreadable, locate
from reportgen.source import load as load_source
from reportgen.source.excerpt import excerpt
from reportgen.theme import Theme

SHIPPED = next(
    (
        folder
        for folder in (
            Path(__file__).parent.parent / "layouts",
            Path(__file__).parent.parent.parent / "layouts",
        )
        if folder.is_dir()
    ),
    Path(__file__).parent.parent / "layouts",
)
"""The folder of the layouts that ship with the package."""

DEFAULT = "lga-board"
_ADDRESSING = frozenset(
    {"schema", "form", "language", "private", "figures.id", "figures.file", "figures.decorative"}
)
_FOR_CHECKS = frozenset(
    {
        "group.other_names", "group.established", "group.renewed", "submitted", "membership.declared",
        "membership.members.authority", "membership.groups.members.authority", "priorities.plan",
        "activities.partnerships.kind",
    }
)  # fmt: skip
"""Fields that a dataset may hold for the rules alone: a layout that leaves them out loses nothing a reader would miss."""


@dataclass(frozen=True)
class Layout:
    """A layout for one edition of the form: its title, words by language, theme and parts."""

    name: str
    title: Template
    words: Words
    theme: Theme
    blocks: tuple[LayoutPart, ...]
    findings: tuple[Finding, ...] = field(default=(), repr=False)

    @cached_property
    def shown(self) -> frozenset[str]:
        """The paths of the dataset that it shows, positions in lists left out."""
        root = (Scope(ROOT),)
        used = (*template_uses(self.title, root), *uses(self.blocks, root))
        return frozenset({use.found for use in used if use.found is not None} | {"group.name", "period"})

    def unshown(self) -> list[str]:
        """The fields that it never shows, whatever a dataset holds."""
        return [
            path
            for path, shape in paths()
            if shape.kind != "mapping"
            and not (shape.item and shape.item.kind == "mapping")
            and not self.shows(path)
        ]

    def shows(self, path: str) -> bool:
        """Whether a field is shown, by itself or in something that holds it."""
        keys = path.split(".")
        return path in _ADDRESSING or any(
            ".".join(keys[:length]) in self.shown for length in range(1, len(keys) + 1)
        )

    @cached_property
    def missed(self) -> frozenset[str]:
        """The fields that it does not show and a reader would miss."""
        return frozenset(self.unshown()) - _FOR_CHECKS


def names() -> list[str]:
    """The names of the layouts that ship with the package."""
    return sorted(folder.name for folder in SHIPPED.iterdir() if (folder / "layout.yaml").is_file())


def find(name: str) -> Path:
    """The folder of a layout, by its name or its path. Raises Unreadable when there is none."""
    folder = Path(name)
    if (
        "/" not in name
        and "\\" not in name
        and (SHIPPED / name / "layout.yaml").is_file()
        and name not in ("", ".", "..")
    ):
        return SHIPPED / name
    if folder.name == "layout.yaml":
        folder = folder.parent
    if (folder / "layout.yaml").is_file():
        return folder if folder.name not in ("", "..") else folder.resolve()  # files name it
    if folder.is_dir():
        raise Unreadable(f"{name}: this folder is no layout, since it holds no layout.yaml")
    near = nearest(name, names())
    known = ", ".join(names())
    hint = f"did you mean {near}?" if near else f"the layouts are {known}"
    raise Unreadable(f"{name}: there is no such layout; {hint}")


def editions(folder: Path) -> list[str]:
    """The editions of the form that a layout has files of its own for."""
    return [form for form in FORMS if (folder / f"{form}.yaml").is_file()]


def content(folder: Path) -> dict[str, bytes]:
    """All that a layout is made of, by its path in the folder: what else lies there, or leads out of it, is none of its.

    Raises Unreadable where a file cannot be read.
    """
    found = {}
    for name in ("layout.yaml", *(f"{form}.yaml" for form in editions(folder))):
        try:
            found[name] = (folder / name).read_bytes()
        except OSError as error:
            raise Unreadable(f"{folder / name}: cannot be read ({error.strerror})") from None
    theme = (excerpt(folder / "layout.yaml", ("theme",)) or {}).get("theme")
    logo = theme.get("logo") if isinstance(theme, dict) else None
    for name in (STYLE, REFERENCE, *([logo] if isinstance(logo, str) else [])):
        with suppress(Unusable):  # `load` tells why
            found[name] = read_inside(folder, name, MAX_BYTES)
    return found


def load(folder: Path, form: str = "") -> Layout:
    """Read a layout for an edition of the form. Raises Unreadable when a file cannot be read."""
    base = load_source(folder / "layout.yaml")
    edition = folder / f"{form}.yaml"
    sources = [base] + ([load_source(edition)] if form and edition.is_file() else [])
    findings = [finding for source in sources for finding in source.findings]
    if any(source.data is None for source in sources):
        return Layout(folder.name, (), {}, Theme(), (), tuple(findings))
    reader = Reader(base)
    reader.keys(base.data, (), ("title", "words", "theme", "blocks"))
    words = reader.words()
    files = read_assets(folder)
    theme = files.over(reader.theme(folder))
    last = reader
    if len(sources) > 1:
        last = Reader(sources[1])
        last.keys(sources[1].data, (), ("title", "blocks"))
    title, blocks = (
        last.title(reader),
        last.blocks((last.source.data or {}).get("blocks", []), ("blocks",), 1),
    )
    if not words:
        reader.note_missing_words()
    faults = check(title, blocks, words)
    findings += [*files.findings, *reader.findings(), *(last.findings() if last is not reader else ())]
    findings += (locate(fault, last.source) for fault in faults)
    return Layout(
        folder.name, title, words, theme, blocks, tuple(sorted(findings, key=lambda f: (f.file, f.span)))
    )
