"""Extracts datasets from finished files, and from files that only look finished."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pypdf
import pytest

from reportgen import extract as module
from reportgen.extract import NoDataset, UnreadableFile, extract, find_datasets
from reportgen.processes import isolation
from reportgen.theme import Theme
from reportgen.writers import Options, writer
from tests.cli.running import invoke
from tests.documents import SEED, composed
from tests.writers.reports import DATASETS, each_report, written_report

SOURCE = SEED.read_bytes()
DATASET = b"schema: 1\naims: x\n"
PART = '<dataset xmlns="urn:reportgen:dataset:1" encoding="base64">{}</dataset>'
DATASET_PART = PART.format("c2NoZW1hOiAxCmFpbXM6IHgK")


def extracted(content: bytes, folder: Path) -> bytes:
    file = folder / "file"
    file.write_bytes(content)
    return extract(file)


def word_file(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of some parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def pdf_file(*streams: tuple[bytes, bytes]) -> bytes:
    """What extraction sees of a PDF: each stream with the entries of its dictionary."""
    objects = (
        b"%d 0 obj\n<<%s>>\nstream\n%s\nendstream\nendobj\n" % (number, entries, content)
        for number, (entries, content) in enumerate(streams, 1)
    )
    return b"%PDF-1.7\n" + b"".join(objects)


@pytest.mark.parametrize(
    ("entry", "layout"),
    [
        (b"/XXLayout (lga-board)", "lga-board"),
        (b"/XXLayout(lga\\055board)", "lga-board"),
        (b"/XXLayout (Ein%20Haus)", "Ein Haus"),
        (b"", ""),
    ],
)
def test_a_pdf_names_its_layout_however_it_is_written(entry: bytes, layout: str) -> None:
    (embedded,) = find_datasets(pdf_file((b"/Type /EmbeddedFile " + entry, DATASET)))
    assert embedded.layout == layout
    assert embedded.dataset.startswith(DATASET)


def compressed_stream(content: bytes) -> tuple[bytes, bytes]:
    return b"/Type /EmbeddedFile /Filter /FlateDecode", zlib.compress(content)


@pytest.mark.parametrize("form", ["docx", pytest.param("pdf", marks=pytest.mark.pdf)])
@each_report
def test_every_report_gives_back_its_dataset(name: str, layout: str, form: str, tmp_path: Path) -> None:
    assert extracted(written_report(name, layout, form).content, tmp_path) == DATASETS[name].read_bytes()


@pytest.mark.pdf
def test_a_pdf_gives_back_what_was_put_in_even_after_others_saved_it(tmp_path: Path) -> None:
    content = writer("pdf")(composed(SEED)[0], Theme(), Options(sources={"2023-24.yaml": SOURCE})).content
    assert extracted(content, tmp_path) == SOURCE
    saved_by_pypdf = io.BytesIO()
    pypdf.PdfWriter(clone_from=io.BytesIO(content)).write(saved_by_pypdf)
    assert extracted(saved_by_pypdf.getvalue(), tmp_path) == SOURCE


@pytest.mark.pdf
def test_a_pdf_without_one_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoDataset):
        extracted(writer("pdf")(composed(SEED)[0], Theme(), Options()).content, tmp_path)


@pytest.mark.parametrize("name", ["customXml/item1.xml", "customXml/item12.xml"])
def test_the_part_is_known_by_what_it_holds_and_not_by_its_number(name: str, tmp_path: Path) -> None:
    others = {"customXml/item7.xml": "<b:Sources xmlns:b='urn:b'/>", "customXml/item8.xml": "not XML"}
    assert extracted(word_file({**others, name: DATASET_PART}), tmp_path) == DATASET


def test_of_several_the_first_that_is_a_dataset_is_taken(tmp_path: Path) -> None:
    empty = PART.format("")
    assert (
        extracted(word_file({"customXml/item1.xml": empty, "customXml/item2.xml": DATASET_PART}), tmp_path)
        == DATASET
    )
    assert (
        extracted(
            pdf_file(
                compressed_stream(b"figures;1;2"), compressed_stream(DATASET), compressed_stream(b"form:")
            ),
            tmp_path,
        )
        == DATASET
    )


@pytest.mark.parametrize(
    ("entries", "content"),
    [
        (b"/Type/EmbeddedFile/Length 18", DATASET),
        (b"/Length 18\n/Type  /EmbeddedFile", DATASET),
        (b"/Type/EmbeddedFile/Length 9 0 R", DATASET),
        (b"/Type/EmbeddedFile/Params<</Size 18>>/Filter[/FlateDecode]", zlib.compress(DATASET)),
    ],
)
def test_a_pdf_may_be_written_in_other_ways(entries: bytes, content: bytes, tmp_path: Path) -> None:
    assert extracted(pdf_file((entries, content)), tmp_path) == DATASET


@pytest.mark.parametrize(
    "content",
    [
        word_file({"word/document.xml": "<w/>"}),
        word_file({"customXml/item1.xml": "<dataset>c2NoZW1hOiAxCg==</dataset>"}),
        pdf_file((b"/Type /Metadata", b"x"), (b"/Type /EmbeddedFiles", b"x")),
        pdf_file((b"/Type /EmbeddedFile /Filter /LZWDecode", b"x")),
        b"%PDF-1.7\n1 0 obj <</Type /EmbeddedFile>> endobj 2 0 obj <<>> stream\nx\nendstream",
        b"%PDF-1.7\n/Type /EmbeddedFile",
    ],
)
def test_a_file_that_carries_none_says_so(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(NoDataset):
        extracted(content, tmp_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "neither a Word file nor a PDF"),
        (b"schema: 1\n", "neither a Word file nor a PDF"),
        (word_file({"customXml/item1.xml": DATASET_PART})[:-30], "damaged"),
        (word_file({"customXml/item1.xml": PART.format("c2N")}), "the dataset in it is damaged"),
        (word_file({"customXml/item1.xml": PART.format("c2N*hZW1")}), "the dataset in it is damaged"),
        (pdf_file((b"/Type /EmbeddedFile /Filter /FlateDecode", b"not packed")), "damaged"),
        (
            pdf_file((b"/Type /EmbeddedFile /Filter /FlateDecode", zlib.compress(DATASET * 99)[:20])),
            "cut off",
        ),
    ],
)
def test_a_file_that_cannot_be_looked_into_says_why(content: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=words):
        extracted(content, tmp_path)


def test_a_file_that_is_not_there_or_too_large_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        extract(tmp_path / "nothing.docx")
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    with pytest.raises(UnreadableFile, match="larger than"):
        extracted(bytes(11), tmp_path)


def test_what_swells_is_not_unpacked(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="too large"):
        extracted(pdf_file(compressed_stream(bytes(20_000_000))), tmp_path)
    with pytest.raises(NoDataset):
        extracted(word_file({"customXml/item1.xml": b" " * 20_000_000 + DATASET_PART.encode()}), tmp_path)


def test_a_part_cannot_bring_in_other_files(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("c2VjcmV0")
    entity = f'<!DOCTYPE d [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>' + PART.format("&s;")
    assert extracted(word_file({"customXml/item1.xml": entity}), tmp_path) == b""


@pytest.mark.pdf
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_build_carries_the_dataset_byte_for_byte(start: str, end: str, tmp_path: Path) -> None:
    path, out = tmp_path / "report.yaml", tmp_path / "out"
    path.write_bytes((start + SEED.read_text("utf-8").replace("\n", end)).encode())
    assert invoke("build", path, "--to", "docx", "--to", "pdf", "-o", out, "-q").exit_code == 0
    for file in out.iterdir():
        assert invoke("extract", file, "-o", "-").stdout_bytes == path.read_bytes()
    plain = tmp_path / "plain"
    assert invoke("build", path, "--to", "docx", "-o", plain, "--no-embed", "-q").exit_code == 0
    assert invoke("extract", next(plain.iterdir())).exit_code == 1


def overlapping_parts(count: int, size: int) -> bytes:
    """A package whose parts are all one part: each entry of its directory leads to the same packed bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("customXml/item.xml", b" " * size)
        package.filelist += [package.filelist[0]] * (count - 1)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            overlapping_parts(300, 10_000_000),
            "larger than 100 MB when unpacked|damaged",
        ),  # by Python's version
        (overlapping_parts(10_001, 1), "more than 10000 parts"),
        (pdf_file(*[compressed_stream(bytes(9_000_000))] * 12), "larger than 100 MB when unpacked"),
        (pdf_file(*[compressed_stream(b"x")] * 10_001), "carries more than 10000 files"),
        (pdf_file((b"/Type /EmbeddedFile /Length " + b"9" * 5_000, DATASET))[:-19], "cut off"),
        (b"%PDF-1.7\n1 0 obj <</Type /EmbeddedFile>> stream\nschema: 1\n", "cut off"),
    ],
)
def test_many_files_in_a_small_one_are_refused(content: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=words):
        extracted(content, tmp_path)


def test_a_directory_that_leads_before_the_file_is_damage(tmp_path: Path) -> None:
    content = bytearray(word_file({"customXml/item1.xml": DATASET_PART}))
    entry = content.index(b"PK\x01\x02")
    content[entry + 42 : entry + 46] = (0xFFFFFF00).to_bytes(4, "little")
    with pytest.raises(UnreadableFile, match="damaged"):
        extracted(bytes(content), tmp_path)


class CountedPattern:
    """A pattern that counts the bytes that it goes over."""

    def __init__(self, pattern: re.Pattern[bytes]) -> None:
        self.pattern, self.count = pattern, 0

    def search(self, content: bytes, start: int = 0) -> re.Match[bytes] | None:
        match = self.pattern.search(content, start)
        self.count += (match.end() if match else len(content)) - start
        return match


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-" + b"/Type /EmbeddedFile " * 50_000,
        b"%PDF-" + b" 1 0 obj /Type /EmbeddedFile" * 50_000,
        b"%PDF-" + b" stream\n" * 50_000 + b"/Type /EmbeddedFile" * 50_000,
        pdf_file(*[compressed_stream(b"x")] * 1_900),
    ],
)
def test_marks_without_objects_are_gone_over_once(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = CountedPattern(module._PDF_MARK)
    monkeypatch.setattr(module, "_PDF_MARK", pattern)
    with suppress(NoDataset):
        find_datasets(content)
    assert pattern.count <= len(content)


def test_a_dataset_that_speaks_of_embedded_files_is_one_dataset() -> None:
    dataset = DATASET + b"# 1 0 obj <</Type /EmbeddedFile>> stream\nendstream\n"
    content = pdf_file((b"/Type /EmbeddedFile /Length %d" % len(dataset), dataset))
    assert [embedded.dataset for embedded in find_datasets(content)] == [dataset]


def test_the_command_works_within_the_limits_of_verify(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "report.docx"
    others = {f"customXml/item{number}.xml": "<a>words</a>" * 10_000 for number in range(2, 200)}
    file.write_bytes(word_file({"customXml/item1.xml": DATASET_PART, **others}))
    assert invoke("extract", file).stdout_bytes == DATASET
    monkeypatch.setattr(isolation, "MAX_SECONDS", 0.001)
    result = invoke("extract", file)
    assert (result.exit_code, "takes longer than 0.001 seconds to look into" in result.stderr) == (2, True)
