"""Files as Word, LibreOffice and people write them."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from reportgen.extract import UnreadableFile
from reportgen.importer.accounting import tell_lost_words
from reportgen.importer.draft import Draft
from reportgen.importer.readers import html, plain_text, read_file, word
from reportgen.importer.recognition import recognise
from tests.importer.test_measured import built, dataset, share

KEY_CITIES = "data/key-cities/2023-24.yaml"


def drafted(path: Path) -> Draft:
    reading = read_file(path)
    draft = recognise(reading)
    tell_lost_words(draft, reading)
    return draft


def word_file_without_styles() -> bytes:
    """A report in Word in which headings are bold paragraphs and bullets are typed."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Confidential draft"

    def bold(text: str) -> None:
        document.add_paragraph().add_run(text).bold = True

    bold("Harbours Special Interest Group")
    bold("SIG Annual Report 2023 - 2024")
    bold("Contact Details")
    for text in ("Chair: Cllr Ann Example (Hull)", "Lead officer:\tSam Sample", "Tel. 01482 300300"):
        document.add_paragraph(text)
    bold("1.\tCurrent Membership")
    document.add_paragraph("The SIG has 3 members:")
    for text in ("•\tHull", "•\tBristol City Council", "•\tPlymouth (observer)"):
        document.add_paragraph(text)
    bold("2. Aims")
    aims = document.add_paragraph("To speak for harbours.")
    document.add_comment(runs=aims.runs, text="Is this right?", author="Bo")
    bold("Key Activities")
    entry = document.add_paragraph()
    entry.add_run("Dredging report").bold = True
    entry.add_run(" – published in June 2023, with ")
    entry.add_run("much").italic = True
    entry.add_run(" interest.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_word_file_without_styles_is_read(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(word_file_without_styles())
    draft = drafted(path)
    assert {
        key: value for key, value in draft.values.items() if key not in {"schema", "form", "language"}
    } == {
        "group": {"name": "Harbours Special Interest Group"},
        "period": "2023/24",
        "contact": {
            "lead_member": "Cllr Ann Example (Hull)",
            "lead_officer": "Sam Sample",
            "telephone": "01482 300300",
        },
        "membership": {
            "introduction": "The SIG has 3 members:\n",
            "declared": "3",
            "members": ["Hull", "Bristol City Council", {"name": "Plymouth", "role": "observer"}],
        },
        "aims": "To speak for harbours.\n",
        "activities": {
            "projects": [
                {"title": "Dredging report", "text": "published in June 2023, with *much* interest.\n"}
            ]
        },
    }
    assert [note.message for note in draft.notes] == [
        "running head left out: `Confidential draft`",
        "comment left out: `Is this right?`",
        "the file does not say what kind of activity this and those below it are; they are kept as projects",
    ]


def test_old_encodings_are_read() -> None:
    page = (
        "<html><head><meta charset=windows-1252></head><body><h2>Aims</h2><p>Caf\xe9 – “£5”</p></body></html>"
    )
    assert recognise(html.read(page.encode("cp1252"))).values["aims"] == "Café – “£5”\n"
    assert (
        recognise(plain_text.read("Aims\nCaf\xe9 – “£5”".encode("cp1252"))).values["aims"] == "Café – “£5”\n"
    )
    assert recognise(plain_text.read("Aims\nŵ".encode("utf-16"))).values["aims"] == "ŵ\n"


def test_a_file_that_carries_its_dataset_is_known(tmp_path: Path) -> None:
    from tests.cli.running import SEED, invoke

    assert invoke("build", SEED, "--to", "docx", "-o", tmp_path).exit_code == 0
    result = invoke("new", tmp_path / "report.yaml", "--from", next(tmp_path.glob("*.docx")))
    assert result.exit_code == 0
    assert "carries the dataset that it was made of: reportgen extract takes it out whole" in result.stderr


def converted(content: bytes, ending: str, folder: Path) -> Path:
    """A Word file as LibreOffice saves it in another format."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (folder / "report.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    source = str(folder / "report.docx")
    command = [office, "--headless", profile, "--convert-to", ending, "--outdir", str(folder), source]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    return folder / f"report.{ending.partition(':')[0]}"


@pytest.mark.libreoffice
@pytest.mark.parametrize("ending", ["odt", "doc", "rtf", "html", "txt:Text (encoded):UTF8"])
def test_what_libreoffice_makes_of_a_report_is_read(ending: str, tmp_path: Path) -> None:
    data: dict[str, Any] = dataset(KEY_CITIES)
    draft = drafted(converted(built(data, "docx"), ending, tmp_path))
    assert share(data, draft) == 1.0


OLD_WORD = b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le")


@pytest.mark.parametrize("content", [OLD_WORD, b"{\\rtf1 words}"])
def test_other_formats_are_refused_without_libreoffice(
    content: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)  # noqa: ARG005 (as of the library)
    (tmp_path / "report").write_bytes(content)
    with pytest.raises(UnreadableFile, match="LibreOffice, which is not installed; save it as a Word file"):
        read_file(tmp_path / "report")


def test_lines_of_a_list_keep_their_levels_and_numbers() -> None:
    text = plain_text.read(b"Aims\n- one\n    - inner\n  - between\n3. three\n4. four")
    assert recognise(text).values["aims"] == "- one\n  - inner\n  - between\n\n3. three\n4. four\n"


def test_tracked_changes_count_as_accepted() -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    document.add_heading("Aims", 1)
    paragraph = document.add_paragraph("We ask")
    for tag, text in (("del", "delText"), ("ins", "t")):
        run = f'<w:r><w:{text} xml:space="preserve"> {tag}</w:{text}></w:r>'
        paragraph._p.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:id="1" w:author="Bo">{run}</w:{tag}>'))
    stream = io.BytesIO()
    document.save(stream)
    assert recognise(word.read(stream.getvalue())).values["aims"] == "We ask ins\n"
