"""The pictures of a report: where each stands among its figures, and how it is set."""

from collections.abc import Iterable

from reportgen.document import Beside, Figure, Image
from reportgen.findings import At
from reportgen.prose import fold_spacing
from reportgen.schema.models import Picture

_SHARES = {"": 0.0, "small": 0.33, "half": 0.5, "full": 1.0}
"""The shares of the text's width that pictures take; 0 is their own size."""


def indexes_by_id(pictures: Iterable[Picture]) -> dict[str, list[int]]:
    """Returns where the pictures of each id stand, so that none is looked for among all of them."""
    indexes: dict[str, list[int]] = {}
    for index, picture in enumerate(pictures):
        indexes.setdefault(picture.id, []).append(index)
    return indexes


def set_picture(picture: Picture, image: Image, at: At) -> Figure | Beside:
    """Returns the figure of a picture; one that has text at its side waits for that."""
    alt = "" if picture.decorative else fold_spacing(picture.alt)
    caption, credit = fold_spacing(picture.caption), fold_spacing(picture.credit)
    share = _SHARES[picture.width or ("half" if picture.beside else "")]
    figure = Figure(image, alt, caption, at, credit, share)
    return Beside(figure, ()) if picture.beside and share < 1 else figure
