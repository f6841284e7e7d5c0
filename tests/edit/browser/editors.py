"""The page in a real browser: a server for one dataset, and the words for what an officer does on it."""

import json
import socket
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FrameLocator, Locator, Page

TOKEN = "a-key-for-tests"
WAIT = 10_000
"""Milliseconds after which a test gives up; machines that run many tests at once are slow."""

_AXE = """
axe.run(document, {
  iframes: false,
  runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
  rules: {"target-size": {enabled: true}},
}).then(({violations}) => violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 200)}`)))
"""

_PASTE = """
(element, data) => {
  const clipboardData = new DataTransfer();
  for (const [type, value] of Object.entries(data)) clipboardData.setData(type, value);
  element.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}
"""

_DROP = """
(element, [name, type, bytes]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([new Uint8Array(bytes)], name, {type}));
  element.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
}
"""


class Server:
    """A server in a thread of its own."""

    def __init__(self, path: Path, *, is_preview_alone: bool = False, port: int = 0) -> None:
        from reportgen.cli.edit import _session
        from reportgen.edit.server import Server as EditServer
        from reportgen.edit.server import listen

        session = _session(path, "lga-board", None, None)
        self._server = EditServer(session, listen(port), is_preview_alone=is_preview_alone, token=TOKEN)
        self.port = self._server.port
        self._thread = Thread(target=self._server.run, args=(lambda: None,), daemon=True)
        self._thread.start()
        while not self._answers():
            sleep(0.01)

    @property
    def address(self) -> str:
        """An address that opens the page once."""
        return self._server.address

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def end(self) -> None:
        """Ends the server as the button of the page does."""
        if not self._thread.is_alive():
            return
        root = f"http://127.0.0.1:{self.port}"
        cookie = f"reportgen-{self.port}={TOKEN}"
        headers = {"X-Reportgen": "1", "Origin": root, "Cookie": cookie, "Content-Type": "application/json"}
        with urlopen(Request(f"{root}{self._server.place}api/close", b"{}", headers), timeout=10) as answer:
            answer.read()
        self._thread.join(10)


class Editor:
    """The page with one dataset open, as somebody uses it who sees it, or hears it, or has a keyboard alone."""

    def __init__(self, path: Path, address: str, browser: "Browser", *, width: int = 1440) -> None:
        self.path = path
        self.context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        self.context.set_default_timeout(WAIT)
        self.faults: list[str] = []
        self.page = self.open_tab(address)

    def open_tab(self, address: str) -> "Page":
        """Opens the page in a further tab, with the cookie that the first has got."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on(
            "console", lambda said: self.faults.append(said.text) if "Content Security" in said.text else None
        )
        page.goto(address)
        page.wait_for_selector("body[data-ready]")
        return page

    def close_with_unsent(self, name: str) -> str:
        """Types a name for the group while the server cannot be reached, closes the tab, and returns its address."""
        address = self.page.url
        self.context.set_offline(True)
        self.section("about").get_by_label("Name required").fill(name)
        self.page.locator(".notice-lost").wait_for()
        self.page.close()
        return address

    def section(self, name: str) -> "Locator":
        """A section of the form by the key of its part."""
        return self.page.locator(f"section[aria-labelledby=section-{name}]")

    def text(self, section: str) -> "Locator":
        """The first long text of a section."""
        return self.section(section).locator(".ProseMirror").first

    def choose_tab(self, name: str) -> None:
        """Chooses one of the tabs at the top."""
        self.page.get_by_role("tab", name=name).click()

    def saved(self) -> str:
        """Waits until all is saved, and returns the file."""
        self.page.wait_for_selector('.save-status[data-state="saved"]')
        return self.path.read_text("utf-8")

    def told(self) -> str:
        """What was announced last."""
        self.page.wait_for_timeout(60)
        return self.page.locator("body > .sr[role=status]").inner_text()

    @property
    def report(self) -> "FrameLocator":
        """The report beside the form."""
        return self.page.frame_locator(".report-frame")

    def paste(self, target: "Locator", html: str = "", text: str = "") -> None:
        """Pastes into an element what another program has put on the clipboard."""
        data = {kind: value for kind, value in (("text/html", html), ("text/plain", text)) if value}
        target.evaluate(_PASTE, data)

    def drop(self, target: "Locator", name: str, kind: str, content: bytes) -> None:
        """Drops a file on an element."""
        target.evaluate(_DROP, [name, kind, list(content)])

    def press(self, keys: Iterable[str]) -> None:
        """Presses keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def barriers(self) -> list[str]:
        """What breaks WCAG 2.2 AA or good practice in what is on the screen: axe-core's rule, and the element."""
        axe = distribution("axe-playwright-python").locate_file("axe_playwright_python/axe.min.js")
        self.page.evaluate(Path(str(axe)).read_text("utf-8") + "; null")
        barriers: list[str] = self.page.evaluate(_AXE)
        return barriers

    def values(self) -> Any:
        """The values of the file as the program reads them."""
        from reportgen.source import read

        self.saved()
        return json.loads(json.dumps(read(self.path.read_text("utf-8"), "report.yaml").data))
