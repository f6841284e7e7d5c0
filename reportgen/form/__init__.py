"""The Word form: an empty report in an edition of the LGA's form, with places to type in.

The layout sets a report whose values are prompts, so that the form has the headings, labels and order of the report itself. What
can be repeated is a table or a list. What is filled in comes back by `reportgen new --from`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from reportgen.compose import compose
from reportgen.document import Block, BulletList, Cell, Column, Contents, Paragraph, Section, Table, Text
from reportgen.form.prompts import ELIGIBILITY, HEADS, OWN_SECTIONS, PROMPTS
from reportgen.layout import DEFAULT, find_layout, load_layout
from reportgen.schema.load import load_report
from reportgen.writers.docx import write_form
from reportgen.writers.place_to_type import place_to_type

__all__ = ["make_form"]

_MEMBER_LINES = 3
_EMPTY_ROWS = 2
"""How many rows without a prompt a table has below the one with prompts."""


def make_form(form: str, language: str) -> bytes:
    """Returns the Word form of an edition in a language. Raises Unreadable where the layout cannot be read."""
    layout = load_layout(find_layout(DEFAULT), form)
    report = load_report(_prompted_values(form, language)).report
    document = compose(report, layout, {})
    own_sections = Section(OWN_SECTIONS[language], (_table("sections", language),), "own-sections")
    blocks = (*_guided(document.blocks, language), own_sections)
    has_name_in_table = form == "2018"
    return write_form(
        replace(
            document,
            group="" if has_name_in_table else _prompt("group.name", language),
            period=_prompt("period", language),
            author="",
            blocks=(Paragraph((Text(_prompt("help", language)),)), *blocks),
        ),
        layout.theme,
        list(PROMPTS[language]),
    )


def _prompt(name: str, language: str) -> str:
    prompts = PROMPTS[language]
    return place_to_type(list(prompts).index(name), prompts[name])


def _prompted_values(form: str, language: str) -> Mapping[str, Any]:
    """Returns the values of a report in which every value is a prompt; its entries are of no other use than to have a place."""

    def prompt(name: str) -> str:
        return _prompt(name, language)

    def named(field: str = "title") -> list[dict[str, str]]:
        return [{field: "x", "text": "x"}]

    contact = ("lead_member", "lead_officer", "email", "telephone")
    priorities = {"introduction": prompt("priorities.introduction"), "entries": named()}
    return {
        "schema": "1",
        "form": form,
        "language": language,
        "group": {"name": prompt("group.name")},
        "foreword": {"text": prompt("foreword.text"), "author": prompt("foreword.author")},
        "contact": {
            **{name: prompt(f"contact.{name}") for name in contact},
            "deputies": [prompt("contact.deputies")],
            "vice_chairs": [prompt("contact.vice_chairs")],
            "address": [prompt("contact.address")],
            "website": {"label": prompt("contact.website")},
        },
        "membership": {
            **{name: prompt(f"membership.{name}") for name in ("introduction", "eligibility", "exception")},
            "members": [prompt("membership.members")] * _MEMBER_LINES,
            "breakdown": [{"label": "x", "count": "1"}],
        },
        "aims": prompt("aims"),
        **({"priorities": priorities, "themes": {"entries": named()}} if form == "2024" else {}),
        "activities": {
            "introduction": prompt("activities.introduction"),
            **{name: named() for name in ("projects", "events", "partnerships", "consultations")},
            "meetings": named("kind"),
            "forward_plan": prompt("activities.forward_plan"),
        },
        "government": named("department"),
    }


def _guided(blocks: Iterable[Block], language: str) -> Iterator[Block]:
    """Yields blocks with tables for entries that can be repeated, and without contents, which an empty report has not."""
    for block in blocks:
        at = (block.at or ()) if isinstance(block, Section | BulletList | Paragraph) else ()
        if isinstance(block, Contents):
            continue
        if at[1:2] == ("entries",) and at[0] in {"priorities", "themes"}:
            yield _table(str(at[0]), language)
        elif isinstance(block, Section):
            yield replace(block, blocks=tuple(_guided(block.blocks, language)))
        elif isinstance(block, BulletList) and at == ("membership", "members"):
            yield replace(block, columns=1)
            yield _table("groups", language)
        elif isinstance(block, BulletList) and at[-1:] and at[-1] in HEADS[language]:
            yield _table(str(at[-1]), language)
        elif at == ("membership", "eligibility"):
            yield Section(ELIGIBILITY[language], (block,), "eligibility")
        else:
            yield block


def _table(name: str, language: str) -> Table:
    """Returns a table for the entries of a part: a row with prompts, and empty ones below."""
    heads = HEADS[language][name]
    prompts = tuple(Cell((Text(_prompt(f"{name}.{field}", language)),)) for field in heads)
    empty = tuple(Cell(()) for _ in heads)
    return Table(tuple(map(Column, heads.values())), (prompts, *[empty] * _EMPTY_ROWS))
