"""Reads the members: lists of names in bullets, columns, tables or sentences, told from other words by the register."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reportgen.importer.blocks import Block, Grid, Line, cell_text
from reportgen.importer.dates import date_of
from reportgen.importer.draft import Draft, bold_line, quote
from reportgen.importer.prose_text import line_text, words_of_text
from reportgen.registers import Authorities, MatchMethod, load_registers
from reportgen.registers.names import ROLES, split_number
from reportgen.schema.i18n import MEMBERSHIP_CHANGES, choice_in_words
from reportgen.schema.models import MEMBER_KINDS

_SEPARATOR = re.compile(r"\s*[,;\t]\s*(?:and\s+|a\s+)?|\s+and\s+|\s+[•·|]\s+")
_COUNT = re.compile(r"(?P<label>[^:]{3,80}?)\s*[:–-]\s*(?P<count>\d{1,4})")
_DECLARED = re.compile(
    r"\b(\d{1,3})\s+(?:[\w-]+\s+){0,2}?(?:authorit|council|member|awdurdod|chyngor|cyngor|aelod)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"(?P<name>.*\S)\s*\((?P<remarks>[^()]*\S[^()]*)\)")
_FEW = 3
_SHARE = 0.6
"""A list of at least so many names, of which the register knows at least this share, is one of members."""

_LONGEST_NAME, _LONGEST_IN_WORDS = 90, 6
_KINDS = {choice_in_words(kind, language): kind for kind in MEMBER_KINDS for language in MEMBERSHIP_CHANGES}
_CHANGES = {
    word: name
    for words in MEMBERSHIP_CHANGES.values()
    for word, name in zip(words, ("joined", "left"), strict=True)
}


@dataclass(slots=True)
class _MemberReader:
    """Reads the part. `day` is the one on which names are looked up."""

    draft: Draft
    authorities: Authorities
    day: date

    def read(self, blocks: Sequence[Block]) -> None:
        """Reads what stands under the heading: an introduction, members, and who may join."""
        group: dict[str, Any] | None = None
        introduction: list[Line] = []
        eligibility: list[Line] = []
        for block in self._without_name_lines(blocks):
            if isinstance(block, Line) and block.kind == "heading":
                group = self._begin_group(block)
                continue
            members = list(self._members_in(block))
            membership = self.draft.mapping("membership")
            if isinstance(block, Line) and not members:
                is_behind = bool({"members", "breakdown"} & membership.keys()) and group is None
                (eligibility if is_behind else introduction).append(block)
            elif isinstance(block, Grid) and not members:
                self._read_other_grid(block)
            elif members and (count := self._breakdown(block)):
                membership.setdefault("breakdown", []).append(count)
            elif group is not None:
                group["members"] += members
            else:
                membership.setdefault("members", []).extend(members)
        self._finish(introduction, eligibility)

    def _finish(self, introduction: list[Line], eligibility: list[Line]) -> None:
        self.draft.add_text(introduction, "membership", "introduction")
        self.draft.add_text(eligibility, "membership", "eligibility")
        membership = self.draft.mapping("membership")
        groups = membership.get("groups", [])
        for empty in [entry for entry in groups if not entry["members"]]:
            groups.remove(empty)
            heading = _bold(empty["name"])
            self.draft.add_text(
                [heading], "membership", "eligibility" if "members" in membership else "introduction"
            )
        if "groups" in membership and not groups:
            del membership["groups"]
        counts = _DECLARED.findall(words_of_text(membership.get("introduction", "")))
        if len(counts) == 1:
            membership["declared"] = counts[0]
        self._join_split_names()

    def _begin_group(self, heading: Line) -> dict[str, Any] | None:
        """Begins a named list of members; a heading that only says `Members` names none."""
        if self.draft.words.part(heading.text) == "membership":
            self.draft.understand(heading.text)
            return None
        group: dict[str, Any] = {"name": " ".join(heading.text.split()), "members": []}
        self.draft.entries("membership", "groups").append(group)
        return group

    def _without_name_lines(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """Yields blocks with paragraphs that are names, one below the other, as items of a list."""
        run: list[Line] = []
        for block in [*blocks, None]:
            if isinstance(block, Line) and block.kind == "paragraph" and len(block.text) <= _LONGEST_NAME:
                run.append(block)
                continue
            yield from self._name_items(run)
            run = []
            if block is not None:
                yield block

    def _name_items(self, lines: list[Line]) -> Iterator[Line]:
        """Yields paragraphs that are names as items, and those around them that are sentences as they are."""
        first = next((index for index, line in enumerate(lines) if not _is_sentence(line)), len(lines))
        last = next(
            (index for index in range(len(lines), first, -1) if not _is_sentence(lines[index - 1])), first
        )
        names = [piece for line in lines[first:last] for piece in _cells(line)]
        yield from lines[:first]
        if self._are_names([name.text for name in names]):
            yield from (replace(name, kind="item") for name in names)
        else:
            yield from lines[first:last]
        yield from lines[last:]

    def _members_in(self, block: Block) -> Iterator[Any]:
        """Yields the members that an item, a sentence or a table lists."""
        if isinstance(block, Grid):
            yield from self._members_in_grid(block)
        elif block.kind in {"item", "numbered"}:
            pieces = [piece for piece in _cells(block) for piece in _pieces(piece)]
            if not self._is_name(block.text) and self._are_names([piece.text for piece in pieces]):
                yield from map(self.member, pieces)
            else:
                yield from map(self.member, _cells(block))
        elif block.kind != "heading":
            yield from self._members_in_sentence(block)

    def _members_in_sentence(self, line: Line) -> Iterator[Any]:
        """Yields the members of a sentence that lists them; what stands before a colon introduces them."""
        start = line.text.find(":") + 1
        pieces = list(_pieces(line.cut(start)))
        if len(pieces) > _FEW and self._are_names([piece.text for piece in pieces]):
            if not start and not self._is_name(pieces[0].text):
                first = self._without_words_in_front(pieces[0])
                start = len(pieces[0].text) - len(first.text)
                pieces[0] = first
            if start:
                self.draft.add_text([line.cut(0, start)], "membership", "introduction")
            self.draft.understand("and")
            yield from map(self.member, pieces)

    def _without_words_in_front(self, piece: Line) -> Line:
        """Returns the name at the end of the words that begin a list: `Our members are Bradford`; all words if none is known."""
        starts = (match.end() for match in re.finditer(r"\s", piece.text))
        names = (piece.cut(start) for start in starts)
        return next((name for name in names if self._is_name(name.text)), piece)

    def _members_in_grid(self, grid: Grid) -> Iterator[Any]:
        """Yields the members in a table of names, whose heads are names of groups where they are none of members."""
        rows = [[cell_text(cell) for cell in row] for row in grid.rows]
        names = [name for row in rows for name in row if name]
        if not self._are_names(names):
            first = [row[0] for row in rows[1:] if row]
            if not self._are_names(first):
                return
            for row in grid.rows[1:]:
                name, *others = map(cell_text, row)
                note = ", ".join(filter(None, others))
                yield {"name": name, "note": note} if note else name
            self.draft.understand(*rows[0])
            return
        has_heads = not any(self._is_name(name) for name in rows[0] if name)
        if has_heads and len(rows[0]) > 1 and all(rows[0]):
            for column, head in enumerate(rows[0]):
                members = [
                    self.member(line) for row in grid.rows[1:] if column < len(row) for line in row[column]
                ]
                self.draft.entries("membership", "groups").append({"name": head, "members": members})
            return
        if has_heads:
            self.draft.understand(*rows[0])
        for row in grid.rows[1 if has_heads else 0 :]:
            yield from (self.member(line) for cell in row for line in cell)

    def _read_other_grid(self, grid: Grid) -> None:
        """Reads a table of counts; any other table is kept as a section."""
        from reportgen.importer.parts.sections import add_section

        rows = [[cell_text(cell) for cell in row] for row in grid.rows]
        counts = [
            (row[0], row[1])
            for row in rows
            if len(row) == 2 and row[1].isascii() and row[1].isdecimal() and row[0]
        ]
        if counts and len(counts) >= len(rows) - 1:
            self.draft.understand(*(cell for row in rows if (row[0], row[-1]) not in counts for cell in row))
            self.draft.entries("membership", "breakdown").extend(
                {"label": label, "count": count} for label, count in counts
            )
        else:
            add_section(self.draft, grid.caption or "Membership", [grid])

    def _breakdown(self, block: Block) -> dict[str, str] | None:
        """Returns the count of members of one kind that an item says: `District councils: 164`."""
        match = (
            _COUNT.fullmatch(" ".join(block.text.split()).rstrip(".")) if isinstance(block, Line) else None
        )
        return {"label": match["label"], "count": match["count"]} if match else None

    def _is_name(self, text: str) -> bool:
        resolution = self.authorities.resolve(" ".join(text.split()).rstrip(".,;"), self.day)
        return resolution.authority is not None or bool(resolution.body)

    def _are_names(self, texts: Sequence[str]) -> bool:
        known = sum(1 for text in texts if self._is_name(text))
        return len(texts) >= _FEW and known >= len(texts) * _SHARE

    def member(self, line: Line) -> Any:
        """Returns a member as a dataset writes it: a name, or a mapping where remarks stand behind it in brackets."""
        text = " ".join(line.text.split())
        text = text.removesuffix(".") if not text.endswith(("Bo.", "Co.")) else text
        number, text = split_number(text.rstrip(",;"))
        self.draft.understand(number)
        match = _BRACKETS.fullmatch(text)
        resolution = self.authorities.resolve(text, self.day)
        if (
            match is None
            or (resolution.authority and not resolution.note and resolution.name == text)
            or resolution.body == "joint service"
        ):
            return text
        return _with_remarks(self.draft, match["name"], match["remarks"])

    def _join_split_names(self) -> None:
        """Joins the halves of a council's name that was split at its comma, as lists on web pages do."""
        members = self.draft.mapping("membership").get("members", [])
        names = [member if isinstance(member, str) else member["name"] for member in members]
        for index, resolution in reversed(list(self.authorities.split_names(names, self.day))):
            if isinstance(members[index], str) and isinstance(members[index + 1], str):
                members[index : index + 2] = [resolution.name]
                message = f"`{names[index]}` and `{names[index + 1]}` are one council, `{resolution.name}`"
                self.draft.guess(message, "divide them again if they are not", "membership", "members", index)


def _with_remarks(draft: Draft, name: str, remarks: str) -> Any:
    """Returns a member with what stands in brackets behind it: its kind, its role, when it joined or left, and a note."""
    member: dict[str, Any] = {"name": name}
    notes: list[str] = []
    for remark in re.split(r",\s*", remarks):
        first, _, rest = remark.partition(" ")
        when = date_of(rest) if first.lower() in _CHANGES else None
        if remark.lower() in _KINDS and "kind" not in member:
            member["kind"] = _KINDS[remark.lower()]
            draft.understand(remark)
        elif when is not None:
            member[_CHANGES[first.lower()]] = when
            draft.understand(remark)
        elif ROLES.search(remark) and "role" not in member and not notes:
            member["role"] = remark
        else:
            notes.append(remark)
    if notes:
        member["note"] = ", ".join(notes)
    return member


def _is_sentence(line: Line) -> bool:
    return line.text.rstrip().endswith((".", ":")) and len(line.text.split()) > _LONGEST_IN_WORDS


def _cells(line: Line) -> Iterator[Line]:
    """Yields what stands between the gaps of a line that has columns."""
    yield from _split(line, re.compile(r"\s*\t\s*"))


def _pieces(line: Line) -> Iterator[Line]:
    """Yields what stands between the commas of a line; the word `and` before the last goes."""
    yield from _split(line, _SEPARATOR)


def _split(line: Line, separator: re.Pattern[str]) -> Iterator[Line]:
    start = 0
    for match in separator.finditer(line.text):
        if _depth(line.text[: match.start()]) == 0:
            yield from _nonempty(line.cut(start, match.start()))
            start = match.end()
    yield from _nonempty(line.cut(start))


def _depth(text: str) -> int:
    return text.count("(") - text.count(")")


def _nonempty(line: Line) -> Iterable[Line]:
    return [line] if line.text.strip(" .") else []


def _bold(text: str) -> Line:
    from reportgen.importer.blocks import plain_line

    return bold_line(plain_line("paragraph", text))


def read_membership(draft: Draft, blocks: Sequence[Block], day: date) -> None:
    """Reads what stands under the heading of the members."""
    _MemberReader(draft, load_registers().authorities, day).read(blocks)


__all__ = ["MatchMethod", "line_text", "quote", "read_membership"]
