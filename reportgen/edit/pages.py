"""The page and its parts, the report in its frame, and the files that were built."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from reportgen.edit.guard import PREVIEW_POLICY, page_policy
from reportgen.edit.requests import error
from reportgen.edit.service import Service
from reportgen.images import UnusableFile, read_image

ASSETS = Path(__file__).parent / "assets"
_TYPES = {
    ".css": "text/css", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".pdf": "application/pdf",
    ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain", ".woff2": "font/woff2",
}  # fmt: skip
_NO_PAGE = "<!doctype html><html lang=en><title>reportgen</title><p>The page is not there: this reportgen was not built whole."
_NOTHING = "<!doctype html><html lang=en><title>reportgen</title>"


@dataclass(frozen=True, slots=True)
class Pages:
    """The answers to requests for pages and files."""

    service: Service

    async def page(self, _: Request) -> Response:
        """Answers with the page itself."""
        nonce = secrets.token_urlsafe(16)
        name = "preview.html" if self.service.is_preview_alone else "index.html"
        path = ASSETS / name
        text = path.read_text("utf-8") if path.is_file() else _NO_PAGE
        headers = {"content-security-policy": page_policy(nonce)}
        return Response(text.replace("__NONCE__", nonce), media_type="text/html", headers=headers)

    async def asset(self, request: Request) -> Response:
        """Answers with a part of the page."""
        name = request.path_params["name"]
        path = next((path for path in ASSETS.glob("[!.]*") if path.name == name and path.is_file()), None)
        if path is None:
            return error(404, "there is no such file")
        return Response(path.read_bytes(), media_type=_TYPES.get(path.suffix, "application/octet-stream"))

    async def preview(self, _: Request) -> Response:
        """Answers with the report, as it stands in its frame; with the last that could be shown where the file has a slip."""
        session = self.service.session
        headers = {"content-security-policy": PREVIEW_POLICY}
        if session.preview() is None:
            headers["x-reportgen-stale"] = "1"
        shown = session.last_preview
        return Response(shown.page if shown else _NOTHING, media_type="text/html", headers=headers)

    async def shown_picture(self, request: Request) -> Response:
        """Answers with a large picture of the report."""
        picture = self.service.session.checks.shown_picture(request.path_params["name"])
        if picture is None:
            return error(404, "there is no such picture")
        headers = {"cache-control": "private, max-age=3600", "content-security-policy": PREVIEW_POLICY}
        return Response(picture[1], media_type=picture[0], headers=headers)

    async def picture(self, request: Request) -> Response:
        """Answers with a picture in the dataset's folder, as the report shows it."""
        try:
            picture = read_image(self.service.session.folder, request.query_params.get("name", ""))
        except UnusableFile as reason:
            return error(404, str(reason))
        headers = {"content-security-policy": PREVIEW_POLICY}
        return Response(picture.content, media_type=picture.media_type, headers=headers)

    async def file(self, request: Request) -> Response:
        """Answers with a built file, to keep."""
        return self._built(request.path_params["name"], "attachment")

    async def view(self, request: Request) -> Response:
        """Answers with a built file, to look at."""
        return self._built(request.path_params["name"], "inline")

    def _built(self, name: str, disposition: str) -> Response:
        content = self.service.results.get(name)
        if content is None:
            return error(404, "there is no such file")
        headers = {"content-disposition": f"{disposition}; {_file_name(name)}"}
        ending = Path(name).suffix
        if ending == ".pdf":  # the viewers of browsers are stopped by policies of what they may load
            headers["content-security-policy"] = "frame-ancestors 'self'"
        if ending == ".html":
            headers["content-security-policy"] = PREVIEW_POLICY
        return Response(content, media_type=_TYPES.get(ending), headers=headers)


def _file_name(name: str) -> str:
    """Returns the name of a file for a header, with one in ASCII for old browsers (RFC 6266, appendix D)."""
    plain = "".join(letter if letter.isascii() and letter not in '"\\%' else "_" for letter in name)
    return f'filename="{plain}"' + ("" if plain == name else f"; filename*=UTF-8''{quote(name, safe='')}")
