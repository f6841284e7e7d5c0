"""Changes how WeasyPrint 70 finishes a PDF: it gets our tags, our claims and the datasets it carries."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import md5
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import pydyf

from reportgen.document import Document
from reportgen.writers import Options
from reportgen.writers._pdf.claims import PDF_UA_1, PDF_UA_2, add_claim, claim_no_files
from reportgen.writers._pdf.destinations import add_structure_destinations
from reportgen.writers._pdf.replacement import replaced
from reportgen.writers._pdf.streams import packed_data
from reportgen.writers._pdf.tag_builder import TagBuilder
from reportgen.writers._pdf.tags import write_pdf_1_7_tags, write_pdf_2_0_tags

VARIANTS = {"a-3a+ua-1": "pdf/a-3a", "a-4f+ua-2": "pdf/a-4f", "none": None}
"""The engine's names for the archival half of each standard."""

_YAML = "/application#2fyaml"
"""The media type of YAML (RFC 9512) as a PDF name."""

_DESCRIPTION = "The data that this document was made from"

_LAYOUT = "XXLayout"
"""Our key under which a dataset's stream names its layout; names in `XX` are free for all (ISO 32000-1, annex E)."""


@contextmanager
def own_tags_and_streams() -> Iterator[None]:
    """Replaces two functions of the engine for a `with` block, so that it makes our tags, and packs streams our way.

    Patching is the only way: the engine discards its marks once its own tags are made, and makes some streams after it has
    called the finisher.
    """
    import weasyprint.pdf as engine

    with replaced(engine, add_tags=_add_tags), replaced(pydyf.Stream, data=property(packed_data)):
        yield


def _add_tags(pdf: Any, document: Any, version: Any, streams: Any) -> None:
    """Replaces the engine's function of this name."""
    builder = TagBuilder(pdf)
    for page, stream in zip(document.pages, streams, strict=True):
        builder.add_page(page, stream)
    if version == "2.0":
        references = write_pdf_2_0_tags(builder.root, pdf, len(document.pages), builder.tags_by_id)
        references_by_id = {name: references[tag] for name, tag in builder.tags_by_id.items()}
        bookmark_references = [references[tag] for tag in builder.bookmark_tags]
        add_structure_destinations(pdf, references_by_id, bookmark_references, references[builder.root])
    else:
        write_pdf_1_7_tags(builder.root, pdf, len(document.pages))
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def finish(pdf: Any, document: Document, options: Options) -> None:
    """Adds claims and datasets to a PDF before it is written out."""
    if VARIANTS[options.standard]:
        metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
        # Metadata are not packed, so that programs that do not know PDF can read them.
        metadata.stream, metadata.compress = [_with_claims(b"".join(metadata.stream), options)], False
        _add_colour_profile(pdf)
    if options.sources:
        _embed_datasets(pdf, options, document.created)


def _with_claims(metadata: bytes, options: Options) -> bytes:
    if options.standard == "a-3a+ua-1":
        return add_claim(metadata, PDF_UA_1)
    return add_claim(metadata if options.sources else claim_no_files(metadata), PDF_UA_2)


def _add_colour_profile(pdf: Any) -> None:
    """Says that colours are sRGB (ISO 19005-3 and -4, 6.2.3). The engine's own way would leave the profile's file open."""
    pdf.add_object(profile := pydyf.Stream([_read_profile()], {"N": 3}, compress=True))
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": pydyf.String("sRGB"),
        "Info": pydyf.String("sRGB"),
        "DestOutputProfile": profile.reference,
    }
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])


@cache
def _read_profile() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def _embed_datasets(pdf: Any, options: Options, created: str) -> None:
    """Associates datasets with the document as its source (ISO 19005-3, 6.8 and annex E; ISO 19005-4, 6.9)."""
    names, associated_files = pydyf.Array(), pydyf.Array()
    for name, source in sorted(options.sources.items()):  # a name tree is sorted, for binary search
        file = _embed_file(pdf, source, name, options.layout, created)
        names.extend((pydyf.String(name), file))
        associated_files.append(file)
    catalog_names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    catalog_names["EmbeddedFiles"] = pydyf.Dictionary({"Names": names})
    pdf.catalog["AF"] = associated_files


def _embed_file(pdf: Any, source: bytes, name: str, layout: str, created: str) -> bytes:
    """Adds a dataset to a PDF, and returns the reference to it."""
    date = {"ModDate": pydyf.String(f"D:{created.replace('-', '')}")} if created else {}
    checksum = f"<{md5(source, usedforsecurity=False).hexdigest()}>"
    parameters = pydyf.Dictionary({"Size": len(source), "CheckSum": checksum, **date})
    dictionary = {"Type": "/EmbeddedFile", "Subtype": _YAML, "Params": parameters}
    if layout:
        dictionary[_LAYOUT] = pydyf.String(quote(layout.encode("utf-8", "surrogateescape"), safe=""))
    pdf.add_object(stream := pydyf.Stream([source], dictionary, compress=True))
    streams = pydyf.Dictionary({"F": stream.reference, "UF": stream.reference})
    file = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(name),
            "UF": pydyf.String(name),
            "EF": streams,
            "AFRelationship": "/Source",
            "Desc": pydyf.String(_DESCRIPTION),
        }
    )
    pdf.add_object(file)
    reference: bytes = file.reference
    return reference
