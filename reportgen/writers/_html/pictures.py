"""Pictures: figures with their captions, decoration, and the logo."""

from html import escape

from reportgen.document import Figure, Image
from reportgen.writers._html.markup import BlockContext, attributes_of, element, lines, path


def figure(node: Figure, place: BlockContext) -> str:
    """A picture over its caption. What stands in a PDF under a decoration is a caption of nothing: a paragraph."""
    name = "figcaption" if node.alt or not place.dress.paged else "p"
    parts = (
        picture(node.image, node.alt, place),
        element(name, escape(node.caption)) if node.caption else "",
    )
    return element("figure", lines(parts), {"data-at": path(node.at, place)})


def logo(image: Image, place: BlockContext) -> str:
    """The picture over the title, which says nothing that the words do not."""
    if not place.dress.paged:
        return f"<img{attributes_of({'class': 'logo', 'alt': '', **_screen(image, place)})}>"
    return _background(image, "logo", place.dress.logo_room, place)


def picture(image: Image, alt: str, place: BlockContext) -> str:
    """A picture; without alternative text it is decoration."""
    if not place.dress.paged:
        return f"<img{attributes_of({'alt': alt, **_screen(image, place)})}>"
    if not alt:
        return _background(image, "decoration", place.dress.room, place)
    look = _size(image, place.dress.room)
    return f"<img{attributes_of({'alt': alt, 'src': place.dress.source(image), 'style': look})}>"


def _screen(image: Image, place: BlockContext) -> dict[str, str | int]:
    return {"src": place.dress.source(image), "width": image.width, "height": image.height}


def _background(image: Image, kind: str, room: tuple[float, float], place: BlockContext) -> str:
    look = f"{_size(image, room)}; background-image: url({place.dress.source(image)})"
    return element("div", "", {"class": kind, "style": look})


def _size(image: Image, room: tuple[float, float]) -> str:
    """A picture's size on the page: its own, or what it takes to fit."""
    scale = min(1, room[0] / image.width, room[1] / image.height)
    return f"width: {image.width * scale:.2f}px; height: {image.height * scale:.2f}px"
