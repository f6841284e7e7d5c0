"""The requests that the page makes, and how each is answered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from reportgen.edit.background import in_background
from reportgen.edit.builds import Built, build_file
from reportgen.edit.checks import PICTURES
from reportgen.edit.dates import understood
from reportgen.edit.errors import Refused, Stale
from reportgen.edit.form import describe_form
from reportgen.edit.members import completions, pasted_members
from reportgen.edit.operations import read_operation
from reportgen.edit.pages import Pages
from reportgen.edit.pictures import add_picture
from reportgen.edit.requests import Handler, careful, error, number_of, read_body, read_json, revision_of
from reportgen.edit.service import Service
from reportgen.edit.told import finding_to_json
from reportgen.edit.yaml_help import yaml_help
from reportgen.images import MAX_BYTES
from reportgen.schema.models import FORMS, LANGUAGES


def routes(service: Service) -> list[Route]:
    """Returns the requests that are answered, each with what answers it."""
    answers, pages = _Answers(service), Pages(service)
    reading: dict[str, Handler] = {
        "/": pages.page,
        "/assets/{name}": pages.asset,
        "/preview": pages.preview,
        f"/{PICTURES}{{name}}": pages.shown_picture,
        "/picture": pages.picture,
        "/files/{name}": pages.file,
        "/view/{name}": pages.view,
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
        *(Route(path, careful(handler), methods=["GET"]) for path, handler in reading.items()),
        *(Route(path, careful(handler), methods=["POST"]) for path, handler in writing.items()),
    ]


@dataclass(frozen=True, slots=True)
class _Answers:
    """The answers to each request. All but the making of files is done at once: nothing takes longer than a few milliseconds."""

    service: Service

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
            text = str((await read_json(request)).get("text", ""))
        return JSONResponse(pasted_members(self.service.session.checked, text))

    async def yaml(self, request: Request) -> Response:
        session = self.service.session
        line, column = (number_of(request.query_params.get(name, "1")) for name in ("line", "column"))
        return JSONResponse(yaml_help(session.checked, session.shown_text, line, column))

    async def diff(self, request: Request) -> Response:
        return JSONResponse({"diff": self.service.session.fix_difference(request.query_params.get("id", ""))})

    async def rule(self, request: Request) -> Response:
        from reportgen.edit.rule_pages import find_code, rule_page

        name = request.query_params.get("code", "")
        code = self.service.session.code(name) or await in_background(find_code, name)
        return JSONResponse(rule_page(code)) if code else error(404, "there is no such rule")

    # What is changed

    async def edit(self, request: Request) -> Response:
        body = await read_json(request)
        edits = body.get("edits")
        if not isinstance(edits, list) or not edits:
            raise Refused("there is nothing to change")
        operations = [read_operation(edit) for edit in edits]
        return self._changed(
            body,
            lambda: self.service.session.edit(operations, revision_of(body), str(body.get("merge") or "")),
        )

    async def text(self, request: Request) -> Response:
        body = await read_json(request)
        text, base, merge_key = body.get("text"), body.get("base"), str(body.get("merge") or "")
        if not isinstance(text, str) or not isinstance(base, str | None):
            raise Refused("there is no text")
        return self._changed(
            body, lambda: self.service.session.type(text, revision_of(body), merge_key, base)
        )

    async def undo(self, request: Request) -> Response:
        return self._changed(await read_json(request), self.service.session.undo)

    async def redo(self, request: Request) -> Response:
        return self._changed(await read_json(request), self.service.session.redo)

    async def fix(self, request: Request) -> Response:
        body = await read_json(request)
        return self._changed(body, lambda: self.service.session.fix(str(body.get("id")), revision_of(body)))

    async def fix_all(self, request: Request) -> Response:
        body = await read_json(request)
        return self._changed(body, lambda: self.service.session.fix_all(revision_of(body)))

    async def resolve(self, request: Request) -> Response:
        body = await read_json(request)
        keep, shown = str(body.get("keep")), body.get("shown")
        return self._changed(body, lambda: self.service.session.resolve(keep, revision_of(body), shown))

    async def layout(self, request: Request) -> Response:
        body = await read_json(request)
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
        content = await read_body(request, MAX_BYTES)
        session = self.service.session
        name = request.query_params.get("name", "picture")
        return JSONResponse({"name": add_picture(session.folder, name, content, session.write)})

    async def build(self, request: Request) -> Response:
        body, session = await read_json(request), self.service.session
        checked = session.checked
        form, name = str(body.get("format")), str(body.get("layout") or session.checks.layout_name)
        built: Built = await in_background(build_file, session.checks, checked, form, name)
        if built.name:
            self.service.results.add(built.name, built.content)
        address = quote(built.name, safe="")
        return JSONResponse(
            {
                "url": f"files/{address}" if address else None,
                "view": f"view/{address}" if address else None,
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
