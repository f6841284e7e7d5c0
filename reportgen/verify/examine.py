"""Looking into one file by itself: what it is, what it says and carries, and what is wrong with it whatever its dataset says."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.extract import NoDataset, UnreadableFile, find_datasets, is_package, is_pdf, read_finished_file
from reportgen.findings import plural
from reportgen.verify.external_validators import open_xml, pdf_standards
from reportgen.verify.model import EXTRA, KINDS, LOCKED, Examined, Result, judged, skipped

if TYPE_CHECKING:
    import pypdf


def examine(path: Path) -> Examined:
    """What is found out about a file. Raises Unreadable where it is no Word file, PDF or web page, is damaged or locked."""
    content = read_finished_file(path)
    kind = "docx" if is_package(content) else "pdf" if is_pdf(content) else "html"
    named = path.suffix.removeprefix(".").lower()
    if named in KINDS and named != kind and (kind != "html" or _is_markup(content)):
        raise UnreadableFile(f"its name says that it is a {KINDS[named]}, but it is a {KINDS[kind]}")
    try:
        return _READERS[kind](path, content)
    except RecursionError:
        raise UnreadableFile("what is in it is nested too deeply") from None


def _is_markup(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<"


def _word(path: Path, content: bytes) -> Examined:
    from reportgen.verify._docx import links, structure, text
    from reportgen.verify._docx.package import opened

    package = opened(content)
    sound = "its parts fit together; title, language, headings, tables and pictures are told to all readers"
    results = (
        judged("structure", structure.problems(package), sound),
        open_xml(path, package.root(package.main)),
        judged("links", links.problems(package), _alive(links.count(package))),
    )
    bare = Examined(path, "docx", results, text.said(package), structure.fonts(package))
    return _carrying(bare, content)


def _pdf(path: Path, content: bytes) -> Examined:
    from reportgen.verify._pdf import checks
    from reportgen.verify._pdf.objects import opened, reading

    try:
        reader = opened(content)
    except ImportError:
        if b"/Encrypt" in content[-4096:]:
            raise UnreadableFile(LOCKED) from None
        why = f"pypdf reads what a PDF says and where its links lead: {EXTRA}"
        claims = checks.claims(checks.lying_open(content))
        results = (_claims(claims), *pdf_standards(content, claims), skipped("links", why))
        return _carrying(Examined(path, "pdf", results, unsaid=skipped("parity", why)), content)
    with reading(content):
        claims = checks.claims(checks.metadata(reader))
        bare = _read(Examined(path, "pdf", (_claims(claims), *pdf_standards(content, claims))), reader)
    _, universal = claims
    if not claims[universal]:
        why = f"its tags are not those of {universal}, so that its words cannot be told block by block"
        bare = replace(bare, said=None, unsaid=skipped("parity", why))
    return _carrying(bare, content)


def _claims(claims: Mapping[str, bool]) -> Result:
    problems = (f"it does not claim to be {name}" for name, claimed in claims.items() if not claimed)
    return judged("claims", problems, f"it claims {' and '.join(claims)}")


def _read(bare: Examined, reader: "pypdf.PdfReader") -> Examined:
    """What is found out about a PDF by reading its objects."""
    from reportgen.verify._pdf import checks, tags

    said, unsaid = None, None
    try:
        said = tags.said(reader)
    except tags.Untagged as error:
        unsaid = judged("parity", [str(error)], "")
    count, wrong = checks.links(reader)
    results = (*bare.results, judged("links", wrong, _alive(count)))
    return replace(bare, results=results, said=said, unsaid=unsaid, fonts=checks.fonts(reader))


def _page(path: Path, content: bytes) -> Examined:
    from reportgen.verify._html import checks
    from reportgen.verify._html.page import opened, said

    root = opened(content)
    sound = "it fetches nothing; title, language, headings, tables and pictures are told to all readers"
    results = (
        judged("structure", checks.problems(root), sound),
        judged("links", checks.links(root), _alive(checks.count(root))),
    )
    return Examined(path, "html", results, said(root))


_READERS = {"docx": _word, "pdf": _pdf, "html": _page}


def _carrying(bare: Examined, content: bytes) -> Examined:
    """A file with what it carries."""
    try:
        held = find_datasets(content)
    except NoDataset:
        return bare
    except UnreadableFile as error:
        return replace(bare, uncarried=str(error))
    first, *others = held
    return replace(
        bare, dataset=first.dataset, layout=first.layout, others=tuple(each.dataset for each in others)
    )


def _alive(count: int) -> str:
    return f"{plural(count, 'link')}, each with its target" if count else "it has no links"
