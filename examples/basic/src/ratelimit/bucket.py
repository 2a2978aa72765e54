"""Token bucket: allows bursts, holds the long-term rate."""

import time
from threading import Lock

from ratelimit.decision import Clock, Decision, check_cost


class TokenBucket:
    """Holds up to `capacity` tokens and gains `refill_rate` of them each second."""

    def __init__(
        self, capacity: int, refill_rate: float, clock: Clock = time.monotonic
    ) -> None:
        """Start with a full bucket.

        Args:
            capacity: The largest burst.
            refill_rate: Tokens gained per second.
            clock: Source of the time, replaceable for tests.
        """
        self._capacity = capacity
        self._refill_rate = refill_rate
        self._clock = clock
        self._tokens = float(capacity)
        self._refilled_at = clock()
        self._lock = Lock()

    def request(self, cost: int = 1) -> Decision:
        """Take `cost` tokens, or say when there will be enough of them.

        Raises:
            CostError: The cost is below one or above the capacity.
        """
        check_cost(cost, self._capacity)
        with self._lock:
            self._refill()
            lacking = cost - self._tokens
            if lacking > 0:
                return Decision(admitted=False, retry_after=lacking / self._refill_rate)
            self._tokens -= cost
            return Decision(admitted=True)

    def _refill(self) -> None:
        now = self._clock()
        gained = (now - self._refilled_at) * self._refill_rate
        self._tokens = min(self._capacity, self._tokens + gained)
        self._refilled_at = now
