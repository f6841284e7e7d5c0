"""Reads OpenDocument texts, files of older Word and Rich Text: LibreOffice, where it is installed, saves them as Word files."""

import io
import os
import shutil
import subprocess
import zipfile
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen.extract import UnreadableFile
from reportgen.importer.blocks import Reading
from reportgen.importer.readers import word

_SECONDS = 90
_MAX_PARTS, _MAX_UNPACKED_BYTES = 2_000, 100_000_000
_TYPE = b"application/vnd.oasis.opendocument.text"
_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
)  # fmt: skip
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)


def is_open_document(content: bytes) -> bool:
    """Tells whether a packed file is an OpenDocument text: its part `mimetype` says so (OpenDocument 1.3, part 2, 3.3)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("mimetype") as part:
            return part.read(len(_TYPE)) == _TYPE
    except (KeyError, *_ZIP_ERRORS):
        return False


_OLD_PACKAGE, _RICH_TEXT = b"\xd0\xcf\x11\xe0", b"{\\rtf"
"""The first bytes of a compound file, in which older programs keep theirs ([MS-CFB] 2.2), and of a Rich Text file."""


def is_of_older_word(content: bytes) -> bool:
    """Tells whether a file is one of older Word, or in Rich Text Format. Raises UnreadableFile for one of their neighbours."""
    if content.startswith(_RICH_TEXT):
        return True
    if not content.startswith(_OLD_PACKAGE):
        return False
    if _name_in_package("EncryptedPackage") in content:
        raise UnreadableFile("it is locked with a password; save it without one, as a Word file (.docx)")
    if _name_in_package("WordDocument") not in content:
        raise UnreadableFile("it is a file of an old version of Office, but not of Word")
    return True


def _name_in_package(name: str) -> bytes:
    """Returns the name of a part as compound files write it."""
    return name.encode("utf-16-le")


def read(content: bytes) -> Reading:
    """Reads such a file. Raises UnreadableFile, also where LibreOffice is not installed."""
    office = next(filter(None, map(shutil.which, ("soffice", "libreoffice", *_USUAL_PLACES))), None)
    if office is None:
        raise UnreadableFile(
            "it is read with LibreOffice, which is not installed; save it as a Word file (.docx)"
        )
    ending = "rtf" if content.startswith(_RICH_TEXT) else "doc" if content.startswith(_OLD_PACKAGE) else "odt"
    if ending == "odt":
        _refuse_bombs(content)
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / f"report.{ending}"
        file.write_bytes(content)
        _convert(office, folder, file)
        try:
            converted = (folder / "saved" / "report.docx").read_bytes()
        except OSError as error:
            raise UnreadableFile("LibreOffice cannot read it") from error
    return word.read(converted)


def _convert(office: str, folder: Path, file: Path) -> None:
    """Has LibreOffice save the file as a Word file, in a profile of its own, in which no macro runs."""
    command = [
        office, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "saved"), str(file),
    ]  # fmt: skip
    environment = {**os.environ, "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    try:
        subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS, env=environment)  # noqa: S603 (a program of the system, and files of our own)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(f"LibreOffice takes longer than {_SECONDS} seconds to read it") from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise UnreadableFile("LibreOffice cannot read it") from error


def _refuse_bombs(content: bytes) -> None:
    """Raises UnreadableFile for a package that would be too large, or that fetches something from elsewhere."""
    remaining = _MAX_UNPACKED_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > _MAX_PARTS:
                raise UnreadableFile(f"it has more than {_MAX_PARTS} parts")
            for entry in entries:
                with archive.open(entry) as part:
                    data = part.read(remaining + 1)
                remaining -= len(data)
                if remaining < 0:
                    raise UnreadableFile(
                        f"its parts are larger than {_MAX_UNPACKED_BYTES // 1_000_000} MB when unpacked"
                    )
                if entry.filename.endswith(".xml") and b"<!ENTITY" in data:
                    raise UnreadableFile(f"its part {entry.filename} defines entities, which no text needs")
    except _ZIP_ERRORS as error:
        raise UnreadableFile("it is damaged, or locked with a password") from error
