"""Methods of dataclasses that are written when they are first called are those of the library."""

import dataclasses
import sys

import pytest

from reportgen.startup.dataclass_methods import _deferred, defer

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 13), reason="the library makes all methods in one go")


def made(name: str) -> type:
    """A frozen class that is made as those of the program are."""
    namespace = {"__doc__": "Two numbers.", "__annotations__": {"first": int, "second": int}, "second": 2}
    return dataclasses.dataclass(frozen=True, slots=True, order=True)(type(name, (), namespace))


@pytest.fixture
def plain_and_deferred(monkeypatch: pytest.MonkeyPatch) -> tuple[type, type]:
    """The same class as the library makes it, and with deferred methods."""
    plain = made("Pair")
    monkeypatch.setattr(dataclasses, "_create_fn", _deferred(dataclasses._create_fn))  # type: ignore[attr-defined]
    return plain, made("Pair")


def test_deferred_methods_do_what_those_of_the_library_do(plain_and_deferred: tuple[type, type]) -> None:
    for pair in plain_and_deferred:
        value = pair(1)
        assert repr(value) == "Pair(first=1, second=2)"
        assert value == pair(1, 2)
        assert value != pair(2)
        assert value < pair(first=2)
        assert hash(value) == hash(pair(1, 2))
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'first'"):
            value.first = 3
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'first'"):
            del value.first
        with pytest.raises(TypeError, match="missing 1 required positional argument: 'first'"):
            pair()


def test_the_real_method_takes_the_place_of_the_deferred_one(plain_and_deferred: tuple[type, type]) -> None:
    plain, deferred = plain_and_deferred
    assert vars(deferred)["__init__"].__code__.co_varnames != ("self", "first", "second")
    deferred(1)
    for pair in (plain, deferred):
        assert vars(pair)["__init__"].__code__.co_varnames == ("self", "first", "second")
        assert vars(pair)["__init__"].__qualname__ == "Pair.__init__"


def test_the_plain_way_leaves_the_library_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTGEN_PLAIN_START", "1")
    create = dataclasses._create_fn  # type: ignore[attr-defined]
    defer()
    assert dataclasses._create_fn is create  # type: ignore[attr-defined]
