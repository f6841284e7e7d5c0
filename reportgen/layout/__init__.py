"""Layouts: a folder that says in which order and under which words a report's fields are set.

A layout is `layout.yaml`, and beside it one file for each edition of the form that replaces title and blocks. The language has a
closed set of parts, dotted paths and `{path}`; no conditions, filters or arithmetic. A layout is checked without any dataset.
"""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from reportgen.findings import Finding
from reportgen.images import MAX_BYTES, UnusableFile
from reportgen.images.files import read_file_inside
from reportgen.layout.assets import ASSETS, read_assets
from reportgen.layout.check import WordsByLanguage, check
from reportgen.layout.parts import LayoutPart, Template
from reportgen.layout.paths import Scope, template_uses, uses
from reportgen.layout.read import Reader
from reportgen.schema.models import FORMS
from reportgen.schema.shapes import REPORT_SHAPE, nearest_word, paths_with_shapes
from reportgen.source import Unreadable, locate
from reportgen.source import load as load_source
from reportgen.source.excerpt import read_keys
from reportgen.source.files import read_bytes
from reportgen.theme import Theme

_PACKAGE = Path(__file__).parent.parent
SHIPPED = (_PACKAGE if os.path.isdir(_PACKAGE / "layouts") else _PACKAGE.parent) / "layouts"
"""The folder of the layouts that ship with the package; in a checkout of the project it lies beside the package."""

DEFAULT = "lga-board"
_NEVER_SHOWN = frozenset(
    {
        "schema", "form", "language", "private", "figures.id", "figures.file", "figures.decorative", "figures.width",
        "figures.beside", "fonts",
    }
)  # fmt: skip
"""Fields that say how a dataset is to be read and set; no layout shows them."""

_FOR_CHECKS = frozenset(
    {
        "group.other_names", "group.established", "group.renewed", "submitted", "membership.declared",
        "membership.members.authority", "membership.groups.kind", "membership.groups.members.authority", "priorities.plan",
        "activities.partnerships.kind",
    }
)  # fmt: skip
"""Fields that a dataset may hold for the rules alone: a layout that leaves them out loses nothing a reader would miss."""


@dataclass(frozen=True)
class Layout:
    """A layout for one edition of the form: its title, words by language, theme and parts."""

    name: str
    title: Template
    words: WordsByLanguage
    theme: Theme
    blocks: tuple[LayoutPart, ...]
    findings: tuple[Finding, ...] = field(default=(), repr=False)

    @cached_property
    def _shown_fields(self) -> frozenset[str]:
        """The dotted paths of the fields that it shows."""
        root = (Scope(REPORT_SHAPE),)
        fields = {use.field for use in (*template_uses(self.title, root), *uses(self.blocks, root))}
        return frozenset(field for field in fields if field is not None) | {"group.name", "period"}

    def unshown_fields(self) -> list[str]:
        """The fields that it never shows, whatever a dataset holds."""
        return [
            path
            for path, shape in paths_with_shapes()
            if shape.kind != "mapping"
            and not (shape.item and shape.item.kind == "mapping")
            and not self.shows_field(path)
        ]

    def shows_field(self, path: str) -> bool:
        """Whether a field is shown, by itself or in something that holds it."""
        keys = path.split(".")
        return path in _NEVER_SHOWN or any(
            ".".join(keys[:length]) in self._shown_fields for length in range(1, len(keys) + 1)
        )

    @cached_property
    def missed_fields(self) -> frozenset[str]:
        """The fields that it never shows and that a reader would miss."""
        return frozenset(self.unshown_fields()) - _FOR_CHECKS


def shipped_layouts() -> list[str]:
    """The names of the layouts that ship with the package."""
    return sorted(folder.name for folder in SHIPPED.iterdir() if os.path.isfile(folder / "layout.yaml"))


def find_layout(name: str) -> Path:
    """The folder of a layout, by its name or its path. Raises Unreadable when there is none."""
    folder = Path(name)
    if folder.name == name != ".." and os.path.isfile(SHIPPED / name / "layout.yaml"):
        return SHIPPED / name
    if folder.name == "layout.yaml":
        folder = folder.parent
    if os.path.isfile(folder / "layout.yaml"):
        return folder if folder.name not in ("", "..") else folder.resolve()  # its name is the layout's
    if os.path.isdir(folder):
        raise Unreadable(f"{name}: this folder is no layout, since it holds no layout.yaml")
    near = nearest_word(name, shipped_layouts())
    hint = f"did you mean {near}?" if near else f"the layouts are {', '.join(shipped_layouts())}"
    raise Unreadable(f"{name}: there is no such layout; {hint}")


def editions(folder: Path) -> list[str]:
    """The editions of the form that a layout has files of its own for."""
    return [form for form in FORMS if os.path.isfile(folder / f"{form}.yaml")]


def read_layout_files(folder: Path) -> dict[str, bytes]:
    """The content of all files that a layout is made of, by their paths in its folder; nothing else there is part of it.

    Raises Unreadable where a file cannot be read. A link that leads out of the folder is passed over.
    """
    files = {}
    for name in ("layout.yaml", *(f"{form}.yaml" for form in editions(folder))):
        try:
            files[name] = read_bytes(folder / name)
        except OSError as error:
            raise Unreadable(f"{folder / name}: cannot be read ({error.strerror})") from None
    theme = (read_keys(folder / "layout.yaml", ("theme",)) or {}).get("theme")
    logo = theme.get("logo") if isinstance(theme, dict) else None
    for name in (*ASSETS, *([logo] if isinstance(logo, str) else [])):
        with suppress(UnusableFile):  # `load` says why
            files[name] = read_file_inside(folder, name, MAX_BYTES)
    return files


def load_layout(folder: Path, form: str = "") -> Layout:
    """Read a layout for an edition of the form. Raises Unreadable when a file cannot be read."""
    sources = [load_source(folder / "layout.yaml")]
    if form in editions(folder):
        sources.append(load_source(folder / f"{form}.yaml"))
    findings = [finding for source in sources for finding in source.findings]
    if any(source.data is None for source in sources):
        return Layout(folder.name, (), {}, Theme(), (), tuple(findings))
    base = Reader(sources[0])
    base.check_keys(base.values, (), ("title", "words", "theme", "blocks"))
    words = base.words()
    assets = read_assets(folder)
    theme = assets.add_to(base.theme(folder))
    edition = base
    if len(sources) > 1:
        edition = Reader(sources[1])
        edition.check_keys(edition.values, (), ("title", "blocks"))
    title = edition.title(base)
    blocks = edition.blocks(edition.values.get("blocks", []))
    if not words:
        base.note_missing_words()
    findings += [*assets.findings, *base.findings(), *(edition.findings() if edition is not base else ())]
    findings += (locate(fault, edition.source) for fault in check(title, blocks, words))
    findings.sort(key=lambda finding: (finding.file, finding.span))
    return Layout(folder.name, title, words, theme, blocks, tuple(findings))
