"""How long quoting takes; rounds are fixed, so that two runs can be compared."""

from pytest_benchmark.fixture import BenchmarkFixture

from money import parse_money
from pricing import RuleBook, make_quote

PRICE = parse_money("19.99 EUR")
TEXT = (
    '{"version": "7", "rules": [{"percentOff": "10", "from": 5},'
    ' {"amountOff": "0.50 EUR"}, {"floor": "1.00 EUR"}]}'
)
BOOK = RuleBook.from_json(TEXT)


def test_benchmark_quote(benchmark: BenchmarkFixture) -> None:
    quote = benchmark.pedantic(
        make_quote, args=(PRICE, 7, BOOK), rounds=60, iterations=500, warmup_rounds=5
    )
    assert str(quote.total) == "122.44 EUR"


def test_benchmark_rule_book(benchmark: BenchmarkFixture) -> None:
    book = benchmark.pedantic(
        RuleBook.from_json, args=(TEXT,), rounds=60, iterations=500, warmup_rounds=5
    )
    assert book == BOOK
