"""Our `dataclass` makes what the standard library's makes, save that nothing is frozen at run time."""

import dataclasses
import pickle
from dataclasses import field
from typing import Any

import pytest

from reportgen.dataclass import dataclass as ours
from reportgen.dataclass import replace


def made(decorator: Any) -> tuple[type[Any], ...]:
    @decorator(frozen=True, slots=True)
    class Value:
        """A value."""

        first: int
        second: tuple[str, ...] = ()
        hidden: str = field(default="", repr=False, compare=False)

    @decorator(frozen=True, slots=True, order=True)
    class Ordered:
        first: int
        second: int = 0

    @decorator(frozen=True)
    class Empty:
        pass

    @decorator(frozen=True)
    class Own:
        first: int

        def __repr__(self) -> str:
            return "own"

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 1

    @decorator(slots=True)
    class Changing:
        first: int = 0

    @decorator(frozen=True, eq=False)
    class Single:
        first: int = 0

    return Value, Ordered, Empty, Own, Changing, Single


@pytest.mark.parametrize("kind", range(6))
def test_same_as_the_library(kind: int) -> None:
    one, other = made(ours)[kind], made(dataclasses.dataclass)[kind]
    arguments = (1,) if dataclasses.fields(one) else ()
    ours_made, theirs = one(*arguments), other(*arguments)
    assert repr(ours_made).replace("made.<locals>.", "") == repr(theirs).replace("made.<locals>.", "")
    assert (one.__hash__ is None) == (other.__hash__ is None)
    assert (ours_made == one(*arguments)) == (theirs == other(*arguments))
    assert ours_made != object() or kind == 3
    if one.__hash__ is not None:
        assert (len({ours_made, one(*arguments)}) == 1) == (len({theirs, other(*arguments)}) == 1)
    assert hasattr(ours_made, "__dict__") == hasattr(theirs, "__dict__")
    assert dataclasses.replace(ours_made) == ours_made or kind == 5


def test_what_is_not_compared_makes_no_difference() -> None:
    value = made(ours)[0]
    assert value(1, hidden="a") == value(1, hidden="b") != value(2)
    assert hash(value(1, hidden="a")) == hash(value(1, hidden="b"))


def test_order() -> None:
    ordered = made(ours)[1]
    assert ordered(1, 2) < ordered(1, 3) < ordered(2)


@ours(frozen=True, slots=True)
class _Sent:
    first: int
    second: str = ""


def test_values_travel() -> None:
    assert pickle.loads(pickle.dumps(_Sent(1, "a"))) == _Sent(1, "a")


@pytest.mark.parametrize("kind", range(6))
def test_replaces_as_the_library_does(kind: int) -> None:
    one = made(ours)[kind]
    before = one(*((1,) if dataclasses.fields(one) else ()))
    changes = {"first": 2} if dataclasses.fields(one) else {}
    after = replace(before, **changes)
    assert type(after) is one
    assert dataclasses.asdict(after) == {**dataclasses.asdict(before), **changes}
    with pytest.raises(TypeError):
        replace(before, unknown=1)
