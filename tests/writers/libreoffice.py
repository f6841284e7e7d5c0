"""LibreOffice at work on Word files: it saves them as they are, or edits them as people do, with changes recorded or not.

Debian's LibreOffice without a screen comes without Python, so that the edits are a macro in Basic, in a profile of its own.
"""

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

EDITS = {
    "replace a word": 'stretch.setString("replaced")',
    "delete a word": 'stretch.setString("")',
    "write inside a word": 'cursor.goRight(2, False) : cursor.setString("written")',
    "write at the start": 'cursor.gotoStartOfParagraph(False) : cursor.setString("Written ")',
    "write at the end": 'cursor.gotoEndOfParagraph(False) : cursor.setString(" written")',
    "split a paragraph": "cursor.Text.insertControlCharacter(cursor, 0, False)",
    "set a word in bold": "stretch.CharWeight = 150",
}
"""Edits by their names: `stretch` is the word to edit in the text, `cursor` stands at its start."""

RECORDED_EDITS = {
    "delete a paragraph's words": (
        'cursor.gotoStartOfParagraph(False) : cursor.gotoEndOfParagraph(True) : cursor.setString("")'
    ),
    "join a paragraph to the next": (
        'cursor.gotoEndOfParagraph(False) : cursor.goRight(1, True) : cursor.setString("")'
    ),
    "delete into the next paragraph": (
        'cursor.gotoNextParagraph(True) : cursor.goRight(1, True) : cursor.setString("")'
    ),
}
"""Edits that are made with changes recorded only: without a record, they take values and their bookmarks away."""

_JOB = """
Dim place As String

Sub Edit(source As String, target As String, recorded As Boolean, kind As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim word(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  word(0).Name = "FilterName" : word(0).Value = "MS Word 2007 XML"
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  document.RecordChanges = recorded
  For Each text In Array({words})
    search = document.createSearchDescriptor()
    place = kind & ": " & text
    search.SearchString = text : search.SearchCaseSensitive = True
    stretch = document.findFirst(search)
    cursor = stretch.Text.createTextCursorByRange(stretch.Start)
    Select Case kind
{cases}
    End Select
  Next
  document.storeToURL(ConvertToURL(target), word())
  document.close(True)
End Sub
"""

_RESOLVE = """
Dim place As String

Sub Resolve(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim word(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  word(0).Name = "FilterName" : word(0).Value = "MS Word 2007 XML"
  place = command
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  document.storeToURL(ConvertToURL(target), word())
  document.close(True)
End Sub
"""

_MAIN = """
Sub Main
  On Error GoTo Failed
{calls}  StarDesktop.terminate()
  Exit Sub
Failed:
  Open "{error}" For Output As #1
  Print #1, Error, " at: " & place
  Close #1
  StarDesktop.terminate()
End Sub
"""

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{code}</script:module>
"""


@dataclass(frozen=True, slots=True)
class Edited:
    """A Word file after an edit that LibreOffice made and saved."""

    edit: str
    recorded: bool
    content: bytes


def saved_by_libreoffice(content: bytes, folder: Path) -> bytes:
    """Returns a Word file as LibreOffice saves it again."""
    return all_saved_by_libreoffice({"report": content}, folder)["report"]


def all_saved_by_libreoffice(contents: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Returns Word files, by their names, as LibreOffice saves them again; it is started once for all."""
    paths = [folder / f"{name}.docx" for name in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_bytes(content)
    _run(folder, "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder / "saved", *paths)
    return {path.stem: (folder / "saved" / path.name).read_bytes() for path in paths}


def saved_as_odt(content: bytes, folder: Path) -> bytes:
    """Returns the OpenDocument text that LibreOffice makes of a Word file."""
    (folder / "report.docx").write_bytes(content)
    _run(folder, "--convert-to", "odt", "--outdir", folder, folder / "report.docx")
    return (folder / "report.odt").read_bytes()


def printed_by_libreoffice(content: bytes, folder: Path) -> bytes:
    """Returns the PDF that LibreOffice makes of a Word file."""
    (folder / "report.docx").write_bytes(content)
    _run(folder, "--convert-to", "pdf", "--outdir", folder, folder / "report.docx")
    return (folder / "report.pdf").read_bytes()


def edited_by_libreoffice(content: bytes, words: Iterable[str], folder: Path) -> list[Edited]:
    """Returns a Word file after each edit, with changes recorded and mostly without, made at the first place of each word."""
    source = folder / "report.docx"
    source.write_bytes(content)
    targets = {
        (edit, recorded): folder / f"{number}-{recorded:d}.docx"
        for number, edit in enumerate(EDITS | RECORDED_EDITS)
        for recorded in ((True, False) if edit in EDITS else (True,))
    }
    calls = "".join(
        f'  Edit "{source}", "{target}", {recorded}, "{edit}"\n'
        for (edit, recorded), target in targets.items()
    )
    cases = "\n".join(
        f'      Case "{edit}"\n        {code}' for edit, code in (EDITS | RECORDED_EDITS).items()
    )
    job = _JOB.format(words=", ".join(f'"{word}"' for word in words), cases=cases)
    _run_macro(folder, job, calls)
    return [Edited(edit, recorded, target.read_bytes()) for (edit, recorded), target in targets.items()]


def resolved_by_libreoffice(contents: Mapping[str, bytes], folder: Path) -> dict[str, tuple[bytes, bytes]]:
    """Returns Word files, by their names, as LibreOffice saves them with all recorded changes accepted, and with all rejected."""
    targets, calls = {}, ""
    for number, (name, content) in enumerate(contents.items()):
        source = folder / f"{number}.docx"
        source.write_bytes(content)
        targets[name] = [folder / f"{number}-{command}.docx" for command in ("AcceptAll", "RejectAll")]
        for target in targets[name]:
            command = target.stem.partition("-")[2]
            calls += f'  Resolve "{source}", "{target}", ".uno:{command}TrackedChanges"\n'
    _run_macro(folder, _RESOLVE, calls)
    return {
        name: (accepted.read_bytes(), rejected.read_bytes()) for name, (accepted, rejected) in targets.items()
    }


def _run_macro(folder: Path, job: str, calls: str) -> None:
    error = folder / "error.txt"
    code = f"{job}{_MAIN.format(calls=calls, error=error)}"
    _run(folder, "--terminate_after_init")  # makes the profile, with an empty module
    module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(_MODULE.format(code=escape(code)), "utf-8")
    _run(folder, "macro:///Standard.Module1.Main")
    assert not error.exists(), error.read_text()


def _run(folder: Path, *arguments: str | Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, "--headless", "--norestore", profile, *arguments]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
