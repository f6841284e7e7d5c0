"""The way through WeasyPrint 70 on which a PDF gets our tags, claims and dataset."""

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
from reportgen.writers._pdf.boxes import Walk
from reportgen.writers._pdf.claims import UNIVERSAL, UNIVERSAL_SECOND, claimed, without_files
from reportgen.writers._pdf.places import lead_to_tags
from reportgen.writers._pdf.streams import packed
from reportgen.writers._pdf.structure import write, write_second

VARIANTS = {"a-3a+ua-1": "pdf/a-3a", "a-4f+ua-2": "pdf/a-4f", "none": None}
"""The engine's name for the archival half of each standard."""

_YAML = "/application#2fyaml"
"""The media type of YAML (RFC 9512) as a PDF name."""

_ABOUT = "The data that this document was made from"

_LAYOUT = "XXLayout"
"""The key of ours under which the dataset's stream names its layout; names in `XX` are nobody's (ISO 32000-1, annex E)."""


@contextmanager
def own_way() -> Iterator[None]:
    """While it lasts, the engine makes the tags that we make, and packs streams as we do.

    It gives its marks to nobody once its own tags are made, and makes some streams when it gives the PDF to nobody any more.
    """
    import weasyprint.pdf as engine

    tags, data = engine.add_tags, pydyf.Stream.data
    engine.add_tags, pydyf.Stream.data = _add_tags, property(packed)
    try:
        yield
    finally:
        engine.add_tags, pydyf.Stream.data = tags, data


def _add_tags(pdf: Any, document: Any, version: Any, streams: Any) -> None:
    """In the place of the engine's function of this name."""
    walk = Walk(pdf)
    for page, stream in zip(document.pages, streams, strict=True):
        walk.page(page, stream)
    if version == "2.0":
        tags = write_second(walk.root, pdf, len(document.pages), walk.named)
        named = {name: tags[node] for name, node in walk.named.items()}
        lead_to_tags(pdf, named, [tags[node] for node in walk.bookmarked], tags[walk.root])
    else:
        write(walk.root, pdf, len(document.pages))
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def finish(pdf: Any, document: Document, options: Options) -> None:
    """Change a PDF before it is written out: what it claims and what it carries."""
    if VARIANTS[options.standard]:
        metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
        metadata.stream, metadata.compress = [_claims(b"".join(metadata.stream), options)], False
        _show_colours(pdf)
    if options.sources:
        _carry(pdf, options, document.created)


def _claims(metadata: bytes, options: Options) -> bytes:
    if options.standard == "a-3a+ua-1":
        return claimed(metadata, UNIVERSAL)
    return claimed(metadata if options.sources else without_files(metadata), UNIVERSAL_SECOND)


def _show_colours(pdf: Any) -> None:
    """Say what the colours are meant to look like (ISO 19005-3 and -4, 6.2.3); the engine would leave the profile's file open."""
    pdf.add_object(profile := pydyf.Stream([_profile()], {"N": 3}, compress=True))
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": pydyf.String("sRGB"),
        "Info": pydyf.String("sRGB"),
        "DestOutputProfile": profile.reference,
    }
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])


@cache
def _profile() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def _carry(pdf: Any, options: Options, created: str) -> None:
    """Associate datasets with the document as its source (ISO 19005-3, 6.8 and annex E; ISO 19005-4, 6.9)."""
    entries, associated, sources = pydyf.Array(), pydyf.Array(), options.sources
    for name in sorted(sources):  # readers look names up by halves
        file = _attached(pdf, sources[name], name, options.layout, created)
        entries.extend((pydyf.String(name), file))
        associated.append(file)
    names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    names["EmbeddedFiles"] = pydyf.Dictionary({"Names": entries})
    pdf.catalog["AF"] = associated


def _attached(pdf: Any, source: bytes, name: str, layout: str, created: str) -> bytes:
    """Put a dataset into a PDF, and return the reference to it."""
    date = {"ModDate": pydyf.String(f"D:{created.replace('-', '')}")} if created else {}
    checksum = f"<{md5(source, usedforsecurity=False).hexdigest()}>"
    parameters = pydyf.Dictionary({"Size": len(source), "CheckSum": checksum, **date})
    kind = {"Type": "/EmbeddedFile", "Subtype": _YAML, "Params": parameters}
    if layout:
        kind[_LAYOUT] = pydyf.String(quote(layout, safe=""))
    pdf.add_object(content := pydyf.Stream([source], kind, compress=True))
    both = pydyf.Dictionary({"F": content.reference, "UF": content.reference})
    file = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(name),
            "UF": pydyf.String(name),
            "EF": both,
            "AFRelationship": "/Source",
            "Desc": pydyf.String(_ABOUT),
        }
    )
    pdf.add_object(file)
    reference: bytes = file.reference
    return reference
