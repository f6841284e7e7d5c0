"""Reads the members: lists of names in bullets, columns, tables or sentences, told from other words by the register."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reportgen.importer.blocks import Block, Grid, Line, PictureBlock, bold_line, cell_text, plain_line
from reportgen.importer.draft import Draft
from reportgen.importer.parts.member_lines import cells_of, member_of, pieces_of
from reportgen.importer.parts.member_tables import read_form_table
from reportgen.importer.parts.sections import add_section
from reportgen.importer.parts.tables import table_of
from reportgen.importer.prose_text import words_of_text
from reportgen.registers import Authorities, load_registers
from reportgen.startup.patterns import lazy_pattern

_COUNT = lazy_pattern(r"(?P<label>[^:]{3,80}?)\s*[:–-]\s*(?P<count>\d{1,4})")
_DECLARED = lazy_pattern(
    r"\b(\d{1,3})\s+(?:[\w-]+\s+){0,2}?(?:authorit|council|member|awdurdod|chyngor|cyngor|aelod)",
    re.IGNORECASE,
)
_FEW = 3
_SHARE = 0.6
"""A list of at least so many names, of which the register knows at least this share, is one of members."""

_LONGEST_NAME, _LONGEST_IN_WORDS, _LONGEST_GROUP = 90, 6, 60
_GROUP = lazy_pattern(
    r"(?!.*\b(?:are|is|has|have|consists?|includes?|comprises?|was|were|mae|yw)\b)[A-Z][^.:;\d]*"
    r"\b(?:members|associates|authorities|councils|partners|affiliates|aelodau|cynghorau)\b[^.:;\d]*:?"
)
"""Finds a line that may name a group of members."""


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
        for block in self._with_group_headings(list(self._without_name_lines(blocks))):
            if isinstance(block, Line) and block.kind == "heading":
                group = self._begin_group(block)
                continue
            membership = self.draft.mapping("membership")
            if isinstance(block, PictureBlock):
                self.draft.show(membership, block)
                continue
            if count := self._breakdown(block):
                membership.setdefault("breakdown", []).append(count)
                continue
            if isinstance(block, Grid) and (
                read_form_table(self.draft, block, self.member) or self._read_groups(block)
            ):
                continue
            members = list(self._members_in(block))
            if isinstance(block, Line) and not members:
                is_behind = bool({"members", "breakdown"} & membership.keys()) and group is None
                (eligibility if is_behind else introduction).append(block)
            elif isinstance(block, Grid) and not members:
                self._read_other_grid(block)
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

    def _with_group_headings(self, blocks: list[Block]) -> Iterator[Block]:
        """Yields blocks with short lines above a list, such as `Associate members:`, as the headings of groups."""
        for block, following in zip(blocks, [*blocks[1:], None], strict=False):
            is_short = (
                isinstance(block, Line) and block.kind == "paragraph" and len(block.text) <= _LONGEST_GROUP
            )
            is_above = isinstance(following, Line) and following.kind in {"item", "numbered"}
            if isinstance(block, Line) and is_short and is_above and _GROUP.fullmatch(block.text.strip()):
                yield replace(block.cut(0, len(block.text.rstrip(" :"))), kind="heading")
            else:
                yield block

    def _name_items(self, lines: list[Line]) -> Iterator[Line]:
        """Yields paragraphs that are names as items, and those around them that are sentences as they are."""
        first = next((index for index, line in enumerate(lines) if not _is_sentence(line)), len(lines))
        last = next(
            (index for index in range(len(lines), first, -1) if not _is_sentence(lines[index - 1])), first
        )
        names = [piece for line in lines[first:last] for piece in cells_of(line)]
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
            pieces = [piece for piece in cells_of(block) for piece in pieces_of(piece)]
            if not self._is_name(block.text) and self._are_names([piece.text for piece in pieces]):
                yield from map(self.member, pieces)
            else:
                yield from map(self.member, cells_of(block))
        elif block.kind != "heading":
            yield from self._members_in_sentence(block)

    def _members_in_sentence(self, line: Line) -> Iterator[Any]:
        """Yields the members of a sentence that lists them; what stands before a colon introduces them."""
        start = line.text.find(":") + 1
        pieces = list(pieces_of(line.cut(start)))
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
        """Yields the members in a table of names, or of names with notes beside them."""
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
        start = 0 if any(self._is_name(name) for name in rows[0] if name) else 1
        self.draft.understand(*(rows[0] if start else ()))
        for row in grid.rows[start:]:
            yield from (self.member(line) for cell in row for line in cell)

    def _read_groups(self, grid: Grid) -> bool:
        """Reads a table with a group of members in each column, under a head that is none; tells whether it was one."""
        heads = [cell_text(cell) for cell in grid.rows[0]]
        names = [cell_text(cell) for row in grid.rows[1:] for cell in row if cell]
        if len(heads) < 2 or not all(heads) or any(map(self._is_name, heads)) or not self._are_names(names):
            return False
        for column, head in enumerate(heads):
            members = [
                self.member(line) for row in grid.rows[1:] if column < len(row) for line in row[column]
            ]
            self.draft.entries("membership", "groups").append({"name": head, "members": members})
        return True

    def _read_other_grid(self, grid: Grid) -> None:
        """Reads a table of counts of members; the first of other tables is that of the part, and further ones are sections."""
        rows = [[cell_text(cell) for cell in row] for row in grid.rows]
        counts = [
            (row[0], row[1])
            for row in rows
            if len(row) == 2 and row[1].isascii() and row[1].isdecimal() and row[0] and not row[0].isdecimal()
        ]
        if counts and len(counts) >= len(rows) - 1:
            self.draft.understand(*(cell for row in rows if (row[0], row[-1]) not in counts for cell in row))
            self.draft.entries("membership", "breakdown").extend(
                {"label": label, "count": count} for label, count in counts
            )
        elif "table" not in self.draft.mapping("membership"):
            self.draft.mapping("membership")["table"] = table_of(grid)
        else:
            add_section(self.draft, grid.caption or self.draft.heading, [grid])

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
        """Returns a member as a dataset writes it."""
        return member_of(self.draft, line.text, self.authorities, self.day)

    def _join_split_names(self) -> None:
        """Joins the halves of a council's name that was split at its comma, as lists on web pages do."""
        members = self.draft.mapping("membership").get("members", [])
        names = [member if isinstance(member, str) else member["name"] for member in members]
        for index, resolution in reversed(list(self.authorities.split_names(names, self.day))):
            if isinstance(members[index], str) and isinstance(members[index + 1], str):
                members[index : index + 2] = [resolution.name]
                message = f"`{names[index]}` and `{names[index + 1]}` are one council, `{resolution.name}`"
                self.draft.guess(message, "divide them again if they are not", "membership", "members", index)


def _is_sentence(line: Line) -> bool:
    return line.text.rstrip().endswith((".", ":")) and len(line.text.split()) > _LONGEST_IN_WORDS


def _bold(text: str) -> Line:
    return bold_line(plain_line("paragraph", text))


def read_membership(draft: Draft, blocks: Sequence[Block], day: date) -> None:
    """Reads what stands under the heading of the members."""
    _MemberReader(draft, load_registers().authorities, day).read(blocks)
