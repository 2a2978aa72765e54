"""Unit tests of pricing; each test names the requirement that it proves."""

from decimal import Decimal

import pytest

from money import parse_money
from pricing import (
    AmountOff,
    Floor,
    PercentOff,
    PricingService,
    QuoteError,
    RoundingPolicy,
    RuleBook,
    RuleError,
    make_quote,
)
from pricing.metrics import RequestMetrics

EURO_20 = parse_money("20.00 EUR")


def test_fr1_a_percentage_starts_at_its_quantity() -> None:
    rule = PercentOff(Decimal(10), from_quantity=5)
    assert rule.apply(EURO_20, 4) == EURO_20
    assert rule.apply(EURO_20, 5) == parse_money("18.00 EUR")


def test_fr1_an_amount_starts_at_its_quantity() -> None:
    rule = AmountOff(parse_money("0.50 EUR"), from_quantity=2)
    assert rule.apply(EURO_20, 1) == EURO_20
    assert rule.apply(EURO_20, 2) == parse_money("19.50 EUR")


def test_fr1_a_floor_only_raises() -> None:
    rule = Floor(parse_money("5.00 EUR"))
    assert rule.apply(EURO_20, 1) == EURO_20
    assert rule.apply(parse_money("4.99 EUR"), 1) == parse_money("5.00 EUR")


def test_fr1_rules_are_applied_in_order() -> None:
    half = PercentOff(Decimal(50))
    two_off = AmountOff(parse_money("2.00 EUR"))
    first = RuleBook("a", (half, two_off)).price(EURO_20, 1)
    second = RuleBook("b", (two_off, half)).price(EURO_20, 1)
    assert (first, second) == (parse_money("8.00 EUR"), parse_money("9.00 EUR"))


def test_fr1_a_price_never_falls_below_zero() -> None:
    book = RuleBook("a", (AmountOff(parse_money("30.00 EUR")),))
    assert book.price(EURO_20, 1) == parse_money("0.00 EUR")


def test_fr2_a_book_is_read_from_json() -> None:
    book = RuleBook.from_json(
        '{"version": "7", "rules": [{"percentOff": "10", "from": 5},'
        ' {"amountOff": "0.50 EUR"}, {"floor": "1.00 EUR"}]}'
    )
    assert book == RuleBook(
        "7",
        (
            PercentOff(Decimal(10), 5),
            AmountOff(parse_money("0.50 EUR")),
            Floor(parse_money("1.00 EUR")),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"version": 7, "rules": []}',
        '{"version": "7"}',
        '{"version": "7", "rules": ["x"]}',
        '{"version": "7", "rules": [{"triple": "1"}]}',
        '{"version": "7", "rules": [{"percentOff": "101"}]}',
        '{"version": "7", "rules": [{"percentOff": "ten"}]}',
        '{"version": "7", "rules": [{"percentOff": "10", "from": 0}]}',
        '{"version": "7", "rules": [{"floor": "1.00 XXX"}]}',
    ],
)
def test_fr2_a_book_that_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        RuleBook.from_json(text)


@pytest.mark.parametrize(
    ("step", "exact", "rounded"),
    [
        (None, "89.955 EUR", "89.96 EUR"),
        ("0.05", "10.02 CHF", "10.00 CHF"),
        ("0.05", "10.025 CHF", "10.05 CHF"),
        ("1", "0.5 EUR", "1.00 EUR"),
        (None, "99.5 JPY", "100 JPY"),
    ],
)
def test_fr3_rounds_to_the_step(step: str | None, exact: str, rounded: str) -> None:
    policy = RoundingPolicy(None if step is None else Decimal(step))
    assert str(policy.apply(parse_money(exact))) == rounded


def test_fr3_a_total_is_rounded_once() -> None:
    third_off = RuleBook("a", (PercentOff(Decimal("33.3")),))
    quote = make_quote(parse_money("0.99 EUR"), 100, third_off)
    assert quote.unit_price == parse_money("0.66033 EUR")
    assert quote.total == parse_money("66.03 EUR")


@pytest.mark.parametrize(("price", "quantity"), [("1.00 EUR", 0), ("-1.00 EUR", 1)])
def test_fr3_what_cannot_be_quoted_is_refused(price: str, quantity: int) -> None:
    with pytest.raises(QuoteError):
        make_quote(parse_money(price), quantity, RuleBook("a", ()))


def test_fr4_there_is_nothing_to_roll_back_to_at_first() -> None:
    with pytest.raises(LookupError, match="roll back"):
        PricingService(RuleBook("a", ())).rollback()


def test_fr5_durations_are_counted_in_growing_buckets() -> None:
    metrics = RequestMetrics()
    for seconds in (0.004, 0.2, 3.0):
        metrics.count(200, seconds)
    lines = metrics.text().splitlines()
    assert 'pricing_requests_total{status="200"} 3' in lines
    assert 'pricing_request_seconds_bucket{le="0.1"} 1' in lines
    assert 'pricing_request_seconds_bucket{le="0.2"} 2' in lines
    assert 'pricing_request_seconds_bucket{le="+Inf"} 3' in lines
    assert "pricing_request_seconds_sum 3.204000" in lines
