"""The scale of an axis: from which number to which, and the numbers that are written at it."""

from dataclasses import dataclass
from math import ceil, floor, log10

_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of some length in pixels, which holds zero."""

    ticks: tuple[float, ...]
    length: float

    def position(self, value: float) -> float:
        """Returns how far from the start of the axis a number stands."""
        first, last = self.ticks[0], self.ticks[-1]
        return (value - first) / (last - first) * self.length


def scale_for(lowest: float, highest: float, length: float, intervals: int = 5) -> Scale:
    """Returns a scale with round numbers that holds zero and two others, in about so many intervals."""
    low, high = min(lowest, 0.0), max(highest, 0.0)
    if low == high:
        high = 1.0
    raw_step = (high - low) / intervals
    power = 10.0 ** floor(log10(raw_step))
    step = next(factor * power for factor in _STEPS if factor * power >= raw_step * 0.999999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return Scale(tuple(round(number * step, 9) for number in range(first, last + 1)), length)
