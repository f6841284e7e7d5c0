"""Reads one entry of a list back: a lead in bold, details, then its text, and notes below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.compose.values import Value
from reportgen.findings import At
from reportgen.layout.parts import EntriesPart, FieldPath
from reportgen.pull.line_reading import fits, note_reading, read_pieces, reading_cost, shown_slots
from reportgen.pull.lines import Line, cut_runs
from reportgen.pull.session import Session
from reportgen.pull.similarity import likeness
from reportgen.pull.templates import Literal, Reading, Token, readings


def lead_of(item: Sequence[Line]) -> str:
    """Returns the bold words with which an entry begins."""
    return item[0].text[: bold_length(item[0])].rstrip() if item else ""


def bold_length(line: Line) -> int:
    """Returns how many characters at the beginning of a line are bold."""
    length = 0
    for run in line.runs:
        if not run.bold and run.text.strip():
            break
        length += len(run.text)
    return len(line.text[:length].rstrip())


@dataclass(slots=True)
class EntryReader:
    """Reads one entry: a lead in bold, details, then its text, and notes below."""

    session: Session
    part: EntriesPart
    scopes: tuple[Value, ...]
    old_item: Sequence[Line]

    def read(self, item: list[Line]) -> bool:
        """Reads the lines of an entry. Returns False where they cannot be read."""
        first, *others = item
        others = self._without_notes(others, has_lead=bool(bold_length(first)))
        ranked = sorted(self._readings(first), key=lambda option: option[0])
        if not ranked:
            return False
        if len(ranked) > 1 and ranked[1][0] - ranked[0][0] < 1e-6:
            return False
        _, reading, start = ranked[0]
        old = shown_slots(self.old_item[0]) if self.old_item else {}
        pieces = [self.session.tokens(template) for template in (*self.part.lead, *self.part.details)]
        text_at = self.session.path_of(self.part.text, self.scopes) if self.part.text else None
        old_values = {at: words for at, words in old.items() if at != text_at}
        if not note_reading(self.session, reading, first, self.scopes, pieces, old_values):
            return False
        self._read_link(first, reading)
        prose = [_inner(line) for line in others]
        if start is not None:
            prose.insert(0, Line("paragraph", 0, cut_runs(first.runs, start, len(first.text))))
        if text_at is None:
            return not prose
        return self.session.set_text(text_at, prose)

    def _readings(self, first: Line) -> Iterator[tuple[float, Reading, int | None]]:
        """Yields the ways to read the first line: their costs, the values, and where the text begins."""
        session, text = self.session, first.text
        old = shown_slots(self.old_item[0]) if self.old_item else {}
        text_at = session.path_of(self.part.text, self.scopes) if self.part.text else None
        old_text = old.get(text_at, "") if text_at else ""
        old_values = {at: words for at, words in old.items() if at != text_at}
        lead_pieces = [session.tokens(template) for template in self.part.lead]
        detail_pieces = [session.tokens(template) for template in self.part.details]
        for end in self._lead_ends(first, old_values):
            for lead, _ in readings(lead_pieces, text[:end]):
                head = ", " if end == 0 else text[:end]
                shift = 2 if end == 0 else 0
                rest = head + text[end:]
                for stop, start in self._splits(text, end):
                    stop_in_rest = stop + shift
                    options = (
                        [({}, 0)]
                        if (end == 0 and stop == 0) or stop == end
                        else readings(detail_pieces, rest[:stop_in_rest], len(head) if end else 0)
                    )
                    for details, _ in options:
                        moved = {
                            path: (first_ - shift, last - shift) for path, (first_, last) in details.items()
                        }
                        reading = {**lead, **moved}
                        if not fits(session, reading, text, self.scopes):
                            continue
                        cost = reading_cost(session, reading, text, self.scopes, old_values)
                        words = text[start:] if start is not None else ""
                        cost += 1.0 - likeness(old_text, words) if old_text or words else 0.0
                        cost += (start or 0) * 1e-5
                        yield cost, reading, start

    def _lead_ends(self, first: Line, old: dict[At, str]) -> list[int]:
        """Returns where the lead may end: with the bold words, or with the words that it had."""
        ends = {0}
        if self.part.lead:
            bold = first.text[: bold_length(first)]
            ends = {
                len(bold.removesuffix(self.part.separator.rstrip()).rstrip())
            }  # the dash may be bold, too
        for words in old.values():
            if words and first.text.startswith(words) and self.old_item and lead_of(self.old_item) == words:
                ends.add(len(words))
        return sorted(ends)

    def _splits(self, text: str, end: int) -> Iterator[tuple[int, int | None]]:
        """Yields where details may end and the text begins behind a lead; None where there is no text."""
        if end == 0:
            yield 0, 0
        else:
            yield len(text), None
        position = text.find(self.part.separator, end)
        while position >= 0:
            yield position, position + len(self.part.separator)
            position = text.find(self.part.separator, position + 1)
        if end == 0 and self.part.details:
            yield len(text), None

    def _read_link(self, first: Line, reading: Reading) -> None:
        if not self.part.link:
            return
        at = self.session.path_of(self.part.link, self.scopes)
        lead_end = max((end for path, (_, end) in reading.items() if self._is_lead(path)), default=0)
        if at is None or not lead_end:
            return
        urls = [run.url for run in cut_runs(first.runs, 0, lead_end)]
        old_urls = (
            [run.url for run in cut_runs(self.old_item[0].runs, 0, len(lead_of(self.old_item)))]
            if self.old_item
            else []
        )
        old_url = next(filter(None, old_urls), "")
        url = next(filter(None, urls), "")
        if url and url != old_url:
            self.session.set(at, url)
        elif old_url and not url:
            self.session.remove(at)

    def _is_lead(self, path: FieldPath) -> bool:
        return any(path in template for template in self.part.lead)

    def _without_notes(self, lines: list[Line], *, has_lead: bool) -> list[Line]:
        """Reads the notes below the text of an entry, and returns the lines that are none."""
        notes = [[self.session.tokens(template)] for template in self.part.notes]
        if self.part.link and not has_lead:
            notes.append([[self.part.link]])
        old = {at: words for line in self.old_item[1:] for at, words in shown_slots(line).items()}
        kept, seen = list(lines), set[At]()
        while kept and kept[-1].kind == "continuation" and kept[-1].level == 0:
            line = kept[-1]
            pieces = next((pieces for pieces in notes if self._is_note(pieces, line)), None)
            if pieces is None or not read_pieces(self.session, pieces, self.scopes, line, None):
                break
            seen |= {
                at
                for token in pieces[0]
                if not isinstance(token, Literal)
                if (at := self.session.path_of(token, self.scopes))
            }
            kept.pop()
        for pieces in notes:
            for token in pieces[0]:
                at = None if isinstance(token, Literal) else self.session.path_of(token, self.scopes)
                if at is not None and at in old and at not in seen:
                    self.session.remove(at)
        return kept

    def _is_note(self, pieces: list[list[Token]], line: Line) -> bool:
        tokens = pieces[0]
        has_words = any(isinstance(token, Literal) and token.text.strip() for token in tokens)
        is_address = line.text.lower().startswith(("http://", "https://", "www.")) and " " not in line.text
        return (has_words or is_address) and next(readings(pieces, line.text), None) is not None


def _inner(line: Line) -> Line:
    """Returns a line of an entry as a line of its text."""
    if line.kind == "continuation" and line.level == 0:
        return replace(line, kind="paragraph")
    return replace(line, level=line.level - 1) if line.level else line
