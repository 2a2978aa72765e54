"""Exact amounts of money, each of one currency."""

from money.amount import Money, MoneyError
from money.text import parse_money

__all__ = ["Money", "MoneyError", "parse_money"]
