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

    @decorator(slots=True)
    class Filled:
        make: int
        many: list[int] = field(default_factory=list)

    @decorator(slots=True)
    class Settled:
        first: int
        twice: int = 0

        def __post_init__(self) -> None:
            self.twice = self.first * 2

    @decorator(slots=True)
    class Inheriting(Settled):
        more: dict[str, int] = field(default_factory=dict)

    return Value, Ordered, Empty, Own, Changing, Single, Filled, Settled, Inheriting


KINDS = pytest.mark.parametrize("kind", range(9))


@KINDS
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


@KINDS
def test_it_takes_the_arguments_that_the_librarys_takes(kind: int) -> None:
    one, other = made(ours)[kind], made(dataclasses.dataclass)[kind]
    names = [each.name for each in dataclasses.fields(one)]
    for values in ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)):
        for given in ({}, *({name: 5} for name in names), {"unknown": 5}):
            said = []
            for each in (one, other):
                try:
                    said.append(str({**dataclasses.asdict(each(*values, **given))}))
                except TypeError as error:
                    said.append(str(error).replace("made.<locals>.", ""))
            assert said[0] == said[1]


def test_a_value_without_a_default_after_one_that_has_one_is_refused() -> None:
    for decorator in (ours, dataclasses.dataclass):
        with pytest.raises(TypeError, match=r"without a default|non-default"):
            decorator(type("Wrong", (made(ours)[7],), {"__annotations__": {"after": int}}))


def test_what_is_made_is_made_for_each() -> None:
    filled = made(ours)[6]
    one, other = filled(1), filled(1)
    assert one.many == other.many == []
    assert one.many is not other.many
    assert filled(1, many=None).many is None


def test_order() -> None:
    ordered = made(ours)[1]
    assert ordered(1, 2) < ordered(1, 3) < ordered(2)


@ours(frozen=True, slots=True)
class _Sent:
    first: int
    second: str = ""


def test_values_travel() -> None:
    assert pickle.loads(pickle.dumps(_Sent(1, "a"))) == _Sent(1, "a")


@KINDS
def test_replaces_as_the_library_does(kind: int) -> None:
    one = made(ours)[kind]
    before = one(*((1,) if dataclasses.fields(one) else ()))
    changes = {dataclasses.fields(one)[0].name: 2} if dataclasses.fields(one) else {}
    after = replace(before, **changes)
    assert type(after) is one
    assert dataclasses.asdict(after) == dataclasses.asdict(dataclasses.replace(before, **changes))
    if not hasattr(one, "__post_init__"):
        assert dataclasses.asdict(after) == {**dataclasses.asdict(before), **changes}
    with pytest.raises(TypeError):
        replace(before, unknown=1)
