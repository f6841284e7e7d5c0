"""The context of a rule: what it may ask beside the values of the report."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from reportgen.config import Profile
from reportgen.findings import At
from reportgen.lint.clues import TextIndex
from reportgen.prose import Passage, Prose
from reportgen.registers import Registers, Resolution, load_registers
from reportgen.schema import walk
from reportgen.schema.members import listed_members, member_lists, names_cut_in_brackets
from reportgen.schema.model import Model
from reportgen.schema.models import Member, Report
from reportgen.startup.patterns import lazy_pattern

_ENTRY_MARK = lazy_pattern(r" [-*•] ")


@dataclass(frozen=True, eq=False)
class Context:
    """Answers what a rule asks about a report: who its members are, what its texts say, and what it was checked with.

    A rule gets one as its second argument, and all rules share it: each answer is worked out once, when it is first
    asked for. Paths are those of the report, as `Problem` takes them.

    - `report`: the report itself, without the values that were faulty.
    - `dropped`: the paths of the values that were faulty and left out, and of everything that holds one of them. A rule
      that finds something missing or miscounted looks here first.
    - `profile`: whose house style applies, the LGA's or GOV.UK's.
    - `registers`: the registers of authorities and departments.
    - `previous_report`: the group's report of the year before, or None where there is none beside this one.
    - `members`, `split_members`, `cut_names`, `period_end`: the members with the authorities that they mean.
    - `lines`, `texts`, `passages`, `english_passages`, `parts`: the report's values by kind, each with its path.
    - `index`: all passages and lines as one text. Rules search it with clues: see `reportgen.lint.clues`.

    - `joined`: the paths of the values to which lines below were joined that start as entries of a list do (RG009).

    `nodes` is the report's every value with its path, where the caller has it; otherwise the report is walked. With
    `use_clues=False` rules look everywhere and find the same: a test compares the two.
    """

    report: Report
    dropped: frozenset[At] = frozenset()
    profile: Profile = Profile.LGA
    registers: Registers = field(default_factory=load_registers)
    previous_report: Report | None = None
    nodes: Sequence[tuple[At, object]] = ()
    use_clues: bool = True
    joined: frozenset[At] = frozenset()

    @cached_property
    def period_end(self) -> date:
        """The last day of the period, or of all time without a period. What was in force on it counts."""
        return self.report.period.end if self.report.period else date.max

    @cached_property
    def split_members(self) -> tuple[tuple[At, str, str, Resolution], ...]:
        """Names of councils that were split at their comma into two members: the first half's path, both halves, the council."""
        return tuple(
            ((*at, index), names[index], names[index + 1], council)
            for at, members in member_lists(self.report)
            if (names := [member.name for member in members])
            for index, council in self.registers.authorities.split_names(names, self.period_end)
        )

    @cached_property
    def cut_names(self) -> tuple[tuple[At, range, str], ...]:
        """Names that were cut into several members at the commas inside their brackets: the first's path, indexes, the name."""
        return tuple(
            ((*at, indexes[0]), indexes, name)
            for at, members in member_lists(self.report)
            for indexes, name in names_cut_in_brackets(members)
        )

    @cached_property
    def members(self) -> tuple[tuple[At, Member, Resolution], ...]:
        """Every listed member but halves of split names, former members too, with the authority that the code or name means."""
        halves = {half for at, *_ in self.split_members for half in (at, (*at[:-1], int(at[-1]) + 1))}
        halves |= {(*at[:-1], index) for at, indexes, _ in self.cut_names for index in indexes}
        authorities = self.registers.authorities
        return tuple(
            (
                at,
                member,
                authorities.resolve(member.authority or self._name_alone(at, member), self.period_end),
            )
            for at, member in listed_members(self.report)
            if at not in halves
        )

    def is_joined(self, at: At) -> bool:
        """Whether a member's name has those of the lines below it behind it, since their dashes stand in the wrong place."""
        return at in self.joined or (*at, "name") in self.joined

    def _name_alone(self, at: At, member: Member) -> str:
        return _ENTRY_MARK.split(member.name)[0] if self.is_joined(at) else member.name

    @property
    def lines(self) -> tuple[tuple[At, str], ...]:
        """Every value that is plain text, such as a title or a name."""
        return self._values_by_kind[0]

    @property
    def texts(self) -> tuple[tuple[At, Prose], ...]:
        """Every text field, which may hold paragraphs, lists and markup."""
        return self._values_by_kind[1]

    @property
    def parts(self) -> tuple[tuple[At, Model], ...]:
        """Every mapping, outer before inner."""
        return self._values_by_kind[2]

    @cached_property
    def _values_by_kind(
        self,
    ) -> tuple[tuple[tuple[At, str], ...], tuple[tuple[At, Prose], ...], tuple[tuple[At, Model], ...]]:
        lines: list[tuple[At, str]] = []
        texts: list[tuple[At, Prose]] = []
        mappings: list[tuple[At, Model]] = []
        for at, value in self.nodes or walk.values_with_paths(self.report):
            if isinstance(value, str):
                lines.append((at, value))
            elif isinstance(value, Model):
                mappings.append((at, value))
            elif isinstance(value, Prose):
                texts.append((at, value))
        return tuple(lines), tuple(texts), tuple(mappings)

    @cached_property
    def passages(self) -> tuple[tuple[At, Passage], ...]:
        """Every paragraph and list entry of the text fields, with the path of its field."""
        return tuple((at, passage) for at, text in self.texts for passage in text.passages)

    @cached_property
    def english_passages(self) -> tuple[tuple[At, Passage], ...]:
        """The report's own passages where it is in English, and none otherwise: for rules that know English words."""
        is_english = self.report.language == "en-GB"
        return tuple((at, passage) for at, passage in self.passages if is_english and not passage.is_quoted)

    @cached_property
    def index(self) -> TextIndex:
        """The passages and lines as one text, to be searched with clues."""
        is_english = self.report.language == "en-GB"
        return TextIndex(self.passages, self.lines, is_english=is_english, use_clues=self.use_clues)
