"""Takes out of finished files all that they carry beside what a reader sees."""

import io
import re
import zipfile

_BOOKMARK = re.compile(rb"<w:bookmark(?:Start|End)[^>]*/>")
_CUSTOM_RELATIONSHIP = re.compile(rb"<Relationship [^>]*customXml[^>]*/>")
_CUSTOM_TYPE = re.compile(rb'<Override PartName="/customXml[^>]*/>')
_PATH = re.compile(rb' data-at="[^"]*"')


def stripped_word(content: bytes) -> bytes:
    """A Word file without its dataset and without the bookmarks around values."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(stream, "w") as copy:
        for name in archive.namelist():
            if name.startswith("customXml"):
                continue
            part = archive.read(name)
            for pattern in (_BOOKMARK, _CUSTOM_RELATIONSHIP, _CUSTOM_TYPE):
                part = pattern.sub(b"", part)
            copy.writestr(name, part)
    return stream.getvalue()


def stripped_page(content: bytes) -> bytes:
    """A web page without the paths of values."""
    return _PATH.sub(b"", content)
