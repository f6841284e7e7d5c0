"""The look of a report in every format: page, fonts, sizes, colours, spaces and logo."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from reportgen.colours import TEXT_CONTRAST, contrast, text_colour_on, tint
from reportgen.document import Image

FONTS = Path(__file__).parent / "fonts"
"""The folder of the fonts that ship with the package: Liberation Sans and Serif 2.1.5, OFL-1.1, unmodified."""

WORD_FONTS = {"Liberation Sans": "Arial", "Liberation Serif": "Times New Roman"}
"""The fonts that ship with the package, each with the one that Word files name: it has the same widths and is on every desk."""

HEADING_FONT_FILE = FONTS / "LiberationSerif-Bold.ttf"
LOGO_PLACES = ("left", "centre", "right")
"""Where the logo stands above the title."""

_SHADE = 0.07
_HEADING_QUARTERS = ((7, 2), (5, 2), (4, 1), (3, 1))
"""The spaces above and below headings in quarters of a line."""


@dataclass(frozen=True, slots=True)
class Font:
    """A further font, for characters that the package's font lacks: its family, its file and the characters that it has."""

    family: str
    content: bytes = field(repr=False)
    characters: frozenset[int] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Theme:
    """How a report looks. Sizes and spaces are in points, `margin` in millimetres, colours `#rrggbb`.

    `font` is the family that ships with the package; Word files name `word_font`, which has the same widths and is
    on every desk, so that lines break alike. Headings may have another of WORD_FONTS. Text is 12 point or more, left
    aligned (GOV.UK, publishing accessible documents). `figure_size` is that of the figures of the year, `quotation_size` that
    of quotations that stand out; without it they are as large as the text. `second_accent` stands beside the accent, as in
    charts; `cover` is the ground of a cover, on which text has the colour `cover_text`. `logo_place` is one of LOGO_PLACES.
    `style` is CSS appended to the HTML's and the PDF's own; `reference` a Word file whose styles replace the DOCX's own.
    `fonts` show what `font` cannot, each what those before it lack.
    """

    font: str = "Liberation Sans"
    word_font: str = "Arial"
    heading_font: str = "Liberation Sans"
    page: str = "A4"
    margin: float = 25
    size: float = 12
    leading: float = 1.35
    title_size: float = 26
    heading_sizes: tuple[float, float, float, float] = (18, 15, 13, 12)
    small_size: float = 10
    figure_size: float = 32
    quotation_size: float = 0
    text: str = "#1a1a1a"
    accent: str = "#0a3a5a"
    second_accent: str = "#9c4a00"
    cover: str = "#0a3a5a"
    muted: str = "#505a5f"
    line: str = "#b1b4b6"
    logo: Image | None = None
    logo_place: str = "left"
    style: str = ""
    reference: bytes | None = field(default=None, repr=False)
    fonts: tuple[Font, ...] = ()

    @property
    def baseline(self) -> float:
        """The height of a line of text in points, whose quarters are the measure of the spaces around headings."""
        return self.size * self.leading

    @property
    def heading_spaces(self) -> tuple[tuple[float, float], ...]:
        """The spaces above and below the headings of each level, in points."""
        return tuple(
            (above * self.baseline / 4, below * self.baseline / 4) for above, below in _HEADING_QUARTERS
        )

    @property
    def quotations_stand_out(self) -> bool:
        """Whether quotations are larger than the text."""
        return self.quotation_size > self.size

    @property
    def heading_word_font(self) -> str:
        """The font of headings as Word files name it."""
        return WORD_FONTS.get(self.heading_font, self.word_font)

    @property
    def cover_text(self) -> str:
        """The colour of text on the cover: white, or the colour of text elsewhere, whichever can be read better."""
        return text_colour_on(self.cover, self.text)

    @property
    def shade(self) -> str:
        """The ground of heads of tables: a tint of the accent on which text of every colour of the theme can be read."""
        colours = (self.text, self.muted, self.accent, self.second_accent)
        for share in (_SHADE, _SHADE / 2):
            if all(contrast(colour, tint(self.accent, share)) >= TEXT_CONTRAST for colour in colours):
                return tint(self.accent, share)
        return "#ffffff"


def heading_font_file(theme: Theme) -> Path | None:
    """Returns the file of the font of headings, which are bold; None where it is that of the text."""
    return HEADING_FONT_FILE if theme.heading_font != theme.font else None


def font_files() -> dict[tuple[bool, bool], Path]:
    """Returns the files of the package's font by (bold, italic)."""
    return {
        (False, False): FONTS / "LiberationSans-Regular.ttf",
        (True, False): FONTS / "LiberationSans-Bold.ttf",
        (False, True): FONTS / "LiberationSans-Italic.ttf",
        (True, True): FONTS / "LiberationSans-BoldItalic.ttf",
    }


@cache
def missing_glyph_pattern() -> re.Pattern[str]:
    """Returns a pattern for the characters that the package's font has no glyph for, made from `coverage.txt` beside it."""
    ranges = (line.split("-") for line in (FONTS / "coverage.txt").read_text("ascii").split())
    covered = "".join(f"\\U{int(first, 16):08x}-\\U{int(last, 16):08x}" for first, last in ranges)
    return re.compile(rf"[^{covered}\t\n]")
