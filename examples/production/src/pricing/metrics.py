"""What the service counts, in the text format that Prometheus reads."""

from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from threading import Lock

# Upper bounds in seconds; the target is 200 ms.
BOUNDS = (0.01, 0.05, 0.1, 0.2, 0.5)


class RequestMetrics:
    """Counts requests by status, and by how long they took."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self._statuses = Counter[int]()
        self._buckets = [0] * (len(BOUNDS) + 1)
        self._seconds = 0.0
        self._lock = Lock()

    def count(self, status: int, seconds: float) -> None:
        """Count one request."""
        with self._lock:
            self._statuses[status] += 1
            self._buckets[bisect_left(BOUNDS, seconds)] += 1
            self._seconds += seconds

    def text(self) -> str:
        """Write all counters, a line each."""
        with self._lock:
            statuses = sorted(self._statuses.items())
            buckets = list(accumulate(self._buckets))
            seconds = self._seconds
        lines = [
            *(f'pricing_requests_total{{status="{code}"}} {n}' for code, n in statuses),
            *(
                f'pricing_request_seconds_bucket{{le="{bound}"}} {n}'
                for bound, n in zip((*BOUNDS, "+Inf"), buckets, strict=True)
            ),
            f"pricing_request_seconds_sum {seconds:.6f}",
            f"pricing_request_seconds_count {buckets[-1]}",
        ]
        return "\n".join(lines) + "\n"
