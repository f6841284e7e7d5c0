"""The dataset that a Word file carries: byte for byte, whatever program saves the file again."""

import io
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest

from reportgen.extract import extract
from reportgen.theme import Theme
from reportgen.writers import Options
from reportgen.writers.docx import DATASET_NAMESPACE, write
from tests.documents import SEED, composed
from tests.writers import word
from tests.writers.libreoffice import saved_by_libreoffice

CONTENTS = {
    "as it is": SEED.read_bytes(),
    "lines of Windows": b"schema: 1\r\naims: |\r\n  one\r\n",
    "lines of old": b"schema: 1\raims: x\n\r\n",
    "a mark at its start": b"\xef\xbb\xbfschema: 1\n",
    "markup": b"aims: <b>&amp; ]]> &#13; \"'</dataset>",
    "no line end": "aims: tŷ £ \U0001f6a2".encode(),
    "nothing": b"",
    "any bytes": bytes(range(256)),
}
PARTS = ["customXml/_rels/item1.xml.rels", "customXml/item1.xml", "customXml/itemProps1.xml"]


def carrying(source: bytes | None, name: str = "2023-24.yaml") -> bytes:
    sources = {} if source is None else {name: source}
    return write(composed(SEED)[0], Theme(), Options(sources=sources)).content


def extracted(content: bytes, folder: Path) -> bytes:
    file = folder / "report.docx"
    file.write_bytes(content)
    return extract(file)


@pytest.mark.parametrize("kind", CONTENTS)
def test_it_comes_back_byte_for_byte(kind: str, tmp_path: Path) -> None:
    assert extracted(carrying(CONTENTS[kind]), tmp_path) == CONTENTS[kind]


def test_without_one_the_file_has_no_part_for_it() -> None:
    assert not [name for name in word.part_names(carrying(None)) if "customXml" in name]


def test_with_one_it_has_the_parts_that_word_expects_and_no_others(tmp_path: Path) -> None:
    content = carrying(CONTENTS["as it is"])
    assert sorted({*word.part_names(content)} - {*word.part_names(carrying(None))}) == PARTS
    assert word.find_repairs(content) == []
    assert word.audit(content, tmp_path) == ""


def test_the_part_says_what_it_is() -> None:
    content = carrying(b"schema: 1\n", 'of <"cities"> & towns.yaml')
    root = word.part(content, "customXml/item1.xml")
    (reference,) = word.part(content, "customXml/itemProps1.xml").iter("{*}schemaRef")
    assert root.tag == "{urn:reportgen:dataset:1}dataset"
    assert dict(root.attrib) == {"name": 'of <"cities"> & towns.yaml', "encoding": "base64"}
    assert list(reference.attrib.values()) == ["urn:reportgen:dataset:1"]


def test_each_of_several_has_a_number_of_its_own() -> None:
    several = write(
        composed(SEED)[0], Theme(), Options(sources={"one.yaml": b"one", "two.yaml": b"two"})
    ).content
    for place, name in ((1, DATASET_NAMESPACE), (2, f"{DATASET_NAMESPACE}:2")):
        (number,) = word.part(several, f"customXml/itemProps{place}.xml").attrib.values()
        assert number == f"{{{str(uuid5(NAMESPACE_URL, name)).upper()}}}"


def test_it_changes_nothing_else() -> None:
    assert list(word.lines(carrying(b"schema: 1\n"))) == list(word.lines(carrying(None)))


def test_python_docx_keeps_it(tmp_path: Path) -> None:
    saved = io.BytesIO()
    word.open_with_python_docx(carrying(CONTENTS["as it is"])).save(saved)
    assert extracted(saved.getvalue(), tmp_path) == CONTENTS["as it is"]


@pytest.mark.libreoffice
def test_libreoffice_keeps_it(tmp_path: Path) -> None:
    saved = saved_by_libreoffice(carrying(CONTENTS["as it is"]), tmp_path)
    assert extracted(saved, tmp_path) == CONTENTS["as it is"]
