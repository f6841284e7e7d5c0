"""The engine opens only what it is given, whatever a style sheet, a drawing or a page asks for from disk or network.

A server on this machine counts connections, and a picture in a temporary folder shows where a file was read.
"""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer
from threading import Thread
from typing import Any

import pypdf
import pytest

from reportgen.codes import PICTURE
from reportgen.document import Block, BulletList, Figure, Image
from reportgen.images.errors import UnusableFile
from reportgen.images.measure import identify_image
from reportgen.theme import Theme
from reportgen.writers import Options, Written, engine
from reportgen.writers.engine_log import ENGINE
from reportgen.writers.pdf import write
from tests.writers.sample import document, item, png, text

pytestmark = pytest.mark.pdf

ADDRESSES = ("http", "https", "ftp", "file", "path", "symlink", "unc", "host", "traversal", "data")


class Canary(TCPServer):
    """A server on loopback that counts connections and answers none."""

    visits = 0

    def verify_request(self, request: object, client_address: object) -> bool:
        del request, client_address
        self.visits += 1
        return False


@pytest.fixture(scope="module")
def server() -> Iterator[Canary]:
    with Canary(("127.0.0.1", 0), BaseRequestHandler) as canary_server:
        Thread(target=canary_server.serve_forever, daemon=True).start()
        yield canary_server
        canary_server.shutdown()


@pytest.fixture
def canary(server: Canary) -> Iterator[str]:
    """Yields the server's name and port; after the test, nobody must have connected to it."""
    server.visits = 0
    yield f"127.0.0.1:{server.server_address[1]}"
    assert server.visits == 0


def address(kind: str, canary: str, folder: Path) -> str:
    """Returns an address of a kind, where something lies that must not be read."""
    (secret := folder / "secret.png").write_bytes(png(9, 9, (50,)))
    if not (link := folder / "link.png").is_symlink():
        link.symlink_to(secret)
    return {
        "http": f"http://{canary}/canary",
        "https": f"https://{canary}/canary",
        "ftp": f"ftp://{canary}/canary",
        "file": secret.as_uri(),
        "path": str(secret),
        "symlink": link.as_uri(),
        "unc": f"//{canary}/canary",
        "host": f"file://{canary}{secret}",
        "traversal": f"reportgen:fonts/../../../../../..{secret}",
        "data": "data:text/css,p%7B%7D",
    }[kind]


def pdf(*blocks: Block, style: str = "") -> Written:
    return write(replace(document, blocks=blocks), Theme(style=style), Options())


def lay_out(content: str, **options: Any) -> pypdf.PdfReader:
    """Returns the PDF that the engine makes of the body of a page."""
    engine.load()
    import weasyprint

    page = f'<html lang="en"><body>{content}</body></html>'
    return pypdf.PdfReader(BytesIO(weasyprint.HTML(string=page, **options).write_pdf()))


def test_left_to_itself_the_engine_goes_everywhere(server: Canary, tmp_path: Path) -> None:
    server.visits = 0
    canary = f"127.0.0.1:{server.server_address[1]}"
    reader = lay_out(
        f'<img src="{address("http", canary, tmp_path)}"><img src="{address("symlink", canary, tmp_path)}">'
    )
    assert server.visits == 1
    assert len(reader.pages[0].images) == 1


@pytest.mark.parametrize(
    "style",
    [
        '@import url("{}.css");',
        "p {{ background: url({}) }}",
        "li {{ list-style: url({}) }}",
        "p::before {{ content: url({}) }}",
        "p {{ border-image: url({}) 1 }}",
        "@page {{ background: url({}) }}",
        ":root {{ --leak: url({}) }} p {{ background: var(--leak) }}",
        "@font-face {{ font-family: Leak; src: url({}) }} p {{ font-family: Leak }}",
        "@color-profile --leak {{ src: url({}) }}",
        'p {{ background: url(data:image/svg+xml,<svg%20xmlns="http://www.w3.org/2000/svg"><image%20href="{}"/></svg>) }}',
    ],
)
@pytest.mark.parametrize("kind", ADDRESSES)
def test_a_style_sheet_opens_nothing(style: str, kind: str, canary: str, tmp_path: Path) -> None:
    url = address(kind, canary, tmp_path)
    written = pdf(text("words"), BulletList((item("entry"),)), style=style.format(url))
    assert {fault.code for fault in written.faults} == {ENGINE}
    assert b"/Subtype /Image" not in written.content


@pytest.mark.parametrize(
    "content",
    [
        '<img src="{}">',
        '<object data="{}"></object>',
        '<embed src="{}">',
        '<link rel="stylesheet" href="{}">',
        '<style>@import "{}";</style>',
        '<p style="background: url({})">words</p>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{}" width="9" height="9"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><use href="{}#a"/></svg>',
        '<base href="{}/"><img src="canary.png">',
        '<link rel="attachment" href="{}">',
        '<a rel="attachment" href="{}">words</a>',
    ],
)
@pytest.mark.parametrize("kind", ADDRESSES)
def test_a_page_opens_nothing(content: str, kind: str, canary: str, tmp_path: Path) -> None:
    """Our pages ask for nothing of the kind; if one ever did, the engine would still be refused it."""
    engine.load()
    from reportgen.writers.fetch import Fetcher

    reader = lay_out(content.format(address(kind, canary, tmp_path)), url_fetcher=Fetcher({}))
    assert reader.attachments == {}
    assert [image for page in reader.pages for image in page.images] == []


def test_a_refusal_is_reported_once_and_by_name(canary: str) -> None:
    (fault,) = pdf(text("words"), style=f"p {{ background: url(http://{canary}) }}").faults
    assert (
        fault.problem.message
        == f"`http://{canary}` was not opened: nothing is but the report's own fonts and pictures"
    )


@pytest.mark.parametrize(
    "content",
    [
        '<image href="{}"/>',
        '<image xlink:href="{}" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
        "<style>@import '{}';</style>",
        "<style>rect {{ fill: url({}) }}</style><rect width='9' height='9'/>",
        '<use href="{}#a"/>',
        '<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="{}"/></foreignObject>',
    ],
)
@pytest.mark.parametrize("kind", ["http", "file", "symlink", "unc"])
def test_a_drawing_opens_nothing(content: str, kind: str, canary: str, tmp_path: Path) -> None:
    url = address(kind, canary, tmp_path)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{content.format(url)}</svg>'
    written = pdf(Figure(Image(svg.encode(), "image/svg+xml", 9, 9), "A drawing"))
    assert b"/Subtype /Image" not in written.content
    if "<image" in content:
        (fault,) = written.faults
        assert url in fault.problem.message


@pytest.mark.parametrize(
    "entity", ['<!ENTITY a SYSTEM "{}">', '<!ENTITY % a SYSTEM "{}"> %a;', '<!ENTITY a PUBLIC "p" "{}">']
)
@pytest.mark.parametrize("kind", ["http", "file", "symlink"])
def test_a_drawing_that_names_other_files_is_refused(
    entity: str, kind: str, canary: str, tmp_path: Path
) -> None:
    head = f"<!DOCTYPE svg [{entity.format(address(kind, canary, tmp_path))}]>"
    svg = f'{head}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&a;</text></svg>'
    with pytest.raises(UnusableFile):
        identify_image(svg.encode(), "a drawing")
    (fault,) = pdf(Figure(Image(svg.encode(), "image/svg+xml", 9, 9), "A drawing")).faults
    assert fault.code is PICTURE
