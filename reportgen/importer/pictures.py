"""The pictures of a new dataset: checked and made as all pictures are, under names that are free beside the dataset."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportgen.document import Image
from reportgen.file_names import slug
from reportgen.images import MAX_BYTES, UnusableFile, identify_image, normalise
from reportgen.importer.blocks import PictureBlock

_MOST, _MOST_BYTES = 100, 100_000_000
"""How many pictures are taken along, and how large they may be together."""

_ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}


@dataclass(slots=True)
class NewPictures:
    """The pictures that are to be written. `dataset` is the file that they go beside; None where it goes to standard output.

    `files` are their contents by their names.
    """

    dataset: Path | None = None
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, picture: PictureBlock) -> dict[str, Any]:
        """Returns a picture as `figures` lists it, without an id, and keeps its file. Raises UnusableFile."""
        if self.dataset is None:
            raise UnusableFile("a picture goes beside the dataset, and that goes to standard output")
        if not picture.content:
            raise UnusableFile("its file is not in the file that was read")
        if len(picture.content) > MAX_BYTES:
            raise UnusableFile(f"it is larger than {MAX_BYTES // 1_000_000} MB")
        image = _identified(picture.content)
        name = next((name for name, content in self.files.items() if content == image.content), "")
        if not name:
            if len(self.files) >= _MOST or sum(map(len, self.files.values())) > _MOST_BYTES:
                raise UnusableFile(
                    f"only {_MOST} pictures of {_MOST_BYTES // 1_000_000} MB together are taken along"
                )
            name = self._free_name(self.dataset, _ENDINGS[image.media_type])
            self.files[name] = image.content
        return _figure(picture, name)

    def _free_name(self, dataset: Path, ending: str) -> str:
        """Returns a name that no file beside the dataset has: the next number behind the dataset's own name."""
        stem, number = slug(dataset.stem) or "report", len(self.files) + 1
        while os.path.lexists(dataset.parent / f"{stem}-picture-{number}{ending}"):
            number += 1
        return f"{stem}-picture-{number}{ending}"


def _identified(content: bytes) -> Image:
    """Returns a picture as all formats show it. Raises UnusableFile, in which the picture has no name to quote."""
    try:
        return normalise(identify_image(content, "it"), "it")
    except UnusableFile as error:
        raise UnusableFile(str(error).replace("`it`", "it")) from None


def _figure(picture: PictureBlock, name: str) -> dict[str, Any]:
    """Returns a picture as `figures` lists it; its alternative text is blank where somebody has to write it."""
    figure: dict[str, Any] = {"file": name}
    figure |= {"decorative": "true"} if picture.is_decorative else {"alt": picture.alt}
    figure |= {key: text for key, text in (("caption", picture.caption), ("credit", picture.credit)) if text}
    return figure
