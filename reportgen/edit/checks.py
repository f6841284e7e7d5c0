"""Checks the text of a session and makes its preview, with all that takes long kept warm between two keystrokes."""

import os
import re
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.config import Settings
from reportgen.config.baseline import Baseline, load_baseline
from reportgen.edit.disk import Stamp, stamp
from reportgen.edit.told import words_in_the_form
from reportgen.edit.unshown import Why, unshown_fields
from reportgen.findings import Finding
from reportgen.layout import Layout, find_layout, load_layout, shipped_layouts
from reportgen.pipeline import BuildResult, Checked, build, check_source
from reportgen.registers import renew_registers
from reportgen.source import Source, Unreadable
from reportgen.startup.patterns import lazy_pattern

if TYPE_CHECKING:
    from reportgen.document import Image
    from reportgen.writers import Options

PICTURES = "preview/pictures/"
"""Where the preview fetches its large pictures, seen from the place of the page."""

_LARGE_PICTURE = lazy_pattern(r'src="(data:image/[a-z+]+;base64,[A-Za-z0-9+/=]{4000,})"')
_PICTURE_POLICY = ("img-src data:;", "img-src data: &#x27;self&#x27;;")
"""What a page says of its pictures, and what the preview says of those that it fetches apart."""

_MAX_SHOWN = 100
_STYLE, _BODY, _END = "<style>\n", "</style>\n</head>\n<body>\n", "</body>\n</html>\n"


@dataclass(frozen=True, slots=True)
class Preview:
    """A report as a web page, in the pieces that a page puts into a frame: language, title, style and body."""

    page: str = field(repr=False)

    def pieces(self) -> dict[str, str]:
        """Returns the pieces by their names."""
        head, _, rest = self.page.partition(_STYLE)
        style, _, body = rest.partition(_BODY)
        return {
            "language": head.partition('<html lang="')[2].partition('"')[0],
            "title": head.partition("<title>")[2].partition("</title>")[0],
            "style": style,
            "body": body.removesuffix(_END),
        }


@dataclass
class Checks:
    """Checks and draws the text of one dataset. `settings` reads the settings of its project."""

    path: Path
    read_settings: Callable[[], Settings]
    layout_name: str
    settings: Settings = field(default_factory=Settings, init=False)
    _faults: dict[str, str] = field(default_factory=dict, init=False)
    _baseline: Baseline | None = field(default=None, init=False, repr=False)
    _layouts: dict[tuple[Path, str], tuple[tuple[Stamp, ...], Layout]] = field(
        default_factory=dict, init=False
    )
    _unshown: tuple[Layout, Mapping[str, Why]] | None = field(default=None, init=False, repr=False)
    _shown: dict[str, str] = field(default_factory=dict, init=False, repr=False)
    _images: dict[tuple[Path, str], tuple[Stamp, "Image"]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._use(self.read_settings())
        self.layout = find_layout(self.layout_name)

    @property
    def notice(self) -> str | None:
        """Why something around the dataset cannot be read now, so that what was read last is used; None where all can."""
        return self._faults.get("settings") or self._faults.get("layout")

    def renew_settings(self) -> None:
        """Reads the settings and the registers again; faulty ones leave those that hold."""
        self._faults.pop("settings", None)
        try:
            settings = self.read_settings()
            renew_registers(settings.registers)
            self._use(settings)
        except Unreadable as error:
            self._faults["settings"] = str(error)

    def _use(self, settings: Settings) -> None:
        self._baseline = load_baseline(settings.baseline) if settings.baseline else None
        self.settings = settings

    def check(self, source: Source) -> Checked:
        """Checks a text, without the project's settings where they cannot be used at all."""
        try:
            return check_source(source, self.path, self.settings, read_picture=self._picture)
        except Unreadable as error:
            self._faults["settings"] = str(error)
            self._use(Settings())
            return check_source(source, self.path, self.settings, read_picture=self._picture)

    def new_findings(self, checked: Checked) -> Sequence[Finding]:
        """Returns the findings of a text that are in no baseline, as `reportgen validate` shows them."""
        if self._baseline is None:
            return checked.findings
        return self._baseline.new_findings(checked.findings, [checked.source.file])[0]

    def preview(self, checked: Checked) -> Preview | None:
        """Returns the report, as a draft where it has errors; None where there is nothing to show."""
        try:
            result = self._built(checked, self.layout, "html", draft=checked.failed)
            if "html" not in result.files:  # the errors are those of this layout
                result = self._built(checked, self.layout, "html", draft=True)
        except Unreadable:
            return None
        if "html" not in result.files:
            return None
        page = result.files["html"].decode().replace(*_PICTURE_POLICY, 1)
        return Preview(_LARGE_PICTURE.sub(self._shown_apart, page))

    def shown_picture(self, name: str) -> tuple[str, bytes] | None:
        """Returns the media type and the bytes of a picture that the preview shows apart; None where there is none."""
        address = next((address for address, known in self._shown.items() if known == name), None)
        if address is None:
            return None
        media_type, _, content = address.removeprefix("data:").partition(";base64,")
        return media_type, b64decode(content)

    def _shown_apart(self, match: re.Match[str]) -> str:
        """Returns the address from which a large picture is fetched once, and not with every keystroke."""
        address = match[1]
        if address not in self._shown:
            if len(self._shown) >= _MAX_SHOWN:
                self._shown.clear()
            self._shown[address] = sha256(address.encode()).hexdigest()[:32]
        return f'src="{PICTURES}{self._shown[address]}"'

    def build(self, checked: Checked, form: str, layout: Path) -> BuildResult:
        """Returns a file of the report; a draft where it has errors. Raises Unreadable and EngineMissing."""
        from reportgen.pipeline import embedded_datasets
        from reportgen.writers import Options

        options = Options(sources=embedded_datasets(checked))
        return self._built(checked, layout, form, options, draft=checked.failed)

    def _built(
        self, checked: Checked, layout: Path, form: str, options: "Options | None" = None, *, draft: bool
    ) -> BuildResult:
        def say(finding: Finding) -> str:
            return words_in_the_form(finding, checked)[0]

        return build(checked, layout, [form], options, self.read_layout, draft=draft, say=say)

    def unshown(self, form: str) -> Mapping[str, Why]:
        """Returns the fields that the layout does not print in an edition of the form, and why; none where it cannot be read."""
        try:
            layout = self.read_layout(self.layout, form)
        except Unreadable:
            return {}
        if self._unshown is None or self._unshown[0] is not layout:
            self._unshown = layout, unshown_fields(layout)
        return self._unshown[1]

    def choose_layout(self, name: str) -> None:
        """Shows the report in another of the layouts that are offered. Raises Unreadable for any other."""
        if name not in self.layout_names():
            raise Unreadable(f"there is no layout {name}")
        self.layout, self.layout_name = find_layout(name), name

    def layout_names(self) -> list[str]:
        """Returns the names of the layouts that can be chosen: those that ship, and the one of the command line."""
        return list(dict.fromkeys([self.layout_name, *shipped_layouts()]))

    def read_layout(self, folder: Path, form: str) -> Layout:
        """Reads a layout, or takes the one that was read while none of its files has changed, and while they are faulty."""
        stamps = tuple(stamp(file) for file in layout_files(folder))
        known = self._layouts.get((folder, form))
        if known is None or known[0] != stamps:
            try:
                known = stamps, load_layout(folder, form)
            except Unreadable as error:
                self._faults["layout"] = str(error)
                if known is None:
                    raise
                return known[1]
            self._layouts[folder, form] = known
        self._faults.pop("layout", None)
        return known[1]

    def _picture(self, folder: Path, name: str) -> "Image":
        from reportgen.images import read_image

        now = stamp(folder / name)
        known = self._images.get((folder, name))
        if known is None or known[0] != now or now is None:
            known = now, read_image(folder, name)
            self._images[folder, name] = known
        return known[1]


def layout_files(folder: Path) -> list[Path]:
    """Returns the files in a layout's folder, and the folder itself."""
    try:
        return [folder, *sorted(file for file in folder.iterdir() if os.path.isfile(file))]
    except OSError:
        return [folder]
