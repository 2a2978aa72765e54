"""Counts of admitted and refused requests, as Prometheus reads them.

Drafted for the staging stage together with the middleware; not tested yet.
"""

from threading import Lock

_HEADER = (
    "# HELP ratelimit_requests_total Requests by the limiter's decision.\n"
    "# TYPE ratelimit_requests_total counter\n"
)


class RequestCounters:
    """Two counters that only grow."""

    def __init__(self) -> None:
        """Start at zero."""
        self._admitted = 0
        self._refused = 0
        self._lock = Lock()

    def count(self, *, admitted: bool) -> None:
        """Add one request."""
        with self._lock:
            if admitted:
                self._admitted += 1
            else:
                self._refused += 1

    def exposition(self) -> str:
        """Write the counters in Prometheus' text format."""
        with self._lock:
            counts = {"admitted": self._admitted, "refused": self._refused}
        lines = (
            f'ratelimit_requests_total{{decision="{decision}"}} {count}\n'
            for decision, count in counts.items()
        )
        return _HEADER + "".join(lines)
