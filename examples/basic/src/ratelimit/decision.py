"""What every limiter answers, and what every limiter must be able to do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ratelimit.exceptions import CostError

Clock = Callable[[], float]
"""Seconds from any starting point; never runs backwards."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one request."""

    admitted: bool
    retry_after: float = 0.0
    """Seconds until the same request would be admitted; 0 when it was."""


class Limiter(Protocol):
    """Anything that admits or refuses requests."""

    def request(self, cost: int = 1) -> Decision:
        """Admit a request, or say how long to wait."""
        ...


def check_cost(cost: int, limit: int) -> None:
    """Refuse a cost that no amount of waiting would admit.

    Raises:
        CostError: The cost is below one or above the limit.
    """
    if not 1 <= cost <= limit:
        raise CostError(f"cost must be between 1 and {limit}, not {cost}")
