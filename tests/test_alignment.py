"""Alignments: whole, in order, and in bounded time whatever is compared."""

from difflib import SequenceMatcher
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.alignment import Aligner, BoundedMatcher

_SEQUENCES = st.lists(st.sampled_from("abcdef"), max_size=14)


@pytest.mark.parametrize("work", [0, 5, 1_000])
@given(old=_SEQUENCES, new=_SEQUENCES)
def test_stretches_hold_everything_in_order(work: int, old: list[str], new: list[str]) -> None:
    i = k = 0
    for stretch in Aligner(work).stretches(old, new):
        assert (stretch.old_start, stretch.new_start) == (i, k)
        i, k = stretch.old_end, stretch.new_end
        before, after = old[stretch.old_start : i], new[stretch.new_start : k]
        assert before or after
        assert (before == after) or not stretch.is_equal
    assert (i, k) == (len(old), len(new))


@pytest.mark.parametrize("work", [0, 5, 1_000])
@given(old=_SEQUENCES, new=_SEQUENCES)
def test_pairs_hold_everything_in_order(work: int, old: list[str], new: list[str]) -> None:
    pairs = Aligner(work).pairs(
        old, new, str, lambda one, other: 0.5 if ord(one) % 2 == ord(other) % 2 else 0
    )
    assert [i for i, _ in pairs if i is not None] == [*range(len(old))]
    assert [j for _, j in pairs if j is not None] == [*range(len(new))]
    assert all(ord(old[i]) % 2 == ord(new[j]) % 2 for i, j in pairs if i is not None and j is not None)


def test_what_is_most_alike_belongs_together() -> None:
    def likeness(one: str, other: str) -> float:
        return len({*one} & {*other}) / 4

    assert Aligner().pairs(["abcd", "efgh"], ["ab..", "abc.", "efg."], str, likeness) == [
        (None, 0), (0, 1), (1, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ab" * 100_000, "ba" * 100_000),
        ("a" * 200_000, "a" * 150_000 + "b"),
        ([n * n % 101 for n in range(200_000)], [n * n % 103 for n in range(200_000)]),
        (range(100_000), range(100_000, 0, -1)),
    ],
    ids=["two items", "one item", "few items", "upside down"],
)  # fmt: skip
def test_long_sequences_take_bounded_time(old: str, new: str) -> None:
    start = process_time()
    Aligner().stretches([*old], [*new])
    assert process_time() - start < 20


def test_many_stretches_take_bounded_time() -> None:
    """An eighth of the work that is allowed is spent after an eighth of the stretches; the others are cheap."""
    aligner, start = Aligner(Aligner().work // 8), process_time()
    for number in range(1, 250):
        aligner.stretches([n * number % 11 for n in range(300)], [n * n * number % 13 for n in range(300)])
    assert process_time() - start < 5
    assert aligner.work < 100_000


@given(old=_SEQUENCES, new=_SEQUENCES)
def test_short_sequences_are_compared_as_difflib_compares_them(old: list[str], new: list[str]) -> None:
    bounded, plain = BoundedMatcher(old, new), SequenceMatcher(None, old, new, autojunk=False)
    assert bounded.get_opcodes() == plain.get_opcodes()


def test_long_sequences_are_compared_in_bounded_work() -> None:
    old = ["ab"[index % 2] for index in range(4_000)]
    new = ["ba"[index // 3 % 2] for index in range(4_000)]
    start = process_time()
    opcodes = BoundedMatcher(old, new).get_opcodes()
    assert process_time() - start < 20
    said = [
        item for tag, i1, i2, j1, j2 in opcodes for item in (old[i1:i2] if tag == "equal" else new[j1:j2])
    ]
    assert said == new
    assert [item for _, i1, i2, _, _ in opcodes for item in old[i1:i2]] == old
