"""Takes in a picture that is dropped on the page: only into the dataset's folder, under a name of its own."""

from pathlib import Path, PurePosixPath

from reportgen.edit.disk import Write
from reportgen.edit.errors import Refused
from reportgen.file_names import slug, unused_name
from reportgen.images import MAX_BYTES, UnusableFile, identify_image, read_image
from reportgen.images.normalise import normalise

_ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}


def add_picture(folder: Path, name: str, content: bytes, write: Write) -> str:
    """Writes a picture beside the dataset, upright and as all formats show it, and returns its name.

    A picture that is there already is not written twice, and no file is replaced. Raises Refused for what is no picture, and
    OSError where it cannot be written.
    """
    if len(content) > MAX_BYTES:
        raise Refused(f"a picture may have {MAX_BYTES // 1_000_000} MB at most")
    stem = slug(PurePosixPath(name.replace("\\", "/")).stem) or "picture"
    try:
        picture = normalise(identify_image(content, name), name)
    except UnusableFile as error:
        raise Refused(f"{error}; {error.hint}" if error.hint else str(error)) from None
    ending = _ENDINGS[picture.media_type]
    taken = {path.name for path in folder.iterdir()}
    stems = {Path(file).stem.lower() for file in taken}
    if f"{stem}{ending}" in taken and _holds(folder, f"{stem}{ending}", picture.content):
        return f"{stem}{ending}"
    unused = f"{unused_name(stem, stems)}{ending}"
    write({folder / unused: picture.content})
    return unused


def _holds(folder: Path, name: str, content: bytes) -> bool:
    try:
        return read_image(folder, name).content == content
    except UnusableFile:
        return False
