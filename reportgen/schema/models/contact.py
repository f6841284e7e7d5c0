"""The part `contact`: the people who lead the group, and how to reach it."""

from typing import Annotated

from reportgen.schema.model import Model, OnOneLine, field, line_for
from reportgen.schema.values import Address, Email, Emails, Line, Url, link_target, names_host


class Officer(Model):
    """An officer of a council or of the group."""

    name: Line = field("The person's name", "Jon Stancombe", required=True)
    role: Line = field("The person's role or job title", "Director")
    authority: Line = field("The council or body the person comes from", "Salford City Council")

    keys_on_line = ("name", "role", "authority")

    def as_line(self, _: str = "en-GB", /) -> str:
        """The officer on one line: `Jon Stancombe, Director, Salford City Council`."""
        return ", ".join(filter(None, (self.name, self.role, self.authority)))


class Person(Model):
    """Somebody, with what stands before and after the name."""

    title: Line = field("What stands before the name", "Cllr")
    name: Line = field("The person's name", "John Merry", required=True)
    honours: Line = field("Letters after the name", "CBE")
    role: Line = field("The person's role or job title", "Chair")
    authority: Line = field("The council or body the person comes from", "Salford City Council")

    keys_on_line = ("title", "name", "honours", "role", "authority")

    def as_line(self, _: str = "en-GB", /) -> str:
        """The person on one line: `Cllr John Merry CBE, Chair, Salford City Council`."""
        name = " ".join(filter(None, (self.title, self.name, self.honours)))
        return ", ".join(filter(None, (name, self.role, self.authority)))


class Website(Model):
    """A website: its address and the words that lead to it."""

    label: Line = field("The words that lead to it", "Key Cities")
    url: Url = field("Its address", "https://example.org")

    keys_on_line = ("label", "url")

    @property
    def target(self) -> str:
        """The address that its link leads to; a label such as `www.example.org` is one without `https://`."""
        address = self.url or (self.label if names_host(self.label) else "")
        return link_target(address) if address else ""

    def as_line(self, _: str = "en-GB", /) -> str:
        """The words that lead to it, or the address itself."""
        return self.label or self.url


def _website(line: str) -> dict[str, str]:
    return {"url" if line.lower().startswith(("http://", "https://")) else "label": line}


class Contact(Model):
    """Who leads the group and how to reach it."""

    lead_member: Annotated[Person, line_for("name")] = field(
        "The councillor who leads the group: a line, or title, name, honours, role and authority",
        "Cllr John Merry",
    )
    no_lead_member: Line = field(
        "Why no councillor leads the group, if so",
        "The group is one of officers, by decision of its members.",
    )
    deputies: tuple[Annotated[Person, line_for("name")], ...] = field(
        "The deputies of the lead member: each a line, or keys as under `lead_member`", ["Cllr Ann Example"]
    )
    vice_chairs: tuple[Annotated[Person, line_for("name")], ...] = field(
        "The vice chairs: each a line, or keys as under `lead_member`", ["Cllr Ann Example"]
    )
    lead_officer: Annotated[Officer, line_for("name")] = field(
        "The officer who writes the report: a line, or name, role and authority",
        "Jon Stancombe",
        required=True,
    )
    other_lead_officers: tuple[Annotated[Officer, line_for("name")], ...] = field(
        "Further lead officers: each a line, or keys as under `lead_officer`", ["Sam Sample"]
    )
    email: Email = field("An e-mail address", "name@example.org")
    other_emails: Emails = field("Further e-mail addresses", ["office@example.org"])
    address: Address = field(
        "The postal address: a list of lines, or one line that is split at its commas",
        ["Civic Centre", "Chorley Road", "Swinton", "Salford", "M27 5FJ"],
    )
    other_addresses: tuple[Address, ...] = field(
        "Further postal addresses: each a list of lines, or one line that is split at its commas",
        ["Town Hall, Victoria Square, Leeds, LS1 3AD"],
    )
    telephone: Line = field("A telephone number, printed as typed", "07967 424591")
    website: Annotated[Website, OnOneLine(_website)] = field(
        "The group's website: its address, or a label and a url", "https://example.org"
    )
