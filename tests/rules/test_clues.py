"""Clues only save time: without them every rule looks at every passage, line and offset, and finds the same."""

import sys
from functools import cache
from pathlib import Path

import pytest

from reportgen.config import Profile
from reportgen.lint import Context, TextIndex, run
from reportgen.rules import all_rules
from reportgen.schema.load import load_report
from reportgen.source import read
from tests.cases import cases, named
from tests.documents import SEED
from tests.samples.groups import Sample, samples

CASES = [SEED, *cases("rules"), *cases("rules", "*/*.yaml"), *cases("valid")]
SAMPLES = 40


@cache
def all_samples() -> tuple[Sample, ...]:
    return tuple(samples(SAMPLES))


def check_with_and_without_clues(content: bytes, profile: Profile) -> None:
    loaded = load_report(read(content, "dataset.yaml").data or {})
    with_clues, without = (
        list(
            run(
                all_rules(),
                loaded.report,
                Context(loaded.report, loaded.dropped, profile, nodes=loaded.values, use_clues=use_clues),
            )
        )
        for use_clues in (True, False)
    )
    assert with_clues == without


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("path", CASES, ids=named)
def test_clues_lose_no_finding_of_a_case(path: Path, profile: Profile) -> None:
    check_with_and_without_clues(path.read_bytes(), profile)


@pytest.mark.parametrize("number", range(SAMPLES))
def test_clues_lose_no_finding_of_a_sample(number: int) -> None:
    sample = all_samples()[number]
    check_with_and_without_clues(sample.files[sample.name], Profile.LGA)


def test_small_letters_stand_at_the_offsets_of_the_capitals() -> None:
    text = "".join(map(chr, range(sys.maxunicode + 1)))
    index = TextIndex([], [((), text)], is_english=True)
    assert len(index.lower_text) == len(text)
    assert all(index.lower_text[ord(letter)] == letter.lower() for letter in "AZÀÞŴŶĞŞ")
