"""PDFs of ours whose words somebody has hidden or replaced, or that do something by themselves."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from tests.verify.files import DATASETS, LAYOUTS, build_file, find_failures, rewrite
from tests.verify.test_pdf import objects

pytestmark = pytest.mark.pdf
Change = Callable[[Any], None]


def named(**values: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})


RUNS = named(S=NameObject("/JavaScript"), JS=TextStringObject("a()"))
OPENS = named(S=NameObject("/URI"), URI=TextStringObject("https://else.example"))


def of_catalog(**values: Any) -> Change:
    return lambda writer: writer.root_object.update(named(**values))


def of_page(**values: Any) -> Change:
    return lambda writer: writer.pages[0].update(named(**values))


def of_tag(kind: str, **values: Any) -> Change:
    return lambda writer: next(objects(writer, "/S", kind)).update(named(**values))


def of_link(**values: Any) -> Change:
    return lambda writer: next(objects(writer, "/Subtype", "/Link")).update(named(**values))


def drawn(old: bytes, new: bytes) -> Change:
    """A change of what is drawn on the first page."""

    def change(writer: Any) -> None:
        page, stream = writer.pages[0], DecodedStreamObject()
        data = page.get_contents().get_data()
        assert old in data
        stream.set_data(data.replace(old, new))
        page[NameObject("/Contents")] = writer._add_object(stream)

    return change


def repeat_page(writer: Any) -> None:
    kids = writer.root_object["/Pages"]["/Kids"]
    kids.append(kids[0])
    writer.root_object["/Pages"][NameObject("/Count")] = NumberObject(len(kids))


def move_page(writer: Any) -> None:
    kids = writer.root_object["/Pages"]["/Kids"]
    kids.append(kids.pop(1))


def lay_over(writer: Any) -> None:
    rectangle = ArrayObject([FloatObject(number) for number in (0, 0, 600, 800)])
    note = named(Type=NameObject("/Annot"), Subtype=NameObject("/Stamp"), Rect=rectangle)
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


NO = TextStringObject("No")
BOX = ArrayObject([NumberObject(number) for number in (0, 0, 9, 9)])


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (drawn(b"BT", b"BT 3 Tr"), "hides words: text that is not drawn on page 1"),
        (
            drawn(b"/MCID", b"/ActualText (No) /MCID"),
            "hides words: `ActualText` in the place of words on page 1",
        ),
        (of_tag("/H1", ActualText=NO), "`ActualText` of a `H1` is read aloud in its place: “No”"),
        (of_tag("/P", Alt=NO), "`Alt` of a `P` is read aloud"),
        (of_tag("/P", E=NO), "`E` of a `P` is read aloud"),
        (of_tag("/Figure", ActualText=NO), "`ActualText` of a `Figure` is read aloud"),
        (of_catalog(OCProperties=named()), "hides words: layers"),
        (of_page(CropBox=BOX), "page 1 is cut"),
        (of_page(Rotate=NumberObject(180)), "page 1 is turned"),
        (of_page(UserUnit=FloatObject(0.01)), "page 1 is of another size"),
        (repeat_page, "page 1 shows more than once"),
        (move_page, "the pages stand in another order than their text"),
    ],
)
def test_what_hides_or_replaces_words_is_found(change: Change, problem: str, tmp_path: Path) -> None:
    failures = find_failures(rewrite(build_file("pdf"), change), "pdf", tmp_path)
    assert any(problem in message for message in failures["parity"]), failures


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (of_catalog(OpenAction=OPENS), "it does something when it is opened (URI)"),
        (of_catalog(AA=named(WC=RUNS)), "it does something by itself"),
        (of_page(AA=named(O=RUNS)), "it does something by itself"),
        (of_catalog(AcroForm=named()), "it holds a form"),
        (of_link(AA=named(E=RUNS)), "does something else, too"),
        (of_link(A=named(S=NameObject("/GoTo"), D=NO, Next=RUNS)), "does something else, too"),
        (lay_over, "something lies on page 1 that is no link (Stamp)"),
    ],
)
def test_what_a_pdf_does_by_itself_is_found(change: Change, problem: str, tmp_path: Path) -> None:
    failures = find_failures(rewrite(build_file("pdf"), change), "pdf", tmp_path)
    assert any(problem in message for message in failures["links"]), failures


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_no_pdf_of_ours_does_so(dataset: Path, layout: str, tmp_path: Path) -> None:
    assert find_failures(build_file("pdf", dataset, layout), "pdf", tmp_path) == {}
