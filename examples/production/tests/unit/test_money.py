"""Unit tests of money; each test names the requirement that it proves."""

from decimal import Decimal

import pytest

from money import Money, MoneyError, parse_money


def test_fr1_sums_and_differences_are_exact() -> None:
    tenth = parse_money("0.10 EUR")
    assert tenth + tenth + tenth == parse_money("0.30 EUR")
    assert parse_money("0.30 EUR") - tenth == parse_money("0.20 EUR")


def test_fr1_currencies_do_not_mix() -> None:
    euro, dollar = parse_money("1 EUR"), parse_money("1 USD")
    with pytest.raises(MoneyError, match="do not mix"):
        _ = euro + dollar
    with pytest.raises(MoneyError, match="do not mix"):
        _ = euro < dollar


def test_fr1_scaling_does_not_round() -> None:
    assert parse_money("1 EUR").scaled(Decimal("0.333")).amount == Decimal("0.333")


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [
        ("2.345 EUR", "2.35 EUR"),
        ("2.344 EUR", "2.34 EUR"),
        ("-2.345 EUR", "-2.35 EUR"),
        ("0.5 JPY", "1 JPY"),
        ("1.0005 KWD", "1.001 KWD"),
    ],
)
def test_fr2_rounds_half_up_to_the_minor_unit(exact: str, rounded: str) -> None:
    assert str(parse_money(exact).rounded()) == rounded


@pytest.mark.parametrize("parts", range(1, 12))
@pytest.mark.parametrize("amount", ["100.00 EUR", "0.05 EUR", "-10.00 EUR", "7 JPY"])
def test_fr2_shares_lose_nothing(amount: str, parts: int) -> None:
    whole = parse_money(amount)
    shares = whole.allocate(parts)
    assert len(shares) == parts
    assert sum((share.amount for share in shares), Decimal(0)) == whole.amount
    assert shares == sorted(shares, key=lambda share: share.amount, reverse=True)


def test_fr2_sharing_needs_a_part() -> None:
    with pytest.raises(MoneyError, match="at least one"):
        parse_money("1 EUR").allocate(0)


@pytest.mark.parametrize("text", ["12.50 EUR", "0 JPY", "-3.125 KWD"])
def test_fr3_text_is_read_as_it_is_written(text: str) -> None:
    assert str(parse_money(text)) == text


@pytest.mark.parametrize("text", ["", "EUR", "12,50 EUR", "1 XXX", "NaN EUR", "1EUR"])
def test_fr3_other_text_is_refused(text: str) -> None:
    with pytest.raises(MoneyError):
        parse_money(text)


def test_fr3_infinity_is_no_amount() -> None:
    with pytest.raises(MoneyError, match="no amount"):
        Money(Decimal("Infinity"), "EUR")
