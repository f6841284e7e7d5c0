"""The words of a pack itself, on its cover and over its summary, in each language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What a pack says in one language. `one` and `many` are what the cover says of one and of `{groups}` groups.

    `several` is said where the groups have more reports than one each, `missing` of those that are `{left_out}`.
    """

    title: str
    groups: str
    one: str
    many: str
    several: str
    missing: str
    contents: str
    summary: str
    note: str
    group: str
    period: str
    lead_member: str
    members: str
    dealings: str
    errors: str
    warnings: str
    left_out: str
    unreadable: str


WORDS = {
    "en-GB": Words(
        title="Annual reports to the LGA Board",
        groups="Special Interest Groups",
        one="The report of one group.",
        many="The reports of {groups} groups.",
        several="{reports} reports of {groups} groups.",
        missing="Left out, because their data have errors: {left_out}.",
        contents="Contents",
        summary="Summary",
        note="Members are those who have not left. Dealings are those with Government departments, where the report lists"
        " them. Errors and warnings are what a check of each report’s data has found.",
        group="Group",
        period="Period",
        lead_member="Lead member",
        members="Members",
        dealings="Dealings",
        errors="Errors",
        warnings="Warnings",
        left_out="left out: its data have errors",
        unreadable="left out: its data cannot be read",
    ),
    "cy-GB": Words(
        title="Adroddiadau blynyddol i Fwrdd y CLlL",
        groups="Grwpiau Buddiant Arbennig",
        one="Adroddiad un grŵp.",
        many="Adroddiadau {groups} grŵp.",
        several="{reports} adroddiad gan {groups} grŵp.",
        missing="Hepgorwyd, gan fod gwallau yn eu data: {left_out}.",
        contents="Cynnwys",
        summary="Crynodeb",
        note="Yr aelodau yw’r rhai nad ydynt wedi gadael. Yr ymwneud yw’r ymwneud ag adrannau’r Llywodraeth, lle mae’r"
        " adroddiad yn ei restru. Y gwallau a’r rhybuddion yw’r hyn a ganfuwyd wrth wirio data pob adroddiad.",
        group="Grŵp",
        period="Cyfnod",
        lead_member="Aelod arweiniol",
        members="Aelodau",
        dealings="Ymwneud",
        errors="Gwallau",
        warnings="Rhybuddion",
        left_out="hepgorwyd: mae gwallau yn ei ddata",
        unreadable="hepgorwyd: ni ellir darllen ei ddata",
    ),
}
