"""Draws the pictures of the sample report, `reportgen/sample/*.svg`: flat shapes from a few numbers, the same at every run.

python docs/sample_pictures.py           write them
python docs/sample_pictures.py --check   exit code 1 where one is out of date
"""

import sys
from math import sin
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "reportgen" / "sample"
_NIGHT, _SEA, _DEEP, _FOAM, _SAND, _SUN, _BRICK, _CREAM = (
    "#0b3c5d", "#1d6f8a", "#0b4f6c", "#a9d6e5", "#e9d8a6", "#f4b860", "#b8502f", "#fbf6ea",
)  # fmt: skip


def _picture(width: int, height: int, *shapes: str) -> str:
    body = "\n".join(shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">\n'
        f"{body}\n</svg>\n"
    )


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"/>'


def _circle(x: float, y: float, radius: float, fill: str) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}"/>'


def _shape(fill: str, *points: tuple[float, float]) -> str:
    path = " ".join(f"{x:g},{y:g}" for x, y in points)
    return f'<polygon points="{path}" fill="{fill}"/>'


def _wave(width: int, height: int, top: float, swing: float, shift: float, fill: str) -> str:
    """Returns water with a surface of waves, down to the foot of the picture."""
    points = [(x, round(top + swing * sin(x / 70 + shift), 1)) for x in range(0, width + 1, 20)]
    return _shape(fill, *points, (width, height), (0, height))


def _house(x: float, foot: float, width: float, height: float, wall: str, roof: str) -> list[str]:
    top = foot - height
    windows = [
        _rect(x + width * column, top + height * row, width * 0.18, height * 0.16, _SUN)
        for column in (0.2, 0.62)
        for row in (0.2, 0.52)
    ]
    gable = _shape(roof, (x - 6, top), (x + width / 2, top - width * 0.5), (x + width + 6, top))
    return [_rect(x, top, width, height, wall), gable, *windows]


def _boat(x: float, y: float, size: float, hull: str) -> list[str]:
    sail = _shape(_CREAM, (x, y - size * 1.3), (x, y - size * 0.1), (x + size * 0.8, y - size * 0.1))
    jib = _shape(_FOAM, (x - 6, y - size), (x - 6, y - size * 0.1), (x - size * 0.5, y - size * 0.1))
    body = _shape(
        hull,
        (x - size, y),
        (x + size, y),
        (x + size * 0.7, y + size * 0.35),
        (x - size * 0.7, y + size * 0.35),
    )
    return [sail, jib, body]


def harbour() -> str:
    """A town at the water in the evening."""
    width, height = 1200, 840
    shapes = [
        _rect(0, 0, width, height, _SUN),
        _rect(0, 0, width, 250, "#f7cd8b"),
        _circle(860, 330, 110, _CREAM),
    ]
    hills = [
        (0, 420),
        (180, 330),
        (380, 390),
        (600, 300),
        (840, 380),
        (1040, 320),
        (1200, 390),
        (1200, 600),
        (0, 600),
    ]
    shapes.append(_shape("#5b8e7d", *hills))
    walls = (_BRICK, _CREAM, _NIGHT, _CREAM, _BRICK, _SEA, _CREAM, _BRICK, _NIGHT)
    for index, wall in enumerate(walls):
        roof = _NIGHT if wall in {_CREAM, _BRICK} else _BRICK
        shapes += _house(40 + index * 126, 560, 92, 130 + 40 * (index * 5 % 3), wall, roof)
    shapes.append(_rect(0, 560, width, 26, _SAND))
    shapes += [_wave(width, height, 600, 8, 0, _SEA), _wave(width, height, 680, 12, 2, _DEEP)]
    shapes += [*_boat(300, 640, 70, _BRICK), *_boat(760, 720, 96, _CREAM), *_boat(1030, 630, 46, _NIGHT)]
    shapes.append(_wave(width, height, 770, 10, 4, _NIGHT))
    return _picture(width, height, *shapes)


def portrait() -> str:
    """A councillor, from the front."""
    shoulders = '<path d="M70 480 C80 350 160 320 200 320 C240 320 320 350 330 480 Z" fill="#0b3c5d"/>'
    hair = (
        '<path d="M112 210 C100 90 300 90 288 210 C292 280 270 300 262 220 C240 170 170 170 138 220'
        ' C130 300 108 280 112 210 Z" fill="#3b2a20"/>'
    )
    smile = '<path d="M172 262 Q200 284 228 262" fill="none" stroke="#7c3f2c" stroke-width="5" stroke-linecap="round"/>'
    face = '<ellipse cx="200" cy="220" rx="66" ry="80" fill="#e8b894"/>'
    eyes = [_circle(176, 215, 6, _NIGHT), _circle(224, 215, 6, _NIGHT)]
    collar, neck = _shape(_CREAM, (172, 322), (228, 322), (200, 380)), _rect(178, 280, 44, 50, "#e0a882")
    sky = _rect(0, 0, 400, 480, _FOAM)
    return _picture(400, 480, sky, shoulders, collar, neck, face, hair, *eyes, smile)


def ferry() -> str:
    """A ferry at a pier."""
    width, height = 900, 560
    shapes = [_rect(0, 0, width, height, "#cfe8ef"), _circle(160, 120, 60, _CREAM)]
    shapes += [_rect(560 + 90 * index, 300, 16, 200, "#6d5a46") for index in range(4)]
    shapes += [
        _rect(540, 290, 360, 24, "#8a7358"),
        _rect(230, 220, 260, 70, _CREAM),
        _rect(290, 160, 120, 60, _CREAM),
    ]
    shapes += [_circle(268 + 46 * index, 256, 13, _SEA) for index in range(5)]
    shapes += [
        _rect(350, 110, 34, 52, _BRICK),
        _shape(_NIGHT, (150, 290), (560, 290), (510, 380), (200, 380)),
    ]
    shapes += [_wave(width, height, 370, 8, 0, _SEA), _wave(width, height, 450, 10, 2, _DEEP)]
    return _picture(width, height, *shapes)


def workshop() -> str:
    """People around a table."""
    width, height = 900, 560
    shapes = [
        _rect(0, 0, width, height, _CREAM),
        _rect(70, 60, 340, 170, _FOAM),
        _rect(490, 60, 340, 170, _FOAM),
    ]
    for index, coat in enumerate((_NIGHT, _BRICK, _SEA, "#5b8e7d", _NIGHT)):
        x = 130 + index * 160
        skin = ("#e8b894", "#8d5a3b", "#f1cba8", "#c68a62", "#6b4028")[index]
        body = f'<path d="M{x - 62} 420 C{x - 60} 320 {x + 60} 320 {x + 62} 420 Z" fill="{coat}"/>'
        shapes += [body, _circle(x, 290, 42, skin)]
    shapes += [
        _shape("#8a7358", (20, 400), (880, 400), (900, 560), (0, 560)),
        _shape("#fff", (180, 440), (300, 440), (290, 500), (160, 500)),
        _shape("#fff", (560, 430), (680, 430), (700, 490), (570, 490)),
    ]
    return _picture(width, height, *shapes)


PICTURES = {"harbour": harbour, "portrait": portrait, "ferry": ferry, "workshop": workshop}


def main() -> int:
    """Writes the pictures, or says whether they are up to date."""
    stale = [
        name
        for name, draw in PICTURES.items()
        if not (path := SAMPLE / f"{name}.svg").is_file() or path.read_text("utf-8") != draw()
    ]
    if "--check" in sys.argv[1:]:
        return int(bool(stale))
    for name in stale:
        (SAMPLE / f"{name}.svg").write_text(PICTURES[name](), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
