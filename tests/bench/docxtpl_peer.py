"""The same report by docxtpl: its template, made in code, and the program that fills it.

    python docxtpl_peer.py TEMPLATE FOLDER DATASET...

It does what a council's own script would do and no more: no checks, no contents list, no running heads. It
reads YAML with the C loader, the fastest that PyYAML has.
"""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

HEADINGS = ("Projects", "Events", "Partnerships", "Consultations")


def write_template(path: Path) -> None:
    from docx import Document

    document = Document()
    for style, text in _lines():
        document.add_paragraph(text, style)
    document.save(str(path))


def _lines() -> list[tuple[str, str]]:
    return [
        ("Title", "Special Interest Group annual report to LGA Board"),
        ("Subtitle", "{{ group.name }} {{ period }}"),
        ("Heading 1", "Contact details"),
        *(("Normal", f"{label}: {{{{ contact.{key} }}}}") for key, label in _CONTACT.items()),
        ("Heading 1", "Membership"),
        *_paragraphs("membership.introduction"),
        *_loop("member in membership.members", [("List Bullet", "{{ member }}")]),
        *_paragraphs("membership.eligibility"),
        ("Heading 1", "Aims"),
        *_paragraphs("aims"),
        ("Heading 1", "Priorities"),
        *_paragraphs("priorities.introduction"),
        *_entries("priorities.entries", "Heading 2"),
        ("Heading 1", "LGA business plan themes"),
        *_entries("themes.entries", "Heading 2"),
        ("Heading 1", "Key activities"),
        *(line for name in HEADINGS for line in _activities(name)),
    ]


_CONTACT = {
    "lead_member": "Lead member",
    "lead_officer": "Lead officer",
    "address": "Address",
    "telephone": "Telephone",
    "website.label": "Website",
}


def _activities(name: str) -> list[tuple[str, str]]:
    return [("Heading 2", name), *_entries(f"activities.{name.lower()}", "Heading 3")]


def _entries(path: str, style: str) -> list[tuple[str, str]]:
    return _loop(f"entry in {path}", [(style, "{{ entry.title }}"), *_paragraphs("entry.text")])


def _paragraphs(path: str) -> list[tuple[str, str]]:
    return _loop(f"paragraph in paragraphs({path})", [("Normal", "{{ paragraph }}")])


def _loop(head: str, body: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("Normal", f"{{%p for {head} %}}"), *body, ("Normal", "{%p endfor %}")]


def _split(text: Any = "") -> list[str]:  # an undefined value counts as no text
    return [" ".join(paragraph.split()) for paragraph in str(text).split("\n\n") if paragraph.strip()]


def rendering(dataset: Path, template: Path) -> Callable[[], bytes]:
    """A dataset that has been read, to be rendered as often as wanted."""
    import yaml
    from docxtpl import DocxTemplate
    from jinja2 import ChainableUndefined, Environment

    with dataset.open(encoding="utf-8") as file:
        data = yaml.load(file, Loader=yaml.CSafeLoader)
    lenient = Environment(
        undefined=ChainableUndefined, autoescape=True
    )  # what a dataset leaves out has no parts either

    def render() -> bytes:
        document, made = DocxTemplate(template), BytesIO()
        document.render({**data, "paragraphs": _split}, lenient)
        document.save(made)
        return made.getvalue()

    return render


def main() -> None:
    """Render datasets into a folder, one after the other."""
    template, folder, *datasets = map(Path, sys.argv[1:])
    folder.mkdir(parents=True, exist_ok=True)
    for number, dataset in enumerate(datasets):
        (folder / f"{number}.docx").write_bytes(rendering(dataset, template)())


if __name__ == "__main__":
    main()
