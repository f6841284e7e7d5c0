"""The elements of a drawing in SVG, and lines of text of a known width."""

from dataclasses import dataclass
from html import escape

from reportgen.letters import BOLD, text_width
from reportgen.theme import Theme

LINE_HEIGHT = 1.3
_SLACK = 1.1
"""How much wider the letters of other fonts may be, in which a browser without ours shows them."""

_PIXELS_PER_POINT = 4 / 3


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes in a theme's fonts and colours; `size` is that of the text in pixels."""

    theme: Theme
    size: float

    @property
    def line_height(self) -> float:
        """The height of a line of text."""
        return self.size * LINE_HEIGHT

    def width(self, words: str, *, bold: bool = False) -> float:
        """Returns the width of words on one line."""
        return text_width(words) * self.size / 2 * (BOLD if bold else 1) * _SLACK

    def wrapped(self, words: str, room: float, *, bold: bool = False) -> list[str]:
        """Returns words in lines no wider than the room, but for words that are wider by themselves."""
        lines = [""]
        for word in words.split(" "):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if lines[-1] and self.width(longer, bold=bold) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def text(
        self, x: float, y: float, words: str, anchor: str = "start", *, bold: bool = False, colour: str = ""
    ) -> str:
        """Returns a line of text whose baseline is at `y`."""
        weight = ' font-weight="bold"' if bold else ""
        at = "" if anchor == "start" else f' text-anchor="{anchor}"'
        fill = colour or self.theme.text
        return (
            f'<text x="{number(x)}" y="{number(y)}" font-size="{number(self.size)}" fill="{fill}"{weight}{at}>'
            f"{escape(words)}</text>"
        )


def small_pen(theme: Theme) -> Pen:
    """Returns the pen for what stands in a chart."""
    return Pen(theme, theme.small_size * _PIXELS_PER_POINT)


def title_pen(theme: Theme) -> Pen:
    """Returns the pen for the title of a chart."""
    return Pen(theme, theme.size * _PIXELS_PER_POINT)


def drawing(width: float, height: float, theme: Theme, content: str, title: str) -> bytes:
    """Returns a whole drawing; its title names it to programs that open it by itself."""
    fonts = f"{theme.font}, {theme.word_font}, Helvetica, sans-serif"
    name = f"<title>{escape(title)}</title>" if title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}" height="{number(height)}"'
        f' viewBox="0 0 {number(width)} {number(height)}" font-family="{escape(fonts)}">{name}{content}</svg>'
    ).encode()


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float, dashes: str = "") -> str:
    """Returns a straight line."""
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" stroke="{colour}"'
        f' stroke-width="{number(width)}"{dash}/>'
    )


def number(value: float) -> str:
    """Returns a number with two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
