"""How long sums and shares take; rounds are fixed, so that two runs can be compared."""

from pytest_benchmark.fixture import BenchmarkFixture

from money import parse_money

PRICE = parse_money("19.99 EUR")


def test_benchmark_parse(benchmark: BenchmarkFixture) -> None:
    price = benchmark.pedantic(
        parse_money, args=("19.99 EUR",), rounds=60, iterations=2000, warmup_rounds=5
    )
    assert price == PRICE


def test_benchmark_allocate(benchmark: BenchmarkFixture) -> None:
    shares = benchmark.pedantic(
        PRICE.allocate, args=(7,), rounds=60, iterations=500, warmup_rounds=5
    )
    assert len(shares) == 7
