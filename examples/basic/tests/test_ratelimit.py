"""Unit tests of the limiters; each test names the requirement that it proves."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from ratelimit import (
    ConfigurationError,
    CostError,
    Limiter,
    RateLimitConfig,
    SlidingWindow,
    TokenBucket,
)


class HandClock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        """Start at an odd time, so that nothing relies on zero."""
        self.now = 1000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


@pytest.fixture
def clock() -> HandClock:
    """Give each test a clock of its own."""
    return HandClock()


def admitted(limiter: Limiter, requests: int) -> int:
    """Count how many of some requests at one moment are admitted."""
    return sum(limiter.request().admitted for _ in range(requests))


def test_fr1_bucket_admits_a_burst_up_to_its_capacity(clock: HandClock) -> None:
    assert admitted(TokenBucket(5, 1.0, clock), requests=8) == 5


def test_fr1_bucket_refills_at_its_rate(clock: HandClock) -> None:
    bucket = TokenBucket(5, 2.0, clock)
    admitted(bucket, requests=5)
    clock.now += 1.5
    assert admitted(bucket, requests=5) == 3


def test_fr1_bucket_never_holds_more_than_its_capacity(clock: HandClock) -> None:
    bucket = TokenBucket(5, 2.0, clock)
    clock.now += 3600
    assert admitted(bucket, requests=10) == 5


def test_fr1_bucket_says_how_long_to_wait(clock: HandClock) -> None:
    bucket = TokenBucket(4, 2.0, clock)
    assert bucket.request(cost=4).retry_after == 0
    refused = bucket.request(cost=3)
    assert (refused.admitted, refused.retry_after) == (False, 1.5)
    clock.now += refused.retry_after
    assert bucket.request(cost=3).admitted


def test_fr1_refused_request_takes_no_token(clock: HandClock) -> None:
    bucket = TokenBucket(4, 2.0, clock)
    bucket.request(cost=3)
    bucket.request(cost=2)
    assert bucket.request(cost=1).admitted


def test_fr1_threads_cannot_overdraw_the_bucket(clock: HandClock) -> None:
    bucket = TokenBucket(100, 1.0, clock)
    with ThreadPoolExecutor(max_workers=8) as pool:
        counts = pool.map(admitted, [bucket] * 8, [50] * 8)
    assert sum(counts) == 100


def test_fr2_window_admits_up_to_its_limit(clock: HandClock) -> None:
    assert admitted(SlidingWindow(3, 10.0, clock), requests=5) == 3


def test_fr2_window_makes_room_as_requests_leave_it(clock: HandClock) -> None:
    window = SlidingWindow(2, 10.0, clock)
    window.request()
    clock.now += 4
    window.request()
    clock.now += 5.5
    assert not window.request().admitted
    clock.now += 0.5
    assert admitted(window, requests=2) == 1


def test_fr2_window_says_how_long_to_wait(clock: HandClock) -> None:
    window = SlidingWindow(3, 10.0, clock)
    window.request(cost=2)
    clock.now += 4
    window.request()
    assert window.request(cost=1).retry_after == 6
    assert window.request(cost=3).retry_after == 10


def test_fr2_no_window_ever_holds_more_than_the_limit(clock: HandClock) -> None:
    limit, period = 5, 2.0
    window = SlidingWindow(limit, period, clock)
    steps = random.Random(2026)
    times: list[float] = []
    for _ in range(2000):
        clock.now += steps.choice([0, 0.125, 0.25, 1.0])
        if window.request().admitted:
            times.append(clock.now)
    assert len(times) > 2 * limit
    assert all(times[i + limit] - times[i] >= period for i in range(len(times) - limit))


@pytest.mark.parametrize("algorithm", ["token-bucket", "sliding-window"])
@pytest.mark.parametrize("cost", [-1, 0, 4])
def test_fr3_impossible_cost_is_refused(algorithm: str, cost: int) -> None:
    limiter = RateLimitConfig.from_environment(
        {
            "RATELIMIT_LIMIT": "3",
            "RATELIMIT_PERIOD": "1",
            "RATELIMIT_ALGORITHM": algorithm,
        }
    ).build()
    with pytest.raises(CostError, match=f"between 1 and 3, not {cost}"):
        limiter.request(cost)


def test_fr3_config_builds_a_bucket_unless_told_otherwise(clock: HandClock) -> None:
    config = RateLimitConfig.from_environment(
        {"RATELIMIT_LIMIT": "10", "RATELIMIT_PERIOD": "5"}
    )
    limiter = config.build(clock)
    assert isinstance(limiter, TokenBucket)
    admitted(limiter, requests=10)
    assert limiter.request().retry_after == 0.5


def test_fr3_config_builds_a_sliding_window(clock: HandClock) -> None:
    limiter = RateLimitConfig(10, 5.0, "sliding-window").build(clock)
    assert isinstance(limiter, SlidingWindow)
    admitted(limiter, requests=10)
    assert limiter.request().retry_after == 5


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"RATELIMIT_LIMIT": "0"}, "limit must be at least 1, not 0"),
        ({"RATELIMIT_LIMIT": "many"}, "not a number: .*'many'"),
        ({"RATELIMIT_PERIOD": "0"}, "positive number of seconds, not 0.0"),
        ({"RATELIMIT_PERIOD": "inf"}, "positive number of seconds, not inf"),
        ({"RATELIMIT_PERIOD": "nan"}, "positive number of seconds, not nan"),
        ({"RATELIMIT_ALGORITHM": "dice"}, "unknown algorithm: dice"),
    ],
)
def test_fr3_config_refuses_a_bad_setting(
    change: dict[str, str], complaint: str
) -> None:
    environment = {"RATELIMIT_LIMIT": "10", "RATELIMIT_PERIOD": "5", **change}
    with pytest.raises(ConfigurationError, match=complaint):
        RateLimitConfig.from_environment(environment)


def test_fr3_config_names_the_setting_that_is_absent() -> None:
    with pytest.raises(ConfigurationError, match="RATELIMIT_PERIOD is not set"):
        RateLimitConfig.from_environment({"RATELIMIT_LIMIT": "10"})
