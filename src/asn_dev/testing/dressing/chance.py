"""What is drawn for a dressing: the same seed and topic draw the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from asn_dev.testing.city.drawing import Rng, lots

T = TypeVar("T")


class Chance:
    """Lots for one part of a dressing.

    >>> Chance(1, "headings").of("abc") == Chance(1, "headings").of("abc")
    True
    """

    def __init__(self, seed: int, topic: str) -> None:
        self._lots: Rng = lots(seed, topic)

    def of(self, options: Sequence[T]) -> T:
        """One of them."""
        return options[int(self._lots.integers(len(options)))]

    def happens(self, share: float) -> bool:
        """Whether something happens that happens in such a share of cases."""
        return bool(self._lots.random() < share)

    def some(self, options: Iterable[T], share: float) -> list[T]:
        """Each of them with such a chance, in their order."""
        return [option for option in options if self.happens(share)]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """All of them in another order."""
        return [items[int(place)] for place in self._lots.permutation(len(items))]
