"""RG616: e.g., i.e. and etc."""

from collections.abc import Iterator

from reportgen.config import Profile
from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.running_text import begins_sentence, find_at_clues
from reportgen.schema.models import Report

_LATIN = r"(?<![\w./-])(?:[Ee]\.? ?g\.|[Ii]\.? ?e\.|eg|ie|etc\b\.?)(?![\w/-])"
_CLUES = ("e.g", "e. g", "e g", "i.e", "i. e", "i e", "eg", "ie", "etc")
_ENGLISH = {"eg": "for example", "ie": "that is"}


@rule("RG616", Severity.INFO)
def latin_abbreviation(_: Report, context: Context) -> Iterator[Problem]:
    """The text says "e.g.", "i.e." or "etc.", which not all readers know and screen readers misread.

    GOV.UK asks for words in their place (its style guide under "eg, etc and ie"). By the LGA's style this stays silent.

    Faulty:

        aims: We work on green skills, e.g. in building.

    Right:

        aims: We work on green skills, for example in building.
    """
    if context.profile is not Profile.GOVUK:
        return
    for match in find_at_clues(context, _LATIN, *_CLUES):
        english = _ENGLISH.get(match[0].lower().replace(".", "").replace(" ", ""))
        if english and match[0][0].isupper() and begins_sentence(match.text, match.start):
            english = english.capitalize()
        message = f"`{match[0]}` is not plain English"
        hint = f"write `{english}`" if english else "name the rest, or begin the list with `such as`"
        yield Problem(match.at, message, hint, match.part(), Fix(english) if english else None)
