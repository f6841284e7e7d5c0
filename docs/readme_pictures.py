"""Draws the pictures of reports in the README from pages of their PDFs: `docs/report.png` and `docs/annual-report.png`.

python docs/readme_pictures.py           write them; poppler's `pdftoppm` is needed
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageOps  # noqa: TID253 - no part of a command, which would start later for it

DOCS = Path(__file__).parent
_REPORT = ("build", str(DOCS.parent / "data" / "key-cities" / "2023-24.yaml"))
_SAMPLE = ("layouts", "preview", "annual-report")
PICTURES = {
    "report.png": (_REPORT, (1, 2, 5), Image.Quantize.MAXCOVERAGE, 64),
    "annual-report.png": (_SAMPLE, (1, 3, 6), Image.Quantize.MEDIANCUT, 256),
}
"""The command that makes the PDF, the numbers of the pages, and how their colours are chosen, and how many."""

_WIDTH, _FRAME, _GAP = 520, 1, 8
"""The width of a page, of the line around it and of the gap around that, in pixels."""


def draw(
    command: tuple[str, ...], numbers: tuple[int, ...], method: Image.Quantize, colours: int
) -> Image.Image:
    """Returns pages of the PDF that a command makes, side by side."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        reportgen = [sys.executable, "-m", "reportgen", *command, "--to", "pdf", "--quiet", "-o", name]
        subprocess.run(reportgen, check=True)  # noqa: S603 - the commands above
        (pdf,) = folder.glob("*.pdf")
        subprocess.run(["pdftoppm", "-r", "110", "-png", pdf, folder / "page"], check=True)  # noqa: S603, S607 - as above
        files = sorted(folder.glob("page*.png"))
        pages = [_framed(Image.open(files[number - 1])) for number in numbers]
    strip = Image.new("RGB", (sum(page.width for page in pages), pages[0].height))
    left = 0
    for page in pages:
        strip.paste(page, (left, 0))
        left += page.width
    return strip.quantize(colours, method, dither=Image.Dither.NONE)


def _framed(page: Image.Image) -> Image.Image:
    height = round(page.height * _WIDTH / page.width)
    small = page.convert("RGB").resize((_WIDTH, height), Image.Resampling.LANCZOS)
    return ImageOps.expand(ImageOps.expand(small, _FRAME, "#b1b4b6"), _GAP, "white")


if __name__ == "__main__":
    for file_name, choices in PICTURES.items():
        draw(*choices).save(DOCS / file_name, optimize=True)
