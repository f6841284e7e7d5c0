"""Word files that take their look from a reference document."""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen import document as tree
from reportgen.theme import Theme
from reportgen.writers import Options, Written
from reportgen.writers.docx import check, write
from tests.writers import word
from tests.writers.word import W, attribute
from tests.writers.word_files import REPORT, of, report, styles


def plain_word_file() -> bytes:
    """A reference with few of our styles: python-docx's own template, which has lists and theme fonts."""
    import docx

    saved = io.BytesIO()
    docx.Document().save(saved)
    return saved.getvalue()


def with_reference(reference: bytes) -> Written:
    return write(REPORT, Theme(reference=reference), Options())


def changed(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A package with one part changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for part in source.namelist():
            target.writestr(part, change(source.read(part)) if part == name else source.read(part))
    return packed.getvalue()


def test_our_own_file_is_a_whole_reference() -> None:
    written = with_reference(report())
    assert written.faults == ()
    assert styles(written.content).keys() == styles(report()).keys()
    assert list(word.lines(written.content)) == [line for line in tree.lines(REPORT) if line]


def test_its_styles_replace_ours() -> None:
    reference = changed(
        report(), "word/styles.xml", lambda part: part.replace(b'<w:sz w:val="36"/>', b'<w:sz w:val="60"/>')
    )
    heading = styles(with_reference(reference).content)["Heading1"]
    assert attribute(heading.find(f"{W}rPr/{W}sz")) == "60"


def test_styles_that_it_lacks_are_told_by_name_and_taken_from_ours() -> None:
    written = with_reference(plain_word_file())
    messages = [fault.problem.message for fault in written.faults]
    assert {fault.code.id for fault in written.faults} == {"RG913"}
    assert "the reference document has no style `Field Label`" in messages
    assert not [message for message in messages if "`Heading 1`" in message or "`Table Gap`" in message]
    stored = [attribute(style.find(f"{W}name")) for style in styles(written.content).values()]
    assert len(set(stored)) == len(stored)
    used = {
        attribute(element)
        for element in word.part(written.content).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    }
    assert used <= styles(written.content).keys()
    assert list(word.lines(written.content)) == [line for line in tree.lines(REPORT) if line]


def test_styles_are_found_by_name_whatever_their_ids() -> None:
    reference = changed(
        report(), "word/styles.xml", lambda part: part.replace(b'"Heading1"', b'"berschrift1"')
    )
    written = with_reference(reference)
    assert written.faults == ()
    assert "berschrift1" in {word.style_id(paragraph) for paragraph in word.paragraphs(written.content)}


def test_an_id_that_is_taken_by_another_style_is_not_used_twice() -> None:
    reference = changed(
        report(),
        "word/styles.xml",
        lambda part: part.replace(b'<w:name w:val="Field Label"/>', b'<w:name w:val="Something else"/>'),
    )
    content = with_reference(reference).content
    labels = [paragraph for paragraph in word.paragraphs(content) if word.text(paragraph) == "Website"]
    assert [word.style_id(paragraph) for paragraph in labels] == ["FieldLabelR"]


def test_its_lists_are_kept_and_restarted() -> None:
    content = with_reference(plain_word_file()).content
    numbering = word.part(content, "word/numbering.xml")
    definitions = {
        attribute(num, "numId"): attribute(num.find(f"{W}abstractNumId")) for num in numbering.iter(f"{W}num")
    }
    assert len(definitions) == len(list(numbering.iter(f"{W}num")))
    numbers = {attribute(element, "abstractNumId") for element in numbering.iter(f"{W}abstractNum")}
    assert set(definitions.values()) <= numbers
    style = styles(content)["ListNumber"].find(f"{W}pPr/{W}numPr/{W}numId")
    used = [attribute(element) for element in word.part(content).iter(f"{W}numId")]
    assert {definitions[used[0]], definitions[used[-1]]} == {definitions[attribute(style)]}
    starts = [[attribute(s) for s in num.iter(f"{W}startOverride")] for num in numbering.iter(f"{W}num")][-3:]
    assert starts == [["1"], ["1"], ["3"]]


def test_a_list_style_of_a_reference_without_lists_gets_ours() -> None:
    def without_numbers(part: bytes) -> bytes:
        from lxml import etree

        root = etree.fromstring(part)
        for element in list(root.iter(f"{W}numPr")):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        return etree.tostring(root)

    content = with_reference(changed(report(), "word/styles.xml", without_numbers)).content
    numbers = {attribute(num, "numId") for num in word.part(content, "word/numbering.xml").iter(f"{W}num")}
    for name in ("ListBullet", "ListBullet3", "ListNumber", "ListColumns"):
        assert attribute(styles(content)[name].find(f"{W}pPr/{W}numPr/{W}numId")) in numbers


def test_the_language_and_the_margin_stay_the_reports() -> None:
    content = with_reference(plain_word_file()).content
    root = word.part(content, "word/styles.xml")
    assert [attribute(tag) for tag in root.iter(f"{W}lang")] == ["en-GB"]
    tabs = styles(content)["Header"].findall(f"{W}pPr/{W}tabs/{W}tab")
    assert [(attribute(tab), attribute(tab, "pos")) for tab in tabs] == [("right", str(11906 - 2 * 1417))]


def test_what_its_lists_refer_to_outside_themselves_is_cut_off() -> None:
    def with_pictures(part: bytes) -> bytes:
        start = b'<w:numPicBullet w:numPicBulletId="0"/><w:abstractNum '
        extension = b' xmlns:x="urn:x" x:tmpl="1" w:abstractNumId="0"'
        return part.replace(b"<w:abstractNum ", start, 1).replace(b' w:abstractNumId="0"', extension, 1)

    content = with_reference(changed(report(), "word/numbering.xml", with_pictures)).content
    numbering = word.part(content, "word/numbering.xml")
    assert numbering.find(f"{W}numPicBullet") is None
    assert {str(name)[: len(W)] for element in numbering.iter() for name in element.attrib} == {W}


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        (b"", "it is not a Word file"),
        (b"PK\x03\x04 and no more", "it is not a Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .doc", "it is not a Word file"),
    ],
)
def test_what_is_no_word_file_is_told_and_the_look_is_ours(reference: bytes, reason: str) -> None:
    written = with_reference(reference)
    assert [(fault.code.id, fault.problem.message) for fault in written.faults] == [
        ("RG914", f"the reference document cannot be read: {reason}")
    ]
    assert written.content == of(*REPORT.blocks)


def test_a_reference_with_a_dtd_is_not_opened() -> None:
    bomb = b'<!DOCTYPE w:styles [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    reference = changed(
        report(), "word/styles.xml", lambda part: part.replace(b"<w:styles", bomb + b"<w:styles", 1)
    )
    assert [fault.code.id for fault in with_reference(reference).faults] == ["RG914"]


@pytest.mark.parametrize(
    "part", ["word/styles.xml", "word/numbering.xml", "word/theme.xml", "word/_rels/document.xml.rels"]
)
def test_a_reference_that_names_other_files_is_not_opened(part: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    entity = f'<!DOCTYPE a [<!ENTITY s SYSTEM "{(tmp_path / "secret").as_uri()}">]><'.encode()
    reference = changed(report(), part, lambda xml: re.sub(rb"<(?=[a-zA-Z])", entity, xml, count=1))
    written = with_reference(reference)
    assert [fault.code.id for fault in written.faults] == ["RG914"]
    assert written.content == of(*REPORT.blocks)


def test_what_a_reference_would_have_word_open_does_not_come_along() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    relation = (
        f'<Relationship Id="far" Type="{kind}" Target="http://canary.example/x" TargetMode="External"/>'
    )
    reference = changed(
        report(),
        "word/_rels/document.xml.rels",
        lambda part: part.replace(b"</Relationships>", f"{relation}</Relationships>".encode()),
    )
    content = with_reference(reference).content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [name for name in package.namelist() if b"canary" in package.read(name)]


def test_a_reference_with_a_part_beyond_all_measure_is_not_opened() -> None:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(report())) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.namelist():
            target.writestr(part, b" " * 11_000_000 if part == "word/styles.xml" else source.read(part))
    assert "10 MB" in with_reference(packed.getvalue()).faults[0].problem.message


FLATE = b"\x12\x34\x56\x78" * 8


def with_other_bytes(content: bytes, name: str) -> bytes:
    """A package in which the packed bytes of one part are no longer those of any."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        start = package.getinfo(name).header_offset + 30 + len(name)
    return content[:start] + FLATE + content[start + len(FLATE) :]


def replaced(part: str, old: bytes, new: bytes) -> bytes:
    """Our own file with some bytes of a part replaced."""

    def change(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new)

    return changed(report(), part, change)


STYLES_PART, LISTS_PART = "word/styles.xml", "word/numbering.xml"
MALFORMED: dict[str, Callable[[], bytes]] = {
    "a level in words": lambda: replaced(STYLES_PART, b'<w:ilvl w:val="1"/>', b'<w:ilvl w:val="one"/>'),
    "a level that there is not": lambda: replaced(
        STYLES_PART, b'<w:ilvl w:val="1"/>', b'<w:ilvl w:val="9"/>'
    ),
    "a list in words": lambda: replaced(STYLES_PART, b'<w:numId w:val="1"/>', b'<w:numId w:val="one"/>'),
    "a list below none": lambda: replaced(STYLES_PART, b'<w:numId w:val="1"/>', b'<w:numId w:val="-1"/>'),
    "a list beyond all": lambda: replaced(
        STYLES_PART, b'<w:numId w:val="1"/>', b'<w:numId w:val="99999999999"/>'
    ),
    "a list in other digits": lambda: replaced(LISTS_PART, b'w:numId="1"', 'w:numId="\u0661"'.encode()),
    "a list without a number": lambda: replaced(LISTS_PART, b'<w:num w:numId="1">', b"<w:num>"),
    "a definition in words": lambda: replaced(LISTS_PART, b'w:abstractNumId="0"', b'w:abstractNumId="x"'),
    "a definition without number": lambda: replaced(LISTS_PART, b' w:abstractNumId="0"', b""),
    "a level of a definition in words": lambda: replaced(LISTS_PART, b'w:ilvl="0"', b'w:ilvl="x"'),
    "lists that are none": lambda: changed(report(), LISTS_PART, lambda _: b"<nothing/>"),
    "lists that are not XML": lambda: changed(report(), LISTS_PART, lambda _: b"words"),
    "an empty part": lambda: changed(report(), STYLES_PART, lambda _: b""),
    "relations that are not XML": lambda: changed(report(), "_rels/.rels", lambda _: b"\0"),
    "packed bytes that are damaged": lambda: with_other_bytes(report(), STYLES_PART),
    "too large a file": lambda: report() + bytes(20_000_000),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_reference_is_told_and_the_look_is_ours(name: str) -> None:
    written = with_reference(MALFORMED[name]())
    assert [(fault.code.id, fault.problem.at) for fault in written.faults] == [("RG914", ("reference.docx",))]
    assert written.content == of(*REPORT.blocks)


def test_a_package_may_lie_about_its_sizes() -> None:
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(report())) as source,
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.namelist():
            target.writestr(part, b" " * 50_000_000 if part == STYLES_PART else source.read(part))
    lying = bomb.getvalue().replace((50_000_000).to_bytes(4, "little"), (5_000).to_bytes(4, "little"))
    assert [fault.code.id for fault in with_reference(lying).faults] == ["RG914"]


def test_comments_among_relations_and_styles_do_not_matter() -> None:
    reference = replaced("word/_rels/document.xml.rels", b"<Relationship ", b"<!-- words --><Relationship ")
    assert with_reference(reference).faults == ()


def test_every_style_that_it_lacks_is_told_without_any_document() -> None:
    assert check(Theme(reference=report())) == ()
    messages = [fault.problem.message for fault in check(Theme(reference=plain_word_file()))]
    assert "the reference document has no style `TOC 4`" in messages
    assert [fault.code.id for fault in check(Theme(reference=b""))] == ["RG914"]


def test_a_reference_without_styles_is_told() -> None:
    reference = changed(report(), "word/styles.xml", lambda _: b"<nothing/>")
    assert "it has no styles" in with_reference(reference).faults[0].problem.message


def test_a_broken_part_is_told() -> None:
    reference = changed(report(), "word/styles.xml", lambda part: part[:200])
    assert "is missing or broken" in with_reference(reference).faults[0].problem.message


def test_the_schema_holds_with_a_reference(tmp_path: Path) -> None:
    validator = Path(sys.executable).with_name("openxml-audit")
    file = tmp_path / "report.docx"
    file.write_bytes(with_reference(plain_word_file()).content)
    run = subprocess.run([validator, file], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
