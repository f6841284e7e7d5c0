"""Reads contact details by their labels, and the group's name and the period where they stand among them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reportgen.importer.blocks import LINE_BREAK, Block, Line
from reportgen.importer.dates import date_of, period_of
from reportgen.importer.draft import Draft
from reportgen.startup.patterns import lazy_pattern

_LABEL = lazy_pattern(r"(?P<label>[^:\t]{2,48}?)\s*(?:[:\t]|\.(?=\s*\+?\d))\s*")
_NEXT_LABEL = lazy_pattern(r"(?:\s*[|;,/•\t]|\s)\s*(?=(?P<label>[A-Za-z][\w -]{1,24}?)\s*:(?!//))")
"""Finds what may stand between two labels of a line."""

_HIDDEN_EMAIL = lazy_pattern(r"\[?\s*e-?mail\s*(?:protected|address hidden)\s*\]?", re.IGNORECASE)
_EMAIL = lazy_pattern(r"[^\s@;,]+@[^\s@;,]+")
_PEOPLE = ("deputies", "vice_chairs", "other_lead_officers")
_MORE = {"lead_officer": "other_lead_officers", "email": "other_emails", "address": "other_addresses"}
"""Where a second value of a label goes."""

_MANY_WORDS = 9
_LONGEST_PERIOD, _LONGEST_NAME = 40, 90


def read_contact(draft: Draft, blocks: Sequence[Block], *, is_headed: bool = True) -> None:
    """Reads the contact details. Without a heading over them, what has no label is the group's name, the period or words."""
    for label, lines in _labelled(draft, blocks):
        if label:
            name = draft.words.field(label)
            draft.understand(label)
            _add(draft, name, lines)
        elif is_headed:
            draft.keep_loose(lines)
        else:
            _read_unlabelled(draft, lines)


def _labelled(draft: Draft, blocks: Sequence[Block]) -> Iterator[tuple[str, list[Line]]]:
    """Yields each known label with the lines behind it, and each line without one with an empty label."""
    label, lines = "", list[Line]()
    for block in blocks:
        for line in _labels_apart(draft, _lines(block)):
            match = _LABEL.match(line.text)
            if match and draft.words.field(match["label"]):
                if label:
                    yield label, lines
                label, rest = match["label"], line.cut(match.end())
                lines = [rest] if rest.text else []
            elif label and (not lines or line.kind == "continuation"):
                lines.append(line)
            else:
                if label:
                    yield label, lines
                label, lines = "", []
                yield "", [line]
    if label:
        yield label, lines


def _labels_apart(draft: Draft, lines: Iterable[Line]) -> Iterator[Line]:
    """Yields lines, divided where several labels stand on one: `Tel: 0161 770 5691 | Email: name@example.org`."""
    for line in lines:
        start = 0
        for match in _NEXT_LABEL.finditer(line.text, line.text.find(":") + 1):
            if ":" in line.text[start : match.start()] and draft.words.field(match["label"]):
                yield line.cut(start, match.start())
                start = match.start("label")
        yield line.cut(start)


def _lines(block: Block) -> Iterator[Line]:
    """Yields the lines of a block; those of a table row as one line, its first cell the label."""
    if isinstance(block, Line):
        yield block
        return
    for row in block.rows:
        for cell in row:
            yield from cell


def _add(draft: Draft, name: str, lines: list[Line]) -> None:
    lines = [line for line in lines if line.text.strip()]
    if not lines:
        return
    texts = [_plain(line) for line in lines]
    contact = draft.mapping("contact")
    if name == "group_name":
        draft.mapping("group")["name"] = " ".join(texts)
    elif name == "period":
        read_period(draft, " ".join(texts))
    elif name == "website":
        contact["website"] = _website(lines[0])
        draft.keep_loose(lines[1:])
    elif name in {"email", "other_emails"}:
        _add_emails(draft, texts, lines[0].number)
    elif name in _PEOPLE or name == "other_addresses":
        contact[name] = [*contact.get(name, []), *texts]
    elif name == "lead_member" and (name in contact or _is_sentence(texts[0])):
        contact["no_lead_member"] = " ".join(texts)
    elif name in contact and name in _MORE:
        contact[_MORE[name]] = [*contact.get(_MORE[name], []), ", ".join(texts)]
    elif name in contact:
        draft.keep_loose(lines)
    elif name == "address":
        pieces = (piece for line in lines for piece in line.text.split(LINE_BREAK))
        contact[name] = ", ".join(
            " ".join(piece.split()).strip(" ,") for piece in pieces if piece.strip(" ,")
        )
    else:
        contact[name] = " ".join(texts) if name != "lead_officer" else texts[0]
        if name == "lead_officer" and texts[1:]:
            contact["other_lead_officers"] = texts[1:]


def _plain(line: Line) -> str:
    return " ".join(line.text.split())


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and len(text.split()) >= _MANY_WORDS


def _website(line: Line) -> Any:
    text = _plain(line)
    url = next((run.url for run in line.runs if run.url.lower().startswith(("http://", "https://"))), "")
    if text.lower().startswith(("http://", "https://")):
        return text
    if url and url.lower().removeprefix("https://").removeprefix("http://").rstrip(
        "/"
    ) == text.lower().rstrip("/"):
        return text
    return {"label": text, "url": url} if url else {"label": text}


def _add_emails(draft: Draft, texts: Sequence[str], number: int) -> None:
    contact = draft.mapping("contact")
    for text in texts:
        if _HIDDEN_EMAIL.search(text) and not _EMAIL.search(text):
            hint = "web pages hide addresses like this; write the real one behind `email:`"
            draft.leave_out("hidden e-mail address", text, number, hint)
            continue
        addresses = [text] if len(_EMAIL.findall(text)) < 2 else _EMAIL.findall(text)
        draft.understand(text)
        for address in addresses:
            if "email" not in contact:
                contact["email"] = address
            else:
                contact["other_emails"] = [*contact.get("other_emails", []), address]


def read_period(draft: Draft, text: str) -> bool:
    """Reads the period from words that say it: a financial year, or its first and last day. Tells whether they do."""
    period: Any = period_of(text) if len(text) <= _LONGEST_PERIOD else ""
    if not period:
        dates = date_of(text)
        period = dates if isinstance(dates, dict) else ""
    if period:
        draft.values["period"] = period
        draft.understand(text)
    return bool(period)


def _read_unlabelled(draft: Draft, lines: list[Line]) -> None:
    """Reads a line below the title and above the first heading: the group's name, the period, or other words."""
    for line in lines:
        text = _plain(line)
        group = draft.mapping("group")
        may_be_period = (
            line.kind == "period" or len(text) <= _LONGEST_PERIOD
        ) and "period" not in draft.values
        if may_be_period and read_period(draft, text):
            continue
        is_name = len(text) <= _LONGEST_NAME and not text.endswith((".", ":")) and line.kind != "item"
        if (line.kind == "group" or (is_name and draft.has_title)) and "name" not in group:
            group["name"] = text
        else:
            draft.keep_loose([line])
