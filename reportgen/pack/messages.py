"""The messages of a pack in each language: the words on its cover and in its summary."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Messages:
    """The messages of a pack in one language.

    The cover counts reports by `one_group`, by `many_groups`, or where groups have several reports each by `many_reports`. It
    then names what is left out because of errors (`faulty_left_out`) or because it could not be read (`unreadable_left_out`).
    `errors` and `warnings` each count one finding and several.
    """

    title: str
    groups: str
    one_group: str
    many_groups: str
    many_reports: str
    faulty_left_out: str
    unreadable_left_out: str
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
    no_findings: str
    left_out: str
    unreadable: str


MESSAGES = {
    "en-GB": Messages(
        title="Annual reports to the LGA Board",
        groups="Special Interest Groups",
        one_group="The report of one group.",
        many_groups="The reports of {groups} groups.",
        many_reports="{reports} reports of {groups} groups.",
        faulty_left_out="Left out, because of errors in their data: {left_out}.",
        unreadable_left_out="Left out, because their data could not be read: {left_out}.",
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
        no_findings="none",
        left_out="left out: {findings}",
        unreadable="unreadable",
    ),
    "cy-GB": Messages(
        title="Adroddiadau blynyddol i Fwrdd y CLlL",
        groups="Grwpiau Buddiant Arbennig",
        one_group="Adroddiad un grŵp.",
        many_groups="Adroddiadau {groups} grŵp.",
        many_reports="{reports} adroddiad gan {groups} grŵp.",
        faulty_left_out="Hepgorwyd, gan fod gwallau yn eu data: {left_out}.",
        unreadable_left_out="Hepgorwyd, gan na ellid darllen eu data: {left_out}.",
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
        no_findings="dim",
        left_out="hepgorwyd ({findings})",
        unreadable="annarllenadwy",
    ),
}
