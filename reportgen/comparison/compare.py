"""Compares two reports value by value. What the models hold is compared, so that no key can be forgotten."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportgen.alignment import Aligner, likeness
from reportgen.comparison.members import compare_members
from reportgen.comparison.model import Comparison, Difference, Kind, Side
from reportgen.comparison.words import in_words, key_in_words, mapping_lines, pieces, word_counts
from reportgen.findings import At
from reportgen.pipeline import Checked
from reportgen.prose import Prose
from reportgen.registers.authorities import Authorities
from reportgen.schema.i18n import period_in_words
from reportgen.schema.model import Model, Shape
from reportgen.schema.models import Report
from reportgen.schema.walk import values_with_paths
from reportgen.source.characters import printable_lines

_TITLES = ("title", "name", "label", "kind", "id", "department")
"""The keys that tell the entries of a list apart, the first that an entry has."""

_MEMBERS = frozenset({("membership", "members")})
_NOT_COMPARED = frozenset({("schema",)})
_MIN_WORDS = 5
"""The least number of words of a text of which is said that it was copied."""

_MAX_PAIRS = 2_500
"""The most pairs of entries without a common title whose words are compared."""

_ALIKE = 0.5
_TITLE_LENGTH = 60
_UNSAID = frozenset({"entries", "text"})
"""The keys that tell people nothing."""


def compare(old: Checked, new: Checked) -> Comparison:
    """Compares two reports, without what is private. Raises ValueError where one of them could not be understood."""
    old_shown, new_shown = old.shown, new.shown
    comparer = _Comparer(old_shown.report, new_shown.report, new.registers.authorities)
    differences = (
        replace(
            difference,
            old_at=old_shown.path_in_file(difference.old_at) if difference.old_at else None,
            new_at=new_shown.path_in_file(difference.new_at) if difference.new_at else None,
        )
        for difference in (*comparer.differences(), *comparer.unchanged_texts())
    )
    found = tuple(differences)
    return Comparison(
        _side(old),
        _side(new),
        tuple(difference for difference in found if difference.kind is not Kind.UNCHANGED),
        tuple(difference for difference in found if difference.kind is Kind.UNCHANGED),
    )


def _side(checked: Checked) -> Side:
    report = checked.shown.report
    period = period_in_words(report.period, report.language) if report.period else ""
    return Side(" ".join(printable_lines(checked.source.file)), report.group.name, period, report.language)


@dataclass(frozen=True, slots=True)
class _Comparer:
    old: Report
    new: Report
    authorities: Authorities
    aligner: Aligner = field(default_factory=Aligner)

    def differences(self) -> Iterator[Difference]:
        """Yields all differences in the order of the keys."""
        yield from self._mapping(self.old, self.new, (), ())

    def _mapping(self, old: Model, new: Model, old_at: At, new_at: At) -> Iterator[Difference]:
        for key, name in new.names.items():
            at = (*new_at, key)
            if at in _MEMBERS:
                yield from compare_members(self.old, self.new, self.authorities, self.aligner)
            elif at not in _NOT_COMPARED and not (at[:2] == ("membership", "groups") and key == "members"):
                shape = new.shapes[key]
                yield from self._value(getattr(old, name), getattr(new, name), shape, ((*old_at, key), at))

    def _value(self, old: object, new: object, shape: Shape, paths: tuple[At, At]) -> Iterator[Difference]:
        if isinstance(old, Model) and isinstance(new, Model) and not new.keys_on_line:
            yield from self._mapping(old, new, *paths)
        elif (
            isinstance(old, tuple)
            and isinstance(new, tuple)
            and shape.item
            and shape.item.model
            and not shape.item.model.keys_on_line
        ):
            yield from self._entries(old, new, paths)
            yield from self._without_entries(old, new, paths)
        else:
            yield from self._words(
                in_words(old, self.old.language), in_words(new, self.new.language), paths, old != new
            )

    def _words(self, old: str, new: str, paths: tuple[At, At], differs: bool) -> Iterator[Difference]:  # noqa: FBT001 (a result)
        old_at, new_at = paths
        if old == new or not differs:
            return
        if old and new:
            changed = pieces(old, new, self.aligner)
            yield Difference(Kind.CHANGED, names_at(self.new, new_at), old, new, old_at, new_at, changed)
        elif new:
            yield Difference(Kind.ADDED, names_at(self.new, new_at, whole=True), "", new, None, new_at)
        else:
            yield Difference(Kind.DROPPED, names_at(self.old, old_at, whole=True), old, "", old_at)

    def _without_entries(
        self, old: Sequence[Model], new: Sequence[Model], paths: tuple[At, At]
    ) -> Iterator[Difference]:
        """Yields a difference where a report says `none` in place of a list, and the other is silent."""
        if paths[1] == ("government",) and not (old and new):
            words = [
                "none" if "government" in report.given and not report.government else ""
                for report in (self.old, self.new)
            ]
            yield from self._words(words[0], words[1], paths, differs=True)

    def _entries(
        self, old: Sequence[Model], new: Sequence[Model], paths: tuple[At, At]
    ) -> Iterator[Difference]:
        old_at, new_at = paths
        matches = self._matching_entries(old, new)
        for index, entry in enumerate(new):
            at = (*new_at, index)
            if index in matches:
                yield from self._mapping(old[matches[index]], entry, (*old_at, matches[index]), at)
            else:
                text = self._entry_text(entry, self.new.language)
                yield Difference(Kind.ADDED, names_at(self.new, at), "", text, None, at)
        for index, entry in enumerate(old):
            if index not in matches.values():
                at = (*old_at, index)
                text = self._entry_text(entry, self.old.language)
                yield Difference(Kind.DROPPED, names_at(self.old, at), text, "", at)
        for index in self._moved_entries(matches):
            at = (*new_at, index)
            yield Difference(Kind.MOVED, names_at(self.new, at), old_at=(*old_at, matches[index]), new_at=at)

    def _matching_entries(self, old: Sequence[Model], new: Sequence[Model]) -> Mapping[int, int]:
        """Returns the indexes of new entries with those of the old ones that they are: by their titles, or by their words."""
        positions: dict[str, list[int]] = {}
        for index, entry in enumerate(old):
            positions.setdefault(_title(entry).casefold(), []).append(index)
        matches = {}
        for index, entry in enumerate(new):
            if same_title := positions.get(_title(entry).casefold()):
                matches[index] = same_title.pop(0)
        taken = set(matches.values())
        old_left = [index for index in range(len(old)) if index not in taken]
        new_left = [index for index in range(len(new)) if index not in matches]
        if len(old_left) * len(new_left) > _MAX_PAIRS:
            return matches
        old_words = {index: word_counts(in_words(old[index], self.old.language)) for index in old_left}
        for index in new_left:
            words = word_counts(in_words(new[index], self.new.language))
            alike = [(likeness(counts, words), -old_index) for old_index, counts in old_words.items()]
            share, old_index = max(alike, default=(0.0, 0))
            if share >= _ALIKE:
                matches[index] = -old_index
                del old_words[-old_index]
        return matches

    def _moved_entries(self, matches: Mapping[int, int]) -> Iterator[int]:
        """Yields the indexes of the entries that stand before or behind others than they did."""
        new_order = sorted(matches)
        old_order = sorted(matches, key=lambda index: matches[index])
        for stretch in self.aligner.stretches(old_order, new_order):
            if not stretch.is_equal:
                yield from new_order[stretch.new_start : stretch.new_end]

    def _entry_text(self, entry: Model, language: str) -> str:
        return "\n".join(mapping_lines(entry, language, without=_title_key(entry)))

    def unchanged_texts(self) -> Iterator[Difference]:
        """Yields the texts that stand word for word in the old report, there or at another place."""
        old_texts = dict(_texts(self.old))
        old_paths = {text: at for at, text in reversed(old_texts.items())}
        for at, text in _texts(self.new):
            if text in old_paths and len(word_counts(text)) >= _MIN_WORDS:
                old_at = at if old_texts.get(at) == text else old_paths[text]
                yield Difference(Kind.UNCHANGED, names_at(self.new, at), text, text, old_at, at)


def _texts(report: Report) -> Iterator[tuple[At, str]]:
    for at, value in values_with_paths(report):
        if isinstance(value, Prose) and value.blocks:
            yield at, in_words(value, report.language)


def names_at(report: Report, at: At, *, whole: bool = False) -> tuple[str, ...]:
    """Returns what people call the keys and entries on the way to a value.

    An entry's text has the entry's name, unless the `whole` way is asked for: the entry may be there without its text.
    """
    names = []
    value: object = report
    for step in at:
        if isinstance(step, int):
            value = value[step] if isinstance(value, tuple) else None
            names.append((_title(value) if isinstance(value, Model) else "") or f"number {step + 1}")
        else:
            is_said = not names or step not in _UNSAID or (whole and step == "text")
            names += [key_in_words(step)] if is_said else []
            value = getattr(value, value.names[step]) if isinstance(value, Model) else None
    return tuple(names)


def _title_key(entry: Model) -> str:
    return next((key for key in _TITLES if key in entry.names and getattr(entry, entry.names[key])), "")


def _title(entry: Model) -> str:
    """Returns what an entry is called: its title, or the beginning of its words."""
    key = _title_key(entry)
    words = in_words(getattr(entry, entry.names[key]), "en-GB") if key else in_words(entry, "en-GB")
    line = words.partition("\n")[0]
    return line if key or len(line) <= _TITLE_LENGTH else f"{line[:_TITLE_LENGTH].rpartition(' ')[0]} …"
