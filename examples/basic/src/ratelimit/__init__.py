"""Rate limiting inside one process: a token bucket and an exact sliding window."""

from ratelimit.bucket import TokenBucket
from ratelimit.config import RateLimitConfig
from ratelimit.decision import Decision, Limiter
from ratelimit.exceptions import ConfigurationError, CostError, RateLimitError
from ratelimit.window import SlidingWindow

__all__ = [
    "ConfigurationError",
    "CostError",
    "Decision",
    "Limiter",
    "RateLimitConfig",
    "RateLimitError",
    "SlidingWindow",
    "TokenBucket",
]
