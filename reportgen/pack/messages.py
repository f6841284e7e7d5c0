"""The words of a pack itself, on its cover and over its summary, in each language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Messages:
    """What a pack says in one language.

    The cover says `one` of one group and `many` of more; `several` where they have more reports than one each, `missing`
    of what is left out, and `lost` of what cannot be read. `errors` and `warnings` are how one and several are counted.
    """

    title: str
    groups: str
    one: str
    many: str
    several: str
    missing: str
    lost: str
    contents: str
    summary: str
    note: str
    group: str
    period: str
    lead_member: str
    members: str
    dealings: str
    findings: str
    errors: tuple[str, str]
    warnings: tuple[str, str]
    none: str
    left_out: str
    unreadable: str


WORDS = {
    "en-GB": Messages(
        title="Annual reports to the LGA Board",
        groups="Special Interest Groups",
        one="The report of one group.",
        many="The reports of {groups} groups.",
        several="{reports} reports of {groups} groups.",
        missing="Left out, because of errors in their data: {left_out}.",
        lost="Left out, because their data could not be read: {left_out}.",
        contents="Contents",
        summary="Summary",
        note="Members are those who have not left. Dealings are those with Government departments, where the report lists"
        " them. Findings are what a check of each report’s data has found.",
        group="Group",
        period="Period",
        lead_member="Lead member",
        members="Members",
        dealings="Dealings",
        findings="Findings",
        errors=("1 error", "{count} errors"),
        warnings=("1 warning", "{count} warnings"),
        none="none",
        left_out="left out: {found}",
        unreadable="unreadable",
    ),
    "cy-GB": Messages(
        title="Adroddiadau blynyddol i Fwrdd y CLlL",
        groups="Grwpiau Buddiant Arbennig",
        one="Adroddiad un grŵp.",
        many="Adroddiadau {groups} grŵp.",
        several="{reports} adroddiad gan {groups} grŵp.",
        missing="Hepgorwyd, gan fod gwallau yn eu data: {left_out}.",
        lost="Hepgorwyd, gan na ellid darllen eu data: {left_out}.",
        contents="Cynnwys",
        summary="Crynodeb",
        note="Yr aelodau yw’r rhai nad ydynt wedi gadael. Yr ymwneud yw’r ymwneud ag adrannau’r Llywodraeth, lle mae’r"
        " adroddiad yn ei restru. Y canfyddiadau yw’r hyn a ganfuwyd wrth wirio data pob adroddiad.",
        group="Grŵp",
        period="Cyfnod",
        lead_member="Aelod arweiniol",
        members="Aelodau",
        dealings="Ymwneud",
        findings="Canfyddiadau",
        errors=("gwallau: 1", "gwallau: {count}"),
        warnings=("rhybuddion: 1", "rhybuddion: {count}"),
        none="dim",
        left_out="hepgorwyd ({found})",
        unreadable="annarllenadwy",
    ),
}
