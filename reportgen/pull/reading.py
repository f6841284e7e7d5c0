"""From a Word file and the dataset that it was built from to the dataset that says what the Word file says."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportgen.compose.tracing import Slot, TracingComposer, tracing_composer
from reportgen.compose.values import Value
from reportgen.document import Image, Text
from reportgen.findings import At
from reportgen.layout import Layout
from reportgen.pull.added import own_address
from reportgen.pull.changes import Applied, Changes, apply_changes
from reportgen.pull.composed_lines import line_of
from reportgen.pull.figures import without_charts
from reportgen.pull.line_reading import read_pieces
from reportgen.pull.lines import Line, LineKind, PictureLine, Piece, without_line_breaks
from reportgen.pull.outline import Node, lines_in, outline_of, pieces_in
from reportgen.pull.proof import Difference, differences, links_of, without_derived
from reportgen.pull.references import with_lost_references
from reportgen.pull.sections import WordSection, read_section, sections_of
from reportgen.pull.session import Session
from reportgen.pull.similarity import ALIKE, likeness
from reportgen.pull.structure import with_headings
from reportgen.pull.word_lines import pieces_of_word
from reportgen.schema.i18n import period_in_words
from reportgen.schema.load import LoadedReport, load_report
from reportgen.schema.models import Report
from reportgen.schema.shapes import REPORT_SHAPE
from reportgen.word import Run, WordFile, paragraphs_of
from reportgen.writers.docx import paths_of_bookmarks

_PLACEHOLDER = Image(b"", "image/png", 1, 1)
_TITLE_KINDS: tuple[LineKind, ...] = ("title", "subtitle", "period")
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What a Word file says as a dataset: its values, and where the file still says something else.

    `lost` are entries that are gone, with their names, where others are new in their list. `comments` has the places of
    comments by their ids, `pictures` the digests of pictures by the paths of their figures.
    """

    applied: Applied
    changes: Changes
    differences: list[Difference]
    lost: list[tuple[At, str]]
    comments: Mapping[str, At | None]
    pictures: Mapping[At, str]


@dataclass(frozen=True, slots=True)
class _Composed:
    """A report as its layout sets it."""

    composer: TracingComposer
    report: Report
    title: list[Piece]
    outline: Node

    @property
    def pieces(self) -> list[Piece]:
        return [*self.title, *pieces_in(self.outline)]


def _compose(loaded: LoadedReport, layout: Layout) -> _Composed:
    report = loaded.report
    images = {figure.id: _PLACEHOLDER for figure in report.figures if figure.file}
    origins = {loaded.path_in_file(at): positions for at, positions in loaded.origins.items()}
    composer = tracing_composer(report, layout, images, origins)
    root = (Value(report, REPORT_SHAPE),)
    marks = composer.marks
    period = period_in_words(report.period, report.language) if report.period else ""
    texts: tuple[tuple[LineKind, str], ...] = (
        ("title", composer.resolver.plain_text(layout.title, root)),
        ("subtitle", marks.around_text(Slot(("group", "name")), " ".join(report.group.name.split()))),
        ("period", marks.around_text(Slot(("period",)), period)),
    )
    title: list[Piece] = [PictureLine("")] if layout.theme.logo is not None else []
    title += [line_of(kind, 0, (Text(text),), marks) for kind, text in texts if text]
    return _Composed(composer, report, title, outline_of(layout.blocks, composer, root))


def read_edits(word: WordFile, data: Mapping[str, Any], layout: Layout) -> Reading:
    """Reads the edits in a Word file that was built from the dataset with these values by this layout."""
    loaded = load_report(data)
    composed = _compose(loaded, layout)
    before = composed.pieces
    runs = _runs_in(before)
    addresses = frozenset(run.url for run in runs if run.url and own_address(run.text) == run.url)
    language = _language_of(loaded.report.language, before)
    pieces = with_lost_references(pieces_of_word(word.blocks, language, addresses), before)
    actual = without_charts(list(pieces), composed.composer.marks.charts)
    names = (name for paragraph in paragraphs_of(word.blocks) for name in paragraph.bookmarks)
    paths = {
        at for line in lines_in(before) for at in (line.at, *(filled.slot.at for filled in line.filled)) if at
    }
    session = Session(composed.composer, data, paths_of_bookmarks(set(names), paths))
    session.texts = frozenset(piece.text for piece in actual)
    sections = sections_of(with_headings(before, list(map(without_line_breaks, actual))))
    _read_title_block(session, layout, composed, sections)
    read_section(session, composed.outline, sections)
    links = links_of(before)
    applied, found = _proved(session, data, layout, actual, links)
    for _ in range(_ATTEMPTS):
        if not _keep_what_is_still_there(session, before, found):
            break
        applied, found = _proved(session, data, layout, actual, links)
    found = _without_repetitions(found, before)
    found = without_derived(found, before, actual) if found else found
    found += [Difference(line, None) for line in session.missing]
    lost = [
        entry
        for entry in session.lost
        if any(isinstance(step, str) for step in session.changes.orders.get(entry[0][:-1], []))
    ]
    return Reading(
        applied, session.changes, found, lost, _places_of_comments(session, actual), session.pictures
    )


def _runs_in(pieces: Sequence[Piece]) -> Iterator[Run]:
    """Yields the runs of lines and of the notes in them."""
    for line in lines_in(pieces):
        for run in line.runs:
            yield from run.note or (run,)


def _without_repetitions(found: Sequence[Difference], before: Sequence[Piece]) -> list[Difference]:
    """Returns differences without those that are only a value shown in several places, of which another one was changed."""
    lines = [
        (tuple(filled.slot.at for filled in line.filled), line.text)
        for line in lines_in(before)
        if line.filled
    ]
    counts, said = Counter(at for paths, _ in lines for at in paths), set(lines)

    def is_shown_again(at: At) -> bool:
        return counts[at] > 1 or any(at[:length] in counts for length in range(1, len(at)))

    def is_repetition(expected: Piece | None, actual: Piece | None) -> bool:
        if not isinstance(expected, Line) or not isinstance(actual, Line):
            return False
        paths = tuple(filled.slot.at for filled in expected.filled)
        is_changed = (paths, expected.text) not in said
        return is_changed and (paths, actual.text) in said and all(is_shown_again(at) for at in paths)

    return [difference for difference in found if not is_repetition(difference.expected, difference.actual)]


def _proved(
    session: Session,
    data: Mapping[str, Any],
    layout: Layout,
    actual: Sequence[Piece],
    links: Mapping[At, str],
) -> tuple[Applied, list[Difference]]:
    """Returns the dataset after the changes so far, and where the Word file says something else than it."""
    applied = apply_changes(data, session.changes)
    after = _compose(load_report(applied.data), layout).pieces
    return applied, differences(after, actual, links)


def _read_title_block(session: Session, layout: Layout, composed: _Composed, sections: WordSection) -> None:
    """Reads the title, the group and the period at the head of a report; the logo above them is none of its pictures."""
    if composed.title[:1] == [PictureLine("")] == sections.pieces[:1]:
        del sections.pieces[0]
    found = [piece for piece in sections.pieces if isinstance(piece, Line) and piece.kind in _TITLE_KINDS]
    sections.pieces = [piece for piece in sections.pieces if piece not in found]
    for line in composed.title:
        if not isinstance(line, Line):
            continue
        same = [piece for piece in found if piece.kind == line.kind]
        if len(same) != 1 or same[0].text == line.text:
            continue
        if line.kind == "title":
            root = composed.outline.scopes
            read_pieces(session, [session.tokens(layout.title)], root, same[0], line)
        else:
            session.set_words(("group", "name") if line.kind == "subtitle" else ("period",), same[0].text)


def _keep_what_is_still_there(session: Session, before: Sequence[Piece], found: Sequence[Difference]) -> bool:
    """Takes back that values go of which the Word file still says the words, though in no place where they could be read.

    Returns whether there were any.
    """
    unread = {difference.actual.text for difference in found if difference.actual is not None}
    kept = False
    for line in lines_in(before):
        if line.text not in unread:
            continue
        for at in {filled.slot.at for filled in line.filled}:
            kept = _take_back(session.changes, at) or kept
    return kept


def _take_back(changes: Changes, at: At) -> bool:
    """Takes back that a value goes, or that its words change; tells whether it was to."""
    taken = False
    for length in range(1, len(at) + 1):
        path, outer = at[:length], at[: length - 1]
        if path in changes.removed:
            changes.removed.discard(path)
            taken = True
        if path in changes.values and length == len(at):
            del changes.values[path]
            taken = True
        order = changes.orders.get(outer)
        step = path[-1]
        if order is not None and isinstance(step, int) and step not in order:
            position = order.index(step - 1) + 1 if step - 1 in order else 0
            order.insert(position, step)
            taken = True
    return taken


def _language_of(language: str, before: Sequence[Piece]) -> Any:
    """Returns the function that says in which language words are, where it is not the report's.

    Word marks what is typed with an English keyboard as English. In a Welsh report, that counts where much the same was English
    before.
    """
    own, other = ("en", "cy") if language == "en-GB" else ("cy", "en")
    runs = [run for run in _runs_in(before) if run.language]
    known = {run.text.strip() for run in runs}
    own_words = {run.text.strip() for run in runs if run.language == language}

    def language_of(run: Run) -> str:
        if run.language.lower().startswith(own) and run.text.strip() in own_words:
            return language  # marked though the whole report is in it
        if not run.language.lower().startswith(other) or not run.text.strip():
            return ""
        if other == "en" and not any(likeness(run.text.strip(), words) >= ALIKE for words in known):
            return ""
        return "cy-GB" if other == "cy" else "en-GB"

    return language_of


def _places_of_comments(session: Session, actual: Sequence[Piece]) -> dict[str, At | None]:
    """Returns the path of the value at which each comment stands."""
    places: dict[str, At | None] = {}
    for line in lines_in(actual):
        for comment in line.comments:
            anchored = session.anchored_at([line])
            places.setdefault(comment, min(anchored, key=str) if anchored else None)
    return places
