"""Sliding window: never more than the limit within any period; costs memory."""

import time
from collections import deque
from itertools import repeat
from threading import Lock

from ratelimit.decision import Clock, Decision, check_cost


class SlidingWindow:
    """Remembers when each admitted request leaves the window of `period` seconds."""

    def __init__(
        self, limit: int, period: float, clock: Clock = time.monotonic
    ) -> None:
        """Start with an empty window.

        Args:
            limit: Requests admitted within any period.
            period: Length of the window in seconds.
            clock: Source of the time, replaceable for tests.
        """
        self._limit = limit
        self._period = period
        self._clock = clock
        self._leaving: deque[float] = deque()
        self._lock = Lock()

    def request(self, cost: int = 1) -> Decision:
        """Count `cost` requests, or say when the window has room for them.

        Raises:
            CostError: The cost is below one or above the limit.
        """
        check_cost(cost, self._limit)
        with self._lock:
            now = self._clock()
            self._forget(now)
            lacking = len(self._leaving) + cost - self._limit
            if lacking > 0:
                room_at = self._leaving[lacking - 1]
                return Decision(admitted=False, retry_after=room_at - now)
            self._leaving.extend(repeat(now + self._period, cost))
            return Decision(admitted=True)

    def _forget(self, now: float) -> None:
        while self._leaving and self._leaving[0] <= now:
            self._leaving.popleft()
