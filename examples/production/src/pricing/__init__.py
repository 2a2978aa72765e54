"""Prices by rule: rule books, rounding and quotes."""

from pricing.quote import Quote, QuoteError, make_quote
from pricing.rounding import RoundingPolicy
from pricing.rules import AmountOff, Floor, PercentOff, Rule, RuleBook, RuleError
from pricing.service import PricingService

__all__ = [
    "AmountOff",
    "Floor",
    "PercentOff",
    "PricingService",
    "Quote",
    "QuoteError",
    "RoundingPolicy",
    "Rule",
    "RuleBook",
    "RuleError",
    "make_quote",
]
