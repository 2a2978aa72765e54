"""Settings of a limiter, from code or from the environment."""

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self

from ratelimit.bucket import TokenBucket
from ratelimit.decision import Clock, Limiter
from ratelimit.exceptions import ConfigurationError
from ratelimit.window import SlidingWindow

Algorithm = Literal["token-bucket", "sliding-window"]


@dataclass(frozen=True, slots=True)
class RateLimitConfig:
    """So many requests in so many seconds; checked when it is made."""

    limit: int
    period: float
    algorithm: Algorithm = "token-bucket"

    def __post_init__(self) -> None:
        """Refuse settings under which a limiter would never, or always, admit.

        Raises:
            ConfigurationError: The limit or the period is out of range.
        """
        if self.limit < 1:
            raise ConfigurationError(f"limit must be at least 1, not {self.limit}")
        if not 0 < self.period < math.inf:
            raise ConfigurationError(
                f"period must be a positive number of seconds, not {self.period}"
            )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read RATELIMIT_LIMIT, RATELIMIT_PERIOD and RATELIMIT_ALGORITHM.

        Raises:
            ConfigurationError: A setting is absent, unreadable or out of range.
        """
        try:
            limit = int(environment["RATELIMIT_LIMIT"])
            period = float(environment["RATELIMIT_PERIOD"])
        except KeyError as absent:
            raise ConfigurationError(f"{absent.args[0]} is not set") from absent
        except ValueError as unreadable:
            raise ConfigurationError(f"not a number: {unreadable}") from unreadable
        name = environment.get("RATELIMIT_ALGORITHM", "token-bucket")
        return cls(limit, period, _algorithm_named(name))

    def build(self, clock: Clock = time.monotonic) -> Limiter:
        """Make a fresh limiter with these settings."""
        if self.algorithm == "sliding-window":
            return SlidingWindow(self.limit, self.period, clock)
        return TokenBucket(self.limit, self.limit / self.period, clock)


def _algorithm_named(name: str) -> Algorithm:
    if name == "token-bucket" or name == "sliding-window":
        return name
    raise ConfigurationError(f"unknown algorithm: {name}")
