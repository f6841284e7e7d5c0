"""The requests that the page makes, and how each is answered."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from reportgen.edit.builds import Built, build_file
from reportgen.edit.dates import understood
from reportgen.edit.form import describe_form
from reportgen.edit.guard import PREVIEW_POLICY, page_policy
from reportgen.edit.members import completions, pasted_members
from reportgen.edit.operations import Refused, read_operation
from reportgen.edit.pictures import add_picture
from reportgen.edit.service import Service
from reportgen.edit.session import Stale
from reportgen.edit.told import finding_to_json
from reportgen.edit.yaml_help import yaml_help
from reportgen.images import MAX_BYTES
from reportgen.schema.models import FORMS, LANGUAGES
from reportgen.source import Unreadable

Handler: TypeAlias = Callable[[Request], Awaitable[Response]]

ASSETS = Path(__file__).parent / "assets"
_TYPES = {
    ".css": "text/css", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".pdf": "application/pdf",
    ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain", ".woff2": "font/woff2",
}  # fmt: skip
_MAX_REQUEST = 12_000_000
"""The most bytes of a request that is no picture; a dataset has fewer."""

_NO_PAGE = "<!doctype html><html lang=en><title>reportgen</title><p>The page is not there: this reportgen was not built whole."
_NOTHING = "<!doctype html><html lang=en><title>reportgen</title>"


class _TooLarge(Exception):
    """A request with more bytes than any of its kind needs."""


def routes(service: Service) -> list[Route]:
    """Returns the requests that are answered, each with what answers it."""
    answers = _Answers(service)
    reading: dict[str, Handler] = {
        "/": answers.page,
        "/assets/{name}": answers.asset,
        "/preview": answers.preview,
        "/files/{name}": answers.file,
        "/view/{name}": answers.view,
        "/api/form": answers.form,
        "/api/state": answers.state,
        "/api/events": answers.events,
        "/api/complete": answers.complete,
        "/api/understand": answers.understand,
        "/api/members": answers.members,
        "/api/yaml": answers.yaml,
        "/api/diff": answers.diff,
        "/api/rule": answers.rule,
    }
    writing: dict[str, Handler] = {
        "/api/edit": answers.edit,
        "/api/text": answers.text,
        "/api/undo": answers.undo,
        "/api/redo": answers.redo,
        "/api/fix": answers.fix,
        "/api/fix-all": answers.fix_all,
        "/api/resolve": answers.resolve,
        "/api/layout": answers.layout,
        "/api/members": answers.members,
        "/api/picture": answers.picture,
        "/api/build": answers.build,
        "/api/close": answers.close,
    }
    if service.is_preview_alone:
        writing = {"/api/close": answers.close}
    return [
        *(Route(path, _careful(handler), methods=["GET"]) for path, handler in reading.items()),
        *(Route(path, _careful(handler), methods=["POST"]) for path, handler in writing.items()),
    ]


def _careful(handler: Handler) -> Handler:
    """Returns a handler that tells in plain words why a request cannot be answered."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except _TooLarge:
            return _error(413, "this is too large")
        except Refused as error:
            return _error(422, str(error))
        except Unreadable as error:
            return _error(422, str(error))
        except OSError as error:
            return _error(500, str(error))

    return answer


def _error(status: int, message: str) -> JSONResponse:
    return JSONResponse({"error": message}, status)


@dataclass(frozen=True, slots=True)
class _Answers:
    """The answers to each request. All but the making of files is done at once: nothing takes longer than a few milliseconds."""

    service: Service

    # The page and its parts

    async def page(self, _: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        name = "preview.html" if self.service.is_preview_alone else "index.html"
        path = ASSETS / name
        text = path.read_text("utf-8") if path.is_file() else _NO_PAGE
        headers = {"content-security-policy": page_policy(nonce)}
        return Response(text.replace("__NONCE__", nonce), media_type="text/html", headers=headers)

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        path = ASSETS / name
        if "\0" in name or path.parent != ASSETS or name.startswith(".") or not path.is_file():
            return _error(404, "there is no such file")
        return Response(path.read_bytes(), media_type=_TYPES.get(path.suffix, "application/octet-stream"))

    async def preview(self, _: Request) -> Response:
        shown = self.service.session.preview()
        headers = {"content-security-policy": PREVIEW_POLICY}
        return Response(shown.page if shown else _NOTHING, media_type="text/html", headers=headers)

    async def file(self, request: Request) -> Response:
        return self._built(request.path_params["name"], "attachment")

    async def view(self, request: Request) -> Response:
        return self._built(request.path_params["name"], "inline")

    def _built(self, name: str, disposition: str) -> Response:
        content = self.service.results.get(name)
        if content is None:
            return _error(404, "there is no such file")
        headers = {"content-disposition": f'{disposition}; filename="{name}"'}
        ending = Path(name).suffix
        if ending == ".html":
            headers["content-security-policy"] = PREVIEW_POLICY
        return Response(content, media_type=_TYPES.get(ending), headers=headers)

    # What is asked

    async def form(self, _: Request) -> Response:
        loaded = self.service.session.checked.loaded
        form = loaded.report.form if loaded and loaded.report.form in FORMS else FORMS[-1]
        language = loaded.report.language if loaded and loaded.report.language in LANGUAGES else LANGUAGES[0]
        return JSONResponse(describe_form(form, language))

    async def state(self, request: Request) -> Response:
        return self._state(preview=request.query_params.get("preview") == "1")

    def _state(self, status: int = 200, error: str = "", *, preview: bool = False) -> Response:
        state = self.service.session.state(preview=preview)
        return JSONResponse({"error": error, "state": state} if error else state, status)

    async def events(self, _: Request) -> Response:
        return StreamingResponse(self.service.events.listen(), media_type="text/event-stream")

    async def complete(self, request: Request) -> Response:
        query = request.query_params
        kind, text = query.get("kind", "authorities"), query.get("text", "")
        return JSONResponse(completions(self.service.session.checked, kind, text))

    async def understand(self, request: Request) -> Response:
        query, loaded = request.query_params, self.service.session.checked.loaded
        language = loaded.report.language if loaded else LANGUAGES[0]
        return JSONResponse(understood(query.get("kind", "date"), query.get("text", ""), language))

    async def members(self, request: Request) -> Response:
        text = request.query_params.get("text", "")
        if request.method == "POST":
            text = str((await _json(request)).get("text", ""))
        return JSONResponse(pasted_members(self.service.session.checked, text))

    async def yaml(self, request: Request) -> Response:
        session = self.service.session
        line, column = (_number(request.query_params.get(name, "1")) for name in ("line", "column"))
        return JSONResponse(yaml_help(session.checked, session.shown_text, line, column))

    async def diff(self, request: Request) -> Response:
        return JSONResponse({"diff": self.service.session.fix_difference(request.query_params.get("id", ""))})

    async def rule(self, request: Request) -> Response:
        from anyio.to_thread import run_sync

        from reportgen.edit.rule_pages import find_code, rule_page

        name = request.query_params.get("code", "")
        code = self.service.session.code(name) or await run_sync(find_code, name)
        return JSONResponse(rule_page(code)) if code else _error(404, "there is no such rule")

    # What is changed

    async def edit(self, request: Request) -> Response:
        body = await _json(request)
        edits = body.get("edits")
        if not isinstance(edits, list) or not edits:
            raise Refused("there is nothing to change")
        operations = [read_operation(edit) for edit in edits]
        return self._changed(
            body, lambda: self.service.session.edit(operations, _revision(body), str(body.get("merge") or ""))
        )

    async def text(self, request: Request) -> Response:
        body = await _json(request)
        text = body.get("text")
        if not isinstance(text, str):
            raise Refused("there is no text")
        return self._changed(
            body, lambda: self.service.session.type(text, _revision(body), str(body.get("merge") or ""))
        )

    async def undo(self, request: Request) -> Response:
        return self._changed(await _json(request), self.service.session.undo)

    async def redo(self, request: Request) -> Response:
        return self._changed(await _json(request), self.service.session.redo)

    async def fix(self, request: Request) -> Response:
        body = await _json(request)
        return self._changed(body, lambda: self.service.session.fix(str(body.get("id")), _revision(body)))

    async def fix_all(self, request: Request) -> Response:
        body = await _json(request)
        return self._changed(body, lambda: self.service.session.fix_all(_revision(body)))

    async def resolve(self, request: Request) -> Response:
        body = await _json(request)
        return self._changed(
            body, lambda: self.service.session.resolve(str(body.get("keep")), _revision(body))
        )

    async def layout(self, request: Request) -> Response:
        body = await _json(request)
        return self._changed(body, lambda: self.service.session.choose_layout(str(body.get("layout"))))

    def _changed(self, body: dict[str, Any], change: Callable[[], None]) -> Response:
        """Makes a change and answers with the state after it; the other pages are told."""
        session, preview = self.service.session, body.get("preview") is True
        before = session.revision
        try:
            change()
        except Stale:
            return self._state(409, "the text has changed meanwhile", preview=preview)
        if session.revision != before:
            self.service.tell_of_state()
        return self._state(preview=preview)

    # What is made

    async def picture(self, request: Request) -> Response:
        content = await _body(request, MAX_BYTES)
        session = self.service.session
        name = request.query_params.get("name", "picture")
        return JSONResponse({"name": add_picture(session.folder, name, content, session.write)})

    async def build(self, request: Request) -> Response:
        from anyio.to_thread import run_sync

        body, session = await _json(request), self.service.session
        checked = session.checked
        form, name = str(body.get("format")), str(body.get("layout") or session.checks.layout_name)
        built: Built = await run_sync(build_file, session.checks, checked, form, name)
        if built.name:
            self.service.results.add(built.name, built.content)
        return JSONResponse(
            {
                "url": f"/files/{built.name}" if built.name else None,
                "view": f"/view/{built.name}" if built.name else None,
                "name": built.name or None,
                "pages": built.pages,
                "error": built.problem or None,
                "findings": [
                    finding_to_json(f"build-{number}", finding, checked)
                    for number, finding in enumerate(built.findings)
                ],
            }
        )

    async def close(self, _: Request) -> Response:
        self.service.end()
        return JSONResponse({"closed": True})


async def _body(request: Request, most: int) -> bytes:
    """Returns the bytes of a request. Raises _TooLarge."""
    pieces, length = [], 0
    async for piece in request.stream():
        length += len(piece)
        if length > most:
            raise _TooLarge
        pieces.append(piece)
    return b"".join(pieces)


async def _json(request: Request) -> dict[str, Any]:
    """Returns the values of a request. Raises Refused for what is no JSON, or nested deeper than anything needs."""
    import json

    content = await _body(request, _MAX_REQUEST)
    try:
        values = json.loads(content) if content else {}
    except (ValueError, RecursionError):
        raise Refused("this request cannot be read") from None
    if not isinstance(values, dict):
        raise Refused("this request cannot be read")
    return values


def _revision(body: dict[str, Any]) -> str:
    return str(body.get("revision", ""))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
