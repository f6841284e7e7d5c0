"""RG615: a sentence that is long for GOV.UK."""

import re
from collections.abc import Iterator

from reportgen.config import Profile
from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report

MAX_WORDS = 25
"""A sentence with more words should be checked (GOV.UK, "Sentence length: why 25 words is our limit")."""

_SENTENCE = r"(?s)\S.*?(?:[.?!…][”’\"')\]]*(?= |$)|$)"
_WORD = r"\S*\w\S*"


@rule("RG615", Severity.INFO)
def sentence_over_25_words(_: Report, context: Context) -> Iterator[Problem]:
    """A sentence has more than 25 words, which GOV.UK asks its writers to check and split.

    The LGA has no such rule: by its style this stays silent.

    Faulty:

        aims: >-
          We speak for the cities of urban Britain and for their councils, and we ask that in the years to come they be funded
          fairly and given more powers.

    Right:

        aims: >-
          We speak for the cities of urban Britain and for their councils. We ask for fair funding and more powers in the years to
          come.
    """
    if context.profile is not Profile.GOVUK:
        return
    for at, passage in context.passages:
        if passage.text.count(" ") < MAX_WORDS:
            continue
        for match in re.finditer(_SENTENCE, passage.text):
            word_count = len(re.findall(_WORD, match[0]))
            if word_count > MAX_WORDS:
                message = f"this sentence has {word_count} words, more than {MAX_WORDS}"
                hint = "split it in two, or make a list of it"
                yield Problem(at, message, hint, passage.part(*match.span()))
